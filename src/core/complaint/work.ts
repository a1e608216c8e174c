/**
 * Work (hashcash) instead of a captcha: a nonce such that SHA-256(digest ‖ nonce) begins with so many zero bits. It is over
 * the digest of what is sent, so it can be done offline and not be kept in store for other submissions.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { type Bytes, concat, fromBase64Url, fromHex, toBase64Url, toHex, utf8 } from '../domain/bytes.ts';

const NONCE_BYTES = 8;
/** Hashes between two pauses: about 10 ms on a slow phone. */
const SLICE = 1000;
/** No phone gets further in a day: what asks for more asks for a standstill. */
const MOST_BITS = 32;

/**
 * Looks for a nonce. `pause` is awaited between slices, so that a page stays responsive; throwing from it stops the search.
 * `digest`: 64 hex digits – an envelope's digest, or a part's. RangeError for bits that are no whole number up to 32.
 */
export async function findWork(digest: string, bits: number, pause: () => Promise<void>): Promise<string> {
  if (!Number.isInteger(bits) || bits > MOST_BITS) throw new RangeError(`no work of ${bits} bits`);
  const input = concat(digestBytes(digest), new Uint8Array(NONCE_BYTES));
  const view = new DataView(input.buffer);
  for (let tried = 0; ; tried++) {
    if (tried % SLICE === SLICE - 1) await pause();
    view.setUint32(32, Math.floor(tried / 2 ** 32));
    view.setUint32(36, tried >>> 0);
    if (zeroBits(sha256(input)) >= bits) return toBase64Url(input.slice(32));
  }
}

/**
 * What a part's work is done over: SHA-256 of `id ⏎ sha256`, hex. Over the bytes alone, one nonce would let the same chunk in
 * under any number of ids.
 */
export function partWorkDigest(id: string, partSha256: string): string {
  return toHex(sha256(utf8(`${id}\n${partSha256}`)));
}

/** How many zero bits the work has; -1 when it is not a nonce. */
export function workBits(digest: string, nonce: string): number {
  const bytes = fromBase64Url(nonce);
  return bytes?.length === NONCE_BYTES ? zeroBits(sha256(concat(digestBytes(digest), bytes))) : -1;
}

function digestBytes(digest: string): Bytes {
  const bytes = fromHex(digest);
  if (bytes?.length !== 32) throw new RangeError('a digest has 64 hex digits');
  return bytes;
}

function zeroBits(hash: Uint8Array): number {
  let bits = 0;
  for (const byte of hash) {
    if (byte !== 0) return bits + Math.clz32(byte) - 24;
    bits += 8;
  }
  return bits;
}
