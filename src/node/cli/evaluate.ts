/** `yixinma evaluate`: grades with reasons from facts, as contracts say. */

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Problem } from '../../core/domain/evaluation.ts';
import { parseFactsText } from '../../core/rulebooks/parse-facts.ts';
import { RULEBOOKS, rulebookById } from '../../core/rulebooks/registry.ts';
import type { Rulebook } from '../../core/rulebooks/rulebook.ts';
import { type Choices, choicesOf, chooseRulings, type RulingProblem } from '../../core/rulebooks/rulings.ts';
import { counted } from '../../core/words/lang.ts';
import type { Command, Io } from './command.ts';

const IDS = RULEBOOKS.map((rulebook) => rulebook.id).join(', ');

const USAGE = `yixinma evaluate --rulebook ID [--ruling RID=ALT]… [--facts FILE|-] [--json]
  --rulebook  ${IDS}
  --ruling    选定执行口径，可重复 / a reading adopted by the bureau, repeatable: JJ-1=literal
  --facts     事实文件（JSON），- 或不写为标准输入 / facts as JSON; - or none reads standard input
  --json      被拒绝时用 JSON 列出问题 / problems of refused facts as JSON
结果为 JSON，写到标准输出。/ The result is JSON on standard output.`;

/** What each problem of refused facts means and asks for. */
export const REMEDIES: Readonly<Record<string, string>> = {
  'not-json': '不是合法的 JSON，请检查该行该列 / not JSON: look at this line and column',
  missing: '缺少必填项，请补上 / missing: add it',
  empty: '不能为空，请填写 / empty: fill it in',
  'wrong-type': '类型不对，请按约定填写 / wrong type: write it as the contract says',
  'unknown-kind': '没有这一类，请改用约定中的类别 / unknown kind: use one of the contract',
  'unknown-value': '没有这个取值，请改用约定中的取值 / unknown value: use one of the contract',
  'unknown-field': '没有这一项，请检查拼写或删去 / unknown field: check its spelling or remove it',
  'not-a-day': '不是有效日期，请写成 YYYY-MM-DD / no such day: write YYYY-MM-DD',
  'not-whole': '应为整数 / must be a whole number',
  'out-of-range': '超出范围，请核对 / out of range: check it',
  'duplicate-id': '机构编号重复，请改为不同编号 / this id occurs twice: make ids differ',
};

export const evaluate: Command = {
  name: 'evaluate',
  summary: '按规则评定等级并说明依据 / grade institutions, with reasons',
  usage: USAGE,
  async run(args, io) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        rulebook: { type: 'string' },
        ruling: { type: 'string', multiple: true },
        facts: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
    const rulebook = rulebookById(values.rulebook ?? '');
    if (rulebook === null) return wrongUsage(io, unknownRulebook(values.rulebook));
    const choices = readChoices(rulebook, values.ruling ?? [], io);
    if (choices === null) return 2;
    const source = await readSource(values.facts ?? '-', io);
    if (source === null) return 2;
    const facts = parseFactsText(source);
    if (!facts.ok) {
      io.out(values.json === true ? `${JSON.stringify({ problems: facts.fault })}\n` : problemText(facts.fault));
      return 1;
    }
    const results = rulebook.evaluate(facts.value, choices);
    io.out(`${JSON.stringify({ rulebook: rulebook.id, results }, null, 2)}\n`);
    return 0;
  },
};

function wrongUsage(io: Io, message: string): 2 {
  io.err(`${message}\n`);
  return 2;
}

function unknownRulebook(id: string | undefined): string {
  if (id === undefined) return `请用 --rulebook 指定规则，可选：${IDS} / name a rulebook with --rulebook: ${IDS}`;
  return `没有“${id}”这套规则，可选：${IDS} / no rulebook "${id}": there are ${IDS}`;
}

/** The readings chosen with --ruling; null after every wrong one was named. */
function readChoices(rulebook: Rulebook, given: readonly string[], io: Io): Choices | null {
  const pairs = given.map((text): [string, string] => {
    const at = text.indexOf('=');
    return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
  });
  const chosen = chooseRulings(rulebook.rulings, pairs);
  if (chosen.ok) return chosen.value;
  for (const problem of chosen.fault) io.err(`${rulingText(problem)}\n`);
  if (chosen.fault.some((problem) => problem.code === 'unknown-ruling')) {
    io.err(`${rulebook.rulings.map((ruling) => `  ${ruling.id}=${choicesOf(ruling).join('|')}`).join('\n')}\n`);
  }
  return null;
}

function rulingText({ code, id, choice, valid }: RulingProblem): string {
  switch (code) {
    case 'unknown-ruling':
      return `没有执行口径“${id}”，可选如下 / no ruling "${id}"; these exist:`;
    case 'unknown-alternative':
      return `执行口径${id}没有“${choice}”，可选：${valid.join(', ')} / ruling ${id} has no "${choice}": ${valid.join(', ')}`;
    case 'chosen-twice':
      return `执行口径${id}选了两次且不一致，请只留一个 / ruling ${id} is chosen in two ways: keep one`;
  }
}

/** The facts' text; null when the file cannot be read. */
export async function readSource(path: string, io: Io): Promise<string | null> {
  if (path === '-') return io.stdin();
  try {
    return await readFile(resolve(io.cwd, path), 'utf8');
  } catch {
    wrongUsage(io, `打不开文件“${path}”，请检查路径 / cannot read "${path}": check the path`);
    return null;
  }
}

function problemText(problems: readonly Problem[]): string {
  const head = `事实有${problems.length}处问题，没有评定 / ${counted(problems.length, 'problem')} in the facts, nothing was graded:\n`;
  return head + problems.map(({ code, path }) => `  ${path}: ${code} ${REMEDIES[code] ?? ''}\n`).join('');
}
