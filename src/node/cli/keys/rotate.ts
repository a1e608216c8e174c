/** `yixinma keys rotate DIR NAME [--key FILE]`: a new key in the place of another. */
import { dirname, join } from 'node:path';
import { chinaDay } from '../../../core/domain/iso-date.ts';
import { withRoom } from '../../publish/disk-full.ts';
import { withLock } from '../../publish/lock.ts';
import { demandOutside } from '../../publish/signing/media-keys.ts';
import type { RootKeys } from '../../publish/signing/roles.ts';
import { rotateKey } from '../../publish/signing/rotate.ts';
import { isFile } from '../../publish/workspace/sources.ts';
import type { Io } from '../command.ts';
import { askKeyPassphrase, askPassphrase } from '../passphrase.ts';
import { type KeyOrder, rootKeysInForce, UNPUBLISHED } from './shared.ts';

export async function rotate(order: KeyOrder, io: Io): Promise<0 | 1> {
  const { dir, name, medium } = order;
  const directory = join(dir, 'keys');
  const inForce = await rootKeysInForce(dir);
  if (inForce === null) {
    io.err(UNPUBLISHED);
    return 1;
  }
  const unknown = unknownKey(name, inForce);
  if (unknown !== null) {
    io.err(unknown);
    return 1;
  }
  if (medium !== null) demandOutside(directory, medium);
  const passphrase = name === 'online' ? '' : await passphraseFor(order, io);
  const made = await withLock(dir, () =>
    withRoom(dir, async () => {
      // Under the lock: a publication may have brought another root meanwhile.
      const held = await rootKeysInForce(dir);
      if (held === null) throw new Error(UNPUBLISHED);
      const day = chinaDay(io.now());
      return rotateKey({ directory, name, passphrase, held, day, ...(medium && { medium }) });
    }),
  );
  const place = medium === null ? 'keys' : dirname(medium);
  const kept =
    made.retired === null
      ? await leftBehind(directory, order)
      : [
          `旧文件改名为 ${place}/${made.retired}，发布后删除。`,
          ` The old file is now ${place}/${made.retired}: delete it after the publication.`,
        ];
  io.out(
    `新密钥 ${name}（${made.keyid.slice(0, 16)}）已生成。${kept[0]}请带齐根密钥，马上重新发布一次。/ The new key ${name} is made.${kept[1]} Publish again now, with the root keys.\n`,
  );
  return 0;
}

/** The old file where the new one lies on a medium: it would stop the next publication as a key of unknown origin. */
async function leftBehind(directory: string, { name, medium }: KeyOrder): Promise<readonly [string, string]> {
  const file = `${name}.key.json`;
  if (medium === null || !(await isFile(join(directory, file)))) return ['', ''];
  return [`旧文件 keys/${file} 发布后请销毁。`, ` Destroy the old file keys/${file} after the publication.`];
}

/** What is said of a name beyond the keys that there are; null where there is such a key. */
function unknownKey(name: string, { roles }: RootKeys): string | null {
  const [kind, number] = name.split('-');
  if (number === undefined || (kind !== 'root' && kind !== 'targets')) return null;
  const there = roles[kind].keyids.length;
  if (Number(number) <= there) return null;
  return `没有 ${name} 这把密钥：本局${kind === 'root' ? '根密钥' : '数据密钥'}共${there}把，${kind}-1 至 ${kind}-${there}。/ There is no key ${name}: the bureau has ${kind}-1 to ${kind}-${there}.\n`;
}

function passphraseFor({ dir, name, medium, passphraseFile: file }: KeyOrder, io: Io): Promise<string> {
  return medium === null
    ? askPassphrase({ file, keys: join(dir, 'keys') }, io)
    : askKeyPassphrase({ file, name, key: null }, io);
}
