/** `yixinma draw`: the draw of YS-1 and YS-2 over given institutions, and its sealing and reveal in a workspace. */

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type DrawShares, drawByShares } from '../../core/domain/draw.ts';
import type { Problem } from '../../core/domain/evaluation.ts';
import type { RulebookTerms } from '../../core/domain/terms.ts';
import { parseDrawText } from '../../core/rulebooks/draw.ts';
import { RULEBOOKS } from '../../core/rulebooks/registry.ts';
import { counted } from '../../core/words/lang.ts';
import { commitDraw, type DrawRefusal, revealDraw, type Sealed } from '../publish/draw/draw.ts';
import type { Command, Io } from './command.ts';
import { REMEDIES, readSource } from './evaluate.ts';
import { folderFaults, notOneOf, tooMuch, wrongUsage } from './wrong-usage.ts';

type DrawTerms = NonNullable<RulebookTerms['draw']>;

/** What the policies that draw ask for, by their id. */
const DRAWS: ReadonlyMap<string, DrawTerms> = new Map(
  RULEBOOKS.flatMap((rulebook) => {
    const { draw: terms } = rulebook.terms({});
    return terms === null ? [] : [[rulebook.id, terms] as const];
  }),
);

/** The contract's `draw` names no policy: it is then that of the first that draws. */
const [FIRST = ''] = DRAWS.keys();

function sharesText([id, { article, shares }]: readonly [string, DrawTerms]): string {
  const each = Object.entries(shares).map(([symbol, percent]) => `${symbol} ${percent}%`);
  return `${id}（${article}）：${each.join('、')}`;
}

const USAGE = `yixinma draw --seed TEXT [--rulebook ID] [--facts FILE|-] [--json]
  按种子重算一次抽取 / draws by a seed, and gives the same to everyone
  --facts     {"institutions":[{"id","grade"}…]}，- 或不写为标准输入；grade为null的不参加 / - or none reads standard input; a null grade is not in the draw
  --rulebook  按哪个文件的比例，不写为 ${FIRST} / by whose shares; ${FIRST} unless named
  比例 shares：${[...DRAWS].map(sharesText).join('；')}；不是整数的向上取整 / rounded up
yixinma draw commit DIR [--json]
  检查前：封存种子和名单，下次公布只显示封存值 / before the inspections: seals seed and list; the next publication shows the commitment alone
yixinma draw reveal DIR [--json]
  检查后：下次公布显示种子、名单和抽中的机构 / after them: the next publication shows seed, list and who was drawn`;

export const draw: Command = {
  name: 'draw',
  summary: '随机抽查：抽取、封存、公开 / draw for inspection: draw, seal, reveal',
  usage: USAGE,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        seed: { type: 'string' },
        rulebook: { type: 'string' },
        facts: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const { seed, rulebook, facts, json } = values;
    const terms = DRAWS.get(rulebook ?? FIRST);
    const [step, dir, ...more] = positionals;
    if (step === undefined && seed && terms) return drawFacts(seed, terms.shares, { from: facts ?? '-', json }, io);
    const alone = [seed, rulebook, facts].every((value) => value === undefined) && more.length === 0;
    if (alone && dir !== undefined && step === 'commit') return commit(resolve(io.cwd, dir), json, io);
    if (alone && dir !== undefined && step === 'reveal') return reveal(resolve(io.cwd, dir), json, io);
    const faults = [...tooMuch(more)];
    if (!terms) faults.push(notOneOf('--rulebook', rulebook, [...DRAWS.keys()]));
    if (step !== undefined && step !== 'commit' && step !== 'reveal') {
      faults.push(notOneOf(['第一个词', 'the first word'], step, ['commit', 'reveal']));
    } else if (step !== undefined && dir === undefined) faults.push(...folderFaults([]));
    return wrongUsage(io, this, faults);
  },
};

async function drawFacts(
  seed: string,
  shares: DrawShares,
  { from, json }: { readonly from: string; readonly json: boolean },
  io: Io,
): Promise<0 | 1 | 2> {
  const source = await readSource(from, io);
  if (source === null) return 2;
  const subjects = parseDrawText(source, shares);
  if (!subjects.ok) {
    io.out(json ? `${JSON.stringify({ problems: subjects.fault })}\n` : problemText(subjects.fault));
    return 1;
  }
  const { drawn, byGrade } = await drawByShares(seed, subjects.value, shares);
  io.out(`${JSON.stringify({ seed, drawn, byGrade }, null, 2)}\n`);
  return 0;
}

function problemText(problems: readonly Problem[]): string {
  const head = `名单有${problems.length}处问题，没有抽取 / ${counted(problems.length, 'problem')} in the list, nothing was drawn:\n`;
  return head + problems.map(({ code, path }) => `  ${path}: ${code} ${REMEDIES[code] ?? ''}\n`).join('');
}

async function commit(dir: string, json: boolean, io: Io): Promise<0 | 1> {
  const outcome = await commitDraw({ dir, now: io.now() });
  if (!outcome.ok) return refuse(outcome.fault, json, io);
  io.out(json ? `${JSON.stringify(outcome.value)}\n` : sealedText(outcome.value));
  return 0;
}

function sealedText({ n, commitment, of }: Sealed): string {
  const counts = Object.entries(of).map(([symbol, count]) => `${symbol} ${count}`);
  return `已封存第${n}次抽取的种子和名单（${counts.join('、')}），封存值：${commitment}
draw/${n}.json 在公开之前不要给任何人看，并请备份：丢失后这一次再也无法公开。
下一步：yixinma publish，之后再开始检查；检查结束后运行 yixinma draw reveal，再公布一次。
Round ${n} is sealed. Keep draw/${n}.json secret and backed up. Now publish, before any inspection; after them run
yixinma draw reveal and publish again.
`;
}

async function reveal(dir: string, json: boolean, io: Io): Promise<0 | 1> {
  const outcome = await revealDraw({ dir, now: io.now() });
  if (!outcome.ok) return refuse(outcome.fault, json, io);
  const { n } = outcome.value;
  io.out(
    json
      ? `${JSON.stringify(outcome.value)}\n`
      : `下次公布（yixinma publish）将公开第${n}次抽取的种子、名单和抽中的机构。/ The next publication reveals round ${n}.\n`,
  );
  return 0;
}

const REFUSALS: Readonly<Record<DrawRefusal['code'], string>> = {
  'nothing-published':
    '还没有公布过等级，没有可抽取的名单；请先运行 yixinma publish。/ Nothing is published yet: publish first.',
  'no-draw': '现行公布所依的规则没有规定按等级抽取。/ The policy of the release in force has no draw by grade.',
  nobody: '没有等级在有效期内的机构。/ No institution has a grade in force.',
  'last-release':
    '上一次发布的文件与签名不符，请从备份恢复 site。/ The last release does not verify: restore the site from a backup.',
  unpublished:
    '这一次已经封存，还没有公布；请先运行 yixinma publish。/ This round is sealed and not published yet: publish first.',
  unrevealed:
    '上一次抽取还没有公开，不能再抽：先运行 yixinma draw reveal 并公布。/ The last round is not revealed yet: reveal and publish it first.',
  'nothing-sealed': '没有等待公开的抽取。/ There is no sealed round to reveal.',
  'never-published':
    '这一次的封存值还没有公布过，现在公开种子证明不了什么；请先运行 yixinma publish，检查之后再公开。/ Its commitment was never published, so that revealing it proves nothing: publish first, reveal after the inspections.',
  'seed-lost':
    'draw 文件夹里没有这一次的种子，请从备份恢复。/ The seed of this round is not in the folder draw: restore it from a backup.',
  'does-not-fit':
    'draw 文件夹里的种子或名单与已公布的封存值不符，请从备份恢复。/ Seed or list in the folder draw do not fit the published commitment: restore them from a backup.',
};

function refuse(fault: DrawRefusal, json: boolean, io: Io): 1 {
  if (json) {
    io.out(`${JSON.stringify(fault)}\n`);
    return 1;
  }
  const about = 'n' in fault ? `第${fault.n}次抽取：` : '';
  io.err(`${about}${REFUSALS[fault.code]}${'detail' in fault ? `\n${fault.detail}` : ''}\n`);
  return 1;
}
