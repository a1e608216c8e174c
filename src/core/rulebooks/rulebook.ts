/** The contract of a rulebook: one policy document, as rules that grade institutions and words that explain it. */
import type { Evaluation } from '../domain/evaluation.ts';
import type { Amendment, Assessments, Event, Facts } from '../domain/facts.ts';
import type { IsoDate, Period } from '../domain/iso-date.ts';
import type { RulebookTerms } from '../domain/terms.ts';
import type { CalendarStep } from './calendar.ts';
import type { GapsData } from './probes.ts';
import type { AdoptedRulings, Choices, RulingDefinition } from './rulings.ts';

/** The text of the policy that is encoded, and the days for which it is in force (both included). */
export interface Edition {
  readonly documentNo: string;
  readonly from: IsoDate;
  /** Null where the policy names no end. */
  readonly to: IsoDate | null;
  /** Where the document says so; beside a ruling, what that reads. */
  readonly citation: string;
  /** The ruling that sets `from` where the document names no day. */
  readonly ruling?: string;
}

/** What every rule must carry: its citation, and what it does to the grade (`cap C`, `grade A`, `set lower grade`, `withdrawn`). */
export interface RuleDefinition {
  readonly article: string;
  readonly effect: string;
}

export interface Rulebook {
  readonly id: string;
  /** Oldest first; no two are in force on one day. */
  readonly editions: readonly [Edition, ...Edition[]];
  /** Symbols, best first. */
  readonly grades: readonly string[];
  /** All rulings it knows: the general ones, then its own, in the policy's order. */
  readonly rulings: readonly RulingDefinition[];
  /** Every rule that a reason may name, in article order. */
  readonly rules: Readonly<Record<string, RuleDefinition>>;
  /** The assessments that it reads: a bureau is asked for no others. */
  readonly assesses: readonly (keyof Assessments)[];
  /** The events and amendments that it reads or shows: the workbook offers no others. Penalties have a sheet of their own. */
  readonly reads: readonly (Exclude<Event['kind'], 'penalty'> | Amendment['kind'])[];
  /** The steps of its year, in the policy's order. */
  readonly calendar: readonly CalendarStep[];
  /** The facts at its thresholds, and what its text says of them literally. */
  readonly gaps: GapsData;
  /**
   * Grades all institutions of one round together (Wugang's quota is over all of them), in input order.
   * Pure: the same facts and choices give the same results, and the order of facts changes no grade.
   */
  evaluate(facts: Facts, choices: Choices): readonly Evaluation[];
  /**
   * The policy's own words and numbers for a round of this evidence period – without one, those that came last – with the
   * rulings that a bureau adopted; ids that it does not name are at their default.
   */
  terms(adopted: AdoptedRulings, period?: Period): RulebookTerms;
}
