/** A `<c>` element on its way to a cell (ECMA-376 part 1, 18.3.1.4 and 18.18.11). */
import type { Cell } from '../table.ts';
import { type CellMaker, fault, isoCell, unclear } from './cell.ts';
import type { NumberForm } from './formats.ts';
import type { SharedStrings } from './shared-strings.ts';
import type { Tag } from './tag.ts';
import { isBlank, joined, TextCollector, unescaped } from './text.ts';

/** What a cell may point to. */
export interface CellContext {
  readonly strings: SharedStrings;
  readonly formats: readonly NumberForm[];
  readonly cells: CellMaker;
}

/** A double of XML Schema, but for NaN and the infinite; `Number` alone would take `0x10`, and nothing for 0. */
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[Ee][+-]?\d+)?$/;

/** Whatever a cell holds is read, or makes it unclear: nothing in it is passed over. */
export class StoredCell {
  readonly #inline = new TextCollector();
  #type = '';
  #style = 0;
  #value: string | null = null;
  #formula: string | null = null;
  #hasInline = false;
  #stray = false;
  #collecting: 'value' | 'formula' | 'inline' | null = null;

  start(tag: Tag): void {
    this.#type = tag.get('t') ?? 'n';
    // Only numbers have a format that changes what is read.
    this.#style = this.#type === 'n' ? Number(tag.get('s') ?? 0) : 0;
    this.#value = null;
    this.#formula = null;
    this.#hasInline = false;
    this.#stray = false;
    this.#collecting = null;
  }

  open(name: string): void {
    if (this.#collecting === 'inline') this.#inline.open(name);
    else if (name === 'v' && this.#value === null) [this.#collecting, this.#value] = ['value', ''];
    else if (name === 'f' && this.#formula === null) [this.#collecting, this.#formula] = ['formula', ''];
    else if (name === 'is' && !this.#hasInline) {
      [this.#collecting, this.#hasInline] = ['inline', true];
      this.#inline.start();
    } else this.#stray = true;
  }

  text(text: string): void {
    if (this.#collecting === 'inline') this.#inline.text(text);
    else if (this.#collecting === 'value') this.#value = joined(this.#value ?? '', text);
    else if (this.#collecting === 'formula') this.#formula = joined(this.#formula ?? '', text);
    else if (!isBlank(text)) this.#stray = true;
  }

  close(name: string): void {
    if (this.#collecting === 'inline' && name !== 'is') this.#inline.close(name);
    else if (name === 'v' || name === 'f' || name === 'is') this.#collecting = null;
  }

  /** Null where it is empty. Throws `WorkbookError` when it points to a text that is not there. */
  cell(context: CellContext): Cell | null {
    const inline = this.#hasInline ? this.#inline.value : '';
    if (this.#stray || (this.#hasInline && this.#inline.stray)) return unclear(this.#value ?? inline);
    const empty = this.#value === null || isBlank(this.#value);
    if (this.#type === 'inlineStr' && empty && (this.#hasInline || this.#formula === null))
      return this.#hasInline ? context.cells.text(inline) : null;
    if (inline !== '') return unclear(inline);
    // A formula whose text is empty has one; a number cannot be.
    if (this.#value === null || (empty && this.#type !== 'str')) return this.#uncomputed();
    return valueCell(this.#type, this.#value, context, this.#style);
  }

  #uncomputed(): Cell | null {
    return this.#formula === null ? null : fault(`=${this.#formula}`);
  }
}

function valueCell(type: string, stored: string, { strings, cells, formats }: CellContext, style: number): Cell {
  if (type === 'str') return cells.text(unescaped(stored));
  const value = stored.trim();
  if (type === 's') return strings.cell(/^\d+$/.test(value) ? Number(value) : -1);
  if (type === 'e') return fault(value);
  if (type === 'd') return isoCell(value);
  if (type === 'b' && /^(?:[01]|true|false)$/.test(value)) return cells.text(/^[1t]/.test(value) ? '是' : '否');
  return type === 'n' && NUMBER.test(value) ? cells.number(value, formats[style] ?? 'plain') : unclear(value);
}
