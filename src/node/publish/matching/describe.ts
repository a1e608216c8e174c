/** Doubtful rows as the clerk reads them, numbered, each with the commands that answer it. */

import { groupCode } from '../../../core/domain/institution-code.ts';
import { counted } from '../../../core/words/lang.ts';
import { type CheckProblem, problem } from '../workspace/problem.ts';
import type { Traits } from './known.ts';
import type { Doubt } from './match.ts';

const KINDS: Readonly<Record<Doubt['kind'], readonly [zh: string, en: string]>> = {
  'two-rows': ['这家机构与不止一行相符', 'several rows fit this institution'],
  'two-institutions': ['这一行与不止一家机构相符', 'this row fits several institutions'],
  perhaps: ['可能是原有的机构', 'this may be an institution of before'],
};

/** Empty where nothing is doubtful. `dir` as the clerk typed it. */
export function doubtLines(doubts: readonly Doubt[], dir: string): readonly string[] {
  if (doubts.length === 0) return [];
  return [
    `有${doubts.length}行不能确定是不是原有的机构，请逐一答复（答复一次即可，保存在工作区）：`,
    `${counted(doubts.length, 'row')} may or may not be of an institution of before. Please answer each, once:`,
    '',
    ...doubts.flatMap((doubt, at) => linesOf(doubt, at + 1, dir)),
    '各种答复 / Answers: same 就是这家，编码和网址不变；new 是新机构；after 是新机构，接替原机构，原网址会指向它。',
    '',
  ];
}

function linesOf({ kind, row, candidates }: Doubt, number: number, dir: string): readonly string[] {
  const [zh, en] = KINDS[kind];
  const [first] = candidates;
  const command = `yixinma match ${dir} ${row.id}`;
  return [
    `${number}. 机构编号 ${row.id}：${zh} / ${en}`,
    `   现在 now     ${traits(row)}`,
    ...candidates.map(
      (one) => `   原有 before  ${groupCode(one.code)}  ${traits(one)}${one.gone ? '（现不在名单）' : ''}`,
    ),
    `   ${command} same ${first?.code ?? ''}`,
    `   ${command} new`,
    `   ${command} after ${first?.code ?? ''}`,
    '',
  ];
}

function traits({ id, name, address, licence, creditCode }: Traits): string {
  const numbers = [
    id === null ? '' : `编号 ${id}`,
    licence === null ? '' : `登记号 ${licence}`,
    creditCode === null ? '' : `信用代码 ${creditCode}`,
  ];
  return [name, address, ...numbers].filter((text) => text !== '').join('，');
}

const CODES = {
  'two-rows': 'match-two-rows',
  'two-institutions': 'match-two-institutions',
  perhaps: 'match-doubtful',
} as const satisfies Readonly<Record<Doubt['kind'], CheckProblem['code']>>;

/** The same as problems, for the table that `check` writes. `sheet`: the sheet or the mapped file of the institutions. */
export function doubtProblems(doubts: readonly Doubt[], sheet: string): readonly CheckProblem[] {
  return doubts.map(({ kind, row, candidates }) => {
    const detail = candidates.map(({ code, name }) => `${name}（${groupCode(code)}）`).join('、');
    return problem(CODES[kind], { sheet, column: '机构编号', value: row.id }, detail);
  });
}
