/** A start tag. A large sheet has ten million, so it is read in one go and only places are kept: texts are made when asked for. */
import { damaged } from './error.ts';

const MAX_ATTRIBUTES = 500;
const [BLANK, QUOTE, APOSTROPHE, SLASH, EQUALS, GREATER] = [0x20, 0x22, 0x27, 0x2f, 0x3d, 0x3e];

export class Tag {
  #text = '';
  /** Begin and end of name and value of each attribute. */
  readonly #places = new Int32Array(4 * MAX_ATTRIBUTES);
  #used = 0;
  name = '';
  /** `<row/>`: closed as soon as it is open. */
  empty = false;

  /** Reads the tag whose `<` stands at `start`; gives where it is over, or -1 when the text ends before. */
  read(text: string, start: number): number {
    let at = start + 1;
    while (at < text.length && !isBreak(text.charCodeAt(at))) at++;
    this.name = text.slice(start + 1, at);
    this.#text = text;
    this.#used = 0;
    this.empty = false;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === GREATER) return at + 1;
      if (code === SLASH) this.empty = true;
      else if (code > BLANK) {
        at = this.#attribute(at);
        if (at < 0) return -1;
      }
    }
    return -1;
  }

  /** The attribute's text, by its whole name. */
  get(name: string): string | undefined {
    for (let at = 0; at < this.#used; at += 4) {
      const [start, end] = [this.#place(at), this.#place(at + 1)];
      if (end - start === name.length && this.#text.startsWith(name, start)) return this.#value(at);
    }
    return undefined;
  }

  /** The attribute of this name under any prefix: `r:id`, `rel:id`. */
  prefixed(name: string): string | undefined {
    for (let at = 0; at < this.#used; at += 4)
      if (this.#text.slice(this.#place(at), this.#place(at + 1)).endsWith(`:${name}`)) return this.#value(at);
    return undefined;
  }

  /** Keeps the attribute whose name begins at `start`; gives the place of its last quotation mark. */
  #attribute(start: number): number {
    const text = this.#text;
    let end = start;
    while (end < text.length && !isBreak(text.charCodeAt(end))) end++;
    let at = end;
    while (text.charCodeAt(at) <= BLANK || text.charCodeAt(at) === EQUALS) at++;
    if (at >= text.length) return -1;
    const quote = text.charCodeAt(at);
    if ((quote !== QUOTE && quote !== APOSTROPHE) || end === start) throw damaged('an attribute without a value');
    let close = at + 1;
    while (close < text.length && text.charCodeAt(close) !== quote) close++;
    if (close >= text.length) return -1;
    if (this.#used === this.#places.length) throw damaged('attributes without end');
    this.#places[this.#used++] = start;
    this.#places[this.#used++] = end;
    this.#places[this.#used++] = at + 1;
    this.#places[this.#used++] = close;
    return close;
  }

  #place(at: number): number {
    return this.#places[at] ?? 0;
  }

  #value(at: number): string {
    return unescapeText(this.#text.slice(this.#place(at + 2), this.#place(at + 3)));
  }
}

function isBreak(code: number): boolean {
  return code <= BLANK || code === EQUALS || code === GREATER || code === SLASH;
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** The text that is meant. Throws `WorkbookError` at entities other than the five of XML: none can be declared. */
export function unescapeText(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&([^;&]{0,10};?)/g, (_, reference: string) => {
    const number = /^#(?:x([0-9a-f]{1,6})|([0-9]{1,7}));$/i.exec(reference);
    const code = number === null ? Number.NaN : Number.parseInt(number[1] ?? number[2] ?? '', number[1] ? 16 : 10);
    const found = code <= 0x10ffff ? String.fromCodePoint(code) : NAMED[reference.slice(0, -1)];
    if (found === undefined || !reference.endsWith(';')) throw damaged(`&${reference}`);
    return found;
  });
}
