/** `yixinma publish DIR --year Y --stage final`. */

import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type PublishRefusal, publishRelease } from '../publish/publish.ts';
import type { PublishReport } from '../publish/report.ts';
import type { Command, Io } from './command.ts';
import { askPassphrase } from './passphrase.ts';

const DIST = fileURLToPath(new URL('../../../dist', import.meta.url));

export const publish: Command = {
  name: 'publish',
  summary: '评定、签名并发布 / grade, sign and publish a workspace',
  usage: 'yixinma publish DIR --year Y --stage final [--passphrase-file FILE] [--json]',
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        year: { type: 'string' },
        stage: { type: 'string' },
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
      now: io.now(),
      passphrase,
      dist: DIST,
    });
    if (!outcome.ok) return refuse(outcome.fault, values.json, io);
    io.out(values.json ? `${JSON.stringify(outcome.value)}\n` : summary(outcome.value));
    return 0;
  },
};

const REFUSALS: Readonly<Record<Exclude<PublishRefusal['code'], 'workspace'>, string>> = {
  'stage-not-supported':
    '暂不支持发布公示稿（proposed），目前只能发布最终结果。/ Only --stage final can be published for now; the proposed stage is not built yet.',
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

function refuse(fault: PublishRefusal, json: boolean, io: Io): 1 {
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

function summary(report: PublishReport): string {
  const counts = (record: Readonly<Record<string, number>>) =>
    Object.entries(record)
      .map(([key, count]) => `${key} ${count}`)
      .join(' · ') || '–';
  return [
    report.unchanged
      ? `第${report.version}号公布的评级数据没有变化；连同现在的受理方式、密钥和评价汇总，已重新签名。/ The grades are those of publication no. ${report.version}; they are signed anew, with intake, keys and ratings as they are now.`
      : `已发布第${report.version}号公布（${report.time}）。/ Publication no. ${report.version} is out.`,
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
          `⚠ 上次公布过、这次没有的机构${report.gone.length}家，它们门口的二维码将打不开：${report.gone.slice(0, 10).join('、')}${report.gone.length > 10 ? '……' : ''}。请核对工作簿。/ ${report.gone.length} institutions of the last publication are missing; the codes at their doors lead nowhere now.`,
        ]),
    `等级 grades: ${counts(report.states)}`,
    `未评定原因 problems: ${counts(report.evaluationProblems)}`,
    `用到的执行口径 rulings used: ${counts(report.rulings)}`,
    `新编码 new codes: ${report.newCodes}（冲突 collisions ${report.codeCollisions}）`,
    `文件 files: ${report.files}，${(report.bytes / 1e6).toFixed(1)} MB`,
    `指纹 fingerprint of the root: ${report.fingerprint}`,
    '',
  ].join('\n');
}
