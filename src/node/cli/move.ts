/** `yixinma move DIR --to DATABASE_URL`. */

import { parseArgs } from 'node:util';
import { counted } from '../../core/words/lang.ts';
import { moveDatabase } from '../desk/copy.ts';
import { loadBureau } from '../desk/desk.ts';
import { plainAddress } from '../desk/moved.ts';
import { databaseFile } from '../desk/place.ts';
import { openStore } from '../intake/store/open.ts';
import type { Command } from './command.ts';
import { misused, place } from './submissions/shared.ts';
import { folderFaults } from './wrong-usage.ts';

export const move: Command = {
  name: 'move',
  summary: '把数据库迁到PostgreSQL / move the database to PostgreSQL',
  usage: `yixinma move DIR --to postgres://…|env
先停止服务。目标必须是空的；迁完核对件数和留痕链。原文件不动，另加标记intake/moved.json，之后须设置DATABASE_URL。
--to env：从环境变量DATABASE_URL取地址，口令不会出现在命令行里。
Stop the service first. The target must be empty; counts and the audit chain are compared. The file stays, marked by
intake/moved.json; from then on set DATABASE_URL. --to env takes the address from DATABASE_URL, so that no password is in the command line.`,
  async run(args, io) {
    const options = { to: { type: 'string' }, json: { type: 'boolean', default: false } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const at = place(positionals, 0, io);
    const databaseUrl = values.to === 'env' ? io.env.DATABASE_URL : values.to;
    if (at === null || databaseUrl === undefined || !/^postgres(ql)?:\/\//.test(databaseUrl)) {
      const to =
        databaseUrl === undefined
          ? '缺少 --to，或者没有设置 DATABASE_URL。/ --to is missing, or DATABASE_URL is not set.'
          : '--to 应为 postgres:// 开头的地址，或者 env。/ --to is an address that begins with postgres://, or env.';
      const wrong = databaseUrl === undefined || !/^postgres(ql)?:\/\//.test(databaseUrl);
      return misused(this.usage, io, [...folderFaults(positionals), ...(wrong ? [to] : [])]);
    }
    await loadBureau(at.dir);
    const file = databaseFile(at.dir);
    const open = () => openStore({ databaseUrl, file });
    const { to, counts } = await moveDatabase(at.dir, databaseUrl, io.now().toISOString(), open).catch((fault) => {
      throw withoutPassword(fault, databaseUrl);
    });
    io.out(
      values.json
        ? `${JSON.stringify({ to, counts })}\n`
        : `已迁到${to}：${counts.submissions}件，照片${counts.parts}块，留痕${counts.audit}条，两边一致。请设置DATABASE_URL后再启动服务；${file}是旧的副本，确认无误后按保存期限销毁。\n` +
            `Moved ${counted(counts.submissions, 'submission')}, ${counted(counts.parts, 'piece')} of photos, ${counted(counts.audit, 'audit entry', 'audit entries')}; both sides agree. Set DATABASE_URL before the service starts. The file is an old copy: destroy it by the terms of retention.\n`,
    );
    return 0;
  },
};

/** Drivers may repeat the address that they were given. */
function withoutPassword(fault: unknown, databaseUrl: string): unknown {
  if (!(fault instanceof Error) || !fault.message.includes(databaseUrl)) return fault;
  return new Error(fault.message.replaceAll(databaseUrl, plainAddress(databaseUrl)));
}
