/**
 * The 回执编号 follows from the submission and a secret of the server, and from nothing else: when a backup is restored
 * that is older than a submission, the phone sends it again and the person keeps the number that was written down.
 */
import { hkdfSync } from 'node:crypto';
import { newReceiptNumber } from '../../core/complaint/receipt.ts';
import type { Bytes } from '../../core/domain/bytes.ts';

/** `secret`: `ReceiptSigner.secret`. `digest`: of the envelope, hex. */
export function receiptNumber(secret: Bytes, id: string, digest: string): string {
  let call = 0;
  return newReceiptNumber((length) => {
    const info = `yixinma-number-1\n${id}\n${digest}\n${call++}`;
    return new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(0), info, length));
  });
}
