/** Reads one row's cells by our keys, and says of each cell what is wrong with it. */
import type { IsoDate } from '../../../core/domain/iso-date.ts';
import { cleanCode, isNothing } from './clean.ts';
import { YES_NO } from './columns/choices.ts';
import { type Choice, type Column, isKnown } from './columns/column.ts';
import { findColumn } from './columns.ts';
import type { Policy } from './policy.ts';
import { holdsMobileNumber } from './privacy.ts';
import { type Cell, EMPTY_CELL, type Ledger, type SheetRow } from './table.ts';
import { readChoice, readDate, readDecimal, readInteger, readList } from './values.ts';

/** What a reader must know beside the row. */
export interface ReadContext {
  /** The day in China, taken once a run. */
  readonly today: IsoDate;
  /** Null when the configuration cannot be read: then the choices of all policies are accepted. */
  readonly policy: Policy | null;
}

const EARLIEST = '1949-01-01';

/** Every method reports at most one problem a call, so call it once a cell. A blank cell is '' or null. */
export class RowReader {
  readonly #row: SheetRow;
  readonly #ledger: Ledger;
  readonly #context: ReadContext;

  constructor(row: SheetRow, ledger: Ledger, context: ReadContext) {
    this.#row = row;
    this.#ledger = ledger;
    this.#context = context;
  }

  get today(): IsoDate {
    return this.#context.today;
  }

  get policy(): Policy | null {
    return this.#context.policy;
  }

  report(...[code, key, detail]: [Parameters<Ledger['row']>[1], string, string?]): void {
    this.#ledger.row(this.#row, code, key, detail);
  }

  /** Whether any error put the row into quarantine so far. */
  get refused(): boolean {
    return this.#ledger.isQuarantined(this.#row);
  }

  isBlank(key: string): boolean {
    return isNothing((this.#row.cell(key) ?? EMPTY_CELL).text);
  }

  /** Text of at most the column's length, without private mobile numbers where it is published. */
  text(key: string): string {
    const cell = this.#cell(key);
    if (cell === null) return '';
    const column = this.#column(key);
    if (cell.form === 'dressed') this.report('cell-dressed', key);
    else if (cell.text.length > column.maxLength && [...cell.text].length > column.maxLength)
      this.report('text-too-long', key, String(column.maxLength));
    else if (column.shown && column.kind !== 'phone' && holdsMobileNumber(cell.text)) this.report('mobile-number', key);
    return cell.text;
  }

  /** Text, or null when blank. */
  textOrNull(key: string): string | null {
    const text = this.text(key);
    return text === '' ? null : text;
  }

  list(key: string): readonly string[] {
    return readList(this.text(key));
  }

  /** A code: NFKC, upper case, no blanks. A number of more than 15 digits has lost its last ones in Excel. */
  code(key: string): string {
    const cell = this.#cell(key);
    if (cell === null) return '';
    const code = cleanCode(cell.text);
    if (cell.form === 'dressed') this.report('cell-dressed', key);
    else if ((cell.form === 'number' && !/^\d{1,15}$/.test(code)) || /^\d(?:\.\d+)?E\+\d{1,3}$/.test(code))
      this.report('number-rewritten', key);
    else if (code.length > this.#column(key).maxLength)
      this.report('text-too-long', key, String(this.#column(key).maxLength));
    return code;
  }

  /** A day; outside of 1949 to today it is an error, a warning or nothing, as the column says. */
  date(key: string): IsoDate | null {
    const cell = this.#cell(key);
    if (cell === null) return null;
    const read = readDate(cell);
    if (read === null) {
      this.report('date-unreadable', key);
      return null;
    }
    const { days } = this.#column(key);
    const early = read.day < EARLIEST;
    const future = read.day > this.today && days !== 'any';
    if (days === 'opened' && (early || future)) this.report('date-unlikely', key);
    else if (early) this.report('date-too-early', key);
    else if (future) this.report('date-in-future', key);
    else if (read.fromNumber) this.report('date-as-number', key, read.day);
    return read.day;
  }

  /** A decimal as written, never below zero. */
  decimal(key: string): string | null {
    const cell = this.#cell(key);
    if (cell === null) return null;
    const value = readDecimal(cell.text);
    if (value === null) this.report('decimal-unreadable', key);
    else if (value.startsWith('-')) this.report('number-out-of-range', key, '≥ 0');
    return value;
  }

  integer(key: string, from: number, to: number): number | null {
    const cell = this.#cell(key);
    if (cell === null) return null;
    const value = readInteger(cell.text);
    if (value === null) this.report('integer-unreadable', key);
    else if (value < from || value > to) this.report('number-out-of-range', key, `${from}–${to}`);
    return value;
  }

  flag(key: string): boolean | null {
    const cell = this.#cell(key);
    if (cell === null) return null;
    const read = readChoice(YES_NO, cell.text);
    if (read === null) this.report('yes-no-unreadable', key);
    return read === null ? null : read.value === 'yes';
  }

  choice<Value extends string>(key: string, choices: readonly Choice<Value>[]): Value | null {
    const cell = this.#cell(key);
    if (cell === null) return null;
    const offered = choices.filter((choice) => isKnown(choice, this.policy));
    const read = readChoice(offered, cell.text);
    if (read === null) this.report('choice-unknown', key, offered.map(({ label }) => label).join('、'));
    return read === null ? null : read.value;
  }

  /** The cell, or null when it is blank or holds a fault; a blank required cell is reported. */
  #cell(key: string): Cell | null {
    const cell = this.#row.cell(key) ?? EMPTY_CELL;
    if (cell.form === 'fault' || cell.form === 'unclear') {
      this.report(`cell-${cell.form}`, key);
      return null;
    }
    if (!isNothing(cell.text)) return cell;
    // Where the whole column is missing, one message speaks for the sheet.
    if (this.#column(key).required && this.#row.headings.has(key)) this.report('required-missing', key);
    return null;
  }

  #column(key: string): Column {
    const column = findColumn(this.#row.sheet, key);
    if (column === undefined) throw new RangeError(`no column ${key} in ${this.#row.sheet}`);
    return column;
  }
}
