/** What is left to do so that a release comes to its host, by what the workspace shows of how it goes there. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exists } from '../publish/durable.ts';
import { parseSiteRules } from '../server/headers.ts';
import { nginxFile } from './served.ts';
import { wasUploaded } from './upload.ts';

/** `upload`: lists were made before. `serve`, `nginx`: they follow by themselves. `open`: nothing tells. */
export type ToHost = 'upload' | 'serve' | 'nginx' | 'open';

export async function toHost(dir: string): Promise<ToHost> {
  const rules = parseSiteRules(await readFile(join(dir, 'site/headers.json'), 'utf8').catch(() => ''));
  if (rules.pages === 'on-request') return 'serve';
  if (await wasUploaded(dir)) return 'upload';
  return (await exists(nginxFile(dir, 'locations'))) ? 'nginx' : 'open';
}

/** For a terminal. */
export function toHostText(way: ToHost, dir: string): string {
  const [zh, en] = {
    upload: [
      `还没有到网站上：请运行 yixinma hosting upload ${dir}，按清单上传、删除。`,
      'Not at the host yet: run yixinma hosting upload, send and delete by its lists.',
    ],
    serve: [
      '运行着的 yixinma serve 核验后自动换成这一版，不用再做什么。',
      'A running yixinma serve takes it once it has verified it: nothing is left to do.',
    ],
    nginx: [
      'nginx读的就是这个文件夹，已经换成这一版，不用再做什么。',
      'nginx reads this very folder: nothing is left to do.',
    ],
    open: [
      `放到网站上：自己的服务器运行 yixinma serve ${dir}（前面可用nginx），别人的平台运行 yixinma hosting upload ${dir} 或 archive。`,
      'To bring it to a host: yixinma serve (behind nginx), or yixinma hosting upload or archive for a host of others.',
    ],
  }[way];
  return `结果在 ${join(dir, 'site')}。${zh}/ The result is in ${join(dir, 'site')}. ${en}\n`;
}
