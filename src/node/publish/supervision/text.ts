/** The list of supervision for a terminal: Chinese first, then English where it is no name. */
import { groupCode } from '../../../core/domain/institution-code.ts';
import { dayIn, type Lang, words } from '../../../core/words/index.ts';
import { supervisionWords } from '../../../core/words/supervision.ts';
import { askedText } from './count.ts';
import type { Supervised } from './list.ts';
import type { LoadedSupervision } from './load.ts';
import { notesOf, stateText } from './rows.ts';

const LANGS: readonly Lang[] = ['zh', 'en'];
const COLUMNS = ['left', 'done', 'over', 'asks', 'grade', 'code', 'span', 'town', 'name', 'notes'] as const;

export function supervisionText(loaded: LoadedSupervision): string {
  const { list } = loaded;
  const heads = LANGS.map((lang) => COLUMNS.map((column) => supervisionWords[lang].columns[column]));
  const table = aligned([...heads, ...list.institutions.map((one) => cellsOf(one, loaded))]);
  const lines = [
    ...(loaded.bureau.demo ? both((lang) => words[lang].head.demo) : []),
    ...both((lang) => titleOf(loaded, lang)),
    ...both((lang) => basisOf(loaded, lang)),
    ...asksLines(loaded),
    ...both((lang) => supervisionWords[lang].counting),
    ...ruleLines(loaded),
    '',
    ...table,
    '',
    ...totalLines(list.institutions),
    ...unaskedLines(loaded),
    ...(loaded.unread === 0 ? [] : ['', ...both((lang) => supervisionWords[lang].allUnread({ n: loaded.unread }))]),
  ];
  return `${lines.join('\n')}\n`;
}

const both = (say: (lang: Lang) => string): readonly string[] => LANGS.map(say);

function titleOf({ bureau, list }: LoadedSupervision, lang: Lang): string {
  const name = lang === 'zh' ? bureau.name : bureau.nameEn;
  return supervisionWords[lang].title({ bureau: name, date: dayIn(lang)(list.day) });
}

function basisOf({ terms }: LoadedSupervision, lang: Lang): string {
  return supervisionWords[lang].basis({ title: terms.title[lang], doc: terms.documentNo });
}

/** What each grade asks, once for all its institutions. */
function asksLines({ terms }: LoadedSupervision): readonly string[] {
  const rows = terms.grades.flatMap(({ symbol, mark }) => {
    const checks = terms.supervision[symbol];
    if (checks === undefined) return [];
    const [zh, en] = LANGS.map((lang) =>
      supervisionWords[lang].asks({ text: checks.text[lang], article: checks.article }),
    );
    return [[`  ${mark.zh}`, askedText(checks), `${zh} / ${en}`]];
  });
  return aligned(rows);
}

/** What decides beside the numbers: the grade of the day, or the draw. */
function ruleLines({ terms, list, sealed }: LoadedSupervision): readonly string[] {
  if (terms.draw === null) return both((lang) => supervisionWords[lang].change);
  return both((lang) => {
    const say = supervisionWords[lang];
    const day = dayIn(lang);
    const { round } = list;
    const decided = round?.revealed
      ? say.draw({ n: round.n, from: day(round.committedOn), on: day(round.revealed.on) })
      : say.noDraw;
    return sealed === null ? decided : `${decided}${lang === 'zh' ? '' : ' '}${say.sealed({ n: sealed })}`;
  });
}

function cellsOf(one: Supervised, { terms }: LoadedSupervision): readonly string[] {
  const { left, done, over, asked, year, mark, code, span, town, name } = one;
  return [
    String(left),
    String(done),
    String(over),
    asked === null ? '—' : askedText(asked),
    `${year} ${mark.zh}`,
    groupCode(code),
    supervisionWords.zh.span(span),
    town,
    name,
    notesOf(one, terms, 'zh').join(supervisionWords.zh.sep),
  ];
}

function totalLines(institutions: readonly Supervised[]): readonly string[] {
  const due = institutions.filter(({ left }) => left > 0);
  const about = {
    n: institutions.length,
    due: due.length,
    left: due.reduce((sum, { left }) => sum + left, 0),
    over: institutions.filter(({ over }) => over > 0).length,
  };
  return both((lang) => supervisionWords[lang].total(about));
}

function unaskedLines({ list: { unasked } }: LoadedSupervision): readonly string[] {
  if (unasked.length === 0) return [];
  const rows = unasked.map((one) => [
    ` ${groupCode(one.code)}`,
    one.town,
    one.name,
    both((lang) => stateText(one, lang)).join(' / '),
  ]);
  return ['', ...both((lang) => supervisionWords[lang].unasked({ n: unasked.length })), ...aligned(rows)];
}

/** Ideographs, kana, full-width forms and their punctuation take two places of a terminal (UAX 11). */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;

function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (WIDE.test(character) ? 2 : 1), 0);
}

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const columns = rows[0] ?? [];
  const widths = columns.map((_, at) => Math.max(...rows.map((row) => widthOf(row[at] ?? ''))));
  const padded = (cell: string, at: number) => cell + ' '.repeat((widths[at] ?? 0) - widthOf(cell));
  return rows.map((row) => row.map(padded).join('  ').trimEnd());
}
