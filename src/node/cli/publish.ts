/** `yixinma publish DIR --year Y --stage proposed|final`. */

import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parseIsoDate } from '../../core/domain/iso-date.ts';
import type { Changed } from '../publish/changed.ts';
import { type PublishRefusal, publishRelease } from '../publish/publish.ts';
import type { PublishReport } from '../publish/report.ts';
import type { Command, Io } from './command.ts';
import { askPassphrase } from './passphrase.ts';

const DIST = fileURLToPath(new URL('../../../dist', import.meta.url));

export const publish: Command = {
  name: 'publish',
  summary: '评定、签名并发布 / grade, sign and publish a workspace',
  usage:
    'yixinma publish DIR --year Y (--stage final | --stage proposed --until YYYY-MM-DD) [--passphrase-file FILE] [--json]',
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        year: { type: 'string' },
        stage: { type: 'string' },
        until: { type: 'string' },
        'passphrase-file': { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const [dir, ...more] = positionals;
    const { stage } = values;
    if (
      dir === undefined ||
      more.length > 0 ||
      !/^\d{4}$/.test(values.year ?? '') ||
      (stage !== 'final' && stage !== 'proposed')
    ) {
      io.err(`${this.usage}\n`);
      return 2;
    }
    const until = values.until === undefined ? undefined : parseIsoDate(values.until);
    if (until === null || (until !== undefined) !== (stage === 'proposed')) {
      io.err(`${UNTIL}\n${this.usage}\n`);
      return 2;
    }
    const keys = join(resolve(io.cwd, dir), 'keys/online.pem');
    const fresh = await access(keys).then(
      () => false,
      () => true,
    );
    const passphrase = await askPassphrase(values['passphrase-file'], io, fresh);
    const outcome = await publishRelease({
      dir: resolve(io.cwd, dir),
      year: Number(values.year),
      stage,
      ...(until && { until }),
      now: io.now(),
      passphrase,
      dist: DIST,
    });
    if (!outcome.ok) return refuse(outcome.fault, values.json, io);
    io.out(values.json ? `${JSON.stringify(outcome.value)}\n` : summary(outcome.value));
    return 0;
  },
};

const UNTIL =
  '公示（--stage proposed）要写明公示的最后一天：--until 年-月-日，例如 --until 2026-03-10，工作日由贵局自行计算；公布最终结果时不写。/ --stage proposed needs the last day of the publicity period, which the bureau counts itself: --until YYYY-MM-DD. --stage final takes none.';

const REFUSALS: Readonly<Record<Exclude<PublishRefusal['code'], 'workspace'>, string>> = {
  'until-missing': UNTIL,
  'until-past': '公示的最后一天（--until）早于今天，没有发布。/ The last day of the period (--until) is before today.',
  'until-too-far':
    '公示的最后一天（--until）在90天以后，请核对年份和月份。/ The last day of the period (--until) is more than 90 days ahead: check year and month.',
  'until-earlier':
    '公示期只能延长，不能缩短：已公布的最后一天更晚 / A period can be extended, not shortened: a later last day was announced',
  'period-running':
    '公示期还没有结束，期满后才能公布最终结果；公示内容要更正的，请再用 --stage proposed 发布。公示到 / The publicity period still runs, and final grades come after it; publish corrections with --stage proposed. Open until',
  'final-published':
    '这一年度的最终结果已经公布，不能再公示；要更正的，请用 --stage final。/ The final grades of this year are published already: correct them with --stage final.',
  'no-proposed-stage':
    '执行口径 WG-10 选的是“不另行公示”，没有公示这一步；如要公示，请改 bureau.json 中的口径。/ Ruling WG-10 says that there is no proposed stage: change it in bureau.json if there is to be one.',
  'rulebook-changed':
    '现行等级是按另一套规则评的，公示时无法同时列出 / The grades in force are by another rulebook, and cannot be shown beside proposals of this one',
  'year-before-last':
    '已经公布过更晚的年度；网址和编码只有一套，不能再用较早的年度覆盖。/ A later year is published already; an earlier one would replace it under the same codes.',
  'year-out-of-range': '年度应在2000至2100之间。/ The year must be between 2000 and 2100.',
  'unknown-rulebook': 'bureau.json 中的 rulebook 无法识别。/ bureau.json names an unknown rulebook.',
  'period-not-supported':
    '口径 GEN-4 目前只支持“上一自然年”。/ Only the default of ruling GEN-4 (the calendar year before) can be published for now.',
  rulings: 'bureau.json 中的执行口径有误 / rulings in bureau.json are wrong',
  'release-missing':
    '这里发布过，但 site 或 releases 不见了（或换成了别的）。请从备份恢复后再发布；重新建立根密钥会使所有手机拒收。/ Something was published here, but site or releases are gone or are another’s: restore them from a backup. A new root would be refused by every phone. Root',
  'last-release':
    '上一次发布的文件与签名不符，请从备份恢复 site 后再发布 / the last release does not verify: restore the site from a backup first',
};

/** Says why nothing was published. */
export function refuse(fault: PublishRefusal, json: boolean, io: Io): 1 {
  if (fault.code === 'workspace') {
    const { problems, counts } = fault.workspace;
    if (json) io.out(`${JSON.stringify({ code: fault.code, counts, problems })}\n`);
    else
      io.err(
        '工作文件夹有问题，没有发布。请先运行 yixinma check。/ The workspace has problems; nothing was published. Run yixinma check.\n',
      );
    return 1;
  }
  const detail = 'detail' in fault ? fault.detail : null;
  if (json) io.out(`${JSON.stringify({ code: fault.code, detail })}\n`);
  else io.err(`${REFUSALS[fault.code]}${detail === null ? '' : `\n${detail}`}\n`);
  return 1;
}

const CHANGED: Readonly<Record<Changed, readonly [zh: string, en: string]>> = {
  records: ['评级数据', 'records'],
  penalties: ['公示中的处罚', 'penalties on display'],
  rulebook: ['政策条款和口径', 'the policy’s terms and rulings'],
  bureau: ['单位信息（bureau.json）', 'the bureau’s own details (bureau.json)'],
  intake: ['网上反映的受理方式、期限或其他去处', 'how complaints are taken, their terms, where else to turn'],
  'intake-keys': ['接收密钥（desk、escrow）', 'keys that complaints are sealed to'],
  'receipt-keys': ['回执密钥', 'receipt keys'],
  claims: ['公示栏防伪编码的公钥和等级名称', 'keys and grade names that printed codes are checked with'],
  ratings: ['群众评价汇总', 'ratings by the public'],
  tombstones: ['已不公布的机构', 'institutions no longer published'],
  other: ['其他签名文件', 'other signed files'],
};

/** What visitors will see another of; never “nothing changed” while something did. */
function changedText(changed: readonly Changed[]): string {
  if (changed.length === 0) return '与上次公布相比：没有变化。/ Since the last publication: no changes.';
  const [zh, en] = [changed.map((one) => CHANGED[one][0]).join('、'), changed.map((one) => CHANGED[one][1]).join(', ')];
  return `与上次公布相比，有变化的：${zh}。/ Changed since the last publication: ${en}.`;
}

/** What the command prints. */
export function summary(report: PublishReport): string {
  const counts = (record: Readonly<Record<string, number>>) =>
    Object.entries(record)
      .map(([key, count]) => `${key} ${count}`)
      .join(' · ') || '–';
  return [
    report.unchanged
      ? `第${report.version}号公布的评级数据没有变化，已重新签名。/ The grades are those of publication no. ${report.version}; they are signed anew.`
      : `已发布第${report.version}号公布（${report.time}）。/ Publication no. ${report.version} is out.`,
    ...(report.changed === null ? [] : [changedText(report.changed)]),
    `机构 institutions: ${report.institutions}（读入 rows read ${report.rowsRead} = 发布 published ${report.institutions} + 隔离 quarantined ${report.quarantined}）`,
    `未采用的行 quarantined rows: ${counts(report.quarantinedRows)}`,
    ...(report.unattributed === 0
      ? []
      : [
          `⚠ 有${report.unattributed}行的机构编号找不到机构，没有机构因此暂缓评级；如是处罚、事件或评定，请立即更正后重新发布。/ ${report.unattributed} rows name no known institution, so no grade was withheld for them: correct them and publish again (yixinma check).`,
        ]),
    ...(report.gone.length === 0
      ? []
      : [
          `⚠ 上次公布过、这次没有的机构${report.gone.length}家，它们门口的二维码将显示“不在公布名单内”：${report.gone.slice(0, 10).join('、')}${report.gone.length > 10 ? '……' : ''}。请核对工作簿。/ ${report.gone.length} institutions of the last publication are missing; the codes at their doors now say that they are no longer in the list.`,
        ]),
    `${report.proposed === null ? '等级 grades' : '现行等级 grades in force'}: ${counts(report.states)}`,
    ...(report.proposed === null
      ? []
      : [
          `公示的拟定等级 proposed grades: ${counts(report.proposed)}（期满后用 --stage final 公布最终结果 / publish them with --stage final after the period）`,
        ]),
    `未评定原因 problems: ${counts(report.evaluationProblems)}`,
    `用到的执行口径 rulings used: ${counts(report.rulings)}`,
    `新编码 new codes: ${report.newCodes}（冲突 collisions ${report.codeCollisions}）`,
    `文件 files: ${report.files}，${(report.bytes / 1e6).toFixed(1)} MB`,
    `指纹 fingerprint of the root: ${report.fingerprint}`,
    '',
  ].join('\n');
}
