/** `submissions retain`. */

import { parseArgs } from 'node:util';
import { counted } from '../../../core/words/lang.ts';
import { atDesk } from '../../desk/desk.ts';
import { INTAKE_LIMITS } from '../../intake/limits.ts';
import { purgeOld, RETENTION } from '../../intake/retention.ts';
import type { Io } from '../command.ts';
import { folderFaults } from '../wrong-usage.ts';
import { misused, place } from './shared.ts';
import { USAGE } from './usage.ts';

/** By the same terms as the service, for bureaus that do not keep one running. */
export async function retain(args: readonly string[], io: Io): Promise<0 | 2> {
  const options = { json: { type: 'boolean', default: false } } as const;
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
  const at = place(positionals, 0, io);
  if (at === null) return misused(USAGE.retain, io, folderFaults(positionals));
  const gone = await atDesk(at.dir, io.env, ({ store }) => purgeOld(store, io.now(), INTAKE_LIMITS.waitingPartBytes));
  io.out(
    values.json
      ? `${JSON.stringify({ ...gone, days: RETENTION })}\n`
      : `已删除${gone.submissions}件的内容（办结、不予受理或转出满${RETENTION.closed}天）和${gone.parts}块照片；编号、办理经过和回执仍保留。以前的备份里还有，请按同样期限销毁。\n` +
          `Deleted the content of ${counted(gone.submissions, 'submission')} (ended ${RETENTION.closed} days ago) and ${counted(gone.parts, 'piece')} of photos; numbers, steps and receipts stay. Earlier backups still hold them: destroy those by the same term.\n`,
  );
  return 0;
}
