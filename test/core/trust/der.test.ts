import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex, utf8 } from '../../../src/core/domain/bytes.ts';
import { rawP256Signature } from '../../../src/core/trust/der.ts';
import { derOf, integer, sequence } from '../../support/tuf-der.ts';

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const scalar = fc.oneof(
  fc.bigInt({ min: 1n, max: ORDER - 1n }),
  fc.bigInt({ min: 1n, max: 0xffffn }),
  fc.constantFrom(0x7fn, 0x80n, 0xffffffffffn, 0xffn, 0x100n, ORDER - 1n, 1n << 255n),
);

function raw(der: string): string | null {
  const bytes = fromHex(der);
  const read = bytes === null ? null : rawP256Signature(bytes);
  return read === null ? null : toHex(read);
}

describe('ECDSA signatures in DER', () => {
  it('every strict encoding of two scalars is read as their 64 bytes', () => {
    fc.assert(
      fc.property(scalar, scalar, (r, s) => {
        const expected = r.toString(16).padStart(64, '0') + s.toString(16).padStart(64, '0');
        expect(raw(derOf(r, s))).toBe(expected);
      }),
    );
  });

  it('any other bytes that are read at all are the one encoding of what they were read as', () => {
    fc.assert(
      fc.property(scalar, scalar, fc.nat(), fc.integer({ min: 1, max: 255 }), (r, s, place, change) => {
        const bytes = fromHex(derOf(r, s));
        if (bytes === null) return;
        const at = place % bytes.length;
        bytes[at] = (bytes[at] ?? 0) ^ change;
        const read = rawP256Signature(bytes);
        if (read === null) return;
        const [r2, s2] = [BigInt(`0x${toHex(read.slice(0, 32))}`), BigInt(`0x${toHex(read.slice(32))}`)];
        expect(derOf(r2, s2)).toBe(toHex(bytes));
      }),
    );
  });

  it('random bytes never throw', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => void rawP256Signature(bytes)));
  });

  it.each([
    ['r of zero', sequence('020100', integer(5n))],
    ['s of zero', sequence(integer(5n), '020100')],
    ['r equal to the order', derOf(ORDER, 5n)],
    ['s equal to the order', derOf(5n, ORDER)],
    ['s above the order', derOf(5n, ORDER + 1n)],
    ['r of 2^256', derOf(1n << 256n, 5n)],
    ['a negative r', sequence('0201ff', integer(5n))],
    ['a negative s of 32 bytes', sequence(integer(5n), `0220${'80'.padEnd(64, '0')}`)],
    ['a padded r', sequence(integer(5n, '00'), integer(5n))],
    ['a padded r that stands on the boundary', sequence(integer(0x7fn, '00'), integer(5n))],
    ['a padded s', sequence(integer(5n), integer(5n, '0000'))],
    ['bytes after the sequence', `${derOf(5n, 6n)}00`],
    ['bytes inside after s', sequence(integer(5n), integer(6n), '00')],
    ['a third integer', sequence(integer(5n), integer(6n), integer(7n))],
    ['one integer', sequence(integer(5n))],
    ['an empty integer', sequence('0200', integer(5n))],
    ['a long-form length', `308106${integer(5n)}${integer(6n)}`],
    ['an indefinite length', `3080${integer(5n)}${integer(6n)}0000`],
    ['a length beyond the end', '3006020105020206'],
    ['another tag', `31${derOf(5n, 6n).slice(2)}`],
    ['nothing', ''],
  ])('%s is refused', (_, der) => {
    expect(raw(der)).toBeNull();
  });

  it('what OpenSSL signs, WebCrypto verifies from the raw form', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    for (let i = 0; i < 64; i++) {
      const data = utf8(`message ${i}`);
      const der = sign('sha256', data, privateKey);
      const bytes = rawP256Signature(der);
      expect(bytes).not.toBeNull();
      const key = createPublicKey(publicKey.export({ type: 'spki', format: 'pem' }));
      expect(verify('sha256', data, { key, dsaEncoding: 'ieee-p1363' }, bytes ?? utf8(''))).toBe(true);
    }
  });
});
