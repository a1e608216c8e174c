/** `yixinma hosting archive DIR`: the release as one file, for a host that only takes such, or behind a gap. */

import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { counted } from '../../../core/words/lang.ts';
import { archiveUpload, HOSTING } from '../../hosting/upload.ts';
import { type HostingCommand, notPublished, workspaceOf } from './shared.ts';

export const archive: HostingCommand = {
  usage: `yixinma hosting archive DIR [--changed] [--out FILE.tar.gz]   打成一个压缩包 / the release as one archive
  --changed   只放上次确认以后变动的文件 / only what changed since the last --done`,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { changed: { type: 'boolean', default: false }, out: { type: 'string' } },
    });
    const workspace = workspaceOf(positionals, io, this);
    if (workspace === 2) return workspace;
    const { changed, out } = values;
    const file = (release: string) =>
      out === undefined
        ? join(workspace, HOSTING, `site-${release}${changed ? '-changed' : ''}.tar.gz`)
        : resolve(io.cwd, out);
    const made = await archiveUpload(workspace, { changed, file });
    if (made === null) return notPublished(workspace, io);
    const deletions = made.lists.gone.length;
    io.out(`${made.file}  ${Math.ceil(made.bytes / 1024)} kB
SHA-256 ${made.sha256}
请在网站文件夹里解开（tar -xzf，按包内顺序，不会半新半旧），再删除 ${made.file}.delete.txt 所列的${deletions}个文件；完成后运行 yixinma hosting upload ${workspace} --done。
Unpack it in the site's folder (tar -xzf keeps the order of the upload), then delete the ${counted(deletions, 'file')} of .delete.txt; then --done.
`);
    return 0;
  },
};
