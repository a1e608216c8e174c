/** What the parts of a review share: names of states, and lists that are cut. */
import { clerkEn, clerkZh } from '../../../core/words/clerk.ts';
import type { Review } from '../../publish/review/review.ts';

export type Pair = readonly [zh: string, en: string];

/** A grade or a state by its name; null stands for an institution that is not in the list. */
export function stateName({ words }: Review, state: string | null): Pair {
  if (state === null) return ['未列入', 'not listed'];
  const grade = words.grades[state];
  return [grade?.zh ?? clerkZh.states[state] ?? state, grade?.en ?? clerkEn.states[state] ?? state];
}

/** At most `most` of them, with a line on how many more there are. */
export function atMost(lines: readonly string[], most: number): readonly string[] {
  if (lines.length <= most) return lines;
  const rest = lines.length - most;
  return [...lines.slice(0, most), `    ……另有${rest}家，见审核单。/ … and ${rest} more, in the review file.`];
}
