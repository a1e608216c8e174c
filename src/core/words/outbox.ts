/**
 * What was written on this phone and where it stands (words: out.*, st.*). The word 已送达 belongs to a verified and
 * stored receipt alone: no other sentence here uses it, not even to say what to wait for.
 */
import { listEn, listZh } from './outbox-list.ts';
import { receiptEn, receiptZh } from './outbox-receipt.ts';
import { stuckEn, stuckZh } from './outbox-stuck.ts';
import { waitingEn, waitingZh } from './outbox-waiting.ts';

export { stEn, stZh } from './outbox-status.ts';

export const outZh = { ...listZh, ...waitingZh, ...receiptZh, ...stuckZh };

export const outEn: typeof outZh = { ...listEn, ...waitingEn, ...receiptEn, ...stuckEn };
