/** `yixinma audit DIR`. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { utf8 } from '../../core/domain/bytes.ts';
import { checkChain } from '../desk/chain.ts';
import { atDesk } from '../desk/desk.ts';
import { writeNew } from '../desk/open-files.ts';
import type { AuditEntry, IntakeStore } from '../intake/store/store.ts';
import type { Command } from './command.ts';
import { misused, place } from './submissions/shared.ts';
import { folderFaults } from './wrong-usage.ts';

export const audit: Command = {
  name: 'audit',
  summary: '核验留痕链 / verify the chain of audit entries',
  usage: `yixinma audit DIR [--head SEQ:HASH] [--export FILE] [--json]
把末条的序号和哈希抄到别处（如登报、存档）；以后用 --head 核对，才能发现末尾被删。--export 把全部留痕另存，每行一条。
Keep the head elsewhere, and give it later with --head: only so do missing entries at the end show. --export saves all entries, one a line.`,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { head: { type: 'string' }, export: { type: 'string' }, json: { type: 'boolean', default: false } },
    });
    const at = place(positionals, 0, io);
    const known = values.head === undefined ? null : /^(\d{1,15}):([0-9a-f]{64})$/.exec(values.head);
    const faults = [
      ...folderFaults(positionals),
      ...(values.head === undefined || known ? [] : [headFault(values.head)]),
    ];
    if (at === null || faults.length > 0) return misused(this.usage, io, faults);
    const entries: AuditEntry[] = [];
    const keep = values.export === undefined ? () => undefined : (entry: AuditEntry) => void entries.push(entry);
    const { head, broken, missing } = await atDesk(at.dir, io.env, async ({ store }) => ({
      ...(await checkChain(store, keep)),
      missing: known !== null && !(await holds(store, Number(known[1]), known[2] ?? '')),
    }));
    const good = broken === null && !missing;
    if (good && values.export !== undefined) {
      const lines = entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
      await writeNew(resolve(io.cwd, values.export), utf8(lines));
    }
    io.out(values.json ? `${JSON.stringify({ ok: good, head, broken, missing })}\n` : text(head, broken, missing));
    return good ? 0 : 1;
  },
};

function headFault(typed: string): string {
  return `--head 的“${typed}”应为 序号:哈希，照 audit 显示的“末条 head”一行抄写，哈希是64位0—9、a—f。/ --head: "${typed}" is not SEQ:HASH as audit prints it, with 64 digits of 0–9 and a–f.`;
}

async function holds(store: IntakeStore, seq: number, hash: string): Promise<boolean> {
  const [entry] = await store.audit(seq, 1);
  return entry?.seq === seq && entry.hash === hash;
}

function text(head: { readonly seq: number; readonly hash: string }, broken: number | null, missing: boolean): string {
  const lines = [
    ...(broken === null
      ? []
      : [
          `第${broken}条与前面不符：被改动、删去或插入过。请从备份恢复并查明原因。/ Entry ${broken} does not follow: altered, removed or put in between. Restore a backup and find out why.`,
        ]),
    ...(missing
      ? [
          '给出的末条不在链上：末尾被删过，或恢复了较早的备份。/ The given head is not in the chain: entries at the end are missing, or an earlier backup was restored.',
        ]
      : []),
    ...(broken === null && !missing ? ['留痕链完整。/ The chain holds.'] : []),
    `末条 head: ${head.seq}:${head.hash}`,
  ];
  return `${lines.join('\n')}\n`;
}
