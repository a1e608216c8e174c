/** Ratings by the public: half-yearly, rounded, from thirty on, never mixed with the grade (words: rate.*). */
import * as v from 'valibot';
import { fail, ok, type Result } from '../domain/result.ts';
import { RATINGS, type Rating } from './submission.ts';

/** Fewer than this are not shown at all. */
export const FEWEST_RATINGS = 30;

/** Percent. */
const STEP = 5;
/** Numbers of ratings are shown in these steps. */
const COUNT_STEP = 10;

/** `2026-1` is January to June 2026. */
const Half = v.pipe(v.string(), v.regex(/^20\d\d-[12]$/));

const RatingsFileSchema = v.object({
  v: v.literal(1),
  bureau: v.string(),
  half: Half,
  /** By institution code; only those with enough ratings. */
  institutions: v.record(
    v.string(),
    v.object({
      /** How many, rounded down to tens. */
      count: v.pipe(v.number(), v.integer(), v.minValue(FEWEST_RATINGS), v.multipleOf(COUNT_STEP)),
      /** Share of each answer in percent, in steps of five that add up to 100, in the order of `RATINGS`. */
      shares: v.pipe(
        v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.multipleOf(STEP))),
        v.length(RATINGS.length),
        v.check((shares) => shares.reduce((sum, share) => sum + share, 0) === 100),
      ),
    }),
  ),
});
/** Signed target `<bureau>/<year>/ratings.json`. */
export type RatingsFile = v.InferOutput<typeof RatingsFileSchema>;

/** `not-ratings`: no such file. `not-rounded`: only that its figures are exact, which would tell who rated last. */
export function readRatings(text: string): Result<RatingsFile, 'not-ratings' | 'not-rounded'> {
  try {
    const read = v.safeParse(RatingsFileSchema, JSON.parse(text));
    if (read.success) return ok(read.output);
    return fail(read.issues.every(({ type }) => type === 'multiple_of') ? 'not-rounded' : 'not-ratings');
  } catch {
    return fail('not-ratings');
  }
}

/** Null for what is no such file, and for one whose figures are not rounded. */
export function parseRatings(text: string): RatingsFile | null {
  const read = readRatings(text);
  return read.ok ? read.value : null;
}

/** One opened rating. */
export interface GivenRating {
  readonly institution: string;
  readonly rating: Rating;
}

/** Sums up the ratings of one half-year. Rounding is coarse on purpose: one rating more must not be readable from it. */
export function summariseRatings(bureau: string, half: string, given: readonly GivenRating[]): RatingsFile {
  const byInstitution = new Map<string, Map<Rating, number>>();
  for (const { institution, rating } of given) {
    const counts = byInstitution.get(institution) ?? new Map<Rating, number>();
    counts.set(rating, (counts.get(rating) ?? 0) + 1);
    byInstitution.set(institution, counts);
  }
  const institutions: [string, RatingsFile['institutions'][string]][] = [];
  for (const [code, counts] of [...byInstitution].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    // A code is whatever the sender wrote: `__proto__` and the like are no institutions.
    if (total < FEWEST_RATINGS || !/^[0-9A-Z]{1,16}$/.test(code)) continue;
    const shares = sharesOf(RATINGS.map((rating) => counts.get(rating) ?? 0));
    institutions.push([code, { count: Math.floor(total / COUNT_STEP) * COUNT_STEP, shares }]);
  }
  return { v: 1, bureau, half, institutions: Object.fromEntries(institutions) };
}

/**
 * Largest remainders: rounded one by one, shares may add up to 95 or 105, and people who add them up trust no figure any
 * more. Whole numbers only, so that no machine rounds otherwise; of equal remainders the first in `RATINGS` goes up.
 */
function sharesOf(counts: readonly number[]): number[] {
  const steps = 100 / STEP;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const shares = counts.map((count) => Math.floor((count * steps) / total));
  const missing = steps - shares.reduce((sum, share) => sum + share, 0);
  const remainder = (count: number) => (count * steps) % total;
  const up = [...counts.keys()].sort((a, b) => remainder(counts[b] ?? 0) - remainder(counts[a] ?? 0) || a - b);
  const raised = new Set(up.slice(0, missing));
  return shares.map((share, index) => (share + (raised.has(index) ? 1 : 0)) * STEP);
}
