/**
 * Merged cells: what stands in the first counts for all. The file names them behind the rows, so they are looked for in a
 * pass of their own – of bytes only, unless there are some.
 */
import { type Cell, EMPTY_CELL } from '../table.ts';
import { type Area, areaOf } from './place.ts';
import type { RowCells } from './row-cells.ts';
import { type Meaning, XmlReader } from './xml.ts';

/** Ranges over whole columns are decoration: when all cover more cells than this, none is read. */
const MAX_CELLS = 200_000;
const WORD = Buffer.from('mergeCell');

/** The merged areas of a sheet in the order of their tops. `content` gives its bytes, as often as asked. */
export async function readMerges(content: () => AsyncIterable<Buffer>): Promise<readonly Area[]> {
  if (!(await mentions(content()))) return [];
  const areas: Area[] = [];
  let cells = 0;
  const meaning: Meaning = {
    open: (name, tag) => {
      const ref = name === 'mergeCell' ? tag.get('ref') : undefined;
      if (ref === undefined || cells > MAX_CELLS) return;
      const area = areaOf(ref);
      cells += (area.bottom - area.top + 1) * (area.right - area.left + 1);
      areas.push(area);
    },
  };
  const reader = new XmlReader(meaning);
  for await (const piece of content()) reader.write(piece);
  reader.end();
  return cells > MAX_CELLS ? [] : areas.sort((one, other) => one.top - other.top);
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

/** Repeats first cells while the rows go by. */
export class Merges {
  readonly #areas: readonly Area[];
  #next = 0;
  #active: { readonly area: Area; readonly cell: Cell | undefined }[] = [];

  constructor(areas: readonly Area[]) {
    this.#areas = areas;
  }

  /** The last row, up to `row`, that a filled area reaches: rows that the file leaves out are there all the same. */
  reach(row: number): number {
    if (this.#active.length === 0) return 0;
    const ends = this.#active.flatMap(({ area, cell }) => (cell === undefined ? [] : [Math.min(area.bottom, row)]));
    return Math.max(0, ...ends);
  }

  /** Fills `cells` of `row`, from left 0; rows come in their order. */
  fill(row: number, cells: RowCells): void {
    if (this.#areas.length === 0) return;
    if (this.#active.length > 0) this.#active = this.#active.filter(({ area }) => area.bottom >= row);
    for (let area = this.#areas[this.#next]; area !== undefined && area.top <= row; area = this.#areas[++this.#next]) {
      // An area whose first row is not in the file has nothing to repeat.
      if (area.bottom >= row) this.#active.push({ area, cell: area.top === row ? cells.get(area.left) : undefined });
    }
    for (const { area, cell } of this.#active) {
      for (let column = area.left; column <= area.right; column++) {
        if (cell !== undefined) cells.put(column, cell);
        else if (row > area.top || column > area.left) cells.put(column, EMPTY_CELL);
      }
    }
  }
}
