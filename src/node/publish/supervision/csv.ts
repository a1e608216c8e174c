/** The list of supervision as a table for Excel and WPS. */
import { groupCode } from '../../../core/domain/institution-code.ts';
import { words } from '../../../core/words/index.ts';
import { supervisionWords } from '../../../core/words/supervision.ts';
import { csvText } from '../workspace/report.ts';
import type { Supervised, Unasked } from './list.ts';
import type { LoadedSupervision } from './load.ts';
import { notesOf, sentenceOf, stateText } from './rows.ts';

const { columns, sep, noNumber } = supervisionWords.zh;

const COLUMNS = [
  'code',
  'id',
  'name',
  'town',
  'grade',
  'year',
  'asks',
  'atLeast',
  'atMost',
  'article',
  'done',
  'left',
  'over',
  'from',
  'last',
  'notes',
] as const satisfies readonly (keyof typeof columns)[];

type Row = Partial<Readonly<Record<(typeof COLUMNS)[number], string | number | null>>>;

/** All institutions, those without a number last; a demo is marked on each row, since rows are copied on. */
export function supervisionCsv(loaded: LoadedSupervision): string {
  const { list, bureau } = loaded;
  const rows = [...list.institutions.map((one) => rowOf(one, loaded)), ...list.unasked.map(unaskedRow)];
  const demo = bureau.demo ? words.zh.head.demo : '';
  const notes = (row: Row) => [row.notes ?? '', demo].filter((note) => note !== '').join(sep);
  return csvText([
    COLUMNS.map((column) => columns[column]),
    ...rows.map((row) => COLUMNS.map((column) => String((column === 'notes' ? notes(row) : row[column]) ?? ''))),
  ]);
}

/** In its two groups a code cannot be taken for a number such as 1E9. */
function rowOf(one: Supervised, { terms }: LoadedSupervision): Row {
  const { code, id, name, town, year, done, left, over, asked, span } = one;
  return {
    code: groupCode(code),
    id,
    name,
    town,
    grade: one.mark.zh,
    year,
    asks: sentenceOf(one, terms, 'zh'),
    atLeast: asked?.atLeast ?? null,
    atMost: asked?.atMost ?? null,
    article: asked?.article ?? null,
    done,
    left,
    over,
    ...span,
    notes: notesOf(one, terms, 'zh').join(sep),
  };
}

function unaskedRow(one: Unasked): Row {
  const { code, id, name, town } = one;
  return { code: groupCode(code), id, name, town, asks: noNumber, notes: stateText(one, 'zh') };
}
