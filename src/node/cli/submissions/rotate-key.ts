/** `submissions rotate-key`. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadBureau } from '../../desk/desk.ts';
import { rotateIntakeKey } from '../../publish/signing/intake-keys.ts';
import type { Io } from '../command.ts';
import { askPassphrase } from '../passphrase.ts';
import { notOneOf } from '../wrong-usage.ts';
import { misused, pairFaults, place } from './shared.ts';
import { USAGE } from './usage.ts';

const NEXT = {
  desk: '旧的 desk 密钥文件留到用它加密的各件保存期满，否则打不开。/ Keep the earlier desk key file until retention of what was sealed to it ends.',
  escrow:
    '请把新的 escrow 文件移到保险柜；旧的也留到保存期满。/ Move the new escrow file to the safe; keep the earlier one until retention ends.',
  receipt:
    '旧的 receipt 公钥会一直公布，群众手里的回执仍可核验；公布之前回执仍由旧密钥签发，旧文件请留到公布之后。/ Earlier receipts stay verifiable; until you publish, the earlier key goes on signing.',
} as const;

export async function rotateKey(args: readonly string[], io: Io): Promise<0 | 2> {
  const options = { 'passphrase-file': { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
  const at = place(positionals, 1, io);
  const [kind] = at?.rest ?? [];
  if (at === null || (kind !== 'desk' && kind !== 'escrow' && kind !== 'receipt'))
    return misused(
      USAGE['rotate-key'],
      io,
      at === null && positionals.length !== 1
        ? pairFaults(positionals, '')
        : [notOneOf(['密钥', 'the key'], kind, Object.keys(NEXT))],
    );
  await loadBureau(at.dir);
  const keys = join(at.dir, 'keys');
  const passphrase = await askPassphrase({ file: values['passphrase-file'], keys }, io);
  const id = await rotateIntakeKey(keys, kind, passphrase);
  io.out(
    `新的${kind}密钥 ${id} 已建立，公布（yixinma publish）之后才开始使用。请马上备份 keys 文件夹。\n` +
      `The new ${kind} key is ${id}. It is used from the next publication on; back up the keys folder now.\n${NEXT[kind]}\n`,
  );
  return 0;
}
