/**
 * Rows whose cells stand under our keys. A province has a million of them: the layout is the table's, once, and a row
 * holds no more than its raw cells.
 */
import type { SheetKey } from './columns.ts';
import type { TableSource } from './config.ts';
import { type Cell, EMPTY_CELL, type RawRow, type SheetRow } from './table.ts';

/** What a column of the file is for. */
export interface Slot {
  readonly index: number;
  readonly heading: string;
  /** Our key; null when the column is not read. */
  readonly key: string | null;
}

/** What all rows of a table share. */
export class TableLayout {
  readonly sheet: SheetKey;
  readonly title: string;
  /** Headings as in the file, by key. */
  readonly headings: ReadonlyMap<string, string>;
  readonly #slots: readonly Slot[];
  readonly #source: TableSource | undefined;
  readonly #places: ReadonlyMap<string, number>;
  readonly #headed: ReadonlySet<number>;

  constructor(
    of: { readonly sheet: SheetKey; readonly title: string; readonly top: RawRow },
    slots: readonly Slot[],
    source: TableSource | undefined,
  ) {
    this.sheet = of.sheet;
    this.title = of.title;
    this.#slots = slots;
    this.#source = source;
    const read = slots.flatMap(({ key, heading, index }) => (key === null ? [] : [{ key, heading, index }]));
    this.headings = new Map(read.map(({ key, heading }) => [key, heading]));
    this.#places = new Map(read.map(({ key, index }) => [key, index]));
    this.#headed = new Set(of.top.cells.flatMap(({ text }, index) => (text === '' ? [] : [index])));
  }

  /** The cell under our key: translated as the mapping says, or the mapping's default where it is blank. */
  cell(cells: readonly Cell[], key: string): Cell | undefined {
    const place = this.#places.get(key);
    const cell = place === undefined ? undefined : translated(cells[place] ?? EMPTY_CELL, this.#source?.values?.[key]);
    const text = this.#source?.defaults?.[key];
    return text !== undefined && (cell?.text ?? '') === '' ? { text, form: 'text' } : cell;
  }

  /** Cells under a heading, then those without one: not read, but looked through for private numbers. */
  all(cells: readonly Cell[]): SheetRow['all'] {
    const headed = this.#slots.map(({ index, heading }) => ({ heading, cell: cells[index] ?? EMPTY_CELL }));
    const others = cells.flatMap((cell, index) =>
      cell.text === '' || this.#headed.has(index) ? [] : [{ heading: `#${index + 1}`, cell }],
    );
    return [...headed, ...others];
  }
}

export class ArrangedRow implements SheetRow {
  readonly #layout: TableLayout;
  readonly #raw: RawRow;

  constructor(layout: TableLayout, raw: RawRow) {
    this.#layout = layout;
    this.#raw = raw;
  }

  get sheet(): SheetKey {
    return this.#layout.sheet;
  }

  get title(): string {
    return this.#layout.title;
  }

  get row(): number {
    return this.#raw.row;
  }

  get headings(): ReadonlyMap<string, string> {
    return this.#layout.headings;
  }

  get all(): SheetRow['all'] {
    return this.#layout.all(this.#raw.cells);
  }

  cell(key: string): Cell | undefined {
    return this.#layout.cell(this.#raw.cells, key);
  }
}

/** Their value in our words, where the mapping says so. */
function translated(cell: Cell, values: Readonly<Record<string, string>> | undefined): Cell {
  const ours = values !== undefined && Object.hasOwn(values, cell.text) ? values[cell.text] : undefined;
  return ours === undefined ? cell : { text: ours, form: 'text' };
}
