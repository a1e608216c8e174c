/** `yixinma keys create` and `keys accept`: keys that lie on media of their own, and keys whose fingerprint was compared. */
import { join } from 'node:path';
import { chinaDay } from '../../../core/domain/iso-date.ts';
import { withLock } from '../../publish/lock.ts';
import { acceptKey, createKeyOn } from '../../publish/signing/media-keys.ts';
import { loadSeenKeys } from '../../publish/signing/seen-keys.ts';
import type { Io } from '../command.ts';
import { askKeyPassphrase } from '../passphrase.ts';
import { type KeyOrder, rootKeysInForce, UNPUBLISHED } from './shared.ts';

/** All that a first publication needs, but for the online key, which is made with the first of them. */
const FIRST = ['root-1', 'root-2', 'root-3', 'targets-1', 'targets-2'];

export async function create(order: KeyOrder & { readonly medium: string }, io: Io): Promise<0 | 1> {
  const { dir, name, medium } = order;
  const directory = join(dir, 'keys');
  if ((await rootKeysInForce(dir)) !== null) {
    io.err(
      '已经发布过，密钥都有了；要换新的，请用 yixinma keys rotate。/ Something is published already: to replace a key, use yixinma keys rotate.\n',
    );
    return 1;
  }
  const passphrase = await askKeyPassphrase({ file: order.passphraseFile, name, key: null }, io);
  const today = chinaDay(io.now());
  const { keyid } = await withLock(dir, () => createKeyOn({ directory, name, medium, passphrase, today }));
  const known = new Set((await loadSeenKeys(directory)).map((key) => key.name));
  const missing = FIRST.filter((one) => !known.has(one));
  const rest =
    missing.length === 0
      ? '密钥已备齐，可以用 yixinma publish … --export 第一次发布。/ All keys are there: publish with --export.'
      : `还差：${missing.join('、')}。/ Still missing: ${missing.join(', ')}.`;
  io.out(
    `${name}已生成，只在 ${medium}，指纹 ${keyid.slice(0, 32)}，请保管人抄下。/ ${name} is made, at ${medium} alone; its holder notes the fingerprint.\n${rest}\n`,
  );
  return 0;
}

export async function accept(order: KeyOrder & { readonly fingerprint: string }, io: Io): Promise<0 | 1> {
  const { dir, name, medium } = order;
  const fingerprint = order.fingerprint.toLowerCase();
  const done = await withLock(dir, async () => {
    const held = await rootKeysInForce(dir);
    if (held === null) return null;
    const today = chinaDay(io.now());
    return acceptKey({ directory: join(dir, 'keys'), name, medium, fingerprint, held, today });
  });
  if (done === null) {
    io.err(UNPUBLISHED);
    return 1;
  }
  io.out(
    done === 'known'
      ? `${name}本来就在用，或者已经登记过。/ ${name} is in use or named already.\n`
      : `${name}已登记，请带齐根密钥重新发布，发布后启用。/ ${name} is named; publish with the root keys, and it is in use.\n`,
  );
  return 0;
}
