/** What the workbook goes by: columns, sheets and choices are offered where the bureau's policy has a use for them. */
import type { RulebookTerms } from '../../../core/domain/terms.ts';
import { rulebookById } from '../../../core/rulebooks/registry.ts';
import type { Rulebook } from '../../../core/rulebooks/rulebook.ts';
import type { AdoptedRulings } from '../../../core/rulebooks/rulings.ts';

export interface Policy {
  readonly terms: RulebookTerms;
  /** The assessments that it reads. */
  readonly assessed: Rulebook['assesses'];
}

/** Null where the rulebook is not known: then whatever some policy has a use for is offered. */
export function policyOf(rulebook: string | null, adopted: AdoptedRulings = {}): Policy | null {
  const found = rulebook === null ? null : rulebookById(rulebook);
  return found && { terms: found.terms(adopted), assessed: found.assesses };
}

/** Whether something belongs to the policy. */
export type When = (policy: Policy) => boolean;

export const assesses =
  (what: Rulebook['assesses'][number]): When =>
  ({ assessed }) =>
    assessed.includes(what);
export const certifies: When = ({ terms }) => terms.validity.kind === 'certificate';
export const keepsRegister: When = ({ terms }) => terms.register !== null;
export const asksForChecks: When = ({ terms }) => terms.draw !== null || Object.keys(terms.supervision).length > 0;
export const hasSubjects: When = ({ terms }) => terms.subjects.length > 0;
export const of =
  (rulebook: string): When =>
  ({ terms }) =>
    terms.id === rulebook;
