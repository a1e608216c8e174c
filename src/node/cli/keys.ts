/** `yixinma keys list | create | show | rotate | accept | forget | inspector`: which keys there are, new ones, the inspectors' own. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { FINGERPRINT } from '../publish/signing/accept-key.ts';
import { KEY_NAME } from '../publish/signing/seen-keys.ts';
import { loadStatus } from '../publish/status.ts';
import type { Command, Io } from './command.ts';
import { foundingText } from './keys/founding.ts';
import { createApart, HELD, HOLDER_USAGE, isHeld, NO_KEY, showKey } from './keys/holder.ts';
import { showInspectorKey } from './keys/inspector.ts';
import { accept, create, forget } from './keys/media.ts';
import { rotate } from './keys/rotate.ts';
import { UNPUBLISHED } from './keys/shared.ts';
import { keysText } from './keys/text.ts';
import { folderFaults, notOneOf, wrongUsage } from './wrong-usage.ts';

const USAGE = `yixinma keys list DIR
yixinma keys create DIR NAME --key FILE [--passphrase-file FILE]
  第一次发布前，在各人的介质（U盘）上生成一把，不留在工作文件夹；NAME 为 root-1…root-3、targets-1、targets-2，可再加 targets-3。
  Before the first publication: makes one key on its holder's medium, and nowhere else.
${HOLDER_USAGE}
yixinma keys rotate DIR NAME [--key FILE] [--passphrase-file FILE]
  NAME   online、root-1…root-3、targets-1、targets-2；--key 写介质上的路径，新密钥只在那里。
换密钥后要带齐根密钥再发布一次，新密钥才启用。/ A new key is in use after a publication with the root keys at hand.
yixinma keys accept DIR NAME FINGERPRINT [--key FILE]
  采用别处生成的密钥：指纹与保管人核对过（至少16位）；--key 写 .public.json 或密钥文件。第一次发布前后都可以。
  Takes a key made elsewhere, whose fingerprint was compared; before the first publication, too.
yixinma keys forget DIR NAME
  第一次发布前登记错了的，去掉，再登记对的。/ Before the first publication: forgets a key that was named by mistake.
yixinma keys inspector DIR [--rotate]
  显示监督员密钥，没有就生成一个；--rotate 换新的。/ Shows the inspectors' key, and makes one where there is none.`;

async function run(args: readonly string[], io: Io): Promise<0 | 1 | 2> {
  const options = {
    'passphrase-file': { type: 'string' },
    key: { type: 'string' },
    rotate: { type: 'boolean', default: false },
  } as const;
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
  const [action, folder, name, fingerprint, ...more] = positionals;
  if (folder === undefined || more.length > 0) return misused(io, positionals);
  const dir = resolve(io.cwd, folder);
  const medium = values.key === undefined ? null : resolve(io.cwd, values.key);
  const apart = name === undefined && medium !== null && isHeld(folder);
  if (action === 'create' && apart)
    return createApart({ name: folder, medium, passphraseFile: values['passphrase-file'] }, io);
  if (action === 'show' && name === undefined) return showKey(dir, io);
  if (action === 'inspector' && name === undefined && medium === null) return showInspectorKey(dir, values.rotate, io);
  if (values.rotate) return misused(io, positionals);
  if (action === 'list' && name === undefined && medium === null) return list(dir, io);
  if (name === undefined || !KEY_NAME.test(name) || (name === 'online' && medium !== null))
    return misused(io, positionals, medium);
  const order = { dir, name, medium, passphraseFile: values['passphrase-file'] };
  if (action === 'accept' && fingerprint !== undefined && FINGERPRINT.test(fingerprint.toLowerCase()))
    return accept({ ...order, fingerprint }, io);
  if (fingerprint !== undefined) return misused(io, positionals, medium);
  if (action === 'rotate') return rotate(order, io);
  if (action === 'forget' && name !== 'online' && medium === null) return forget(order, io);
  return action === 'create' && medium !== null ? create({ ...order, medium }, io) : misused(io, positionals, medium);
}

const ACTIONS = ['list', 'create', 'show', 'rotate', 'accept', 'forget', 'inspector'];
/** Those that are about one key. */
const NAMING = ['create', 'rotate', 'accept', 'forget'];

const NO_FINGERPRINT =
  '缺少指纹，或者不足16位：请保管人念出，写在名称后面。/ The fingerprint is missing, or has fewer than 16 digits: its holder reads it aloud.';

function misused(io: Io, [action, folder, name, fingerprint]: readonly string[] = [], medium: string | null = null): 2 {
  const named = action !== undefined && NAMING.includes(action);
  const known = action !== undefined && ACTIONS.includes(action);
  return wrongUsage(io, keys, [
    ...(known ? [] : [notOneOf(['要做的事', 'what to do'], action, ACTIONS)]),
    ...(known && folder === undefined ? folderFaults([]) : []),
    ...(named &&
    folder !== undefined &&
    (name === undefined || !KEY_NAME.test(name) || (action === 'forget' && name === 'online'))
      ? [
          notOneOf(
            ['密钥名称', 'the name of the key'],
            name,
            action === 'create' || action === 'forget' ? HELD : ['online', ...HELD],
          ),
        ]
      : []),
    ...(action === 'create' && name !== undefined && medium === null ? [NO_KEY] : []),
    ...(action === 'accept' && name !== undefined && !FINGERPRINT.test(fingerprint?.toLowerCase() ?? '')
      ? [NO_FINGERPRINT]
      : []),
  ]);
}

async function list(dir: string, io: Io): Promise<0 | 1> {
  const found = await loadStatus(dir, io.now());
  if (found !== null) {
    io.out(keysText(found));
    return 0;
  }
  const founding = await foundingText(dir);
  if (founding === null) io.err(UNPUBLISHED);
  else io.out(founding);
  return founding === null ? 1 : 0;
}

export const keys: Command = {
  name: 'keys',
  summary: '列出、生成、更换密钥，监督员密钥 / list, make and replace keys, the inspectors’ key',
  usage: USAGE,
  run,
};
