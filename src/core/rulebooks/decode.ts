/**
 * Small decoders for facts: unknown → typed, with every problem and its path. Hand-made instead of valibot because numbers
 * arrive as exact text, and because a county's facts are a million small objects.
 */
import { type Decimal, formatDecimal, parseDecimal } from '../domain/decimal.ts';
import type { Problem } from '../domain/evaluation.ts';
import { type IsoDate, parseIsoDate } from '../domain/iso-date.ts';
import { JsonNumber } from './exact-json.ts';

/** What a decoder gives when it named a problem. */
export const FAILED: unique symbol = Symbol('failed');
type Decoded<Value> = Value | typeof FAILED;
export type Decoder<Value> = (value: unknown, path: string, problems: Problem[]) => Decoded<Value>;

/** A field of an object; what its absence means. `null` is read as absent wherever absence is allowed. */
export interface Field<Value> {
  readonly decode: Decoder<Value>;
  readonly absent: 'refuse' | 'omit' | { readonly value: Value };
}

export function required<Value>(decode: Decoder<Value>): Field<Value> {
  return { decode, absent: 'refuse' };
}

export function optional<Value>(decode: Decoder<Value>): Field<Value> {
  return { decode, absent: 'omit' };
}

export function withDefault<Value>(decode: Decoder<Value>, value: Value): Field<Value> {
  return { decode, absent: { value } };
}

/** Names a problem. */
export function refuse(problems: Problem[], code: string, path: string): typeof FAILED {
  problems.push({ code, path });
  return FAILED;
}

export const text: Decoder<string> = (value, path, problems) =>
  typeof value === 'string' ? value : refuse(problems, 'wrong-type', path);

export const name: Decoder<string> = (value, path, problems) => {
  if (typeof value !== 'string') return refuse(problems, 'wrong-type', path);
  return value.trim() === '' ? refuse(problems, 'empty', path) : value;
};

export const flag: Decoder<boolean> = (value, path, problems) =>
  typeof value === 'boolean' ? value : refuse(problems, 'wrong-type', path);

export const day: Decoder<IsoDate> = (value, path, problems) => {
  if (typeof value !== 'string') return refuse(problems, 'wrong-type', path);
  return parseIsoDate(value) ?? refuse(problems, 'not-a-day', path);
};

/** One of these words. */
export function word<const Words extends readonly string[]>(...words: Words): Decoder<Words[number]> {
  return (value, path, problems) => {
    if (typeof value !== 'string') return refuse(problems, 'wrong-type', path);
    return words.find((candidate) => candidate === value) ?? refuse(problems, 'unknown-value', path);
  };
}

const EXPONENT = /^(-?\d+)(?:\.(\d+))?[eE]([+-]?\d+)$/;

/** The digits of a JSON number or of a decimal in a string, with an exponent written out; null for anything else. */
function exactDigits(value: unknown): string | null {
  const written =
    typeof value === 'number'
      ? String(value)
      : value instanceof JsonNumber
        ? value.text
        : typeof value === 'string'
          ? value
          : '';
  const match = typeof value === 'string' ? null : EXPONENT.exec(written);
  if (match === null) return written;
  const exponent = Number(match[3]);
  if (Math.abs(exponent) > 30) return null;
  const units = BigInt(`${match[1]}${match[2] ?? ''}`);
  const scale = (match[2] ?? '').length - exponent;
  return formatDecimal(scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 });
}

/** A decimal between two ends (both included; null for no upper end), kept as it was written (GEN-7). */
export function decimalBetween(low: Decimal, high: Decimal | null): Decoder<string> {
  return (value, path, problems) => {
    const digits = exactDigits(value);
    const read = digits === null ? null : parseDecimal(digits);
    if (digits === null || read === null) return refuse(problems, 'wrong-type', path);
    if (below(read, low) || (high !== null && below(high, read))) return refuse(problems, 'out-of-range', path);
    return digits;
  };
}

function below(a: Decimal, b: Decimal): boolean {
  return a.units * 10n ** BigInt(b.scale) < b.units * 10n ** BigInt(a.scale);
}

/** A whole number from `low` on, at most 2^53 − 1. */
export function wholeFrom(low: number): Decoder<number> {
  return (value, path, problems) => {
    const digits = typeof value === 'string' ? null : exactDigits(value);
    if (digits === null || digits === '' || !Number.isFinite(Number(digits)))
      return refuse(problems, 'wrong-type', path);
    if (!/^-?\d{1,16}$/.test(digits) || !Number.isSafeInteger(Number(digits)))
      return refuse(problems, 'not-whole', path);
    return Number(digits) < low ? refuse(problems, 'out-of-range', path) : Number(digits);
  };
}

export function list<Item>(item: Decoder<Item>): Decoder<readonly Item[]> {
  return (value, path, problems) => {
    if (!Array.isArray(value)) return refuse(problems, 'wrong-type', path);
    const items: Item[] = [];
    let failed = false;
    value.forEach((entry: unknown, index) => {
      const decoded = item(entry, `${path}[${index}]`, problems);
      if (decoded === FAILED) failed = true;
      else items.push(decoded);
    });
    return failed ? FAILED : items;
  };
}

/** Whether the value is a JSON object (no list, no number token). */
function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof JsonNumber);
}

type Fields<Value> = { readonly [Name in keyof Required<Value>]: Field<Exclude<Value[Name], undefined>> };

/**
 * An object with exactly these fields. An unknown field is refused: a misspelt one would otherwise be left out in
 * silence, and a fact with it.
 */
export function object<Value>(fields: Fields<Value>): Decoder<Value> {
  const entries = Object.entries(fields) as [string, Field<unknown>][];
  const names = new Set(entries.map(([field]) => field));
  return (value, path, problems) => {
    if (!isObject(value)) return refuse(problems, 'wrong-type', path);
    const before = problems.length;
    const prefix = path === '' ? '' : `${path}.`;
    const result: Record<string, unknown> = {};
    for (const [field, { decode, absent }] of entries) {
      const given = value[field];
      // A given null is offered to the decoder only where absence is no answer, or where null is a value of its own.
      if (given === undefined || (given === null && absent !== 'refuse')) {
        if (absent === 'refuse') problems.push({ code: 'missing', path: `${prefix}${field}` });
        else if (absent !== 'omit') result[field] = absent.value;
      } else result[field] = decode(given, `${prefix}${field}`, problems);
    }
    for (const field of Object.keys(value)) {
      if (!names.has(field) && !REMARKS.has(field)) problems.push({ code: 'unknown-field', path: `${prefix}${field}` });
    }
    return problems.length > before ? FAILED : (result as Value);
  };
}

/**
 * What people add to facts for themselves; it changes nothing and is passed over. Any other unknown field is refused: a
 * misspelt one would silently change a grade.
 */
const REMARKS: ReadonlySet<string> = new Set([
  'name',
  'description',
  'reason',
  'note',
  'notes',
  'remark',
  'source',
  'title',
]);

/** An object whose `kind` chooses its fields. */
export function byKind<Value>(kinds: Readonly<Record<string, Decoder<Value>>>): Decoder<Value> {
  const known = new Map(Object.entries(kinds));
  return (value, path, problems) => {
    if (!isObject(value)) return refuse(problems, 'wrong-type', path);
    const { kind } = value;
    if (kind === undefined) return refuse(problems, 'missing', `${path}.kind`);
    if (typeof kind !== 'string') return refuse(problems, 'wrong-type', `${path}.kind`);
    const decode = known.get(kind);
    return decode === undefined ? refuse(problems, 'unknown-kind', `${path}.kind`) : decode(value, path, problems);
  };
}
