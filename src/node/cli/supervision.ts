/** `yixinma supervision DIR`: how many routine checks each grade asks for, and how many are left. For the bureau alone. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parseIsoDate } from '../../core/domain/iso-date.ts';
import { saveNamed } from '../publish/durable.ts';
import { supervisionCsv } from '../publish/supervision/csv.ts';
import { type LoadedSupervision, loadSupervision, type SupervisionRefusal } from '../publish/supervision/load.ts';
import { supervisionText } from '../publish/supervision/text.ts';
import { renderReport } from '../publish/workspace/report.ts';
import type { Command, Io } from './command.ts';
import { folderFaults, notADay, wrongUsage } from './wrong-usage.ts';

const USAGE = `yixinma supervision DIR [--day DATE] [--csv FILE] [--json]
  --day   按哪一天计算，默认今天 / for which day; today by default
  --csv   写成表格，可用Excel打开 / as a table for Excel
  --json  机器可读 / for programs
按现行等级列出应查、已查、还差的次数。检查记录填在工作簿的“监督检查”表，只计日常抽查；清单和记录都不公布。
What the grades in force ask for, what was done and what is left. Inspections stand in the sheet 监督检查; routine ones
alone count. Neither is ever published.`;

async function run(args: readonly string[], io: Io): Promise<0 | 1 | 2> {
  const options = {
    day: { type: 'string' },
    csv: { type: 'string' },
    json: { type: 'boolean', default: false },
  } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [dir] = positionals;
  const day = values.day === undefined ? null : parseIsoDate(values.day);
  const faults = [...folderFaults(positionals)];
  if (values.day !== undefined && day === null) faults.push(notADay('--day', values.day));
  if (dir === undefined || faults.length > 0) return wrongUsage(io, supervision, faults);
  const loaded = await loadSupervision(resolve(io.cwd, dir), io.now(), day);
  if (!loaded.ok) return refuse(loaded.fault, values.json, io);
  io.out(values.json ? json(loaded.value) : supervisionText(loaded.value));
  if (values.csv !== undefined) {
    const file = resolve(io.cwd, values.csv);
    await saveNamed(file, supervisionCsv(loaded.value));
    io.err(`已写入 ${file}\n`);
  }
  return 0;
}

function json({ terms, list, sealed, unread }: LoadedSupervision): string {
  const { day, institutions, unasked, round } = list;
  const draw = terms.draw && {
    n: round?.n ?? null,
    committedOn: round?.committedOn ?? null,
    revealedOn: round?.revealed?.on ?? null,
    sealed,
  };
  const plain = institutions.map(({ mark: _, ...one }) => one);
  return `${JSON.stringify({ day, rulebook: terms.id, draw, institutions: plain, unasked, unread }, null, 2)}\n`;
}

type Plain = Exclude<SupervisionRefusal, { readonly workspace: unknown }>;

/** `{detail}` is the day, file or institution that the refusal names. */
const REFUSALS: Readonly<Record<Plain['code'], string>> = {
  'nothing-published': '还没有公布过等级，请先运行 yixinma publish。/ Nothing is published yet: publish first.',
  'no-numbers':
    '现行公布所依的规则没有规定监督检查的次数，也不按等级抽取。/ The policy of the release in force names no numbers of checks, and no draw.',
  'last-release':
    '已发布的数据没有通过核验（{detail}），请从备份恢复 site。/ The last release does not verify ({detail}): restore the site from a backup.',
  'day-in-future': '--day 不能晚于今天（{detail}）：那时的等级还不知道。/ --day is after today ({detail}).',
  'day-before-grades':
    '现行等级自{detail}起，--day 不能更早；以前的清单请在当时保存。/ The grades in force are since {detail}; --day must not be before.',
  'code-unknown':
    'codes.csv 中没有“{detail}”，请从备份恢复这个文件。/ codes.csv does not know {detail}: restore it from a backup.',
};

function refuse(fault: SupervisionRefusal, asJson: boolean, io: Io): 1 {
  if (fault.code === 'workspace') {
    const { counts, problems } = fault.workspace;
    io.out(asJson ? `${JSON.stringify({ code: fault.code, counts, problems })}\n` : renderReport(fault.workspace));
    return 1;
  }
  const text = REFUSALS[fault.code].replaceAll('{detail}', () => ('detail' in fault ? fault.detail : ''));
  if (asJson) io.out(`${JSON.stringify(fault)}\n`);
  else io.err(`${text}\n`);
  return 1;
}

export const supervision: Command = {
  name: 'supervision',
  summary: '监督检查清单：应查、已查、还差 / checks asked by the grades, done and left',
  usage: USAGE,
  run,
};
