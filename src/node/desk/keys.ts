/** The keys of the desk: private ones that open submissions, public ones that receipts are checked with. */
import { join } from 'node:path';
import { parseReceiptKeys, RECEIPT_SUITE, type ReceiptKeys } from '../../core/complaint/keys.ts';
import type { RecipientKey } from '../../core/complaint/open.ts';
import { openRecipientKeys } from '../publish/signing/intake-keys.ts';
import { loadKnownKeys } from '../publish/signing/intake-memory.ts';
import { loadPrevious } from '../publish/signing/previous.ts';
import { DeskFault } from './fault.ts';

/**
 * The desk's keys, newest first, earlier ones after it; those of the safe only when asked for, so that its use is a
 * decision. Throws SigningError (`no-keys`, `wrong-passphrase`, `bad-key-file`) and DeskFault `no-key`.
 */
export async function openDeskKeys(
  directory: string,
  passphrase: string,
  kind: 'desk' | 'escrow',
): Promise<readonly RecipientKey[]> {
  const opened = await openRecipientKeys(directory, passphrase);
  const known = await loadKnownKeys(directory);
  const keys = known.filter((key) => key.kind === kind).flatMap((key) => opened.filter(({ id }) => id === key.id));
  if (keys.length > 0) return keys;
  const [zh, en] = kind === 'desk' ? ['办件密钥desk', 'desk key'] : ['保险柜密钥escrow', 'escrow key'];
  throw new DeskFault(
    'no-key',
    `${directory}中没有${zh}。请插入存放它的介质，把文件放回该文件夹后重试。`,
    `There is no ${en} in ${directory}: put its file back from its medium and try again.`,
  );
}

/**
 * All receipt keys that this bureau ever had, from its keys folder, else from the published bundle; null when neither is
 * here. Throws SigningError `bad-key-file`, `bad-previous`.
 */
export async function receiptKeysOf(dir: string, bureau: string): Promise<ReceiptKeys | null> {
  const known = (await loadKnownKeys(join(dir, 'keys'))).filter(({ kind }) => kind === 'receipt');
  if (known.length > 0) {
    return { v: 1, bureau, keys: known.map(({ id, public: key }) => ({ id, suite: RECEIPT_SUITE, public: key })) };
  }
  const published = await loadPrevious(join(dir, 'site/d'));
  return parseReceiptKeys(published?.bundled.get(`${bureau}/keys/receipts.json`) ?? '');
}
