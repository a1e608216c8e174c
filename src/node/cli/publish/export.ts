/** `yixinma publish … --export FOLDER`: ends at “ready to be signed”. */
import { join } from 'node:path';
import { hasSealedKeys } from '../../publish/signing/passphrase.ts';
import { type Exported, type ExportInput, exportForSigning } from '../../publish/sittings/export.ts';
import { SUMMARY_FILE, shortId } from '../../publish/sittings/format.ts';
import type { Io } from '../command.ts';
import { askPassphrase } from '../passphrase.ts';
import { signerLines } from '../sittings/words.ts';
import { progressLine } from './progress-line.ts';
import { refuse } from './refusals.ts';

export type ExportOrder = Omit<ExportInput, 'passphrase' | 'now' | 'progress'> & {
  readonly file: string | undefined;
  readonly json: boolean;
};

/** Which passphrase is asked for, and why, when nobody signs here. */
const WORK_KEYS = {
  fresh:
    '导出不用各保管人的密钥。但公示栏上的防伪码（以及网上反映的收件）要用工作密钥，留在本机 keys 文件夹里，现在生成。请经办人设定一个工作口令，以后印公示栏时要输；它与各保管人U盘上的口令无关。/ No holder’s key is needed here. The keys for printed boards (and for complaints) stay on this machine and are made now: the clerk chooses a passphrase for them, asked for again when boards are printed. It has nothing to do with the holders’ own.\n',
  known:
    '要生成或打开本机 keys 文件夹里印公示栏、收件用的工作密钥，请输入封存它们的口令（不是各保管人U盘上的口令）。/ The keys for printed boards or complaints in the keys folder are made or opened now: their passphrase, not a holder’s.\n',
} as const;

export async function publishExport({ file, json, ...order }: ExportOrder, io: Io): Promise<0 | 1> {
  const line = progressLine(io, () => performance.now());
  const outcome = await exportForSigning({
    ...order,
    now: io.now(),
    progress: line.told,
    shown: async (review) => {
      line.clear();
      return order.shown(review);
    },
    passphrase: async () => {
      line.clear();
      const keys = join(order.dir, 'keys');
      const fresh = !(await hasSealedKeys(keys));
      io.err(fresh ? WORK_KEYS.fresh : WORK_KEYS.known);
      return askPassphrase({ file, keys, fresh, of: ['经办人的工作口令', 'the clerk’s keys'] }, io);
    },
  }).finally(line.clear);
  if (!outcome.ok) return outcome.fault.code === 'not-signed' ? 1 : refuse(outcome.fault, json, order.dir, io);
  io.out(exportedText(outcome.value, json, `yixinma publish ${order.dir} --signed`));
  return 0;
}

/** Where the export lies, and what is done with it. `back`: what takes the signatures in. */
export function exportedText({ id, folder, until, signers }: Exported, json: boolean, back: string): string {
  if (json) return `${JSON.stringify({ id, folder, until })}\n`;
  return [
    `待签文件夹：${folder}，编号 ${shortId(id)}，${until}前签完并导入。网站没有变。/ To be signed: ${folder}, number ${shortId(id)}, until ${until}. The site is as it was.`,
    `给签名的人看的说明在里面的 ${SUMMARY_FILE}。整个文件夹拷到U盘，要签的人：/ The summary for signers is in it. Copy the whole folder to a medium. Who signs:`,
    ...signerLines(signers),
    `各人运行 yixinma sign 文件夹 --key 密钥文件；签完带回，运行 ${back} 文件夹。/ Each runs yixinma sign FOLDER --key FILE; then here: ${back} FOLDER.`,
    '',
  ].join('\n');
}
