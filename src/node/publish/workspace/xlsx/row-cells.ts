/** The cells of the row that is being read, in one place for all rows: a row takes with it only what shows something. */
import { type Cell, EMPTY_CELL } from '../table.ts';

export class RowCells {
  readonly #cells: Cell[] = [];
  #width = 0;

  /** Columns count from 1; what is skipped is empty. */
  put(column: number, cell: Cell): void {
    while (this.#width < column) this.#cells[this.#width++] = EMPTY_CELL;
    this.#cells[column - 1] = cell;
  }

  get width(): number {
    return this.#width;
  }

  get(column: number): Cell | undefined {
    return column <= this.#width ? this.#cells[column - 1] : undefined;
  }

  /** The cells up to the last that shows something; empty for the next row. */
  take(): readonly Cell[] {
    let length = this.#width;
    while (length > 0 && this.#cells[length - 1]?.text === '') length--;
    this.#width = 0;
    // A copy of just this size: an array that grew has room for many more.
    return this.#cells.slice(0, length);
  }
}
