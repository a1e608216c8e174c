/** The clerk's own workbook with what `check` found: coloured cells, comments, a sheet 问题. All else stays byte for byte. */
import { zipSync } from 'fflate';
import type { Result } from '../../../../core/domain/result.ts';
import { cleanText } from '../clean.ts';
import { groupBy } from '../group-by.ts';
import type { CheckProblem } from '../problem.ts';
import type { WorkbookFault } from '../read-xlsx.ts';
import type { RawTable } from '../table.ts';
import { addColours, colourCells, type Mark } from './colour.ts';
import { writeComments } from './comments.ts';
import { Parts } from './parts.ts';
import { writeProblemSheet } from './problem-sheet.ts';
import { unpackWhole } from './unpack.ts';

/** Stands in the archive, not in the workbook: whoever saves the file again leaves it out. */
export const UNTOUCHED = 'yixinma: as check wrote it';
/** Headings are looked for so far down. */
export const FIRST_ROWS = 12;
const CREATED = new Date(2026, 0, 1);

/**
 * `bytes` of the .xlsx, its `tables` as they were read, and the problems; those of other files only go to 问题.
 * @param named how problems name a sheet of this file
 */
export function markWorkbook(
  bytes: Uint8Array,
  tables: readonly RawTable[],
  problems: readonly CheckProblem[],
  named = (title: string) => title,
): Result<Uint8Array, WorkbookFault> {
  const unpacked = unpackWhole(bytes);
  if (!unpacked.ok) return unpacked;
  const parts = new Parts(unpacked.value);
  const colours = addColours(parts);
  for (const { title, path } of parts.sheets()) {
    const table = tables.find((one) => one.title === title);
    if (table === undefined || !parts.has(path)) continue;
    const found = problems.filter(({ sheet, row }) => sheet === named(title) && row !== null);
    const cells = found.flatMap((problem) => placed(problem, table));
    if (colours !== null) parts.write(path, colourCells(parts.text(path), cells, colours));
    const notes = [...groupBy(cells, ({ row, column }) => `${row},${column}`).values()].flatMap((group) => {
      const [first] = group;
      return first === undefined ? [] : [{ ...first, text: group.map(({ text }) => text).join('\n') }];
    });
    writeComments(parts, path, notes);
  }
  writeProblemSheet(parts, problems);
  return { ok: true, value: zipSync(parts.files, { level: 6, mtime: CREATED, comment: UNTOUCHED }) };
}

/** Where a problem's cell stands: under its heading, by number where it has none; else the first cell of the row. */
function placed(problem: CheckProblem, table: RawTable): readonly (Mark & { readonly text: string })[] {
  const { row, column, severity, message, remedy } = problem;
  if (row === null) return [];
  const numbered = /^#(\d{1,5})$/.exec(column ?? '');
  const at = numbered === null ? headingAt(table, column) : Number(numbered[1]);
  return [{ row, column: at, severity, text: `${message.zh}。${remedy.zh}` }];
}

function headingAt(table: RawTable, heading: string | null): number {
  if (heading === null) return 1;
  for (const { cells } of table.rows.slice(0, FIRST_ROWS)) {
    const at = cells.findIndex(({ text }) => text === cleanText(heading));
    if (at >= 0) return at + 1;
  }
  return 1;
}
