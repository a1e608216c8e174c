/** What the verbs of `submissions` and their neighbours share: the workspace argument and how faults are told. */
import { join, resolve } from 'node:path';
import type { RecipientKey } from '../../../core/complaint/open.ts';
import type { FindFault } from '../../desk/find.ts';
import { openDeskKeys } from '../../desk/keys.ts';
import type { Io } from '../command.ts';
import { askPassphrase } from '../passphrase.ts';
import { folderFaults, tooMuch, wrongUsage } from '../wrong-usage.ts';

export const FIND_FAULTS: Readonly<Record<FindFault, string>> = {
  'wrong-number': '编号不对，请核对12位回执编号。/ Not a receipt number: check its 12 characters.',
  'unknown-number':
    '没有这个编号。请核对；刚提交的可能还没有送达。/ No such number. Check it; a new one may not have arrived yet.',
  deleted: '保存期已满，内容已删除，只留编号和办理经过。/ Retention is over: the content is deleted.',
  damaged:
    '数据库里的这一件已损坏，与回执不符。请从备份恢复（yixinma restore）。/ The row is damaged and not what the receipt was given for: restore a backup.',
  'no-key-for-it':
    '手头的密钥打不开这一件。请把旧的desk密钥文件放回keys文件夹，或用--escrow。/ None of the keys here opens it: put the earlier desk key file back into keys, or use --escrow.',
  altered:
    '这一件打不开，提交时就已损坏或被改动。请按无法办理处理，请本人重新提交。/ It does not open: it was damaged or altered before it was received. Ask for it to be sent again.',
  'not-a-submission':
    '打开后不是有效的内容，不是本站的表单写的。/ What is inside is not a submission: it was not written with our form.',
};

/** The workspace and what follows it; null when the count of arguments is wrong. */
export function place(positionals: readonly string[], more: number, io: Io): { dir: string; rest: string[] } | null {
  const [dir, ...rest] = positionals;
  return dir === undefined || rest.length !== more ? null : { dir: resolve(io.cwd, dir), rest };
}

/** What is wrong with the words beside the options, where a workspace and one thing more are wanted. */
export function pairFaults([dir, second, ...more]: readonly string[], missing: string): readonly string[] {
  if (dir === undefined) return folderFaults([]);
  return second === undefined ? [missing] : tooMuch(more);
}

export const NUMBER_MISSING = '缺少回执编号（12位）。/ The receipt number is missing: 12 characters.';
export const BACKUP_MISSING = '缺少备份文件的名称。/ The name of the backup file is missing.';

/** The keys that open submissions, with the passphrase from its file or from the terminal. */
export async function deskKeys(
  dir: string,
  file: string | undefined,
  io: Io,
  kind: 'desk' | 'escrow' = 'desk',
): Promise<readonly RecipientKey[]> {
  const keys = join(dir, 'keys');
  return openDeskKeys(keys, await askPassphrase({ file, keys }, io), kind);
}

/** Wrong usage of a verb, with what is wrong where that is known. */
export function misused(usage: string, io: Io, faults: readonly string[] = []): 2 {
  return wrongUsage(io, { usage }, faults);
}
