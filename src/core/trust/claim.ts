/**
 * Printed claims: what a board's code says of the grade that was printed, signed by the bureau. Digits alone, for a QR
 * code's numeric segment: key (1), year (2), level (2), signature (155). A claim proves what was printed; not that it is
 * current, nor that it hangs at the right door.
 */
import { type Bytes, fromBase64Url, fromHex, toHex, utf8 } from '../domain/bytes.ts';
import type { ClaimKey } from './claim-keys.ts';

export interface PrintedGrade {
  /** 1–9: which of the bureau's claim keys signed. */
  readonly kid: number;
  /** 2000–2099. */
  readonly year: number;
  /** Of the grade in its rulebook's list, 1–99; 1 is best. */
  readonly level: number;
}

export interface Claim extends PrintedGrade {
  /** ECDSA P-256 with SHA-256, r ‖ s, 64 bytes. */
  readonly signature: Bytes;
}

/** Where the code leads. */
export interface ClaimAddress {
  /** Of the site, with its folder and no slash at the end: `https://yx.example.gov.cn`. */
  readonly origin: string;
  /** `/i/7K3M9PQ2XD`. */
  readonly path: string;
}

export type ClaimCheck =
  /** `origin`: of the key that signed, the address that was printed. */
  | { readonly status: 'ok'; readonly year: number; readonly level: number; readonly origin: string }
  /** Not of the form: nothing was claimed. */
  | { readonly status: 'not-a-claim' }
  /** No key of that number is listed. */
  | { readonly status: 'unknown-key' }
  /** Signed indeed, with a key that no longer counts. */
  | { readonly status: 'revoked' }
  | { readonly status: 'forged' };

const CENTURY = 2000;
const HEAD = 5;
const SIGNATURE_DIGITS = 155;
const TEXT = /^[1-9]\d{2}(?!00)\d{2}\d{155}$/;
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** A site's address of more bytes would take the code beyond version 7: its modules are then too small for a phone. */
const ORIGIN_LIMIT = 40;

/** Whether a code for this origin has room for a claim. */
export function claimFits(origin: string): boolean {
  return utf8(origin).length <= ORIGIN_LIMIT;
}

/** The bytes that are signed. Throws RangeError for a key, year or level that has no digits. */
export function claimStatement(printed: PrintedGrade, { origin, path }: ClaimAddress): Bytes {
  return utf8(`qr-claim-v1\n${origin}${path}\n${headOf(printed)}`);
}

/** The 160 digits. Throws RangeError as `claimStatement` does, and for a signature of another length. */
export function makeClaimText({ signature, ...printed }: Claim): string {
  if (signature.length !== 64) throw new RangeError('a signature has 64 bytes');
  return (
    headOf(printed) +
    BigInt(`0x${toHex(signature)}`)
      .toString()
      .padStart(SIGNATURE_DIGITS, '0')
  );
}

/** Reads 160 digits, no other way of writing them; null for anything else, and for a number of 2^512 or more. */
export function parseClaim(text: string): Claim | null {
  if (!TEXT.test(text)) return null;
  const signature = fromHex(BigInt(text.slice(HEAD)).toString(16).padStart(128, '0'));
  if (signature?.length !== 64) return null;
  const [kid, year, level] = [text.slice(0, 1), text.slice(1, 3), text.slice(3, HEAD)].map(Number);
  return { kid: Number(kid), year: CENTURY + Number(year), level: Number(level), signature };
}

/**
 * What a claim is worth at `path`, by signed keys. Each key is bound to the origin for which it was made, so that a
 * board stays good when its address redirects to a new one. Needs `crypto.subtle`.
 */
export async function verifyClaim(text: string, path: string, keys: readonly ClaimKey[]): Promise<ClaimCheck> {
  const claim = parseClaim(text);
  if (claim === null) return { status: 'not-a-claim' };
  const key = keys.find(({ kid }) => kid === claim.kid);
  if (key === undefined) return { status: 'unknown-key' };
  if (!(await signedBy(key, claim, path))) return { status: 'forged' };
  if (key.revokedOn !== null) return { status: 'revoked' };
  return { status: 'ok', year: claim.year, level: claim.level, origin: key.origin };
}

/**
 * At which of these paths a claim holds that does not hold where it was read; null for none. A board that was copied from
 * another institution, or hung there. Needs `crypto.subtle`.
 */
export async function pathOfClaim(
  text: string,
  paths: Iterable<string>,
  keys: readonly ClaimKey[],
): Promise<string | null> {
  const claim = parseClaim(text);
  const key = claim && keys.find(({ kid }) => kid === claim.kid);
  if (!claim || !key) return null;
  for (const path of paths) if (await signedBy(key, claim, path)) return path;
  return null;
}

async function signedBy({ publicKey, origin }: ClaimKey, claim: Claim, path: string): Promise<boolean> {
  try {
    const point = fromBase64Url(publicKey) ?? new Uint8Array(0);
    const key = await crypto.subtle.importKey('raw', point, ALGORITHM, false, ['verify']);
    return await crypto.subtle.verify(ALGORITHM, key, claim.signature, claimStatement(claim, { origin, path }));
  } catch {
    return false; // a point that is not on the curve
  }
}

function headOf({ kid, year, level }: PrintedGrade): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const head = `${kid}${two(year - CENTURY)}${two(level)}`;
  if (!TEXT.test(head + '0'.repeat(SIGNATURE_DIGITS))) throw new RangeError('not a printable grade');
  return head;
}
