/** What `publish` says of a publication: plain words for every code, Chinese first. */
import { chinaDay } from '../../../core/domain/iso-date.ts';
import { clerkEn, clerkZh } from '../../../core/words/clerk.ts';
import type { Changed } from '../../publish/changed.ts';
import type { PublishReport } from '../../publish/report.ts';
import { SHEET_KEYS, SHEETS } from '../../publish/workspace/columns.ts';

type Pair = readonly [zh: string, en: string];
type Counts = Readonly<Record<string, number>>;

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
  other: ['其他签名文件', 'other signed files'],
};

/** Everything of a publication, for a terminal. */
export function summary(report: PublishReport): string {
  return [
    headline(report),
    ...(report.changed === null ? [] : [changedText(report.changed)]),
    ...rowLines(report),
    ...warnings(report),
    ...gradeLines(report),
    ...basisLines(report),
    `新编码${report.newCodes}个${collisions(report)[0]}。/ New codes: ${report.newCodes}${collisions(report)[1]}.`,
    `文件${report.files}个，共${(report.bytes / 1e6).toFixed(1)} MB。/ ${report.files} files.`,
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

function rowLines({ rowsRead, institutions, quarantined, quarantinedRows }: PublishReport): readonly string[] {
  const lost = SHEET_KEYS.filter((key) => (quarantinedRows[key] ?? 0) > 0);
  const zh = lost.map((key) => `${SHEETS[key].title}${quarantinedRows[key]}行`).join('、');
  const en = lost.map((key) => `${SHEETS[key].titleEn} ${quarantinedRows[key]}`).join(', ');
  return [
    `机构：读取${rowsRead}行，公布${institutions}家，暂不采用${quarantined}行。/ Institutions: ${rowsRead} rows read, ${institutions} published, ${quarantined} not accepted.`,
    ...(lost.length === 0
      ? []
      : [`暂不采用的行：${zh}，原因见 yixinma check。/ Rows not accepted: ${en} (yixinma check).`]),
  ];
}

function warnings({ unattributed, gone, ungraded, year, evidenceUntil }: PublishReport): readonly string[] {
  const names = (list: readonly string[]) => list.map((name) => `    ${name}`);
  return [
    ...(evidenceUntil === null
      ? []
      : [
          `⚠ ${year}年度的评价期到${evidenceUntil}才结束，拟定等级没有用全年的资料。如是年度写错，请用正确的 --year 再公示一次。/ The evidence period of ${year} runs to the end of ${evidenceUntil}: these proposals rest on a part of it. If the year is a slip, publish again with the right --year.`,
        ]),
    ...(unattributed === 0
      ? []
      : [
          `⚠ 有${unattributed}行的机构编号找不到机构，没有机构因此暂缓评级；如是处罚、事件或评定，请立即更正后重新发布。/ Rows that name no known institution: ${unattributed}. No grade was withheld for them: correct them and publish again (yixinma check).`,
        ]),
    ...(gone.length === 0
      ? []
      : [
          `⚠ 上次公布过、这次没有的机构${gone.length}家，它们门口的二维码将显示“不在公布名单内”。请核对工作簿：/ Institutions of the last publication that are missing: ${gone.length}. The codes at their doors now say that they are no longer in the list:`,
          ...names(gone),
        ]),
    ...(ungraded.length === 0
      ? []
      : [
          `⚠ 上次有等级或拟定等级、这次都没有的机构${ungraded.length}家。请核对评定资料：/ Institutions that had a grade or a proposal and have neither now: ${ungraded.length}. Check their assessments:`,
          ...names(ungraded),
        ]),
  ];
}

function gradeLines({ states, proposed, words }: PublishReport): readonly string[] {
  const zh = (counts: Counts) =>
    told(
      counts,
      (key) => words.grades[key]?.zh ?? clerkZh.states[key] ?? key,
      '，',
      (n) => `${n}家`,
    );
  const en = (counts: Counts) =>
    told(
      counts,
      (key) => words.grades[key]?.en ?? clerkEn.states[key] ?? key,
      ', ',
      (n) => ` ${n}`,
    );
  if (proposed === null) return [`等级：${zh(states)}。/ Grades: ${en(states)}.`];
  return [
    `现行等级：${zh(states)}。/ Grades in force: ${en(states)}.`,
    `公示的拟定等级：${zh(proposed)}。期满后用 --stage final 公布最终结果。/ Proposed grades: ${en(proposed)}. Publish them with --stage final after the period.`,
  ];
}

function told(counts: Counts, name: (key: string) => string, separator: string, number: (n: number) => string): string {
  return (
    Object.entries(counts)
      .map(([key, n]) => `${name(key)}${number(n)}`)
      .join(separator) || '–'
  );
}

/** Why there is no grade or something did not count, and how gaps of the policy were read. */
function basisLines({ evaluationProblems, rulings, words }: PublishReport): readonly string[] {
  const problems = Object.entries(evaluationProblems).map(
    ([code, n]) => `    ${clerkZh.grading[code] ?? code}：${n}处 / ${clerkEn.grading[code] ?? code}: ${n}`,
  );
  const readings = Object.entries(rulings).map(([id, n]) => {
    const { zh, en } = words.rulings[id] ?? { zh: id, en: id };
    return `    ${zh}（${n}家）/ ${en} (${n})`;
  });
  return [
    ...(problems.length === 0 ? [] : ['评定中发现 / Noted while grading:', ...problems]),
    ...(readings.length === 0 ? [] : ['评定用到的执行口径 / How gaps of the policy were read:', ...readings]),
  ];
}

function collisions({ codeCollisions: n }: PublishReport): Pair {
  return n === 0 ? ['', ''] : [`（${n}个因重复另取）`, ` (${n} taken anew after a collision)`];
}
