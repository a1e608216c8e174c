/** `yixinma backup DIR FILE`. */

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { counted } from '../../core/words/lang.ts';
import { backupTo } from '../desk/copy.ts';
import { DECISIONS_FILE } from '../desk/decisions.ts';
import { atDesk } from '../desk/desk.ts';
import type { Command } from './command.ts';
import { BACKUP_MISSING, misused, pairFaults, place } from './submissions/shared.ts';

export const backup: Command = {
  name: 'backup',
  summary: '备份网上反映的数据库 / back up the database of complaints',
  usage: `yixinma backup DIR FILE [--json]
服务运行时也可以备份；不覆盖已有文件。内容仍是加密的，密钥（DIR/keys）和${DECISIONS_FILE}请另行备份。
May run beside the service; overwrites nothing. What is in it stays sealed: back up DIR/keys and ${DECISIONS_FILE} too.`,
  async run(args, io) {
    const options = { json: { type: 'boolean', default: false } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const at = place(positionals, 1, io);
    const [name] = at?.rest ?? [];
    if (at === null || name === undefined) return misused(this.usage, io, pairFaults(positionals, BACKUP_MISSING));
    const file = resolve(io.cwd, name);
    const { counts, sha256 } = await atDesk(at.dir, io.env, ({ store }) =>
      backupTo(store, file, io.now().toISOString()),
    );
    io.out(
      values.json
        ? `${JSON.stringify({ file, counts, sha256 })}\n`
        : `已备份到${file}：${counts.submissions}件，照片${counts.parts}块，留痕${counts.audit}条。密钥和${DECISIONS_FILE}请另行备份。\n` +
            `Backed up ${counted(counts.submissions, 'submission')}, ${counted(counts.parts, 'piece')} of photos, ${counted(counts.audit, 'audit entry', 'audit entries')}. Back up the keys and ${DECISIONS_FILE} too.\n`,
    );
    return 0;
  },
};
