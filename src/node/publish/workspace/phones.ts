/** Telephone cells: several numbers, extensions, day and night notes, private mobiles. */
import { numberForm, numberForms } from './number-form.ts';
import { holdsMobileNumber, mobileSpans } from './privacy.ts';

export interface ReadPhone {
  /** What may be published; null when nothing is left. */
  readonly phone: string | null;
  readonly mobileDropped: boolean;
  /** The cell had text, and not one usable number in it. */
  readonly noNumber: boolean;
}

const LANDLINE = /(?<!\d)0\d{2,3}-?\d{7,8}(?:-\d{1,5})?(?!\d)/g;

/**
 * Reads a telephone cell: NFKC, all dashes `-`. Parts with a mobile number go unless `mobileAllowed`; the other numbers
 * stay with their notes as written. A usable number has at least three digits (120) in a row.
 */
export function readPhone(text: string, mobileAllowed: boolean): ReadPhone {
  const plain = text
    .normalize('NFKC')
    .replace(/[‐‑‒–—―−ー]/g, '-')
    .replace(/[〈<]/g, '(')
    .replace(/[〉>]/g, ')')
    .trim();
  if (plain === '') return { phone: null, mobileDropped: false, noNumber: false };
  const kept = mobileAllowed || !holdsMobileNumber(plain) ? plain : withoutMobiles(plain);
  const usable = /\d{3}/.test(kept);
  const mobileDropped = kept !== plain;
  return { phone: usable ? kept : null, mobileDropped, noNumber: !usable && !mobileDropped };
}

/**
 * Cell parts that hold a mobile number keep only what is surely a landline with its area code. A number that is spread
 * over parts (138/1234/5678) shows only when they are together again: then the same is done to the whole cell.
 */
function withoutMobiles(plain: string): string {
  const kept = plain
    .split(/[/、;,\n]|或/)
    .map((part) => part.trim())
    .map((part) => (holdsMobileNumber(part) ? landlinesOf(part) : part))
    .filter((part) => part !== '')
    .join('/');
  const rest = holdsMobileNumber(kept) ? landlinesOf(plain) : kept;
  return holdsMobileNumber(rest) ? '' : rest;
}

function landlinesOf(text: string): string {
  const masked = numberForms(text)
    .flatMap(mobileSpans)
    .reduce(
      (rest, { start, end }) => `${rest.slice(0, start)}${'|'.repeat(end - start)}${rest.slice(end)}`,
      numberForm(text),
    );
  return (masked.match(LANDLINE) ?? []).join(' ');
}
