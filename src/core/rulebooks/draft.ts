/** What is known of one institution while its evaluation is made; the shared steps of every rulebook. */
import type { Evaluation, Problem, Reason } from '../domain/evaluation.ts';
import type { Facts, InstitutionFacts } from '../domain/facts.ts';
import type { Period } from '../domain/iso-date.ts';
import { coveringEdition, type Editions } from './editions.ts';
import type { CountedEvent } from './evidence.ts';
import type { RuleDefinition } from './rulebook.ts';
import type { Choices } from './rulings.ts';

export interface Draft {
  readonly institution: InstitutionFacts;
  /** The grade so far; null as long as something in `blockers` forbids one. */
  grade: string | null;
  readonly reasons: Reason[];
  /** What did not count, and why. */
  readonly problems: Problem[];
  /** Why no grade can be given. */
  readonly blockers: Problem[];
  /** Ids of the rulings that shaped the result. */
  readonly used: Set<string>;
}

/** `rulings`: those that the whole round depends on. */
export function newDraft(institution: InstitutionFacts, rulings: readonly string[]): Draft {
  return { institution, grade: null, reasons: [], problems: [], blockers: [], used: new Set(rulings) };
}

/** The rulings that a whole round depends on: GEN-4 by choice or period, GEN-5 where no edition covers the period. */
export function roundRulings(editions: Editions, period: Period, choices: Choices): readonly string[] {
  const year = period.from.slice(0, 4);
  const calendarYear = period.from === `${year}-01-01` && period.to === `${year}-12-31`;
  const asked = (choices['GEN-4'] ?? 'default') !== 'default' || !calendarYear;
  return [...(asked ? ['GEN-4'] : []), ...(coveringEdition(editions, period) ? [] : ['GEN-5'])];
}

/** The results of a round whose period no edition covers (GEN-5); null when it may be graded. */
export function periodNotCovered(editions: Editions, facts: Facts, choices: Choices): readonly Evaluation[] | null {
  if (coveringEdition(editions, facts.period) !== null || choices['GEN-5'] === 'accept') return null;
  // Before a first day that only a ruling sets, the refusal rests on that ruling too.
  const { from, ruling } = editions[0];
  const rulings = ruling !== undefined && facts.period.from < from ? ['GEN-5', ruling].sort() : ['GEN-5'];
  return facts.institutions.map(({ id }) => ({
    id,
    grade: null,
    status: 'not-graded',
    reasons: [],
    rulings,
    problems: [{ code: 'period-not-covered', path: 'period' }],
  }));
}

/** The reason of a rule that fired. */
export function reasonOf(
  rule: string,
  definition: RuleDefinition,
  seen: { readonly observed: Reason['observed']; readonly threshold: Reason['threshold'] },
  counted: readonly CountedEvent[] = [],
): Reason {
  return {
    rule,
    article: definition.article,
    effect: definition.effect,
    observed: seen.observed,
    threshold: seen.threshold,
    events: counted.map(({ index }) => index),
  };
}

/** The grade symbol that an effect names; the last word of `cap C`, `grade excellent`, `set D`. */
export function gradeOfEffect(effect: string): string {
  return effect.slice(effect.lastIndexOf(' ') + 1);
}

/** The worst grade that the reasons name, never better than `start`; `grades` best first. */
export function worstGrade(grades: readonly string[], start: string, reasons: readonly Reason[]): string {
  let worst = grades.indexOf(start);
  for (const reason of reasons) worst = Math.max(worst, grades.indexOf(gradeOfEffect(reason.effect)));
  return grades[worst] ?? start;
}

/** The finished result: what decides stands first, then the policy's order; rulings sorted as text. */
export function finish(draft: Draft, grades: readonly string[], status: Evaluation['status']): Evaluation {
  const rank = (reason: Reason): number => grades.indexOf(gradeOfEffect(reason.effect));
  return {
    id: draft.institution.id,
    grade: status === 'graded' ? draft.grade : null,
    status,
    reasons: [...draft.reasons].sort((a, b) => rank(b) - rank(a)),
    rulings: [...draft.used].sort(),
    problems: status === 'withdrawn' ? draft.problems : [...draft.blockers, ...draft.problems],
  };
}
