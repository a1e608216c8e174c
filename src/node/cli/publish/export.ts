/** `yixinma publish … --export FOLDER`: ends at “ready to be signed”. */
import { join } from 'node:path';
import { type ExportInput, exportForSigning } from '../../publish/sittings/export.ts';
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
    passphrase: () => {
      line.clear();
      io.err(
        '本机还要生成或打开印制用、收件用的密钥，需要口令。/ Keys for printing or for complaints are made or opened here.\n',
      );
      return askPassphrase({ file, keys: join(order.dir, 'keys') }, io);
    },
  }).finally(line.clear);
  if (!outcome.ok) return outcome.fault.code === 'not-signed' ? 1 : refuse(outcome.fault, json, io);
  const { id, folder, until, signers } = outcome.value;
  if (json) io.out(`${JSON.stringify({ id, folder, until })}\n`);
  else
    io.out(
      [
        `待签文件夹：${folder}，编号 ${shortId(id)}，${until}前签完并导入。网站没有变。/ To be signed: ${folder}, number ${shortId(id)}, until ${until}. The site is as it was.`,
        `给签名的人看的说明在里面的 ${SUMMARY_FILE}。整个文件夹拷到U盘，要签的人：/ The summary for signers is in it. Copy the whole folder to a medium. Who signs:`,
        ...signerLines(signers),
        `各人运行 yixinma sign 文件夹 --key 密钥文件；签完带回，运行 yixinma publish ${order.dir} --signed 文件夹。/ Each runs yixinma sign FOLDER --key FILE; then here: yixinma publish DIR --signed FOLDER.`,
        '',
      ].join('\n'),
    );
  return 0;
}
