/** `keys create NAME --key FILE` and `keys show FILE`: what the holder of a key does on a machine without any workspace. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createDurably, exists } from '../../publish/durable.ts';
import { SigningError } from '../../publish/signing/errors.ts';
import { publicKeyText } from '../../publish/signing/key-file.ts';
import { demandFolderOf, makeKeyFile } from '../../publish/signing/media-keys.ts';
import { KEY_NAME, keyOnMedium } from '../../publish/signing/seen-keys.ts';
import type { Command, Io } from '../command.ts';
import { askKeyPassphrase } from '../passphrase.ts';
import { notOneOf, wrongUsage } from '../wrong-usage.ts';

/** Keys that their holders keep, and without which nothing is published first. */
export const HELD = ['root-1', 'root-2', 'root-3', 'targets-1', 'targets-2'];

/** Also those that a bureau has beyond these: a third targets key, so that any two of three sign. */
export function isHeld(name: string): boolean {
  return KEY_NAME.test(name) && name !== 'online';
}

export const HOLDER_USAGE = `yixinma keys create NAME --key FILE [--passphrase-file FILE]
  在保管人自己的电脑上（不用联网，没有工作文件夹也可以）把一把密钥生成在U盘上；NAME 为 root-1…root-3、targets-1、targets-2，可再加 targets-3。
  旁边的 .public.json 只有公开的一半，交给经办人，指纹念给他听。/ Makes a key on a machine without a workspace; the clerk gets the .public.json beside it.
yixinma keys show FILE
  显示密钥文件或 .public.json 的名称和指纹，不用口令。/ Name and fingerprint of either file; needs no passphrase.`;

export async function createApart(
  { name, medium, passphraseFile }: { name: string; medium: string; passphraseFile: string | undefined },
  io: Io,
): Promise<0> {
  demandFolderOf(medium);
  const half = `${medium.replace(/(?:\.key)?\.json$/, '')}.public.json`;
  await demandOwnHalf(half, medium);
  // What lies there is opened, never replaced.
  const key = (await exists(medium)) ? medium : null;
  const passphrase = await askKeyPassphrase({ file: passphraseFile, name, key }, io);
  const { keyid, publicKey } = await makeKeyFile({ name, medium, passphrase });
  if (!(await exists(half))) await createDurably(half, publicKeyText({ name, public: publicKey.keyval.public }));
  io.out(
    [
      `${name}在 ${medium}，口令只有保管人知道；这个文件不要交给别人。/ ${name} is at ${medium}; give that file to nobody.`,
      `指纹，请抄下：/ Its fingerprint, to be noted: ${keyid.slice(0, 32)}`,
      `交给经办人的是 ${half}；指纹当面或打电话念给他，由他运行 npx yixinma keys accept DIR ${name} 指纹 --key 这个文件。/ The clerk gets ${half}, hears the fingerprint, and runs keys accept.`,
      '',
    ].join('\n'),
  );
  return 0;
}

/** The public half of an older key would travel as that of this one. */
async function demandOwnHalf(half: string, medium: string): Promise<void> {
  if (!(await exists(half))) return;
  const idOf = async (file: string) => (await keyOnMedium(file)).keyid;
  const found = await idOf(half).catch(() => null);
  if (found !== null && (await exists(medium)) && found === (await idOf(medium))) return;
  const [zh, en] = found === null ? ['读不出来', 'cannot be read'] : [`指纹 ${found.slice(0, 32)}`, found.slice(0, 32)];
  throw new SigningError(
    'keys-exist',
    `${half} 是另一把密钥公开的一半（${zh}），没有生成密钥。确定不用了就删去它，不确定的换一个文件名，再运行一次。/ ${half} is the public half of another key (${en}); no key was made. Delete it if it is of no use, or take another name, then run this again.`,
  );
}

export async function showKey(file: string, io: Io): Promise<0> {
  const { name, keyid } = await keyOnMedium(file);
  io.out(`${name}，指纹 / fingerprint ${keyid.slice(0, 32)}\n`);
  return 0;
}

async function run(args: readonly string[], io: Io): Promise<0 | 1 | 2> {
  const options = { 'passphrase-file': { type: 'string' }, key: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
  const [action, word, ...more] = positionals;
  if (action === 'show' && word !== undefined && more.length === 0) return showKey(resolve(io.cwd, word), io);
  const create = action === 'create';
  const named = word !== undefined && isHeld(word);
  if (create && named && more.length === 0 && values.key !== undefined) {
    const order = { name: word, medium: resolve(io.cwd, values.key), passphraseFile: values['passphrase-file'] };
    return createApart(order, io);
  }
  return wrongUsage(io, holdersKeys, [
    ...(create || action === 'show' ? [] : [notOneOf(['要做的事', 'what to do'], action, ['create', 'show'])]),
    ...(create && !named ? [notOneOf(['密钥名称', 'the name of the key'], word, HELD)] : []),
    ...(create && values.key === undefined ? [NO_KEY] : []),
    ...(action === 'show' && word === undefined ? ['缺少密钥文件。/ The key file is missing.'] : []),
  ]);
}

/** Said wherever a key is to be made and nobody says where. */
export const NO_KEY =
  '缺少 --key：密钥生成在哪里，例如 --key /media/usb/root-1.key.json（U盘上的路径）。/ --key is missing: where the key is to lie, such as a path on a medium.';

export const holdersKeys: Command = {
  name: 'keys',
  summary: '保管人在自己电脑上生成、查看密钥 / a holder makes a key, or looks at it',
  usage: HOLDER_USAGE,
  run,
};
