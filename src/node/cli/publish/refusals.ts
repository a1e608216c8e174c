/** Why nothing was published, as the clerk reads it: codes are for programs (`--json`). */
import { clerkEn, clerkZh } from '../../../core/words/clerk.ts';
import type { Missing } from '../../publish/announced.ts';
import { doubtLines } from '../../publish/matching/describe.ts';
import type { PublishRefusal } from '../../publish/publication.ts';
import { CONFIG_FILE } from '../../publish/workspace/config.ts';
import type { CheckProblem } from '../../publish/workspace/problem.ts';
import type { Io } from '../command.ts';

type Pair = readonly [zh: string, en: string];
type Plain = Exclude<
  PublishRefusal,
  | { readonly institutions: unknown }
  | { readonly doubts: unknown }
  | { readonly problems: unknown }
  | { readonly keys: unknown }
  | { readonly workspace: unknown }
>;

export const UNTIL: Pair = [
  '公示（--stage proposed）要写明公示的最后一天：--until 年-月-日，例如 --until 2026-03-10，工作日由贵局自行计算；公布最终结果时不写。',
  '--stage proposed needs the last day of the publicity period, which the bureau counts itself: --until YYYY-MM-DD. --stage final takes none.',
];

/** `{detail}` is the day, rulebook or fingerprint that the refusal names. */
const REFUSALS: Readonly<Record<Plain['code'], Pair>> = {
  'until-missing': UNTIL,
  'until-past': [
    '公示的最后一天（--until）早于今天，没有发布。',
    'The last day of the period (--until) is before today.',
  ],
  'until-too-far': [
    '公示的最后一天（--until）在90天以后，请核对年份和月份。',
    'The last day of the period (--until) is more than 90 days ahead: check year and month.',
  ],
  'until-earlier': [
    '公示期只能延长，不能缩短：已公布到{detail}，--until 不能早于这一天。',
    'A period can be extended, not shortened: {detail} was announced as its last day.',
  ],
  'period-running': [
    '公示期到{detail}（含当日）才结束，期满后才能公布最终结果；公示内容要更正的，请再用 --stage proposed 发布。',
    'The publicity period runs to the end of {detail}, and final grades come after it; publish corrections with --stage proposed.',
  ],
  'evidence-running': [
    '评价期到{detail}才结束，还不能公布这一年度的最终结果。请核对 --year：年度是公布等级的那一年，依据的是上一年的资料。',
    'The evidence period runs to the end of {detail}: no final grades of this year yet. Check --year: grades of a year rest on the year before.',
  ],
  'final-published': [
    '这一年度的最终结果已经公布，不能再公示；要更正的，请用 --stage final。',
    'The final grades of this year are published already: correct them with --stage final.',
  ],
  'no-proposed-stage': [
    '贵局采用的执行口径是“不另行公示”，没有公示这一步；如要公示，请改 bureau.json 中的口径 {detail}。',
    'The bureau adopted a ruling by which there is no proposed stage: change {detail} in bureau.json if there is to be one.',
  ],
  'rulebook-changed': [
    '现行等级是按另一套规则（{detail}）评的，公示时无法同时列出。',
    'The grades in force are by another rulebook ({detail}), and cannot be shown beside proposals of this one.',
  ],
  'year-before-last': [
    '已经公布过更晚的年度；网址和编码只有一套，不能再用较早的年度覆盖。',
    'A later year is published already; an earlier one would replace it under the same codes.',
  ],
  'not-signed': ['没有签名，站点没有变。', 'Nothing was signed; the site is as it was.'],
  'year-out-of-range': ['年度应在2000至2100之间。', 'The year must be between 2000 and 2100.'],
  'unknown-rulebook': ['bureau.json 中的 rulebook 无法识别。', 'bureau.json names an unknown rulebook.'],
  'period-not-supported': [
    '目前只支持以上一自然年为评价期，请改 bureau.json 中的口径 GEN-4。',
    'Only the calendar year before can be the evidence period for now: change GEN-4 in bureau.json.',
  ],
  'release-missing': [
    '这里发布过，但 site 或 releases 不见了（或换成了别的）。请从备份恢复后再发布；重新建立根密钥会使所有手机拒收。原来的根密钥指纹：{detail}',
    'Something was published here, but site or releases are gone or are another’s: restore them from a backup. A new root would be refused by every phone. Fingerprint of the root: {detail}',
  ],
};

/** Says why nothing was published: with `json` the refusal as data, else in words. `dir` stands in the commands that it gives. */
export function refuse(fault: PublishRefusal, json: boolean, dir: string, io: Io): 1 {
  if (json) io.out(`${JSON.stringify(dataOf(fault))}\n`);
  else io.err(`${textOf(fault, dir)}\n`);
  return 1;
}

function dataOf(fault: PublishRefusal): object {
  if (fault.code !== 'workspace') return { detail: null, ...fault };
  const { problems, counts } = fault.workspace;
  return { code: fault.code, counts, problems };
}

function textOf(fault: PublishRefusal, dir: string): string {
  switch (fault.code) {
    case 'workspace':
      return [
        '工作文件夹有问题，没有发布，全部问题见 yixinma check。/ The workspace has problems; nothing was published. Run yixinma check.',
        ...fault.workspace.problems.filter(stopsAll).map(problemLine),
      ].join('\n');
    case 'announced-missing':
      return [
        '没有发布：下列机构已有等级或正在公示，按这次的工作簿就会落空。请补上后再公示；确已歇业、吊销、注销的，保留它的行，并在“事件”表填“停用标识”（所用规定有这一项的）；因其他原因退出的，只能随最终结果（--stage final）退出，正在公示的等期满后再办。',
        'Nothing was published: these institutions have a grade or an announced proposal that this workbook would drop. Complete the rows. One that closed or lost its licence keeps its row, with 停用标识 in 事件. Whatever else leaves, leaves with final grades (--stage final), after the period where one runs.',
        ...fault.institutions.map(missingLine),
      ].join('\n');
    case 'foreign-keys':
      return [
        '没有发布：keys 文件夹里有来历不明的密钥。换下的旧密钥忘了销毁的，请销毁；不是本单位的，请移到别处，用备份恢复原来的，并查明是谁放的；确是本单位的，与保管人核对指纹后运行：',
        'Nothing was published: the keys folder holds keys of unknown origin. An old key that was replaced is to be destroyed. If they are not the bureau’s, take them out, restore the right ones and find out who put them there; if they are, compare the fingerprint with the holder and run:',
        ...fault.keys.map(({ name, keyid }) => `  yixinma keys accept ${dir} ${name} ${keyid.slice(0, 32)}`),
      ].join('\n');
    case 'doubtful-matches':
      return ['没有发布。/ Nothing was published.', ...doubtLines(fault.doubts, dir)].join('\n');
    case 'rulings':
      return fault.problems
        .map(({ code, id, choice, valid }) =>
          code === 'unknown-ruling'
            ? `bureau.json 的执行口径中没有“${id}”，可用：${valid.join('、')}。/ bureau.json names an unknown ruling.`
            : `bureau.json 的执行口径“${id}”不能选“${choice}”，可选：${valid.join('、')}。/ bureau.json chooses a reading that ${id} does not have.`,
        )
        .join('\n');
    case 'last-release': {
      const files = [...new Set(fault.problems.map(({ file }) => file || 'site'))].join('、');
      return `上一次发布的文件与签名不符（${files}），没有发布。请从备份恢复 site 后再发布。/ The last release does not verify (${files}): restore the site from a backup first.`;
    }
    default: {
      const detail = 'detail' in fault ? fault.detail : '';
      return REFUSALS[fault.code].map((text) => text.replace('{detail}', detail)).join('/ ');
    }
  }
}

/** What is no row's fault: of the files themselves. */
function stopsAll({ severity, sheet, row }: CheckProblem): boolean {
  return severity === 'error' && (row === null || sheet === CONFIG_FILE);
}

function problemLine({ message, remedy }: CheckProblem): string {
  return `  ${message.zh}。${remedy.zh}/ ${message.en}. ${remedy.en}`;
}

function missingLine({ name, id, why, problems }: Missing): string {
  const at = id === null ? name : `${name}（机构编号 ${id}）`;
  const [zh, en] = reasonOf(why, problems);
  return `  ${at}：${zh} / ${en}`;
}

function reasonOf(why: Missing['why'], problems: readonly string[]): Pair {
  switch (why) {
    case 'row-missing':
      return ['“机构”表中没有这一行，或这一行没有采用', 'no row in 机构, or one that was not accepted'];
    case 'rows-quarantined':
      return [
        '有处罚、事件或评定的行没有采用，见 yixinma check',
        'rows of its evidence were not accepted, see yixinma check',
      ];
    case 'not-graded':
      return [
        problems.map((code) => clerkZh.grading[code] ?? code).join('；') || '没有评出等级',
        problems.map((code) => clerkEn.grading[code] ?? code).join('; ') || 'no grade',
      ];
  }
}
