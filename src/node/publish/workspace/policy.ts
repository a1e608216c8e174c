/** What the workbook goes by: columns, sheets and choices are offered where the bureau's policy has a use for them. */
import type { RulebookTerms } from '../../../core/domain/terms.ts';
import { rulebookById } from '../../../core/rulebooks/registry.ts';
import type { Rulebook } from '../../../core/rulebooks/rulebook.ts';
import type { AdoptedRulings } from '../../../core/rulebooks/rulings.ts';

export interface Policy {
  readonly terms: RulebookTerms;
  /** The assessments that it reads. */
  readonly assessed: Rulebook['assesses'];
  /** The events and amendments that it reads. */
  readonly read: Rulebook['reads'];
}

/** Null where the rulebook is not known: then whatever some policy has a use for is offered. */
export function policyOf(rulebook: string | null, adopted: AdoptedRulings = {}): Policy | null {
  const found = rulebook === null ? null : rulebookById(rulebook);
  return found && { terms: found.terms(adopted), assessed: found.assesses, read: found.reads };
}

/** Whether something belongs to the policy. */
export type When = (policy: Policy) => boolean;

export const assesses =
  (what: Rulebook['assesses'][number]): When =>
  ({ assessed }) =>
    assessed.includes(what);
/** Of the sheet 评定; eligibility has one of its own. */
export const assessesAny: When = ({ assessed }) => assessed.some((what) => what !== 'eligibility');
/** A policy that reads at least one of these kinds of events. */
export const reads =
  (...kinds: Rulebook['reads']): When =>
  ({ read }) =>
    kinds.some((kind) => read.includes(kind));
export const certifies: When = ({ terms }) => terms.validity.kind === 'certificate';
export const keepsRegister: When = ({ terms }) => terms.register !== null;
export const isAssociation: When = ({ terms }) => terms.issuer === 'association';
export const asksForChecks: When = ({ terms }) => terms.draw !== null || Object.keys(terms.supervision).length > 0;
export const hasSubjects: When = ({ terms }) => terms.subjects.length > 0;
export const of =
  (rulebook: string): When =>
  ({ terms }) =>
    terms.id === rulebook;
