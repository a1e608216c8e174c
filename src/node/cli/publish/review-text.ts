/** What a publication is going to say, for a clerk who has not signed yet: `publish` prints it, and writes it down. */
import { clerkEn, clerkZh } from '../../../core/words/clerk.ts';
import type { Edit, EditedField } from '../../publish/review/edits.ts';
import type { Emptied, EmptiedKind } from '../../publish/review/emptied.ts';
import type { Move } from '../../publish/review/moves.ts';
import type { Review } from '../../publish/review/review.ts';
import { SHEET_KEYS, SHEETS } from '../../publish/workspace/columns.ts';

type Pair = readonly [zh: string, en: string];
type Counts = Readonly<Record<string, number>>;

/**
 * The review as lines of text. At most `most` institutions of a list are named, with a line on how many more there are;
 * the file has them all.
 */
export function reviewText(review: Review, most = Number.POSITIVE_INFINITY): string {
  return [
    headline(review),
    ...rowLines(review),
    ...warnings(review),
    ...gradeLines(review),
    ...shiftLines(review),
    ...keyLines(review),
    ...settingLines(review),
    ...moveLines(review, most),
    ...editLines(review, most),
    ...nearLines(review, most),
    ...basisLines(review),
    '',
  ].join('\n');
}

/** What a person has to look at before anything is signed: the headings of the ⚠ lines. */
export function reviewWarnings(review: Review): readonly string[] {
  return [...warnings(review), ...shiftLines(review), ...keyLines(review)].filter((line) => line.startsWith('⚠'));
}

function headline({ year, until }: Review): string {
  return until === null
    ? `待签名：${year}年度最终结果。/ To be signed: final grades of ${year}.`
    : `待签名：${year}年度拟定等级，公示到${until}（含当日）。/ To be signed: grades proposed for ${year}, open until the end of ${until}.`;
}

function rowLines({ rowsRead, institutions, quarantined, quarantinedRows }: Review): readonly string[] {
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

/** What is missing, and how the clerk calls it. */
const EMPTIED: Readonly<Record<EmptiedKind, Pair>> = {
  staff: ['人员', 'staff'],
  penalties: ['公示中的处罚', 'penalties on display'],
  listed: ['奖惩或记录', 'entries of a register'],
  changes: ['直接降级、停用标识等变动', 'changes within the year'],
  commitments: ['承诺书', 'a commitment'],
};

function emptiedLine({ kind, institutions, unread }: Emptied): string {
  const [zh, en] = EMPTIED[kind];
  const sheets = unread.map((sheet) => `“${SHEETS[sheet].title}”`).join('、');
  const why = sheets === '' ? '' : `${sheets}表一行也没有读到，表名改过或漏放了的，请改回。`;
  return `⚠ 上次公布有${zh}、这次没有的${institutions}家，签名后网页上就不再有。${why}请核对工作簿。/ ${institutions} institutions had ${en} in the last publication and have none now${sheets === '' ? '' : ` (no row of ${sheets} was read)`}: check the workbook.`;
}

function warnings({ unattributed, gone, ungraded, emptied, year, evidenceUntil }: Review): readonly string[] {
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
    ...emptied.map(emptiedLine),
    ...(ungraded.length === 0
      ? []
      : [
          `⚠ 上次有等级或拟定等级、这次都没有的机构${ungraded.length}家。请核对评定资料：/ Institutions that had a grade or a proposal and have neither now: ${ungraded.length}. Check their assessments:`,
          ...names(ungraded),
        ]),
  ];
}

function gradeLines({ states, proposed, words }: Review): readonly string[] {
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
function basisLines({ evaluationProblems, grounds, rulings, words }: Review): readonly string[] {
  const problems = Object.entries(evaluationProblems).map(
    ([code, n]) => `    ${clerkZh.grading[code] ?? code}：${n}处 / ${clerkEn.grading[code] ?? code}: ${n}`,
  );
  const readings = Object.entries(rulings).map(([id, n]) => {
    const { zh, en } = words.rulings[id] ?? { zh: id, en: id };
    return `    ${zh}（${n}家的结果用到）/ ${en} (${n} results)`;
  });
  const decided = Object.entries(grounds).map(([id, n]) => {
    const { article, sentence } = words.grounds[id] ?? { article: id, sentence: { zh: '', en: '' } };
    return `    ${article}，${sentence.zh}：${n}家 / ${sentence.en}: ${n}`;
  });
  return [
    ...(decided.length === 0 ? [] : ['等级的依据 / What decided the grades:', ...decided]),
    ...(problems.length === 0 ? [] : ['评定中发现 / Noted while grading:', ...problems]),
    ...(readings.length === 0 ? [] : ['评定用到的执行口径 / How gaps of the policy were read:', ...readings]),
  ];
}

/** A grade or a state by its name; null stands for an institution that is not in the list. */
function stateName({ words }: Review, state: string | null): Pair {
  if (state === null) return ['未列入', 'not listed'];
  const grade = words.grades[state];
  return [grade?.zh ?? clerkZh.states[state] ?? state, grade?.en ?? clerkEn.states[state] ?? state];
}

function shiftLines(review: Review): readonly string[] {
  return review.shifts.map(({ state, before, after }) => {
    const [zh, en] = stateName(review, state);
    return `⚠ “${zh}”由${before}家变为${after}家，占比变化较大。请核对导入的资料是否完整。/ ${en}: ${before} before, ${after} now, a large shift. Check that the imported evidence is complete.`;
  });
}

function moveLines(review: Review, most: number): readonly string[] {
  if (review.first) return [];
  const { moves } = review;
  if (moves.length === 0) return ['与上次公布相比，各机构等级没有变化。/ No grade differs from the last publication.'];
  const line = ({ name, code, from, to }: Move) => {
    const [a, b] = [stateName(review, from), stateName(review, to)];
    return `    ${name}（${code}）：${a[0]} → ${b[0]} / ${a[1]} → ${b[1]}`;
  };
  return [
    `与上次公布相比，等级或状态有变化的${moves.length}家：/ Institutions shown otherwise than in the last publication: ${moves.length}:`,
    ...atMost(moves.map(line), most),
  ];
}

/** A key that nobody here changed is the one thing that must stop a clerk. */
function keyLines({ newKeys }: Review): readonly string[] {
  return newKeys.map(({ name, state, keyid }) =>
    state === 'pending'
      ? `⚠ 这次发布将启用一把新密钥：${name}（${keyid.slice(0, 16)}）。您没有换过密钥的，请不要输口令，先查明来历。/ This publication puts a new key in use: ${name}. If you replaced none, do not sign; find out where it comes from.`
      : `⚠ keys 文件夹里的 ${name}（${keyid.slice(0, 16)}）不是本单位在用的密钥，不会采用，请移到别处。/ ${name} in the keys folder is none of yours and not used: take it out.`,
  );
}

function settingLines({ settings }: Review): readonly string[] {
  if (settings.length === 0) return [];
  return [`bureau.json 有变化：${settings.join('、')}。/ Changed in bureau.json: ${settings.join(', ')}.`];
}

const FIELDS: Readonly<Record<EditedField, Pair>> = {
  name: ['名称', 'name'],
  formerName: ['原名', 'former name'],
  otherNames: ['又名', 'other names'],
  kind: ['类别', 'kind'],
  level: ['级别', 'level'],
  town: ['乡镇', 'town'],
  address: ['地址', 'address'],
  phone: ['电话', 'telephone'],
  creditCode: ['统一社会信用代码', 'credit code'],
  licence: ['许可或备案', 'licence'],
  principal: ['主要负责人', 'person in charge'],
  staff: ['人数', 'numbers of staff'],
  outcome: ['等级或其依据', 'the grade or its grounds'],
  proposal: ['拟定等级', 'the proposal'],
  subject: ['主体类别', 'kind of subject'],
  certificate: ['证书', 'certificate'],
  credit: ['积分', 'points'],
  promises: ['承诺人数', 'commitments of staff'],
  commitment: ['承诺', 'commitment'],
  statement: ['机构说明', 'statement'],
};

function editLines(review: Review, most: number): readonly string[] {
  const { edits } = review;
  if (review.first) return [];
  if (edits.length === 0) return ['公布的其他内容没有变化。/ Nothing else differs from the last publication.'];
  const line = ({ name, code, fields, added, removed, names }: Edit) => {
    const told: Pair[] = [
      ...fields.map((field) => FIELDS[field]),
      ...(names ? [['人员名单', 'list of staff'] as const] : []),
      ...(added > 0 ? [[`新公示处罚或记录${added}条`, `${added} penalties or entries more`] as const] : []),
      ...(removed > 0
        ? [[`未到期而撤下处罚或记录${removed}条`, `${removed} taken out before their day`] as const]
        : []),
    ];
    return `    ${name}（${code}）：${told.map(([zh]) => zh).join('、')} / ${told.map(([, en]) => en).join(', ')}`;
  };
  return [
    `公布内容有变化的${edits.length}家：/ Institutions of which something else is said: ${edits.length}:`,
    ...atMost(edits.map(line), most),
  ];
}

function nearLines(review: Review, most: number): readonly string[] {
  if (review.near.length === 0) return [];
  const lines = review.near.map(({ name, id, grade, less, more }) => {
    const [now, down, up] = [stateName(review, grade), stateName(review, less), stateName(review, more)];
    const zh = [...(less === null ? [] : [`少1分为${down[0]}`]), ...(more === null ? [] : [`多1分为${up[0]}`])];
    const en = [
      ...(less === null ? [] : [`${down[1]} with a point less`]),
      ...(more === null ? [] : [`${up[1]} with one more`]),
    ];
    return `    ${name}（${id}）：${now[0]}，${zh.join('，')} / ${now[1]}, ${en.join(', ')}`;
  });
  return [
    `离分数线不到1分的${lines.length}家，签名前请复核评分：/ Within one point of another grade: ${lines.length}. Check their scores before you sign:`,
    ...atMost(lines, most),
  ];
}

function atMost(lines: readonly string[], most: number): readonly string[] {
  if (lines.length <= most) return lines;
  const rest = lines.length - most;
  return [...lines.slice(0, most), `    ……另有${rest}家，见审核单。/ … and ${rest} more, in the review file.`];
}
