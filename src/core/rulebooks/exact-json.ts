/**
 * JSON whose numbers keep their digits. `JSON.parse` turns 89.99999999999999999 into 90, which would carry a score over a
 * threshold (GEN-7); its `context.source` is missing in the browsers that must run this too.
 */
import { fail, ok, type Result } from '../domain/result.ts';

/** A number as it was written. */
export class JsonNumber {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** Where the text stops being JSON; lines and columns from 1. */
interface JsonFault {
  readonly code: 'not-json';
  readonly line: number;
  readonly column: number;
}

/** Facts nest six deep; this stops a text of a million brackets from exhausting the stack. */
const MAX_DEPTH = 64;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const hasOwn = Object.prototype.hasOwnProperty;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

class NotJson extends Error {
  readonly at: number;
  constructor(at: number) {
    super('not JSON');
    this.at = at;
  }
}

/**
 * Reads RFC 8259 JSON. A name that occurs twice in one object is a fault, because readers differ in which of the two
 * they take.
 */
export function parseExactJson(text: string): Result<unknown, JsonFault> {
  try {
    return ok(new Reader(text).document());
  } catch (error) {
    if (!(error instanceof NotJson)) throw error;
    const before = text.slice(0, error.at).split('\n');
    return fail({ code: 'not-json', line: before.length, column: (before[before.length - 1] ?? '').length + 1 });
  }
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): unknown {
    const value = this.#value(0);
    this.#blank();
    if (this.#at < this.#text.length) throw new NotJson(this.#at);
    return value;
  }

  #blank(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.#at++;
    }
  }

  #take(character: string): boolean {
    this.#blank();
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #expect(character: string): void {
    if (!this.#take(character)) throw new NotJson(this.#at);
  }

  #value(depth: number): unknown {
    if (depth > MAX_DEPTH) throw new NotJson(this.#at);
    this.#blank();
    switch (this.#text[this.#at]) {
      case '{':
        return this.#object(depth);
      case '[':
        return this.#array(depth);
      case '"':
        return this.#string();
      case 't':
        return this.#word('true', true);
      case 'f':
        return this.#word('false', false);
      case 'n':
        return this.#word('null', null);
      default:
        return this.#number();
    }
  }

  #word(word: string, value: boolean | null): boolean | null {
    if (!this.#text.startsWith(word, this.#at)) throw new NotJson(this.#at);
    this.#at += word.length;
    return value;
  }

  #number(): JsonNumber {
    NUMBER.lastIndex = this.#at;
    const match = NUMBER.exec(this.#text);
    if (match === null) throw new NotJson(this.#at);
    this.#at = NUMBER.lastIndex;
    return new JsonNumber(match[0]);
  }

  #array(depth: number): unknown[] {
    this.#at++;
    const items: unknown[] = [];
    if (this.#take(']')) return items;
    do items.push(this.#value(depth + 1));
    while (this.#take(','));
    this.#expect(']');
    return items;
  }

  #object(depth: number): Record<string, unknown> {
    this.#at++;
    const object: Record<string, unknown> = {};
    if (this.#take('}')) return object;
    do {
      this.#blank();
      const start = this.#at;
      const name = this.#string();
      if (hasOwn.call(object, name)) throw new NotJson(start);
      this.#expect(':');
      const value = this.#value(depth + 1);
      // `__proto__` is a name like any other here; plain assignment would set the prototype.
      if (name === '__proto__') Object.defineProperty(object, name, { value, enumerable: true });
      else object[name] = value;
    } while (this.#take(','));
    this.#expect('}');
    return object;
  }

  #string(): string {
    const start = this.#at;
    if (this.#text.charCodeAt(start) !== QUOTE) throw new NotJson(start);
    let escaped = false;
    for (let at = start + 1; ; at++) {
      const code = this.#text.charCodeAt(at);
      if (code === QUOTE) {
        this.#at = at + 1;
        return escaped ? unescaped(this.#text.slice(start, at + 1), start) : this.#text.slice(start + 1, at);
      }
      // NaN past the end; control characters must be escaped.
      if (!(code >= 0x20)) throw new NotJson(at);
      if (code === BACKSLASH) {
        escaped = true;
        at++;
      }
    }
  }
}

/** Strings have one meaning everywhere: the platform's reader may have those with escapes. */
function unescaped(literal: string, at: number): string {
  try {
    return String(JSON.parse(literal));
  } catch {
    throw new NotJson(at);
  }
}
