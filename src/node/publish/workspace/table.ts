/** Tables on their way from a file to the domain. */
import { findColumn, type SheetKey } from './columns.ts';
import { type CheckProblem, type ProblemCode, problem } from './problem.ts';

/** What a cell held. `fault`: a formula error or no result; `unclear`: what the file says cannot be understood. `number` cells may be rewritten codes or day serials; `dressed`: a number that its format shows with more than its digits. */
export interface Cell {
  readonly text: string;
  readonly form: 'text' | 'number' | 'dressed' | 'date' | 'fault' | 'unclear';
}

export const EMPTY_CELL: Cell = { text: '', form: 'text' };

/** A sheet as the file gives it: all rows, headings not yet understood. */
export interface RawTable {
  /** Sheet title or file name, as the clerk knows it. */
  readonly title: string;
  readonly rows: readonly RawRow[];
}

export interface RawRow {
  /** 1-based, as Excel counts. */
  readonly row: number;
  readonly cells: readonly Cell[];
}

/** A row whose cells stand under our keys. */
export interface SheetRow {
  readonly sheet: SheetKey;
  readonly title: string;
  readonly row: number;
  /** Headings as in the file, by key. */
  readonly headings: ReadonlyMap<string, string>;
  /** All cells with their headings, also those that mean nothing to us – but no forbidden column. */
  readonly all: readonly { readonly heading: string; readonly cell: Cell }[];
  /** The cell under our key; undefined where the table has no such column. */
  cell(key: string): Cell | undefined;
}

/** The column's heading in their file, ours where they have none. */
function headingOf(row: SheetRow, key: string): string {
  return row.headings.get(key) ?? findColumn(row.sheet, key)?.heading ?? key;
}

/** Collects problems, and which rows they put into quarantine. */
export class Ledger {
  readonly problems: CheckProblem[] = [];
  readonly #quarantined = new Set<SheetRow>();

  file(code: ProblemCode, place: Parameters<typeof problem>[1], detail?: string): void {
    this.problems.push(problem(code, place, detail));
  }

  /** Reports a problem of a row, at the column with our `key`; an error quarantines the row. */
  row(row: SheetRow, code: ProblemCode, key: string, detail?: string): void {
    const cell = row.cell(key);
    this.cell(row, code, headingOf(row, key), cell === undefined || cell.text === '' ? null : cell.text, detail);
  }

  /** The same for a cell named by its heading; `value` is what may be repeated of it. */
  cell(row: SheetRow, code: ProblemCode, column: string, value: string | null, detail?: string): void {
    const found = problem(code, { sheet: row.title, row: row.row, column, value }, detail);
    this.problems.push(found);
    if (found.severity === 'error') this.#quarantined.add(row);
  }

  /** Without a message of its own: when one message already speaks for the whole sheet. */
  quarantine(row: SheetRow): void {
    this.#quarantined.add(row);
  }

  isQuarantined(row: SheetRow): boolean {
    return this.#quarantined.has(row);
  }
}
