/** A stored value as Excel shows it. */
import { cleanText, ownText } from '../clean.ts';
import type { Cell } from '../table.ts';
import type { NumberForm } from './formats.ts';

/** Longer texts rarely come twice; more of them than this are not kept. */
const OFTEN = 24;
const KEPT = 100_000;
const DAY = 24 * 3600 * 1000;
/** 1 January 1970 in days of Excel, and how much later its other calendar begins. */
const EPOCH = 25_569;
const LATER_1904 = 1_462;

/** Cells from texts and numbers, each made once where it comes often. */
export class CellMaker {
  readonly #date1904: boolean;
  readonly #texts = new Map<string, Cell>();
  readonly #numbers = new Map<NumberForm, Map<string, Cell>>();

  constructor(date1904: boolean) {
    this.#date1904 = date1904;
  }

  text(text: string): Cell {
    return kept(this.#texts, text, () => ({ text: ownText(cleanText(text)), form: 'text' }));
  }

  number(stored: string, form: NumberForm): Cell {
    const known = this.#numbers.get(form) ?? new Map<string, Cell>();
    this.#numbers.set(form, known);
    return kept(known, stored, () => this.#numberCell(stored, form));
  }

  #numberCell(stored: string, form: NumberForm): Cell {
    const value = Number(stored);
    if (!Number.isFinite(value)) return unclear(stored);
    if (form === 'date') return this.#date1904 ? dateCell(value + LATER_1904) : dateOf1900(value);
    const text = numberText(value, form === 'share');
    if (form === 'dressed') return { text, form };
    return { text: typeof form === 'number' ? padded(text, form) : text, form: 'number' };
  }
}

/** What no usual program writes: what it means cannot be known. */
export function unclear(stored: string): Cell {
  return { text: ownText(cleanText(stored)) || '?', form: 'unclear' };
}

/** The formula's error, or that it was never computed. */
export function fault(text: string): Cell {
  return { text, form: 'fault' };
}

/** `2025-03-02T00:00:00`, as some programs store days (`t="d"`). */
export function isoCell(stored: string): Cell {
  const day = /^\d{4}-\d{2}-\d{2}(?=T|$)/.exec(stored.trim());
  return day === null ? fault('#VALUE!') : { text: day[0], form: 'date' };
}

function kept(known: Map<string, Cell>, key: string, make: () => Cell): Cell {
  const before = known.get(key);
  if (before !== undefined) return before;
  const cell = make();
  if (key.length <= OFTEN && known.size < KEPT) known.set(ownText(key), cell);
  return cell;
}

/** A number as Excel shows it: 15 significant digits, and a share with its sign, so that 85 % is never read as 0.85. */
function numberText(value: number, share: boolean): string {
  if (Number.isInteger(value) && !share && Math.abs(value) < 1e21) return BigInt(value).toString();
  const shown = Number(value.toPrecision(15));
  return share ? `${Number((shown * 100).toPrecision(15))}%` : String(shown);
}

/** `007` of 7 with the format `000`, as codes keep their zeros. */
function padded(text: string, digits: number): string {
  return /^\d+$/.test(text) ? text.padStart(digits, '0') : text;
}

/** In this calendar of Excel 1900 has a 29 February: days before it lie one off, and it is none. */
function dateOf1900(days: number): Cell {
  if (days < 60) return dateCell(days < 1 ? days : days + 1);
  return days < 61 ? fault('#VALUE!') : dateCell(days);
}

/** `days` from 30 December 1899. Less than one is a time of day; less than none Excel shows as #. */
function dateCell(days: number): Cell {
  // Excel keeps days as floats; half a second mends 23:59:59.999 of the day before.
  const time = new Date(Math.round((days - EPOCH) * DAY) + 500);
  if (days < 0 || Number.isNaN(time.getTime()) || time.getUTCFullYear() > 9999) return fault('#VALUE!');
  const text = time.toISOString();
  return days < 1 ? { text: text.slice(11, 16), form: 'text' } : { text: text.slice(0, 10), form: 'date' };
}
