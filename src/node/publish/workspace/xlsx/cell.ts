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
  readonly #shift: number;
  readonly #texts = new Map<string, Cell>();
  readonly #numbers: Readonly<Record<NumberForm, Map<string, Cell>>> = {
    plain: new Map(),
    date: new Map(),
    share: new Map(),
  };

  constructor(date1904: boolean) {
    this.#shift = EPOCH - (date1904 ? LATER_1904 : 0);
  }

  text(text: string): Cell {
    return kept(this.#texts, text, () => ({ text: ownText(cleanText(text)), form: 'text' }));
  }

  number(stored: string, form: NumberForm): Cell {
    return kept(this.#numbers[form], stored, () => this.#numberCell(Number(stored), form));
  }

  #numberCell(value: number, form: NumberForm): Cell {
    if (!Number.isFinite(value)) return fault('#VALUE!');
    if (form === 'date') return dateCell((value - this.#shift) * DAY);
    return { text: numberText(value, form === 'share'), form: 'number' };
  }
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

function dateCell(milliseconds: number): Cell {
  // Excel keeps days as floats; half a second mends 23:59:59.999 of the day before.
  const time = new Date(Math.round(milliseconds) + 500);
  if (Number.isNaN(time.getTime()) || time.getUTCFullYear() > 9999) return fault('#VALUE!');
  return { text: time.toISOString().slice(0, 10), form: 'date' };
}
