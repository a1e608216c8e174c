/** `yixinma refresh DIR`: what a timer runs every day. */

import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { counted } from '../../core/words/lang.ts';
import { toHost, toHostText } from '../hosting/to-host.ts';
import { refreshRelease } from '../publish/refresh.ts';
import type { Command } from './command.ts';
import { droppedLine, OLD_LAYOUT } from './keys/text.ts';
import { folderFaults, wrongUsage } from './wrong-usage.ts';

const DIST = fileURLToPath(new URL('../../../dist', import.meta.url));

export const refresh: Command = {
  name: 'refresh',
  summary: '续签时间戳 / renew the timestamp (for a daily timer)',
  usage: 'yixinma refresh DIR [--force]',
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { force: { type: 'boolean', default: false } },
    });
    const [dir] = positionals;
    const faults = folderFaults(positionals);
    if (dir === undefined || faults.length > 0) return wrongUsage(io, this, faults);
    const { renewed, withdrawn, left, listsLeft, oldLayout } = await refreshRelease({
      dir: resolve(io.cwd, dir),
      now: io.now(),
      force: values.force,
      dist: DIST,
      dropped: (ids) => io.out(`${droppedLine(ids)}\n`),
    });
    io.out(
      renewed
        ? '时间戳已续签。/ The timestamp was renewed.\n'
        : '时间戳的有效期还剩一半以上，不用续签。/ More than half of the timestamp’s life is left: not renewed.\n',
    );
    if (withdrawn.length > 0) {
      io.out(
        `已撤下到期的处罚信息，涉及${withdrawn.length}家。/ Penalties past their term were taken out at ${counted(withdrawn.length, 'institution')}.\n`,
      );
    }
    // What serves this folder has followed already.
    const way = renewed || withdrawn.length > 0 ? await toHost(resolve(io.cwd, dir)) : null;
    if (way === 'upload') io.out(toHostText(way, dir));
    if (left.length > 0) {
      io.err(
        `${left.length}家的页面由另一个构建写成，或者缺了人员名单，到期的处罚信息没有撤下，请重新发布：${left.join('、')}。/ Pages of another build, or without their staff list, still hold lapsed penalties: publish again.\n`,
      );
    }
    if (listsLeft) {
      io.err(
        '公布的名单由另一个构建写成，已离开名单的机构没有撤下，请重新发布。/ The public lists were written by another build and name whoever has left them: publish again.\n',
      );
    }
    if (oldLayout) io.err(`${OLD_LAYOUT}\n`);
    return left.length > 0 || listsLeft || oldLayout ? 1 : 0;
  },
};
