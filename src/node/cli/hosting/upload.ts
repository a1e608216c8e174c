/** `yixinma hosting upload DIR`: lists of what to send, in which order, and what to delete; `--done` once it was. */

import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { counted } from '../../../core/words/lang.ts';
import { STEPS } from '../../hosting/order.ts';
import { confirmUpload, HOSTING, LIST_FILES, type Listed, listUpload } from '../../hosting/upload.ts';
import type { Io } from '../command.ts';
import { wrongUsage } from '../wrong-usage.ts';
import { type HostingCommand, notPublished, workspaceOf } from './shared.ts';

export const upload: HostingCommand = {
  usage: `yixinma hosting upload DIR [--all]   列出要上传、要删除的文件 / lists what to send and to delete
  --all   全部文件都列出，不论网站上已有什么 / every file, whatever the host has
yixinma hosting upload DIR --done    上传、删除都完成后运行 / once all of it was sent and deleted`,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { all: { type: 'boolean', default: false }, done: { type: 'boolean', default: false } },
    });
    const workspace = workspaceOf(positionals, io, this);
    if (workspace === 2) return workspace;
    if (values.all && values.done) {
      return wrongUsage(io, this, ['“--all”和“--done”不能同时用。/ "--all" and "--done" exclude each other.']);
    }
    if (values.done) return confirm(workspace, io);
    const listed = await listUpload(workspace, { all: values.all });
    if (listed === null) return notPublished(workspace, io);
    io.out(summary(workspace, listed));
    return 0;
  },
};

async function confirm(workspace: string, io: Io): Promise<0 | 1> {
  if (await confirmUpload(workspace)) {
    io.out(
      '已记下：网站上现在就是这一版，下次只列出变动。/ Noted: the host holds this release; next time only changes are listed.\n',
    );
    return 0;
  }
  io.err('没有待确认的清单，请先运行 yixinma hosting upload。/ There are no lists to confirm: make them first.\n');
  return 1;
}

function summary(dir: string, { lists, site, from }: Listed): string {
  const home = join(dir, HOSTING);
  const { gone } = lists;
  const sent = STEPS.reduce((files, step) => files + lists[step].length, 0);
  if (sent + gone.length === 0) return '网站上已经是最新的，没有要上传的。/ The host has it all: nothing to send.\n';
  const steps = STEPS.filter((step) => lists[step].length > 0).map(
    (step) => `  rclone copy --checksum --files-from ${join(home, LIST_FILES[step])} ${from}/ REMOTE:PATH\n`,
  );
  const last = `  rclone delete --files-from ${join(home, LIST_FILES.gone)} REMOTE:PATH\n`;
  return `要上传${sent}个文件（全站${site.size}个），要删除${gone.length}个。清单在 ${home}，请按编号顺序做，一步做完再做下一步。
${counted(sent, 'file')} to send of ${site.size}, ${gone.length} to delete. In the order of the lists' numbers, one step after the other:
${steps.join('')}${gone.length > 0 ? last : ''}完成后运行 / then: yixinma hosting upload ${dir} --done
`;
}
