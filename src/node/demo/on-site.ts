/**
 * An on-site table for the demo. The policy's own (attachment 2) is not part of its published text: these twelve items
 * are an example and say so. Scores are hundredths, because 89.99 must stay below 90.
 */
import { ASSESSMENT_KINDS, STARS } from '../publish/workspace/columns/choices.ts';
import { type Book, label, yesNo } from './book.ts';
import type { Member } from './institutions.ts';
import type { Random } from './random.ts';

interface Item {
  readonly id: string;
  readonly max: number;
  readonly star: '0' | '1' | '2';
}

/** The full scores add up to 100. */
export const ITEMS: readonly Item[] = [
  { id: '示例1 许可证与校验', max: 10, star: '0' },
  { id: '示例2 人员资质', max: 10, star: '2' },
  { id: '示例3 诊疗科目', max: 10, star: '0' },
  { id: '示例4 病历书写', max: 8, star: '0' },
  { id: '示例5 处方管理', max: 8, star: '1' },
  { id: '示例6 消毒隔离', max: 8, star: '0' },
  { id: '示例7 医疗废物', max: 8, star: '0' },
  { id: '示例8 传染病报告', max: 8, star: '0' },
  { id: '示例9 药品器械', max: 8, star: '2' },
  { id: '示例10 放射防护', max: 8, star: '0' },
  { id: '示例11 信息公示', max: 7, star: '1' },
  { id: '示例12 投诉管理', max: 7, star: '0' },
];

export interface OnSiteVisit {
  /** The sum of the scores as written, in hundredths of a point of 100: 8999 is 89.99. */
  readonly hundredths: number;
  readonly inspectors?: number;
  /** Number of the item (1 to 12) that is not met, though it has points: only its star acts. */
  readonly unmet?: number;
  /** Number of the item found in breach within the year: its points no longer count. */
  readonly violation?: number;
  /** Numbers of items that do not concern this institution; their points are not in `hundredths`. */
  readonly notApplicable?: readonly number[];
}

/** Adds one visit, a row an item. */
export function addOnSite(book: Book, member: Member, visit: OnSiteVisit, random: Random): void {
  const away = new Set(visit.notApplicable ?? []);
  const lost = pointsLost(10_000 - visit.hundredths, away, random);
  ITEMS.forEach((item, at) => {
    const nth = at + 1;
    const score = away.has(nth) ? 0 : item.max * 100 - (lost[at] ?? 0);
    book.assessment({
      institutionId: member.id,
      kind: label(ASSESSMENT_KINDS, 'onSite'),
      inspectors: String(visit.inspectors ?? 2),
      item: item.id,
      max: String(item.max),
      score: points(score),
      star: label(STARS, item.star),
      applicable: yesNo(!away.has(nth)),
      met: yesNo(visit.unmet !== nth),
      violationFound: yesNo(visit.violation === nth),
    });
  });
}

/** Spreads the points lost over the items that apply, by chance, none below zero. Items away lose nothing. */
function pointsLost(total: number, away: ReadonlySet<number>, random: Random): number[] {
  const lost = ITEMS.map(() => 0);
  const places = random.shuffle(ITEMS.map((_, at) => at).filter((at) => !away.has(at + 1)));
  let left = total;
  for (let round = 0; left > 0; round++) {
    for (const at of places) {
      const room = (ITEMS[at]?.max ?? 0) * 100 - (lost[at] ?? 0);
      // Mostly whole half points, as inspectors give them; what remains goes where there is room.
      const share = round < 2 ? Math.min(room, left, random.between(0, 4) * 50) : Math.min(room, left);
      lost[at] = (lost[at] ?? 0) + share;
      left -= share;
    }
    if (round > 3) throw new RangeError('more points lost than there are');
  }
  return lost;
}

/** 750 → `7.5`. */
function points(hundredths: number): string {
  return (hundredths / 100).toFixed(2).replace(/\.?0+$/, '');
}
