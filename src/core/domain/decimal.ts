/** Exact decimals (ruling GEN-7): read as written, compared as integers of the smallest unit, never as floats. */

/** The number `units / 10^scale`. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

const FORM = /^([+-]?)(\d{1,400})(?:\.(\d{1,400}))?$/;

/** Reads `-12.50` exactly; null for anything else (exponents, separators, blanks, more than 400 digits a side). */
export function parseDecimal(text: string): Decimal | null {
  const match = FORM.exec(text);
  if (!match) return null;
  const fraction = match[3] ?? '';
  const units = BigInt(`${match[2]}${fraction}`);
  return { units: match[1] === '-' ? -units : units, scale: fraction.length };
}

/** Marks and scores are the same few numbers, over and over in every table. */
const KNOWN = new Map<string, Decimal>();
const MOST_KNOWN = 1000;

/** A decimal that the program itself wrote; throws on a typing error. */
export function decimal(text: string): Decimal {
  const known = KNOWN.get(text);
  if (known !== undefined) return known;
  const value = parseDecimal(text);
  if (value === null) throw new RangeError(`not a decimal: ${text}`);
  if (KNOWN.size < MOST_KNOWN) KNOWN.set(text, value);
  return value;
}

function aligned(a: Decimal, b: Decimal): readonly [bigint, bigint, number] {
  if (a.scale === b.scale) return [a.units, b.units, a.scale];
  const scale = Math.max(a.scale, b.scale);
  return [a.units * 10n ** BigInt(scale - a.scale), b.units * 10n ** BigInt(scale - b.scale), scale];
}

/** Negative, zero or positive as a is below, equal to or above b. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const [x, y] = aligned(a, b);
  return x < y ? -1 : x > y ? 1 : 0;
}

/** a + b, exact. */
export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const [x, y, scale] = aligned(a, b);
  return { units: x + y, scale };
}

/** The shortest text that reads back as the same number: no trailing zeros, no `-0`. */
export function formatDecimal(value: Decimal): string {
  const negative = value.units < 0n;
  const digits = (negative ? -value.units : value.units).toString().padStart(value.scale + 1, '0');
  const whole = digits.slice(0, digits.length - value.scale);
  const fraction = digits.slice(digits.length - value.scale).replace(/0+$/, '');
  return `${negative && value.units !== 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}
