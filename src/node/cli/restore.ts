/** `yixinma restore DIR FILE`. */

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { groupReceiptNumber, parseReceiptNumber } from '../../core/complaint/receipt.ts';
import { counted } from '../../core/words/lang.ts';
import type { DumpProblem, DumpProblemCode } from '../desk/check-dump.ts';
import { restoreFrom } from '../desk/copy.ts';
import { atDesk, type Desk } from '../desk/desk.ts';
import { receiptKeysOf } from '../desk/keys.ts';
import { databaseFile } from '../desk/place.ts';
import { isFile } from '../publish/workspace/sources.ts';
import type { Command, Io } from './command.ts';
import { BACKUP_MISSING, misused, pairFaults, place } from './submissions/shared.ts';

export const restore: Command = {
  name: 'restore',
  summary: '把备份恢复到空的数据库 / restore a backup into an empty database',
  usage: `yixinma restore DIR FILE [--json]
只恢复到空的数据库：请先停止服务，把原来的intake.sqlite（连同-wal、-shm）移走。
恢复时核对回执签名、内容摘要和留痕，有一处不符就不恢复。末条留痕另存过的，恢复后用audit --head核对。
Into an empty database only: stop the service and move the old intake.sqlite (with -wal and -shm) away first.
Receipts, contents and audit are checked on the way in; one fault, and nothing is restored. Then check a head kept elsewhere: audit --head.`,
  async run(args, io) {
    const options = { json: { type: 'boolean', default: false } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const at = place(positionals, 1, io);
    const [name] = at?.rest ?? [];
    if (at === null || name === undefined) return misused(this.usage, io, pairFaults(positionals, BACKUP_MISSING));
    const file = resolve(io.cwd, name);
    if (!(await isFile(file))) {
      io.err(`没有这个备份文件：${file}。/ No such backup: ${file}.\n`);
      return 1;
    }
    const work = async ({ store, bureau }: Desk) => {
      const keys = await receiptKeysOf(at.dir, bureau.id);
      return { keys, restored: await restoreFrom(store, file, io.now().toISOString(), keys) };
    };
    const { keys, restored } = await atDesk(at.dir, io.env, work, { create: true });
    if (!restored.ok) return refuse(restored.fault, values.json, io);
    const { counts } = restored.value;
    const where = io.env.DATABASE_URL ? 'PostgreSQL' : databaseFile(at.dir);
    io.out(
      values.json
        ? `${JSON.stringify({ counts, signatures: keys === null ? 'unchecked' : 'checked' })}\n`
        : `已恢复${counts.submissions}件、照片${counts.parts}块、留痕${counts.audit}条到${where}。备份之后收到的，提交人再打开“我的提交”时手机会再送，编号不变。\n` +
            `Restored ${counted(counts.submissions, 'submission')}, ${counted(counts.parts, 'piece')} of photos, ${counted(counts.audit, 'audit entry', 'audit entries')}. What came after the backup is sent again by the phones, under the same numbers, when their owners open their list of submissions.\n` +
            (keys === null ? UNCHECKED : ''),
    );
    return 0;
  },
};

const UNCHECKED =
  '⚠ 这里没有回执公钥（keys和site都没有），回执签名没有核对。/ ⚠ No receipt keys here (neither keys nor site): signatures of receipts were not checked.\n';

const PROBLEMS: Readonly<Record<DumpProblemCode, string>> = {
  'receipt-unreadable': '回执无法识别 / its receipt is not readable',
  'receipt-of-another':
    '回执是另一件的，或编号、时间被改 / its receipt is for another one, or number or time were changed',
  'receipt-not-signed': '回执不是本局签发的，或被改动 / its receipt was not signed by this bureau, or was altered',
  'not-recorded': '留痕中没有收到它的记录 / the audit does not know its arrival',
  'envelope-differs': '内容与回执不符 / its content is not what the receipt was given for',
  'content-missing': '没有办结，内容却不见了 / it is not ended, but its content is gone',
  'part-differs': '照片与摘要不符 / a photo is not what its digest says',
  'part-missing': '照片不全 / photos are missing',
  'steps-differ': '状态、期限或办理经过与留痕不符 / state, term or steps are not what the audit says',
  'count-differs':
    '件数与留痕不符（实有/应有）/ another number of submissions than the audit received (there/received)',
  'entry-unreadable': '这一条留痕无法识别 / this audit entry is not readable',
};

/** In clear text no more than these: a dump of another bureau is wrong from end to end. */
const SHOWN = 100;

function refuse(problems: readonly DumpProblem[], json: boolean, io: Io): 1 {
  if (json) io.out(`${JSON.stringify({ code: 'dump', problems })}\n`);
  else {
    const lines = problems.slice(0, SHOWN).map(({ code, of }) => `${nameOf(code, of)}：${PROBLEMS[code]}`);
    const more = problems.length - SHOWN;
    const rest = more > 0 ? [`……另有${more}处，用--json列出。/ … and ${more} more: see --json.`] : [];
    io.err(`${[...lines, ...rest, NEXT].join('\n')}\n`);
  }
  return 1;
}

const NEXT =
  '备份的内容被改动过，或不是本局的，没有恢复任何内容。请改用另一份备份，并查明原因；换过回执密钥的，请先把keys/intake-public.json恢复到最新。/ The backup was altered or is not this bureau’s: nothing was restored. Use another copy and find out why. After a change of receipt keys, put the newest keys/intake-public.json back first.';

function nameOf(code: DumpProblemCode, of: string): string {
  if (code === 'entry-unreadable') return `留痕第${of}条 audit entry ${of}`;
  if (code === 'count-differs') return of;
  return parseReceiptNumber(of) === null ? `照片 part ${of}` : groupReceiptNumber(of);
}
