/** Takes in what came on a stick, through the same store and with the same receipts as over the network. */
import { envelopeText } from '../../core/complaint/envelope.ts';
import type { Receipt } from '../../core/complaint/receipt.ts';
import { fromBase64Url, toHex } from '../../core/domain/bytes.ts';
import type { Result } from '../../core/domain/result.ts';
import { receiptNumber } from '../intake/number.ts';
import { type ReceiptSigner, signGroup } from '../intake/receipts.ts';
import type { Arrival, IntakeStore } from '../intake/store/store.ts';
import type { ItemFault, OutboxItem } from './outbox-file.ts';

export type TakenIn =
  | { readonly kind: 'new' | 'known'; readonly receipt: Receipt }
  | { readonly kind: 'refused'; readonly why: ItemFault | 'other-content' | 'parts-missing' };

/**
 * In the order of `items`; the same file twice gives the same receipts. What is refused holds up nothing else. Work is not
 * asked for: somebody carried the file.
 */
export async function takeIn(
  store: IntakeStore,
  bureau: string,
  signer: ReceiptSigner,
  items: readonly Result<OutboxItem, ItemFault>[],
  now: Date,
): Promise<readonly TakenIn[]> {
  const time = now.toISOString();
  const good = items.flatMap((item) => (item.ok ? [item.value] : []));
  for (const { envelope, parts } of good) {
    await store.saveParts(
      envelope.parts.flatMap(({ sha256 }, index) => {
        const bytes = parts[index];
        return bytes === undefined ? [] : [{ id: envelope.id, sha256, bytes, time }];
      }),
    );
  }
  const stored = await store.commit(
    good.map((item) => arrivalOf(item, signer, time)),
    signGroup(signer, bureau),
  );
  const answers = new Map(good.map((item, index) => [item, stored[index]]));
  const taken = items.map((item): TakenIn => {
    if (!item.ok) return { kind: 'refused', why: item.fault };
    const answer = answers.get(item.value);
    if (answer === undefined) throw new RangeError('the store gave too few answers');
    return 'receipt' in answer ? answer : { kind: 'refused', why: answer.kind };
  });
  const count = (kind: TakenIn['kind']) => taken.filter((one) => one.kind === kind).length;
  const detail = { new: count('new'), known: count('known'), refused: count('refused') };
  await store.note('imported', JSON.stringify(detail), time);
  return taken;
}

function arrivalOf({ envelope, digest }: OutboxItem, signer: ReceiptSigner, time: string): Arrival {
  return {
    id: envelope.id,
    digest,
    envelope: envelopeText(envelope),
    parts: envelope.parts,
    lookup: toHex(fromBase64Url(envelope.lookup) ?? new Uint8Array(0)),
    number: receiptNumber(signer.secret, envelope.id, digest),
    time,
  };
}
