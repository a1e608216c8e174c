/**
 * Merged cells: what stands in the first counts for all. The file names them behind the rows, so they are looked for in a
 * pass of their own – of bytes only, unless there are some.
 */
import { type Cell, EMPTY_CELL } from '../table.ts';
import { damaged, tooLarge, WorkbookError } from './error.ts';
import { type Area, areaName, areaOf, MAX_COLUMN } from './place.ts';
import type { RowCells } from './row-cells.ts';
import { type Meaning, XmlReader } from './xml.ts';

/** What is said for so many cells at once is a slip; empty areas of any size are decoration. */
const MAX_CELLS = 200_000;
const MAX_AREAS = 1_000_000;
const WORD = Buffer.from('mergeCell');

/** The merged areas of a sheet in the order of their tops. `content` gives its bytes, as often as asked. */
export async function readMerges(content: () => AsyncIterable<Buffer>): Promise<readonly Area[]> {
  if (!(await mentions(content()))) return [];
  const areas: Area[] = [];
  const meaning: Meaning = {
    root: 'worksheet',
    open: (name, tag) => {
      const ref = name === 'mergeCell' ? tag.get('ref') : undefined;
      if (ref === undefined) return;
      if (areas.push(areaOf(ref)) > MAX_AREAS) throw tooLarge('too many merged cells');
    },
  };
  const reader = new XmlReader(meaning);
  for await (const piece of content()) reader.write(piece);
  reader.end();
  return areas.sort((one, other) => one.top - other.top);
}

/** UTF-16 hides the word from a search of bytes: then the areas are looked for at once. */
async function mentions(pieces: AsyncIterable<Buffer>): Promise<boolean> {
  let before: Buffer = Buffer.alloc(0);
  let first = true;
  let found = false;
  for await (const piece of pieces) {
    const seam = Buffer.concat([before, piece.subarray(0, WORD.length)]);
    found ||= (first && (piece[0] !== 0x3c || piece[1] === 0)) || piece.includes(WORD) || seam.includes(WORD);
    before = piece.subarray(-WORD.length);
    first = false;
    if (found) break;
  }
  return found;
}

interface Active {
  readonly area: Area;
  readonly cell: Cell | undefined;
}

/** Repeats first cells while the rows go by. */
export class Merges {
  readonly #areas: readonly Area[];
  #next = 0;
  #active: Active[] = [];
  /** The last row that is taken, by column. */
  readonly #taken: Int32Array;

  constructor(areas: readonly Area[]) {
    this.#areas = areas;
    this.#taken = new Int32Array(areas.length === 0 ? 0 : MAX_COLUMN + 1);
  }

  /** The last row, up to `row`, that a filled area reaches: rows that the file leaves out are there all the same. */
  reach(row: number): number {
    let last = 0;
    for (const { area, cell } of this.#active)
      if (cell !== undefined) last = Math.max(last, Math.min(area.bottom, row));
    return last;
  }

  /**
   * Fills `cells` of `row`, from left 0; rows come in their order. Gives how many cells it touched. Throws `WorkbookError`
   * where areas overlap, or one says the same of too many cells.
   */
  fill(row: number, cells: RowCells): number {
    if (this.#areas.length === 0) return 0;
    if (this.#active.length > 0) this.#active = this.#active.filter(({ area }) => area.bottom >= row);
    let touched = 0;
    for (let area = this.#areas[this.#next]; area !== undefined && area.top <= row; area = this.#areas[++this.#next])
      touched += this.#begin(area, row, cells);
    for (const { area, cell } of this.#active) {
      // An empty area hides what lies under it, and needs no cells of its own.
      const right = cell === undefined ? Math.min(area.right, cells.width) : area.right;
      for (let column = area.left; column <= right; column++) {
        if (cell !== undefined) cells.put(column, cell);
        else if (row > area.top || column > area.left) cells.put(column, EMPTY_CELL);
      }
      touched += Math.max(0, right - area.left + 1);
    }
    return touched;
  }

  #begin(area: Area, row: number, cells: RowCells): number {
    for (let column = area.left; column <= area.right; column++) {
      if ((this.#taken[column] ?? 0) >= area.top) throw damaged(`${areaName(area)} over another`);
      this.#taken[column] = area.bottom;
    }
    // An area whose first row is not in the file has nothing to repeat.
    const first = area.top === row ? cells.get(area.left) : undefined;
    const cell = first?.text === '' ? undefined : first;
    const size = (area.bottom - area.top + 1) * (area.right - area.left + 1);
    if (cell !== undefined && size > MAX_CELLS) throw new WorkbookError('workbook-merged-too-far', areaName(area));
    if (area.bottom >= row) this.#active.push({ area, cell });
    return area.right - area.left + 1;
  }
}
