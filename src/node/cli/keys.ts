/** `yixinma keys list | rotate | inspector`: which keys there are, a new one in the place of another, the inspectors' own. */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chinaDay } from '../../core/domain/iso-date.ts';
import { withRoom } from '../publish/disk-full.ts';
import { withLock } from '../publish/lock.ts';
import { loadPrevious } from '../publish/signing/previous.ts';
import { keysOfRoot, type RootKeys, readOwn } from '../publish/signing/roles.ts';
import { ROTATABLE, rotateKey } from '../publish/signing/rotate.ts';
import { currentRelease } from '../publish/site.ts';
import { loadStatus } from '../publish/status.ts';
import type { Command, Io } from './command.ts';
import { showInspectorKey } from './keys/inspector.ts';
import { keysText } from './keys/text.ts';
import { askPassphrase } from './passphrase.ts';

const USAGE = `yixinma keys list DIR
yixinma keys rotate DIR NAME [--passphrase-file FILE]
  NAME   online、root-1…root-3、targets-1、targets-2
换密钥后要带齐根密钥再发布一次，新密钥才启用。/ A new key is in use after a publication with the root keys at hand.
yixinma keys inspector DIR [--rotate]
  显示监督员密钥，没有就生成一个；--rotate 换新的。/ Shows the inspectors' key, and makes one where there is none.`;

const UNPUBLISHED =
  '还没有发布过：第一次发布时会生成密钥。/ Nothing is published yet: the first publication makes the keys.\n';

async function run(args: readonly string[], io: Io): Promise<0 | 1 | 2> {
  const options = { 'passphrase-file': { type: 'string' }, rotate: { type: 'boolean', default: false } } as const;
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
  const [action, folder, name, ...more] = positionals;
  if (folder !== undefined && more.length === 0) {
    const dir = resolve(io.cwd, folder);
    if (action === 'inspector' && name === undefined) return showInspectorKey(dir, values.rotate, io);
    if (values.rotate) return misused(io);
    if (action === 'list' && name === undefined) return list(dir, io);
    if (action === 'rotate' && name !== undefined && ROTATABLE.test(name)) {
      return rotate(dir, name, values['passphrase-file'], io);
    }
  }
  return misused(io);
}

function misused(io: Io): 2 {
  io.err(`${USAGE}\n`);
  return 2;
}

async function list(dir: string, io: Io): Promise<0 | 1> {
  const found = await loadStatus(dir, io.now());
  if (found === null) {
    io.err(UNPUBLISHED);
    return 1;
  }
  io.out(keysText(found));
  return 0;
}

async function rotate(dir: string, name: string, file: string | undefined, io: Io): Promise<0 | 1> {
  if ((await rootKeysInForce(dir)) === null) {
    io.err(UNPUBLISHED);
    return 1;
  }
  const passphrase = name === 'online' ? '' : await askPassphrase({ file, keys: join(dir, 'keys') }, io);
  const made = await withLock(dir, () =>
    withRoom(dir, async () => {
      // Under the lock: a publication may have brought another root meanwhile.
      const held = await rootKeysInForce(dir);
      if (held === null) throw new Error(UNPUBLISHED);
      return rotateKey({ directory: join(dir, 'keys'), name, passphrase, held, day: chinaDay(io.now()) });
    }),
  );
  const kept =
    made.retired === null
      ? ['', '']
      : [
          `旧文件改名为 keys/${made.retired}，发布后删除。`,
          ` The old file is now keys/${made.retired}: delete it after the publication.`,
        ];
  io.out(
    `新密钥 ${name}（${made.keyid.slice(0, 16)}）已生成。${kept[0]}请带齐根密钥，马上重新发布一次。/ The new key ${name} is made.${kept[1]} Publish again now, with the root keys.\n`,
  );
  return 0;
}

async function rootKeysInForce(dir: string): Promise<RootKeys | null> {
  const site = await currentRelease(dir);
  const previous = site === null ? null : await loadPrevious(join(site, 'd'));
  return previous === null ? null : keysOfRoot(readOwn(previous.roots.at(-1) ?? '', 'root'));
}

export const keys: Command = {
  name: 'keys',
  summary: '列出密钥，更换密钥，监督员密钥 / list keys, replace one, the inspectors’ key',
  usage: USAGE,
  run,
};
