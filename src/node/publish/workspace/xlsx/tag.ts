/** A start tag. A large sheet has ten million, so it is read in one go and only places are kept: texts are made when asked for. */
import { damaged } from './error.ts';

const MAX_ATTRIBUTES = 500;
const [BLANK, QUOTE, APOSTROPHE, SLASH, EQUALS, GREATER, LESS, COLON] = [
  0x20, 0x22, 0x27, 0x2f, 0x3d, 0x3e, 0x3c, 0x3a,
];

export class Tag {
  #text = '';
  /** Begin and end of name and value of each attribute. */
  readonly #places = new Int32Array(4 * MAX_ATTRIBUTES);
  #used = 0;
  name = '';
  /** `<row/>`: closed as soon as it is open. */
  empty = false;
  /** Whether an attribute declares a namespace. */
  declares = false;

  /**
   * Reads the tag whose `<` stands at `start`; gives where it is over, or -1 when the text ends before. Throws
   * `WorkbookError` where it is none (XML 1.0, 3.1): two attributes of one name would mean the one here, the other there.
   */
  read(text: string, start: number): number {
    let at = nameEnd(text, start + 1);
    this.name = text.slice(start + 1, at);
    this.#text = text;
    this.#used = 0;
    this.empty = false;
    this.declares = false;
    let apart = false;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === GREATER) return at + 1;
      if (code <= BLANK) apart = true;
      else if (code === SLASH) {
        this.empty = true;
        if (at + 1 >= text.length) return -1;
        if (text.charCodeAt(at + 1) !== GREATER) throw damaged('a / within a tag');
        return at + 2;
      } else {
        if (!apart) throw damaged('a tag without blanks');
        at = this.#attribute(at);
        if (at < 0) return -1;
        apart = false;
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
    return this.attributes().find(([whole]) => whole.endsWith(`:${name}`))?.[1];
  }

  /** All of them, in their order. */
  attributes(): readonly (readonly [name: string, value: string])[] {
    const found: [string, string][] = [];
    for (let at = 0; at < this.#used; at += 4)
      found.push([this.#text.slice(this.#place(at), this.#place(at + 1)), this.#value(at)]);
    return found;
  }

  /** Keeps the attribute whose name begins at `start`; gives the place of its last quotation mark. */
  #attribute(start: number): number {
    const text = this.#text;
    const end = nameEnd(text, start);
    let at = blanksEnd(text, end);
    if (at >= text.length) return -1;
    if (text.charCodeAt(at) !== EQUALS) throw damaged('an attribute without a value');
    at = blanksEnd(text, at + 1);
    if (at >= text.length) return -1;
    const quote = text.charCodeAt(at);
    if (quote !== QUOTE && quote !== APOSTROPHE) throw damaged('an attribute without a value');
    const close = valueEnd(text, at + 1, quote);
    if (close < 0) return -1;
    this.#keep(start, end, at + 1, close);
    return close;
  }

  #keep(start: number, end: number, from: number, to: number): void {
    if (this.#used === this.#places.length) throw damaged('attributes without end');
    for (let at = 0; at < this.#used; at += 4)
      if (this.#place(at + 1) - this.#place(at) === end - start && sameText(this.#text, this.#place(at), start, end))
        throw damaged('two attributes of one name');
    if (this.#text.charCodeAt(start) === X && this.#text.startsWith('xmlns', start)) this.declares = true;
    this.#places[this.#used++] = start;
    this.#places[this.#used++] = end;
    this.#places[this.#used++] = from;
    this.#places[this.#used++] = to;
  }

  #place(at: number): number {
    return this.#places[at] ?? 0;
  }

  #value(at: number): string {
    return unescapeText(this.#text.slice(this.#place(at + 2), this.#place(at + 3)));
  }
}

const [X, LOWER_A, LOWER_Z] = [0x78, 0x61, 0x7a];
/** Name characters among the first 128 (XML 1.0, 2.3); beyond them letters of every script count. */
const IN_NAMES = new Uint8Array(128);
for (const sign of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_:0123456789.-')
  IN_NAMES[sign.charCodeAt(0)] = 1;

/** Where the name that begins at `start` is over. Throws `WorkbookError` where there is none: one colon may stand within. */
export function nameEnd(text: string, start: number): number {
  const first = text.charCodeAt(start);
  let colons = 0;
  let at = start;
  for (let code = first; at < text.length; code = text.charCodeAt(++at)) {
    if (code >= LOWER_A && code <= LOWER_Z) continue;
    if (code < 128 ? IN_NAMES[code] === 0 : NO_NAME.test(text.charAt(at))) break;
    if (code === COLON) colons++;
  }
  // What was cut off comes again.
  if (at === text.length) return at;
  // Digits, the point, the dash and the colon begin no name.
  if (at === start || first <= COLON || colons > 1 || text.charCodeAt(at - 1) === COLON) throw damaged('no name');
  return at;
}

/** Beyond ASCII, signs that no name has (XML 1.0, 2.3), the best known of them. */
const NO_NAME =
  /[\u0080-\u00b6\u00b8-\u00bf\u00d7\u00f7\u037e\u2000-\u200b\u200e-\u203e\u2041-\u206f\u2190-\u2bff\u2ff0-\u3000\ufdd0-\uffff]/;

function blanksEnd(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) <= BLANK) at++;
  return at;
}

function valueEnd(text: string, from: number, quote: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) return at;
    if (code === LESS) throw damaged('a < within an attribute');
  }
  return -1;
}

function sameText(text: string, one: number, other: number, end: number): boolean {
  for (let at = 0; other + at < end; at++) if (text.charCodeAt(one + at) !== text.charCodeAt(other + at)) return false;
  return true;
}

const NAMED: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

/**
 * The text that is meant. Throws `WorkbookError` at entities other than the five of XML – none can be declared – and at
 * numbers of what is no character (XML 1.0, 4.1 and 2.2).
 */
export function unescapeText(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&([^;&]{0,10};?)/g, (_, reference: string) => {
    const number = /^#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}));$/.exec(reference);
    const code = number === null ? Number.NaN : Number.parseInt(number[1] ?? number[2] ?? '', number[1] ? 16 : 10);
    const found = isCharacter(code) ? String.fromCodePoint(code) : NAMED.get(reference.slice(0, -1));
    if (found === undefined || !reference.endsWith(';')) throw damaged(`&${reference}`);
    return found;
  });
}

function isCharacter(code: number): boolean {
  if (code < BLANK) return code === 9 || code === 10 || code === 13;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff);
}
