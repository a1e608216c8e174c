/** What `publish` says of a publication: plain words for every code, Chinese first. */

import { chinaDay } from '../../../core/domain/iso-date.ts';
import { counted } from '../../../core/words/lang.ts';
import type { Changed } from '../../publish/changed.ts';
import type { PublishReport } from '../../publish/report.ts';

type Pair = readonly [zh: string, en: string];

const CHANGED: Readonly<Record<Changed, Pair>> = {
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
  draw: ['随机抽查记录', 'draws for inspection'],
  'staff-file': ['给监督员的人员名单（加密）', 'the staff lists for inspectors (encrypted)'],
  other: ['其他签名文件', 'other signed files'],
};

/** What was done, for a terminal; what it says stands in the review (`reviewText`). */
export function summary(report: PublishReport): string {
  return [
    headline(report),
    ...(report.changed === null ? [] : [changedText(report.changed)]),
    `新编码${report.newCodes}个${collisions(report)[0]}。/ New codes: ${report.newCodes}${collisions(report)[1]}.`,
    `文件${report.files}个，共${(report.bytes / 1e6).toFixed(1)} MB。/ ${counted(report.files, 'file')}.`,
    `根密钥指纹（印在公告上，供核对）/ Fingerprint of the root, for the printed notice: ${report.fingerprint}`,
    '',
  ].join('\n');
}

function headline({ version, unchanged, year, until, time }: PublishReport): string {
  if (unchanged) {
    return `第${version}号公布的评级数据没有变化，已重新签名。/ The grades are those of publication no. ${version}; they are signed anew.`;
  }
  const day = chinaDay(new Date(time));
  return until === null
    ? `已发布第${version}号公布（${day}）：${year}年度最终结果。/ Publication no. ${version} is out: final grades of ${year}.`
    : `已发布第${version}号公布（${day}）：${year}年度拟定等级，公示到${until}（含当日）。/ Publication no. ${version} is out: grades proposed for ${year}, open until the end of ${until}.`;
}

/** What visitors will see another of; never “nothing changed” while something did. */
function changedText(changed: readonly Changed[]): string {
  if (changed.length === 0) return '与上次公布相比：没有变化。/ Since the last publication: no changes.';
  const [zh, en] = [changed.map((one) => CHANGED[one][0]).join('、'), changed.map((one) => CHANGED[one][1]).join(', ')];
  return `与上次公布相比，有变化的：${zh}。/ Changed since the last publication: ${en}.`;
}

function collisions({ codeCollisions: n }: PublishReport): Pair {
  return n === 0 ? ['', ''] : [`（${n}个因重复另取）`, ` (${n} taken anew after a collision)`];
}
