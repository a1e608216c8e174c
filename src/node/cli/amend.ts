/** `yixinma amend DIR`: what changed within the year, as a publication of its own under the grades in force. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { InstitutionEntry } from '../../core/domain/institution.ts';
import { loadLastRelease } from '../publish/last-release.ts';
import { loadWorkspace } from '../publish/workspace/load.ts';
import type { Command } from './command.ts';
import { publish } from './publish.ts';
import { folderFaults, wrongUsage } from './wrong-usage.ts';

/** Amendments that would have no effect, a line each: a grade is lowered by a document, or not at all (JJ-7, WG-7). */
export function withoutDocument(entries: readonly InstitutionEntry[]): readonly string[] {
  return entries.flatMap(({ institution: { id, name }, facts }) =>
    facts.amendments
      .filter((one) => (one.kind === 'directDowngrade' || one.cause === 'other') && !one.documentNo)
      .map(
        ({ kind, on }) =>
          `${name}（机构编号 ${id}）：${on} 的“${kind === 'directDowngrade' ? '直接降级' : '停用标识'}”没有文书号，请在“事件”表补上 / no document number`,
      ),
  );
}

export const amend: Command = {
  name: 'amend',
  summary: '年度内的变动（降级、停用、修复、更正、歇业、新设）/ changes within the year',
  usage: `yixinma amend DIR [--key FILE]… [--export FOLDER] [--review | --passphrase-file FILE] [--yes] [--json]
  --key、--export、--review、--yes 与 publish 相同 / as with publish
在工作簿中改好后运行：直接降级、停用标识、信用修复填在“事件”表，新设机构在“机构”表加一行，更正直接改那一行。不必填年度和阶段。
Change the workbook, then run it: 直接降级, 停用标识 and repairs go to 事件, a new institution is a row of 机构. Year and stage are those in force.`,
  async run(args, io) {
    const options = {
      'passphrase-file': { type: 'string' },
      key: { type: 'string', multiple: true },
      export: { type: 'string' },
      review: { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [given = ''] = positionals;
    const wrong = folderFaults(positionals);
    if (wrong.length > 0) return wrongUsage(io, this, wrong);
    const dir = resolve(io.cwd, given);
    const workspace = await loadWorkspace(dir, io.now());
    const faults = workspace.ok ? withoutDocument(workspace.entries) : [];
    if (faults.length > 0) {
      io.err(`没有发布，请先补齐：/ Nothing was published. Complete these first:\n${faults.join('\n')}\n`);
      return 1;
    }
    const last = await loadLastRelease(dir, io.now());
    const releases = last.ok ? (last.value?.releases ?? []) : [];
    const year = releases.findLast(({ stage }) => stage === 'final')?.year;
    if (last.ok && year === undefined) {
      io.err(
        '还没有公布过最终结果，没有可变更的等级；请用 yixinma publish。/ No final grades are in force: use yixinma publish.\n',
      );
      return 1;
    }
    const file = values['passphrase-file'];
    const rest = [
      ...(file === undefined ? [] : ['--passphrase-file', file]),
      ...(values.export === undefined ? [] : ['--export', values.export]),
      ...(values.key ?? []).flatMap((key) => ['--key', key]),
      ...(['review', 'yes', 'json'] as const).filter((name) => values[name]).map((name) => `--${name}`),
    ];
    // A site that does not verify is refused there, with what to do; the year is then not reached.
    return publish.run([given, '--year', String(year ?? 2000), '--stage', 'final', ...rest], io);
  },
};
