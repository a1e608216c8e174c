/** `yixinma check DIR`: every problem of a workspace. */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { asTyped } from '../../core/words/call.ts';
import { replaceDurably } from '../publish/durable.ts';
import { loadLastRelease } from '../publish/last-release.ts';
import { doubtLines, doubtProblems } from '../publish/matching/describe.ts';
import type { Doubt } from '../publish/matching/match.ts';
import { matchRound } from '../publish/matching/round.ts';
import { systemFaultText } from '../publish/system-fault.ts';
import { CONFIG_FILE } from '../publish/workspace/config.ts';
import { loadWorkspace } from '../publish/workspace/load.ts';
import { type SavedCopy, saveMarkedCopies } from '../publish/workspace/marked/save.ts';
import type { CheckProblem } from '../publish/workspace/problem.ts';
import { type Checked, REPORT_FILE, renderReport, reportCsv, reportJson } from '../publish/workspace/report.ts';
import { isFile } from '../publish/workspace/sources.ts';
import type { Command, Io } from './command.ts';
import { folderFaults, wrongUsage } from './wrong-usage.ts';

async function run(args: readonly string[], io: Io): Promise<0 | 1 | 2> {
  const options = { json: { type: 'boolean', default: false } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [given] = positionals;
  const faults = folderFaults(positionals);
  if (given === undefined || faults.length > 0) return wrongUsage(io, check, faults);
  const dir = resolve(io.cwd, given);
  const { checked, doubts } = await matched(dir, io.now());
  io.out(values.json ? reportJson(checked) : [renderReport(checked), ...doubtLines(doubts, given)].join('\n'));
  // No report into a folder that is no workspace: a mistyped path should leave nothing behind.
  if (await isFile(join(dir, CONFIG_FILE))) {
    await saveReport(dir, checked.problems, io);
    for (const copy of await saveMarkedCopies(dir, checked.problems)) sayCopy(copy, values.json, io);
  }
  return checked.ok ? 0 : 1;
}

/** The workspace with its doubtful rows: it cannot be published before they are answered. */
async function matched(dir: string, now: Date): Promise<{ checked: Checked; doubts: readonly Doubt[] }> {
  const checked = await loadWorkspace(dir, now);
  if (!checked.ok) return { checked, doubts: [] };
  const last = await loadLastRelease(dir, now);
  const { doubts } = await matchRound(dir, checked.bureau.id, checked.entries, last.ok ? last.value : null);
  if (doubts.length === 0) return { checked, doubts };
  const { problems, counts } = checked;
  return {
    checked: { ok: false, problems: [...problems, ...doubtProblems(doubts, checked.listedIn)], counts },
    doubts,
  };
}

/** The old report stays where the new one finds no room, or while Excel holds it: the command says so. */
async function saveReport(dir: string, problems: readonly CheckProblem[], io: Io): Promise<void> {
  await replaceDurably(join(dir, REPORT_FILE), asTyped(reportCsv(problems))).catch((fault: unknown) =>
    sayUnwritten(REPORT_FILE, fault, io),
  );
}

function sayUnwritten(name: string, fault: unknown, io: Io): void {
  const why = systemFaultText(fault);
  if (why === null) throw fault;
  io.err(`${name} 没有写成。${name} was not written.\n${why}\n`);
}

function sayCopy({ of, concerned, name, tooLarge, fault, kept }: SavedCopy, json: boolean, io: Io): void {
  if (kept.length > 0) {
    io.err(`${kept.join('、')} 里有您的改动，没有覆盖。检查读的是 ${of}：请把改动并入 ${of} 后再检查。\n`);
    io.err(`${kept.join(', ')} was changed by you and left alone. check reads ${of}: bring your changes there.\n`);
  }
  if (tooLarge) {
    io.err(`${of} 太大，没有另存标记副本。问题都在 ${REPORT_FILE} 里，请按表名、行号逐条改。\n`);
    io.err(`${of} is too large to be marked: all problems are in ${REPORT_FILE}, by sheet and row.\n`);
  } else if (fault !== null) {
    sayUnwritten(name, fault, io);
  } else if (!json && concerned) {
    io.out(`问题已标在 ${name} 中，对照着在 ${of} 里改。 / Marked in ${name}; correct them in ${of}.\n`);
  }
}

export const check: Command = {
  name: 'check',
  summary: '检查工作区，列出全部问题 / check a workspace',
  usage: `yixinma check DIR [--json]
全部问题写入 DIR/${REPORT_FILE}，并标在工作簿的副本 workbook-问题.xlsx 中；工作簿本身不改动。退出码：0 可以公布（有错误的行暂不采用），1 不能公布，2 用法不对。
All problems go to DIR/${REPORT_FILE}, and into the marked copy workbook-问题.xlsx; the workbook itself stays. Exit 0: can be published without the quarantined rows; 1: cannot; 2: wrong usage.`,
  run,
};
