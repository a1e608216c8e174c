/** The rows of a sheet, one after another as the file is read (ECMA-376 part 1, 18.3.1). */
import type { RawRow } from '../table.ts';
import { damaged, tooLarge, WorkbookError } from './error.ts';
import { Merges } from './merges.ts';
import { type Area, columnIn, lettersOf, MAX_COLUMN, MAX_ROW, rowNumber } from './place.ts';
import { RowCells } from './row-cells.ts';
import { type CellContext, StoredCell } from './stored-cell.ts';
import type { Tag } from './tag.ts';
import { isBlank } from './text.ts';
import { type Meaning, XmlReader } from './xml.ts';

/** What the sheets of a workbook share. */
export interface Shared extends CellContext {
  /** How many cells may still come. */
  left: number;
}

export interface SheetContent {
  readonly title: string;
  readonly content: AsyncIterable<Buffer>;
  readonly merges: readonly Area[];
}

/** Rows that show something, in their order; what is read of a piece of the file comes together. Throws `WorkbookError`. */
export async function* sheetRows(
  { title, content, merges }: SheetContent,
  shared: Shared,
): AsyncGenerator<readonly RawRow[]> {
  const sheet = new SheetMeaning(new Merges(merges), shared);
  const reader = new XmlReader(sheet);
  for await (const piece of content) {
    placed(title, sheet, () => reader.write(piece));
    if (sheet.rows.length > 0) yield sheet.rows.splice(0);
  }
  placed(title, sheet, () => {
    reader.end();
    sheet.finish();
  });
  if (sheet.rows.length > 0) yield sheet.rows;
}

/** What is wrong within a sheet is said with its place. */
function placed(sheet: string, { place }: SheetMeaning, read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof WorkbookError)) throw error;
    const [fault, cell] = [error.fault, place()];
    if (fault === 'workbook-merged-too-far')
      throw new WorkbookError(fault, error.message, { sheet, cell: error.message });
    if (fault !== 'workbook-unreadable' || cell === null) throw error;
    throw new WorkbookError('workbook-cell-wrong', error.message, { sheet, cell });
  }
}

/** Whatever stands among the rows is read, or the sheet is refused: nothing is passed over but what extensions add. */
class SheetMeaning implements Meaning {
  readonly root = 'worksheet';
  readonly rows: RawRow[] = [];
  readonly #merges: Merges;
  readonly #shared: Shared;
  readonly #stored = new StoredCell();
  #row = 0;
  #column = 0;
  #inData = false;
  #inRow = false;
  #inCell = false;
  /** Depth within an extension. */
  #beside = 0;
  readonly #cells = new RowCells();

  constructor(merges: Merges, shared: Shared) {
    this.#merges = merges;
    this.#shared = shared;
  }

  get listening(): boolean {
    return this.#inData && this.#beside === 0;
  }

  /** The cell that is being read, else the last one, else the row; null before the first. */
  readonly place = (): string | null => {
    if (this.#row === 0) return null;
    return this.#column === 0 ? `${this.#row}:${this.#row}` : `${lettersOf(this.#column)}${this.#row}`;
  };

  open(name: string, tag: Tag): void {
    if (!this.#inData) this.#inData = name === 'sheetData';
    else if (this.#beside > 0 || name === 'extLst' || name.includes(':')) this.#openBeside(name);
    else if (this.#inCell) this.#stored.open(name);
    else if (name === 'c' && this.#inRow) this.#openCell(tag);
    else if (name === 'row' && !this.#inRow) this.#openRow(tag.get('r'));
    else throw damaged(`<${name}> among the rows`);
  }

  text(text: string): void {
    if (this.#inCell) this.#stored.text(text);
    else if (!isBlank(text)) throw damaged('a text among the cells');
  }

  close(name: string): void {
    if (this.#beside > 0) this.#beside--;
    else if (name === 'c' && this.#inCell) this.#closeCell();
    else if (this.#inCell) this.#stored.close(name);
    else if (this.#inRow) this.#closeRow();
    else this.#inData = false;
  }

  /** Rows behind the last one that merged cells reach into. */
  finish(): void {
    this.#fillUpTo(this.#merges.reach(MAX_ROW));
  }

  /** Another vocabulary may add what it likes, but not hold our rows and cells (`mc:AlternateContent`). */
  #openBeside(name: string): void {
    this.#beside++;
    if (name === 'row' || name === 'c' || name === 'v' || name === 'is') throw damaged(`<${name}> within an extension`);
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
    const column = place === undefined ? this.#column + 1 : columnIn(place, this.#row);
    if (column <= this.#column || column > MAX_COLUMN) throw damaged(`column ${column} after column ${this.#column}`);
    this.#column = column;
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
    this.#spend(this.#merges.fill(this.#row, this.#cells));
    this.#inRow = false;
    const cells = this.#cells.take();
    if (cells.length === 0) return;
    this.#spend(cells.length);
    this.rows.push({ row: this.#row, cells });
  }

  #spend(cells: number): void {
    this.#shared.left -= cells;
    if (this.#shared.left < 0) throw tooLarge('too many cells');
  }

  #fillUpTo(last: number): void {
    while (this.#row < last) {
      this.#row++;
      this.#closeRow();
    }
  }
}
