/** `yixinma restore DIR FILE`. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { restoreFrom } from '../desk/copy.ts';
import { atDesk } from '../desk/desk.ts';
import { databaseFile } from '../desk/place.ts';
import { isFile } from '../publish/workspace/sources.ts';
import type { Command } from './command.ts';
import { misused, place } from './submissions/shared.ts';

export const restore: Command = {
  name: 'restore',
  summary: '把备份恢复到空的数据库 / restore a backup into an empty database',
  usage: `yixinma restore DIR FILE [--json]
只恢复到空的数据库：请先停止服务，把原来的intake.sqlite（连同-wal、-shm）移走。
Into an empty database only: stop the service and move the old intake.sqlite (with -wal and -shm) away first.`,
  async run(args, io) {
    const options = { json: { type: 'boolean', default: false } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const at = place(positionals, 1, io);
    const [name] = at?.rest ?? [];
    if (at === null || name === undefined) return misused(this.usage, io);
    const file = resolve(io.cwd, name);
    if (!(await isFile(file))) {
      io.err(`没有这个备份文件：${file}。/ No such backup: ${file}.\n`);
      return 1;
    }
    const work = ({ store }: Parameters<Parameters<typeof atDesk>[2]>[0]) =>
      restoreFrom(store, file, io.now().toISOString());
    const { counts } = await atDesk(at.dir, io.env, work, { create: true });
    const where = io.env.DATABASE_URL ? 'PostgreSQL' : databaseFile(at.dir);
    io.out(
      values.json
        ? `${JSON.stringify({ counts })}\n`
        : `已恢复${counts.submissions}件、照片${counts.parts}块、留痕${counts.audit}条到${where}。备份之后收到的，提交人再打开“我的提交”时手机会再送，编号不变。\n` +
            `Restored ${counts.submissions} submissions, ${counts.parts} pieces of photos, ${counts.audit} audit entries. What came after the backup is sent again by the phones, under the same numbers, when their owners open their list of submissions.\n`,
    );
    return 0;
  },
};
