/** Texts of a workbook (CT_Rst, ECMA-376 part 1, 18.4.12): plain or in runs of several fonts, phonetic hints left out. */

import { damaged } from './error.ts';

const MAX_TEXT = 1024 * 1024;

/** Collects the `<t>` of one item: `<si>` or `<is>`. */
export class TextCollector {
  #text = '';
  #open = false;
  #phonetic = false;
  #stray = false;

  start(): void {
    this.#text = '';
    this.#open = false;
    this.#phonetic = false;
    this.#stray = false;
  }

  open(name: string): void {
    if (this.#open) this.#stray = true;
    else if (name === 't') this.#open = !this.#phonetic;
    else if (name === 'rPh') this.#phonetic = true;
  }

  text(text: string): void {
    if (this.#open) this.#text = joined(this.#text, text);
    else if (!this.#phonetic && !isBlank(text)) this.#stray = true;
  }

  /** Whether there is text where none belongs: it would be lost. */
  get stray(): boolean {
    return this.#stray;
  }

  close(name: string): void {
    if (name === 't') this.#open = false;
    else if (name === 'rPh') this.#phonetic = false;
  }

  get value(): string {
    return unescaped(this.#text);
  }
}

/** Nothing but what XML lays its lines out with. */
export function isBlank(text: string): boolean {
  return !/[^ \t\r\n]/.test(text);
}

/** More text of the same cell. Throws `WorkbookError` where it does not end: a cell of Excel has 32,767 characters at most. */
export function joined(text: string, more: string): string {
  if (text.length + more.length > MAX_TEXT) throw damaged('a text without end');
  return text === '' ? more : text + more;
}

/** `_x000D_` stands for a character that XML cannot hold, `_x005F_` for the line before such a text (22.9.2.19). */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-F]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
