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

/** A row's number, from 1. Throws `WorkbookError` beyond the last one of a sheet. */
export function rowNumber(text: string): number {
  const row = Number(text);
  if (!Number.isInteger(row) || row < 1 || row > MAX_ROW) throw damaged(`no row ${text.slice(0, 10)}`);
  return row;
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
  const [top, bottom] = [rowNumber(first.replace(/^[A-Z]+/, '')), rowNumber(last.replace(/^[A-Z]+/, ''))];
  const [left, right] = [columnOf(first), columnOf(last)];
  if (bottom < top || right < left) throw damaged(`no area ${text.slice(0, 20)}`);
  return { top, left, bottom, right };
}
