/** Signs receipts: one signature a commit group, so that receipts cost little even when many come at once. */
import { RECEIPT_SUITE } from '../../core/complaint/keys.ts';
import { groupStatement, type Receipt, receiptLeaf } from '../../core/complaint/receipt.ts';
import { type Bytes, toBase64Url, toHex } from '../../core/domain/bytes.ts';
import type { Arrival, SignGroup } from './store/store.ts';
import { groupTree } from './tree.ts';

/** The receipt key. It stands in the signed `keys/receipts.json`; beside the timestamp's it is the only key online. */
export interface ReceiptSigner {
  /** Id of the public half (`keyId`). */
  readonly key: string;
  /** ECDSA P-256 with SHA-256, r ‖ s, 64 bytes. Does not wait. */
  sign(statement: Bytes): Bytes;
  /** 32 bytes that only this key gives: receipt numbers follow from it. */
  readonly secret: Bytes;
}

/** The store's `SignGroup`: builds the group over the fresh arrivals and signs its root once. */
export function signGroup(signer: ReceiptSigner, bureau: string): SignGroup {
  return (fresh) => {
    if (fresh.length === 0) return [];
    const claims = fresh.map(({ id, digest, number, time }: Arrival) => ({ bureau, id, digest, number, time }));
    const tree = groupTree(claims.map(receiptLeaf));
    const [key, size, root] = [signer.key, claims.length, toHex(tree.root)];
    const signature = toBase64Url(signer.sign(groupStatement(bureau, key, size, root)));
    return claims.map((claim, index): Receipt => {
      const group = { size, index, path: tree.path(index).map(toHex), root, signature };
      // In the order of core's schema: the first answer is then, byte for byte, what every later one will be.
      return {
        suite: RECEIPT_SUITE,
        bureau,
        key,
        id: claim.id,
        digest: claim.digest,
        number: claim.number,
        time: claim.time,
        group,
      };
    });
  };
}
