/** What a person has to look at before anything is signed. */
import { counted } from '../../../core/words/lang.ts';
import type { Emptied, EmptiedKind } from '../../publish/review/emptied.ts';
import type { Review } from '../../publish/review/review.ts';
import { SHEETS } from '../../publish/workspace/columns.ts';
import { type Pair, stateName } from './review-names.ts';

/** The headings of all ⚠ lines. */
export function reviewWarnings(review: Review): readonly string[] {
  return [...warnings(review), ...shiftLines(review), ...keyLines(review)].filter((line) => line.startsWith('⚠'));
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
  return `⚠ 上次公布有${zh}、这次没有的${institutions}家，签名后网页上就不再有。${why}请核对工作簿。/ ${counted(institutions, 'institution')} had ${en} in the last publication and have none now${sheets === '' ? '' : ` (no row of ${sheets} was read)`}: check the workbook.`;
}

/** Of institutions, rows and the evidence. */
export function warnings({ unattributed, gone, ungraded, emptied, year, evidenceUntil }: Review): readonly string[] {
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

/** Of shares of a grade that shifted much. */
export function shiftLines(review: Review): readonly string[] {
  return review.shifts.map(({ state, before, after }) => {
    const [zh, en] = stateName(review, state);
    return `⚠ “${zh}”由${before}家变为${after}家，占比变化较大。请核对导入的资料是否完整。/ ${en}: ${before} before, ${after} now, a large shift. Check that the imported evidence is complete.`;
  });
}

/** A key that nobody here changed is the one thing that must stop a clerk. */
export function keyLines({ newKeys }: Review): readonly string[] {
  return newKeys.map(({ name, state, keyid }) =>
    state === 'pending'
      ? `⚠ 这次发布将启用一把新密钥：${name}（${keyid.slice(0, 16)}）。您没有换过密钥的，请不要输口令，先查明来历。/ This publication puts a new key in use: ${name}. If you replaced none, do not sign; find out where it comes from.`
      : `⚠ keys 文件夹里的 ${name}（${keyid.slice(0, 16)}）不是本单位在用的密钥，不会采用，请移到别处。/ ${name} in the keys folder is none of yours and not used: take it out.`,
  );
}
