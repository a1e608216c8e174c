/** ECDSA-Sig-Value (RFC 3279, 2.2.3) in strict DER (X.690, 8.3 and 10.1) to the 64 raw bytes that WebCrypto takes. */
import { type Bytes, toHex } from '../domain/bytes.ts';

/** Order of P-256 (FIPS 186-4, D.1.2.3). */
const ORDER = 'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551';

/**
 * r ‖ s of a P-256 signature. Null unless `der` is the one strict encoding of a sequence of two integers in
 * 1 … n−1: a second spelling of a signature (padded, negative, trailing bytes) would be a second file that
 * verifies, and r or s of zero or ≥ n has been accepted by careless libraries before.
 */
export function rawP256Signature(der: Uint8Array): Bytes | null {
  // Both integers fit 33 bytes each, so every length is one byte.
  if (der[0] !== 0x30 || der[1] !== der.length - 2) return null;
  const raw = new Uint8Array(64);
  let at = 2;
  for (const to of [32, 64]) {
    const length = der[at + 1] ?? 0;
    const body = der.subarray(at + 2, at + 2 + length);
    const integer = der[at] === 0x02 && body.length === length ? positive(body) : null;
    if (integer === null) return null;
    raw.set(integer, to - integer.length);
    at += 2 + length;
  }
  return at === der.length ? raw : null;
}

/** The magnitude without its sign byte; null when negative, padded, zero or not below the order. */
function positive(body: Uint8Array): Uint8Array | null {
  const [first = 0x80, second = 0] = body;
  if (first > 0x7f || (first === 0 && second < 0x80)) return null;
  const magnitude = first === 0 ? body.subarray(1) : body;
  return magnitude.length <= 32 && toHex(magnitude).padStart(64, '0') < ORDER ? magnitude : null;
}
