/** `yixinma match DIR`: which rows may be institutions of before, and the clerk's answers. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { groupCode, type InstitutionCode, parseInstitutionCode } from '../../core/domain/institution-code.ts';
import type { CodeTable } from '../publish/codes.ts';
import { loadLastRelease } from '../publish/last-release.ts';
import { ANSWERS, ANSWERS_FILE, type Answer, forgetAnswers, saveAnswer } from '../publish/matching/answers.ts';
import { doubtLines } from '../publish/matching/describe.ts';
import { forgetSuccessor } from '../publish/matching/institutions-file.ts';
import { type Row, rowOf } from '../publish/matching/known.ts';
import { matchRound } from '../publish/matching/round.ts';
import { type LoadedWorkspace, loadWorkspace } from '../publish/workspace/load.ts';
import type { Command, Io } from './command.ts';
import { folderFaults, notOneOf, tooMuch, wrongUsage } from './wrong-usage.ts';

async function run(args: readonly string[], io: Io): Promise<0 | 1 | 2> {
  const options = { json: { type: 'boolean', default: false } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [given, id, typed, code, ...more] = positionals;
  const answer = ANSWERS.find((one) => one === typed);
  const needsCode = answer === 'same' || answer === 'after';
  const undo = typed === 'undo';
  const wrong = id !== undefined && ((answer === undefined && !undo) || needsCode !== (code !== undefined));
  if (given === undefined || wrong || more.length > 0) {
    return wrongUsage(io, match, faultsOf(positionals));
  }
  const dir = resolve(io.cwd, given);
  const workspace = await loadWorkspace(dir, io.now());
  if (!workspace.ok) {
    io.err('工作区有问题，请先运行 yixinma check。/ The workspace has problems: run yixinma check first.\n');
    return 1;
  }
  if (id !== undefined) {
    const refused =
      answer === undefined
        ? await undoRow(dir, workspace, id, io)
        : await answerRow(dir, workspace, { id, answer, code: code ?? null }, io);
    if (refused !== null) {
      io.err(`${refused}\n`);
      return 1;
    }
  }
  return list(dir, given, workspace, values.json, io);
}

const WORDS = [...ANSWERS, 'undo'];

function faultsOf([dir, id, typed, code, ...more]: readonly string[]): readonly string[] {
  if (dir === undefined) return folderFaults([]);
  if (id !== undefined && (typed === undefined || !WORDS.includes(typed))) {
    return [notOneOf(['答复', 'the answer'], typed, WORDS), ...tooMuch(more)];
  }
  const needsCode = typed === 'same' || typed === 'after';
  if (needsCode && code === undefined)
    return [`${typed} 后面要写机构编码。/ ${typed} needs the code of the institution.`];
  return tooMuch(needsCode || code === undefined ? more : [code, ...more]);
}

async function list(dir: string, given: string, workspace: LoadedWorkspace, json: boolean, io: Io): Promise<0 | 1> {
  const { doubts } = await roundOf(dir, workspace, io);
  if (json) {
    io.out(`${JSON.stringify(doubts, null, 2)}\n`);
  } else if (doubts.length === 0) {
    io.out('没有待答复的机构，可以公布。/ Nothing is left to answer.\n');
  } else {
    io.out(`${doubtLines(doubts, given).join('\n')}\n`);
  }
  return doubts.length === 0 ? 0 : 1;
}

async function roundOf(dir: string, workspace: LoadedWorkspace, io: Io) {
  const last = await loadLastRelease(dir, io.now());
  return matchRound(dir, workspace.bureau.id, workspace.entries, last.ok ? last.value : null);
}

/** Why the answer was not kept; null when it was. */
async function answerRow(
  dir: string,
  workspace: LoadedWorkspace,
  said: { readonly id: string; readonly answer: Answer['answer']; readonly code: string | null },
  io: Io,
): Promise<string | null> {
  const rows = workspace.entries.map(({ institution }) => rowOf(institution));
  const row = rows.find((one) => one.id === said.id);
  if (row === undefined) {
    return `“机构”表中没有采用的行编号是 ${said.id}。/ No accepted row of 机构 has the number ${said.id}.`;
  }
  const { known, table } = await roundOf(dir, workspace, io);
  const code = said.code === null ? null : parseInstitutionCode(said.code);
  const one = code === null ? undefined : known.get(code);
  if (said.code !== null && one === undefined) {
    return `没有发过编码 ${said.code}，请核对。/ The code ${said.code} was never given.`;
  }
  if (said.answer === 'after' && one && table.get(row.id) === one.code) {
    return `这一行就是 ${groupCode(one.code)}，不能接替自己；确是另一家的，请先答复 new。/ The row is this institution; if it is another, answer new first.`;
  }
  await saveAnswer(dir, row, said.answer, one?.code ?? null);
  if (said.answer === 'after' && one && !isGone(one.code, table, rows)) io.out(`${stillListed(one.name)}\n`);
  return null;
}

function isGone(code: InstitutionCode, table: CodeTable, rows: readonly Row[]): boolean {
  return !rows.some(({ id }) => table.get(id) === code);
}

function stillListed(name: string): string {
  return `已记下。“${name}”还在“机构”表中：它的网页照常公布它自己；从表中删去并公布后，原网址才会指向接替的这一家。/ Kept. "${name}" still stands in 机构 and keeps its page; its address leads to this one once its row is gone and that is published.`;
}

/** Why nothing was taken back; null when it was. The row need not be in the workbook any more. */
async function undoRow(dir: string, workspace: LoadedWorkspace, id: string, io: Io): Promise<string | null> {
  const { table, known } = await roundOf(dir, workspace, io);
  const code = table.get(id);
  const published = code !== undefined && known.get(code)?.id === id;
  const answered = await forgetAnswers(dir, id);
  const followed = code !== undefined && (await forgetSuccessor(dir, code));
  if (!answered && !followed) return `没有答复过 ${id}，不用撤回。/ Nothing was answered about ${id}.`;
  const after = followed ? '；下次公布后，原网址不再指向它' : published ? '；已经公布的编码不会再换' : '';
  io.out(`已撤回对 ${id} 的答复${after}。/ Taken back; a code that was published with it stays.\n`);
  return null;
}

export const match: Command = {
  name: 'match',
  summary: '答复哪些行是原有的机构 / say which rows are institutions of before',
  usage: `yixinma match DIR [--json]                       待答复的行 / rows that are in doubt
yixinma match DIR 机构编号 same CODE               就是这家，编码不变 / it is that institution
yixinma match DIR 机构编号 new                     是新机构 / it is a new one
yixinma match DIR 机构编号 after CODE              接替了这家，原网址指向它 / it took that one's place
yixinma match DIR 机构编号 corrected               不是更名，只是改正了名称 / no new name, a slip was corrected
yixinma match DIR 机构编号 undo                    撤回对这一行的答复 / take back what was answered
答复保存在 DIR/${ANSWERS_FILE}，那一行内容变了就要重新答复。退出码：0 没有待答复的，1 还有或没有保存，2 用法不对。
Answers are kept as long as the row says the same. Exit 0: nothing in doubt; 1: something is, or not kept; 2: wrong usage.`,
  run,
};
