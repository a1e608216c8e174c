/** Grades that rest on a single point: what a clerk looks at twice before signing. */
import { addDecimals, compareDecimals, type Decimal, decimal, formatDecimal } from '../../../core/domain/decimal.ts';
import type { Evaluation } from '../../../core/domain/evaluation.ts';
import type { Assessments, Event, Facts, InstitutionFacts, OnSiteItem } from '../../../core/domain/facts.ts';
import type { Rulebook } from '../../../core/rulebooks/rulebook.ts';
import type { Choices } from '../../../core/rulebooks/rulings.ts';

/** One institution whose grade would be another with one point less or more. */
export interface NearThreshold {
  readonly id: string;
  readonly grade: string;
  /** The grade with one point less; null where it stays. */
  readonly less: string | null;
  /** The grade with one point more; null where it stays. */
  readonly more: string | null;
}

type Step = 1 | -1;

/**
 * Grades the round twice more, with every number of points one lower and one higher: scores (of an on-site table, by a
 * hundredth of its full marks), points that add up, and a share by 0.01. All institutions move together, so a quota is
 * judged among equals. Nothing else of the facts changes, and no policy is asked which numbers it reads.
 */
export function nearThresholds(
  rulebook: Rulebook,
  choices: Choices,
  facts: Facts,
  grades: ReadonlyMap<string, Evaluation['grade']>,
): NearThreshold[] {
  const graded = (step: Step) => {
    const institutions = facts.institutions.map((one) => shifted(one, step));
    const results = rulebook.evaluate({ ...facts, institutions }, choices);
    return new Map(results.map(({ id, grade }) => [id, grade]));
  };
  const [lower, higher] = [graded(-1), graded(1)];
  return facts.institutions.flatMap(({ id }) => {
    const grade = grades.get(id) ?? null;
    if (grade === null) return [];
    const other = (found: string | null | undefined) => (found === undefined || found === grade ? null : found);
    const [less, more] = [other(lower.get(id)), other(higher.get(id))];
    return less === null && more === null ? [] : [{ id, grade, less, more }];
  });
}

function shifted(facts: InstitutionFacts, step: Step): InstitutionFacts {
  return { ...facts, assessments: assessed(facts.assessments, step), events: withPoints(facts.events, step) };
}

function assessed(found: Assessments, step: Step): Assessments {
  const point: Decimal = { units: BigInt(step), scale: 0 };
  const { publicHealthScore, associationScore, onSite, eligibility } = found;
  return {
    ...found,
    ...(publicHealthScore !== undefined && { publicHealthScore: moved(publicHealthScore, point, '100') }),
    ...(associationScore !== undefined && { associationScore: moved(associationScore, point, '100') }),
    ...(onSite !== undefined && { onSite: { ...onSite, items: scored(onSite.items, step) } }),
    ...(eligibility !== undefined && {
      eligibility: {
        ...eligibility,
        satisfaction: moved(eligibility.satisfaction, { units: BigInt(step), scale: 2 }, '1'),
      },
    }),
  };
}

/** The text of `text` + `by`, kept between 0 and `most`. */
function moved(text: string, by: Decimal, most: string): string {
  const sum = addDecimals(decimal(text), by);
  if (compareDecimals(sum, decimal('0')) < 0) return '0';
  return compareDecimals(sum, decimal(most)) > 0 ? most : formatDecimal(sum);
}

/** A hundredth of the full marks, on the first item that counts: the sum is what is graded. */
function scored(items: readonly OnSiteItem[], step: Step): readonly OnSiteItem[] {
  let [first, full]: [OnSiteItem | null, Decimal] = [null, { units: 0n, scale: 0 }];
  for (const item of items) {
    if (!item.applicable) continue;
    if (!item.violationFound) first ??= item;
    full = addDecimals(full, decimal(item.max));
  }
  if (first === null) return items;
  const by: Decimal = { units: full.units * BigInt(step), scale: full.scale + 2 };
  const one = { ...first, score: formatDecimal(addDecimals(decimal(first.score), by)) };
  return items.map((item) => (item === first ? one : item));
}

/** One point on the last event of each kind that carries points. */
function withPoints(events: readonly Event[], step: Step): readonly Event[] {
  if (events.length === 0) return events;
  const last = new Map(events.flatMap((event, index) => ('points' in event ? [[event.kind, index] as const] : [])));
  return events.map((event, index) =>
    'points' in event && last.get(event.kind) === index
      ? { ...event, points: moved(event.points, { units: BigInt(step), scale: 0 }, '1000') }
      : event,
  );
}
