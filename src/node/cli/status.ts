/** `yixinma status DIR`: what expires when; made for a look and for a monitor. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadProvinceStatus } from '../province/status.ts';
import { loadStatus } from '../publish/status.ts';
import type { Command, Io } from './command.ts';
import { foundingText } from './keys/founding.ts';
import { needsCare, statusText } from './keys/text.ts';
import { isProvince } from './province/refuse.ts';
import { provinceNeedsCare, provinceStatusText } from './province/status-text.ts';
import { folderFaults, wrongUsage } from './wrong-usage.ts';

export const status: Command = {
  name: 'status',
  summary: '有效期和密钥的情况 / what expires when, and the keys at hand',
  usage: `yixinma status DIR [--json]
有需要处理的事时退出码为1，可用于定时检查。/ Exit code 1 when something is due: fit for a monitor.`,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    });
    const [dir] = positionals;
    const faults = folderFaults(positionals);
    if (dir === undefined || faults.length > 0) return wrongUsage(io, this, faults);
    const folder = resolve(io.cwd, dir);
    if (await isProvince(folder)) return ofProvince(folder, values.json, io);
    const found = await loadStatus(folder, io.now());
    if (found === null) {
      const unpublished = '还没有发布过，请先运行 yixinma publish。/ Nothing is published yet: publish first.\n';
      io.err((await foundingText(folder)) ?? unpublished);
      return 1;
    }
    io.out(values.json ? `${JSON.stringify(found, null, 2)}\n` : statusText(found));
    return needsCare(found) ? 1 : 0;
  },
};

async function ofProvince(dir: string, json: boolean, io: Io): Promise<0 | 1> {
  const found = await loadProvinceStatus(dir, io.now());
  io.out(json ? `${JSON.stringify(found, null, 2)}\n` : provinceStatusText(found));
  return provinceNeedsCare(found) ? 1 : 0;
}
