/** `yixinma refresh DIR`: what a timer runs every day. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { refreshRelease } from '../publish/refresh.ts';
import type { Command } from './command.ts';

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
    const [dir, ...more] = positionals;
    if (dir === undefined || more.length > 0) {
      io.err(`${this.usage}\n`);
      return 2;
    }
    const { renewed } = await refreshRelease({ dir: resolve(io.cwd, dir), now: io.now(), force: values.force });
    io.out(
      renewed
        ? '时间戳已续签。/ The timestamp was renewed.\n'
        : '时间戳未过半，无需续签。/ More than half of its life is left.\n',
    );
    return 0;
  },
};
