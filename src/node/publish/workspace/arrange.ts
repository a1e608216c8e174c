/** From a file's table to rows whose cells stand under our keys: headings, mappings, forbidden columns. */
import { ArrangedRow, type Slot, TableLayout } from './arranged-row.ts';
import {
  columnByHeading,
  columnsOf,
  findColumn,
  headingForm,
  isForbiddenHeading,
  isRunningNumber,
  type SheetKey,
} from './columns.ts';
import type { TableSource } from './config.ts';
import type { Policy } from './policy.ts';
import { holdsIdentityNumber, holdsMobileNumber } from './privacy.ts';
import { type Cell, EMPTY_CELL, Ledger, type RawRow, type RawTable, type SheetRow } from './table.ts';

/** Bureaus like a title above the headings: so many rows are searched for them. */
const HEADING_ROWS = 5;

/**
 * Finds the headings and puts the cells under our keys, applying the bureau's mapping. A blank row is no row. Rows of a
 * sheet that lacks a required column are all quarantined, with one message.
 */
export function arrangeTable(
  sheet: SheetKey,
  table: RawTable,
  source: TableSource | undefined,
  ledger: Ledger,
  policy: Policy | null,
): readonly SheetRow[] {
  const rows = table.rows.filter((row) => row.cells.some((cell) => cell.text !== ''));
  const at = headingRow(sheet, rows, source, policy);
  const found = rows[at];
  if (found === undefined) {
    if (rows.length > 0) ledger.file('headings-missing', { sheet: table.title });
    return [];
  }
  const isTelephone = (heading: string) =>
    keysOf(sheet, heading, source, policy).some((key) => findColumn(sheet, key)?.kind === 'phone');
  const dropped = privateColumns(table.title, found, rows.slice(at + 1), ledger, isTelephone);
  const [top, ...body] = [found, ...rows.slice(at + 1)].map((row) => withoutColumns(row, dropped));
  if (top === undefined) return [];
  const slots = readHeadings(sheet, table.title, top, source, ledger, policy);
  reportUnheaded(table.title, top, body, ledger);
  const layout = new TableLayout({ sheet, title: table.title, top }, slots, source);
  const arranged = body.flatMap((row) => {
    if (!repeatsHeadings(row, top)) return [new ArrangedRow(layout, row)];
    ledger.file('headings-repeated', { sheet: table.title, row: row.row });
    return [];
  });
  for (const column of columnsOf(sheet, policy)) {
    if (!column.required || layout.headings.has(column.key) || source?.defaults?.[column.key] !== undefined) continue;
    ledger.file('column-missing', { sheet: table.title, row: top.row, column: column.heading });
    for (const row of arranged) ledger.quarantine(row);
  }
  return arranged;
}

/** A list that was put together from several, or made for printing: every filled cell is its own heading, and there are two at least. */
function repeatsHeadings({ cells }: RawRow, top: RawRow): boolean {
  const filled = cells.flatMap(({ text }, index) => (text === '' ? [] : [text === top.cells[index]?.text]));
  return filled.length > 1 && filled.every((same) => same);
}

/** Where a table's data begin, and which of its columns names the institution. */
export interface IdPlace {
  /** Number of the row with the headings. */
  readonly top: number;
  /** Number of the last row that was looked at to find them. */
  readonly looked: number;
  readonly index: number;
}

/** From the first rows of a file; null where no column alone names the institution. */
export function idPlace(
  sheet: SheetKey,
  first: readonly RawRow[],
  source: TableSource | undefined,
  policy: Policy | null,
): IdPlace | null {
  const key = sheet === 'institutions' ? 'id' : 'institutionId';
  const rows = first.filter((row) => row.cells.some((cell) => cell.text !== '')).slice(0, HEADING_ROWS);
  const top = rows[headingRow(sheet, rows, source, policy)];
  const looked = rows.length < HEADING_ROWS ? first.at(-1) : rows.at(-1);
  if (top === undefined || looked === undefined || source?.defaults?.[key] || source?.values?.[key]) return null;
  const slot = readHeadings(sheet, '', top, source, new Ledger(), policy).find((one) => one.key === key);
  return slot === undefined ? null : { top: top.row, looked: looked.row, index: slot.index };
}

/** Index of the row with the headings: the one of the first rows with most known headings; -1 when none has any. */
function headingRow(
  sheet: SheetKey,
  rows: readonly RawRow[],
  source: TableSource | undefined,
  policy: Policy | null,
): number {
  const theirs = new Set(Object.values(source?.columns ?? {}).map(headingForm));
  const known = (cell: Cell) =>
    theirs.has(headingForm(cell.text)) ||
    (theirs.size === 0 && columnByHeading(sheet, cell.text, policy) !== undefined);
  const scores = rows.slice(0, HEADING_ROWS).map((row) => row.cells.filter(known).length);
  const best = Math.max(0, ...scores);
  return best === 0 ? -1 : scores.indexOf(best);
}

function readHeadings(
  sheet: SheetKey,
  title: string,
  top: RawRow,
  source: TableSource | undefined,
  ledger: Ledger,
  policy: Policy | null,
): readonly Slot[] {
  const taken = new Set<string>();
  const place = (column: string) => ({ sheet: title, row: top.row, column });
  const slots = top.cells.flatMap(({ text: heading }, index): Slot[] => {
    if (heading === '') return [];
    // A forbidden column goes even when the mapping asks for it.
    if (isForbiddenHeading(heading)) {
      ledger.file('column-forbidden', place(heading));
      return [];
    }
    const keys = keysOf(sheet, heading, source, policy);
    const fresh = keys.filter((key) => !taken.has(key));
    if (keys.length === 0 && source?.columns === undefined && !isRunningNumber(heading))
      ledger.file('column-unknown', place(heading));
    if (fresh.length < keys.length) ledger.file('column-repeated', place(heading));
    for (const key of fresh) taken.add(key);
    return fresh.length === 0 ? [{ index, heading, key: null }] : fresh.map((key) => ({ index, heading, key }));
  });
  for (const [key, heading] of Object.entries(source?.columns ?? {})) {
    const detail = findColumn(sheet, key)?.heading ?? key;
    if (!taken.has(key) && !isForbiddenHeading(heading)) ledger.file('mapped-column-missing', place(heading), detail);
  }
  return slots;
}

/** So many cells make a column of private numbers, when they are also most of it: one message then speaks for all. */
const COLUMN_OF_PRIVATE = 5;
/** So many cells from the top tell what a column is; the cells of the others are looked at one by one. */
const LOOKED_AT = 200;

function withoutColumns(row: RawRow, dropped: ReadonlySet<number>): RawRow {
  if (dropped.size === 0) return row;
  return { ...row, cells: row.cells.map((cell, index) => (dropped.has(index) ? EMPTY_CELL : cell)) };
}

/** Columns of identity or mobile numbers under whatever heading; the telephone, however it is called, and the codes are looked at cell by cell. */
function privateColumns(
  title: string,
  top: RawRow,
  body: readonly RawRow[],
  ledger: Ledger,
  isTelephone: (heading: string) => boolean,
): ReadonlySet<number> {
  const found = new Set<number>();
  top.cells.forEach(({ text: heading }, index) => {
    if (heading === '' || isForbiddenHeading(heading) || /代码|登记号|编号|电话/.test(heading) || isTelephone(heading))
      return;
    const filled = firstFilled(body, index);
    const most = (holds: (text: string) => boolean) => {
      const count = filled.filter(holds).length;
      return count >= COLUMN_OF_PRIVATE && count * 2 > filled.length;
    };
    const what = most(holdsIdentityNumber) ? '身份证号' : most(holdsMobileNumber) ? '手机号' : null;
    if (what === null) return;
    found.add(index);
    ledger.file('column-of-private-numbers', { sheet: title, row: top.row, column: heading }, what);
  });
  return found;
}

function firstFilled(body: readonly RawRow[], column: number): readonly string[] {
  const filled: string[] = [];
  for (const { cells } of body) {
    const text = cells[column]?.text ?? '';
    if (text !== '' && filled.push(text) === LOOKED_AT) break;
  }
  return filled;
}

/** Our keys that a heading stands for; a mapping may use one of their columns for several of ours. */
function keysOf(
  sheet: SheetKey,
  heading: string,
  source: TableSource | undefined,
  policy: Policy | null,
): readonly string[] {
  const form = headingForm(heading);
  if (source?.columns !== undefined) {
    return Object.entries(source.columns).flatMap(([key, theirs]) => (headingForm(theirs) === form ? [key] : []));
  }
  const column = columnByHeading(sheet, heading, policy);
  return column === undefined ? [] : [column.key];
}

/** Cells right of the headings, or under an empty one, would be lost in silence. */
function reportUnheaded(title: string, top: RawRow, body: readonly RawRow[], ledger: Ledger): void {
  const seen = new Set<number>();
  for (const row of body) {
    row.cells.forEach((cell, index) => {
      if (cell.text === '' || seen.has(index) || (top.cells[index] ?? EMPTY_CELL).text !== '') return;
      seen.add(index);
      ledger.file('column-unheaded', { sheet: title, row: row.row }, String(index + 1));
    });
  }
}
