/** `yixinma keys create` and `keys accept`: keys that lie on media of their own, and keys whose fingerprint was compared. */
import { join } from 'node:path';
import { chinaDay } from '../../../core/domain/iso-date.ts';
import { withLock } from '../../publish/lock.ts';
import { acceptKey } from '../../publish/signing/accept-key.ts';
import { forgetKey } from '../../publish/signing/forget-key.ts';
import { createKeyOn } from '../../publish/signing/media-keys.ts';
import type { Io } from '../command.ts';
import { askKeyPassphrase } from '../passphrase.ts';
import { restLine } from './founding.ts';
import { type KeyOrder, rootKeysInForce } from './shared.ts';
import { voidLine } from './text.ts';

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
  io.out(
    `${name}已生成，只在 ${medium}，指纹 ${keyid.slice(0, 32)}，请保管人抄下。/ ${name} is made, at ${medium} alone; its holder notes the fingerprint.\n${await restLine(directory)}\n`,
  );
  return 0;
}

export async function forget({ dir, name }: Pick<KeyOrder, 'dir' | 'name'>, io: Io): Promise<0> {
  const directory = join(dir, 'keys');
  const dropped = await withLock(dir, async () => forgetKey(directory, name, (await rootKeysInForce(dir)) !== null));
  io.out(`${name}已去掉。/ ${name} is forgotten.\n`);
  if (dropped.length > 0) io.out(`${voidLine(dropped)}\n`);
  io.out(`${await restLine(directory)}\n`);
  return 0;
}

export async function accept(order: KeyOrder & { readonly fingerprint: string }, io: Io): Promise<0 | 1> {
  const { dir, name, medium } = order;
  const fingerprint = order.fingerprint.toLowerCase();
  const directory = join(dir, 'keys');
  const { done, founding } = await withLock(dir, async () => {
    const held = await rootKeysInForce(dir);
    const today = chinaDay(io.now());
    return { done: await acceptKey({ directory, name, medium, fingerprint, held, today }), founding: held === null };
  });
  if (done === 'known') io.out(`${name}本来就在用，或者已经登记过。/ ${name} is in use or named already.\n`);
  else if (founding) io.out(`${name}已登记。/ ${name} is named.\n${await restLine(directory)}\n`);
  else
    io.out(
      `${name}已登记，请带齐根密钥重新发布，发布后启用。/ ${name} is named; publish with the root keys, and it is in use.\n`,
    );
  return 0;
}
