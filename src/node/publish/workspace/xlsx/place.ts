/** Places of cells as the file writes them: `AB12`. */
import { damaged } from './error.ts';

export const MAX_ROW = 1_048_576;
/** XFD. */
export const MAX_COLUMN = 16_384;

/** The column of `AB12`, from 1. Throws `WorkbookError` beyond XFD. */
export function columnOf(place: string): number {
  let column = 0;
  for (let at = 0; at < place.length; at++) {
    const letter = place.charCodeAt(at) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
    if (column > MAX_COLUMN) break;
  }
  if (column < 1 || column > MAX_COLUMN) throw damaged(`no column ${place.slice(0, 10)}`);
  return column;
}

/** A row's number, from 1. Throws `WorkbookError` at what is none, and beyond the last one of a sheet. */
export function rowNumber(text: string, from = 0): number {
  let row = 0;
  for (let at = from; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9 || row > MAX_ROW) throw damaged(`no row ${text.slice(0, 10)}`);
    row = row * 10 + digit;
  }
  if (row < 1 || row > MAX_ROW) throw damaged(`no row ${text.slice(0, 10)}`);
  return row;
}

/** The column of a cell that stands in `row`. Throws `WorkbookError` where its place is in another. */
export function columnIn(place: string, row: number): number {
  const column = columnOf(place);
  if (rowNumber(place, column > 702 ? 3 : column > 26 ? 2 : 1) !== row) throw damaged(`${place} in row ${row}`);
  return column;
}

/** `AB` of 28. */
export function lettersOf(column: number): string {
  const before = Math.floor((column - 1) / 26);
  return (before > 0 ? lettersOf(before) : '') + String.fromCharCode(65 + ((column - 1) % 26));
}

export interface Area {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** `A2:C5`. Throws `WorkbookError` for one that runs backwards. */
export function areaOf(text: string): Area {
  const [from, to] = text.split(':');
  const [first, last] = [from ?? '', to ?? from ?? ''];
  const [top, bottom] = [rowNumber(first, letters(first)), rowNumber(last, letters(last))];
  const [left, right] = [columnOf(first), columnOf(last)];
  if (bottom < top || right < left) throw damaged(`no area ${text.slice(0, 20)}`);
  return { top, left, bottom, right };
}

function letters(place: string): number {
  return /^[A-Z]*/.exec(place)?.[0].length ?? 0;
}

export function areaName({ top, left, bottom, right }: Area): string {
  return `${lettersOf(left)}${top}:${lettersOf(right)}${bottom}`;
}
