/** A `<c>` element on its way to a cell (ECMA-376 part 1, 18.3.1.4 and 18.18.11). */
import type { Cell } from '../table.ts';
import { type CellMaker, fault, isoCell } from './cell.ts';
import type { NumberForm } from './formats.ts';
import type { SharedStrings } from './shared-strings.ts';
import type { Tag } from './tag.ts';
import { joined, TextCollector, unescaped } from './text.ts';

/** What a cell may point to. */
export interface CellContext {
  readonly strings: SharedStrings;
  readonly formats: readonly NumberForm[];
  readonly cells: CellMaker;
}

export class StoredCell {
  readonly #inline = new TextCollector();
  #type = '';
  #style = 0;
  #value: string | null = null;
  #formula: string | null = null;
  #collecting: 'value' | 'formula' | 'inline' | null = null;

  start(tag: Tag): void {
    this.#type = tag.get('t') ?? 'n';
    // Only numbers have a format that changes what is read.
    this.#style = this.#type === 'n' ? Number(tag.get('s') ?? 0) : 0;
    this.#value = null;
    this.#formula = null;
    this.#collecting = null;
  }

  get listening(): boolean {
    return this.#collecting === 'inline' ? this.#inline.listening : this.#collecting !== null;
  }

  open(name: string): void {
    if (name === 'v') [this.#collecting, this.#value] = ['value', ''];
    else if (name === 'f') [this.#collecting, this.#formula] = ['formula', ''];
    else if (name === 'is') {
      this.#collecting = 'inline';
      this.#inline.start();
    } else this.#inline.open(name);
  }

  text(text: string): void {
    if (this.#collecting === 'value') this.#value = joined(this.#value ?? '', text);
    else if (this.#collecting === 'formula') this.#formula = joined(this.#formula ?? '', text);
    else this.#inline.text(text);
  }

  close(name: string): void {
    if (name === 'v' || name === 'f') this.#collecting = null;
    else this.#inline.close(name);
  }

  /** Null where it is empty. Throws `WorkbookError` when it points to a text that is not there. */
  cell({ strings, cells, formats }: CellContext): Cell | null {
    if (this.#type === 'inlineStr') return this.#collecting === 'inline' ? cells.text(this.#inline.value) : null;
    // A formula whose text is empty has one; a number cannot be.
    if (this.#value === null || (this.#value === '' && this.#type !== 'str')) return this.#uncomputed();
    if (this.#type === 's') return strings.cell(/^\d+$/.test(this.#value) ? Number(this.#value) : -1);
    if (this.#type === 'str') return cells.text(unescaped(this.#value));
    if (this.#type === 'e') return fault(this.#value);
    if (this.#type === 'b') return cells.text(/^(?:0|false)$/.test(this.#value) ? '否' : '是');
    if (this.#type === 'd') return isoCell(this.#value);
    return cells.number(this.#value, formats[this.#style] ?? 'plain');
  }

  #uncomputed(): Cell | null {
    return this.#formula === null ? null : fault(`=${this.#formula}`);
  }
}
