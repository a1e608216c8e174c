/** 附件1 二(一) 「每年优秀率不超过10%」, as WG-3 reads it: over all institutions graded in one round. */
import { compareScores, type Score } from '../on-site.ts';

/** How one candidate for excellent stands. */
interface Standing {
  /** Institutions with at least this score among the candidates, itself included. */
  readonly place: number;
  /** ⌊N ÷ 10⌋. */
  readonly places: number;
  readonly keeps: boolean;
}

/**
 * Places are given by exact score, highest first. Where the last place falls among equal scores, none of them keeps it.
 * Standings come in the candidates' order; their order changes none of them.
 */
export function standings(candidates: readonly Score[], graded: number, oneOf: number): readonly Standing[] {
  const places = Math.floor(graded / oneOf);
  const order = candidates.map((score, index) => ({ score, index }));
  order.sort((a, b) => compareScores(b.score, a.score));
  const result: Standing[] = new Array(candidates.length);
  for (let start = 0; start < order.length; ) {
    const first = order[start];
    let end = start;
    while (first !== undefined && isEqual(order[end]?.score, first.score)) end++;
    for (const { index } of order.slice(start, end)) result[index] = { place: end, places, keeps: end <= places };
    start = end;
  }
  return result;
}

function isEqual(a: Score | undefined, b: Score): boolean {
  return a !== undefined && compareScores(a, b) === 0;
}
