/** Rules of the form "so many of these events": most of what a policy says. */
import type { Reason } from '../domain/evaluation.ts';
import type { Event } from '../domain/facts.ts';
import { reasonOf } from './draft.ts';
import type { CountedEvent } from './evidence.ts';
import type { RuleDefinition } from './rulebook.ts';

export interface CountRule extends RuleDefinition {
  readonly counts: (event: Event) => boolean;
  readonly atLeast: number;
  /** Null: no upper end. */
  readonly atMost: number | null;
}

function isCountRule(rule: RuleDefinition): rule is CountRule {
  return 'counts' in rule;
}

/** The reasons of all count rules that the events meet, in the order of the rules. */
export function applyCountRules(
  rules: Readonly<Record<string, RuleDefinition>>,
  counted: readonly CountedEvent[],
): Reason[] {
  if (counted.length === 0) return [];
  const reasons: Reason[] = [];
  for (const [id, rule] of Object.entries(rules)) {
    if (!isCountRule(rule)) continue;
    const met = counted.filter(({ event }) => rule.counts(event));
    if (met.length < rule.atLeast || (rule.atMost !== null && met.length > rule.atMost)) continue;
    reasons.push(reasonOf(id, rule, { observed: met.length, threshold: rule.atLeast }, met));
  }
  return reasons;
}

/** A predicate for one kind. */
export function isKind(kind: Event['kind']): (event: Event) => boolean {
  return (event) => event.kind === kind;
}
