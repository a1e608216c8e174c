/** Ratings by the public: half-yearly, rounded, from thirty on, never mixed with the grade (words: rate.*). */
import * as v from 'valibot';
import { RATINGS, type Rating } from './submission.ts';

/** Fewer than this are not shown at all. */
export const FEWEST_RATINGS = 30;

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
      count: v.pipe(v.number(), v.integer(), v.minValue(FEWEST_RATINGS)),
      /** Share of each answer in percent, rounded to fives, in the order of `RATINGS`. */
      shares: v.pipe(v.array(v.number()), v.length(RATINGS.length)),
    }),
  ),
});
/** Signed target `<bureau>/<year>/ratings.json`. */
export type RatingsFile = v.InferOutput<typeof RatingsFileSchema>;

export function parseRatings(text: string): RatingsFile | null {
  try {
    const read = v.safeParse(RatingsFileSchema, JSON.parse(text));
    return read.success ? read.output : null;
  } catch {
    return null;
  }
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
    const shares = RATINGS.map((rating) => Math.round(((counts.get(rating) ?? 0) / total) * 20) * 5);
    institutions.push([code, { count: Math.floor(total / 10) * 10, shares }]);
  }
  return { v: 1, bureau, half, institutions: Object.fromEntries(institutions) };
}
