/** The rows of a sheet, one after another as the file is read (ECMA-376 part 1, 18.3.1). */
import type { RawRow } from '../table.ts';
import { damaged, tooLarge } from './error.ts';
import { Merges } from './merges.ts';
import { type Area, columnOf, MAX_COLUMN, MAX_ROW, rowNumber } from './place.ts';
import { RowCells } from './row-cells.ts';
import { type CellContext, StoredCell } from './stored-cell.ts';
import type { Tag } from './tag.ts';
import { type Meaning, XmlReader } from './xml.ts';

/** What the sheets of a workbook share. */
export interface Shared extends CellContext {
  /** How many cells may still come. */
  left: number;
}

/** Rows that show something, in their order; what is read of a piece of the file comes together. Throws `WorkbookError`. */
export async function* sheetRows(
  content: AsyncIterable<Buffer>,
  merges: readonly Area[],
  shared: Shared,
): AsyncGenerator<readonly RawRow[]> {
  const sheet = new SheetMeaning(new Merges(merges), shared);
  const reader = new XmlReader(sheet);
  for await (const piece of content) {
    reader.write(piece);
    if (sheet.rows.length > 0) yield sheet.rows.splice(0);
  }
  reader.end();
  sheet.finish();
  if (sheet.rows.length > 0) yield sheet.rows;
}

class SheetMeaning implements Meaning {
  readonly rows: RawRow[] = [];
  readonly #merges: Merges;
  readonly #shared: Shared;
  readonly #stored = new StoredCell();
  #row = 0;
  #column = 0;
  #inRow = false;
  #inCell = false;
  readonly #cells = new RowCells();

  constructor(merges: Merges, shared: Shared) {
    this.#merges = merges;
    this.#shared = shared;
  }

  get listening(): boolean {
    return this.#inCell && this.#stored.listening;
  }

  open(name: string, tag: Tag): void {
    if (this.#inCell) this.#stored.open(name);
    else if (name === 'c' && this.#inRow) this.#openCell(tag);
    else if (name === 'row') this.#openRow(tag.get('r'));
  }

  text(text: string): void {
    this.#stored.text(text);
  }

  close(name: string): void {
    if (name === 'c' && this.#inCell) this.#closeCell();
    else if (this.#inCell) this.#stored.close(name);
    else if (name === 'row') this.#closeRow();
  }

  /** Rows behind the last one that merged cells reach into. */
  finish(): void {
    this.#fillUpTo(this.#merges.reach(MAX_ROW));
  }

  #openRow(number: string | undefined): void {
    const row = number === undefined ? this.#row + 1 : rowNumber(number);
    // Excel, too, takes such a file for damaged, and mends it by leaving rows out.
    if (row <= this.#row || row > MAX_ROW) throw damaged(`row ${row} after row ${this.#row}`);
    this.#fillUpTo(this.#merges.reach(row - 1));
    this.#row = row;
    this.#column = 0;
    this.#inRow = true;
  }

  #openCell(tag: Tag): void {
    const place = tag.get('r');
    this.#column = place === undefined ? this.#column + 1 : columnOf(place);
    if (this.#column > MAX_COLUMN) throw damaged('a cell beyond XFD');
    this.#stored.start(tag);
    this.#inCell = true;
  }

  #closeCell(): void {
    const cell = this.#stored.cell(this.#shared);
    if (cell !== null) this.#cells.put(this.#column, cell);
    this.#inCell = false;
  }

  /** A row is kept up to its last cell that shows something. */
  #closeRow(): void {
    this.#merges.fill(this.#row, this.#cells);
    this.#inRow = false;
    const cells = this.#cells.take();
    if (cells.length === 0) return;
    this.#shared.left -= cells.length;
    if (this.#shared.left < 0) throw tooLarge('too many cells');
    this.rows.push({ row: this.#row, cells });
  }

  #fillUpTo(last: number): void {
    while (this.#row < last) {
      this.#row++;
      this.#closeRow();
    }
  }
}
