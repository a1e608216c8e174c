/**
 * Strict JSON for signed files, and canonical JSON (OLPC) for their signatures.
 *
 * `JSON.parse` takes the last of two equal keys, rounds 2^53+1, reads 1.0 as 1 and lets lone surrogates pass: two
 * verifiers could then see two contents under one signature. Objects become Maps: `__proto__` and `constructor`
 * are keys like any other, and a lookup never reaches a prototype.
 */
import { TrustError } from './problem.ts';

export type Json = string | number | boolean | null | readonly Json[] | JsonMap;
export interface JsonMap extends ReadonlyMap<string, Json> {}

const WORD = /true|false|null|-?(?:0|[1-9]\d*)(?![.eE\d])/y;
const LONE_SURROGATE = /[\ud800-\udfff]/u;
const BLANK = /[ \t\n\r]*/y;
const MAX_DEPTH = 24;

/** Reads JSON whose numbers are safe integers and whose keys are distinct. Throws TrustError `format`. */
export function readJson(text: string): Json {
  let at = 0;

  const peek = (): string | undefined => {
    BLANK.lastIndex = at;
    BLANK.test(text);
    at = BLANK.lastIndex;
    return text[at];
  };
  const take = (expected: string): void => {
    if (peek() !== expected) throw new TrustError('format');
    at++;
  };
  const string = (): string => {
    const from = at;
    take('"');
    while (text[at] !== '"') {
      if (at >= text.length) throw new TrustError('format');
      at += text[at] === '\\' ? 2 : 1;
    }
    at++;
    return unescaped(text.slice(from, at));
  };
  const scalar = (): Json => {
    WORD.lastIndex = at;
    const word = WORD.exec(text)?.[0] ?? '-0';
    at += word.length;
    if (word === 'null') return null;
    if (word === 'true' || word === 'false') return word === 'true';
    const number = Number(word);
    if (!Number.isSafeInteger(number) || word === '-0') throw new TrustError('format');
    return number;
  };
  /** Items up to the closing bracket; `item` reads one. */
  const items = (close: string, item: () => void): void => {
    at++;
    if (peek() === close) {
      at++;
      return;
    }
    for (;;) {
      item();
      if (peek() === close) {
        at++;
        return;
      }
      take(',');
    }
  };
  const value = (depth: number): Json => {
    if (depth > MAX_DEPTH) throw new TrustError('format');
    const first = peek();
    if (first === '"') return string();
    if (first === '[') {
      const list: Json[] = [];
      items(']', () => list.push(value(depth + 1)));
      return list;
    }
    if (first !== '{') return scalar();
    const map = new Map<string, Json>();
    items('}', () => {
      const key = string();
      take(':');
      if (map.has(key)) throw new TrustError('format');
      map.set(key, value(depth + 1));
    });
    return map;
  };

  const whole = value(0);
  if (peek() !== undefined) throw new TrustError('format');
  return whole;
}

function unescaped(quoted: string): string {
  let value: string;
  try {
    value = JSON.parse(quoted);
  } catch {
    throw new TrustError('format');
  }
  if (LONE_SURROGATE.test(value)) throw new TrustError('format');
  return value;
}

/** Canonical JSON as TUF signs it: sorted keys, no blanks, and only `\` and `"` escaped. */
export function canonical(value: Json): string {
  if (typeof value === 'string') return `"${value.replace(/["\\]/g, '\\$&')}"`;
  if (isMap(value)) {
    const keys = [...value.keys()].sort();
    return `{${keys.map((key) => `${canonical(key)}:${canonical(value.get(key) ?? null)}`).join()}}`;
  }
  return isList(value) ? `[${value.map(canonical).join()}]` : String(value);
}

export function isMap(value: Json | undefined): value is JsonMap {
  return value instanceof Map;
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** The object under `key`; throws TrustError `format` when there is none. So do the next three. */
export function mapAt(map: JsonMap, key: string): JsonMap {
  const value = map.get(key);
  if (!isMap(value)) throw new TrustError('format');
  return value;
}

export function listAt(map: JsonMap, key: string): readonly Json[] {
  const value = map.get(key);
  if (!isList(value)) throw new TrustError('format');
  return value;
}

export function textAt(map: JsonMap, key: string): string {
  const value = map.get(key);
  if (typeof value !== 'string') throw new TrustError('format');
  return value;
}

/** A whole number of at least `least`. */
export function countAt(map: JsonMap, key: string, least: number): number {
  const value = map.get(key);
  if (typeof value !== 'number' || value < least) throw new TrustError('format');
  return value;
}
