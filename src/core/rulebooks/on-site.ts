/** The on-site result: the score out of 100 as an exact fraction (GEN-7; at Wugang WG-0, WG-2), and the star items. */
import { addDecimals, type Decimal, decimal } from '../domain/decimal.ts';
import type { OnSiteItem } from '../domain/facts.ts';

/** Σscore / Σmax of the applicable items: `got / of`, both scaled to one unit; `of` is above zero. */
export interface Score {
  readonly got: bigint;
  readonly of: bigint;
}

const ZERO: Decimal = { units: 0n, scale: 0 };

/** The score of the applicable items; null when they carry no points at all (a table of veto items only). */
export function scoreOf(items: readonly OnSiteItem[]): Score | null {
  let got = ZERO;
  let of = ZERO;
  for (const item of items) {
    if (!item.applicable) continue;
    of = addDecimals(of, decimal(item.max));
    // 痕迹管理: what was found in breach within the year scores nothing, even if corrected since.
    if (!item.violationFound) got = addDecimals(got, decimal(item.score));
  }
  if (of.units <= 0n) return null;
  const scale = Math.max(got.scale, of.scale);
  return { got: toScale(got, scale), of: toScale(of, scale) };
}

function toScale(value: Decimal, scale: number): bigint {
  return value.units * 10n ** BigInt(scale - value.scale);
}

/** Whether the score, out of 100, is at least `threshold`: integers only. */
export function reaches(score: Score, threshold: number): boolean {
  return score.got * 100n >= BigInt(threshold) * score.of;
}

/** Negative, zero or positive as a is below, equal to or above b. */
export function compareScores(a: Score, b: Score): number {
  const left = a.got * b.of;
  const right = b.got * a.of;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The score out of 100 with two decimals, cut off and never rounded up: 89.999 is shown as 89.99 (WG-2). */
export function shownScore(score: Score): { readonly text: string; readonly exact: boolean } {
  const hundredths = (score.got * 10_000n) / score.of;
  const text = `${hundredths / 100n}.${(hundredths % 100n).toString().padStart(2, '0')}`;
  return { text, exact: hundredths * score.of === score.got * 10_000n };
}

/** How many applicable items of this star are not met. */
export function unmet(items: readonly OnSiteItem[], star: 1 | 2): number {
  return items.filter((item) => item.applicable && item.star === star && !item.met).length;
}
