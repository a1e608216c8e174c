/** What a publication is going to say, for a clerk who has not signed yet: `publish` prints it, and writes it down. */

import { clerkEn, clerkZh } from '../../../core/words/clerk.ts';
import { counted } from '../../../core/words/lang.ts';
import type { Review } from '../../publish/review/review.ts';
import { SHEET_KEYS, SHEETS } from '../../publish/workspace/columns.ts';
import { editLines, moveLines, nearLines } from './review-changes.ts';
import { keyLines, shiftLines, warnings } from './review-warnings.ts';

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
    `机构：读取${rowsRead}行，公布${institutions}家，暂不采用${quarantined}行。/ Institutions: ${counted(rowsRead, 'row')} read, ${institutions} published, ${quarantined} not accepted.`,
    ...(lost.length === 0
      ? []
      : [`暂不采用的行：${zh}，原因见 yixinma check。/ Rows not accepted: ${en} (yixinma check).`]),
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
    return `    ${zh}（${n}家的结果用到）/ ${en} (${counted(n, 'result')})`;
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

function settingLines({ settings }: Review): readonly string[] {
  if (settings.length === 0) return [];
  return [`bureau.json 有变化：${settings.join('、')}。/ Changed in bureau.json: ${settings.join(', ')}.`];
}
