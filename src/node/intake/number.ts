/**
 * The 回执编号 follows from the submission and a secret of the server, and from nothing else: when a backup is restored
 * that is older than a submission, the phone sends it again and the person keeps the number that was written down.
 */
import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { newReceiptNumber } from '../../core/complaint/receipt.ts';
import type { Bytes } from '../../core/domain/bytes.ts';

/** Bytes of SHA-256. */
const BLOCK = 32;

/** `secret`: `ReceiptSigner.secret`. `digest`: of the envelope, hex. */
export function receiptNumber(secret: Bytes, id: string, digest: string): string {
  const key = extracted(secret);
  let call = 0;
  return newReceiptNumber((length) => {
    if (length > BLOCK) throw new RangeError('one block of HKDF-Expand has 32 bytes');
    const info = `yixinma-number-1\n${id}\n${digest}\n${call++}`;
    // HKDF-Expand (RFC 5869, 2.3) of at most one block, whose counter is 1.
    return new Uint8Array(createHmac('sha256', key).update(`${info}\u0001`).digest().subarray(0, length));
  });
}

const keys = new WeakMap<Bytes, KeyObject>();

/** HKDF-Extract without salt, once for a secret: it would cost more than all the rest. */
function extracted(secret: Bytes): KeyObject {
  const known = keys.get(secret);
  if (known !== undefined) return known;
  const key = createSecretKey(createHmac('sha256', new Uint8Array(32)).update(secret).digest());
  keys.set(secret, key);
  return key;
}
