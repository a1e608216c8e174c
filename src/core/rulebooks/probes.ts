/**
 * What a report of gaps asks about, and builders of the facts: one year, one day, a document of its own for everything.
 */
import type { Evaluation } from '../domain/evaluation.ts';
import type { Facts, InstitutionFacts } from '../domain/facts.ts';
import { isoDate } from '../domain/iso-date.ts';
import type { Text } from '../domain/terms.ts';
import type { Choices } from './rulings.ts';

/** A grade's symbol, `withdrawn`, a number where something is counted; null: no grade. */
export type Outcome = string | null;

/** What one sentence of the text says of the facts: that they are given this outcome, or that they must not be. */
export interface Saying {
  readonly article: string;
  readonly says: 'gives' | 'bars';
  readonly outcome: Outcome;
}

/** The text alone: what it says, and the rulings that answer what it leaves open. */
export interface TextReading {
  readonly says: readonly Saying[];
  readonly asks: readonly string[];
}

/** What comes out under one choice of readings. */
export interface Decision {
  readonly outcome: Outcome;
  /** Ids of the rulings that the result names. */
  readonly rulings: readonly string[];
  /** Codes of its problems. */
  readonly problems: readonly string[];
}

type Evaluate = (facts: Facts, choices: Choices) => readonly Evaluation[];

export interface Probe {
  /** Stable within its policy: `complaint-undecided`. */
  readonly id: string;
  /** Where the policy speaks of it, or should. */
  readonly article: string;
  readonly fact: Text;
  readonly text: TextReading;
  readonly decide: (evaluate: Evaluate, choices: Choices) => Decision;
}

export interface GapsData {
  /** In article order. */
  readonly probes: readonly Probe[];
  /** Problem codes by which a result says that nobody decides; with any other the answer is a definite no. */
  readonly withheld: readonly string[];
}

/** The year of all probes; a policy that began later is asked about it all the same (GEN-5 `accept`). */
export const PERIOD = { from: isoDate('2025-01-01'), to: isoDate('2025-12-31') };

/** Day and document of the n-th fact: facts of one number would count once (GEN-2). */
export function found(n = 1) {
  return { on: isoDate('2025-06-15'), documentNo: `文〔2025〕${n}号` };
}

/** The day alone: found, and no document names it. */
export const UNDOCUMENTED = { on: found().on };

/** Day and document of a change of the grade in force, after the period. */
export const DECIDED = { on: isoDate('2026-03-03'), documentNo: '准〔2026〕1号' };

/** The day alone: decided, and nobody approved it. */
export const UNAPPROVED = { on: DECIDED.on };

export type ProbeFacts = Partial<Omit<InstitutionFacts, 'id'>>;

/** The institution that a probe asks about. */
export function institutionWith(facts: ProbeFacts): InstitutionFacts {
  return { id: 'probe', licence: 'practice-licence', assessments: {}, events: [], amendments: [], ...facts };
}

/** A round: the institution asked about first, then others graded with it. */
export function round(asked: InstitutionFacts, others: readonly InstitutionFacts[] = []): Facts {
  return {
    period: PERIOD,
    institutions: [asked, ...others.map((other, index) => ({ ...other, id: `other-${index}` }))],
  };
}

/** Just below a whole number: 90 → `89.99`. */
export function justBelow(whole: number): string {
  return `${whole - 1}.99`;
}

export function gives(article: string, outcome: Saying['outcome']): Saying {
  return { article, says: 'gives', outcome };
}

export function bars(article: string, outcome: Saying['outcome']): Saying {
  return { article, says: 'bars', outcome };
}

/** The usual way to decide: evaluate the facts, and take the result of the institution that stands first. */
export function byEvaluation(facts: Facts): Probe['decide'] {
  return (evaluate, choices) => {
    const [result] = evaluate(facts, choices);
    if (result === undefined) throw new RangeError('a probe has no institution');
    const { rulings, problems } = result;
    return { outcome: outcomeOf(result), rulings, problems: problems.map(({ code }) => code) };
  };
}

function outcomeOf({ status, grade }: Evaluation): Outcome {
  return status === 'withdrawn' ? 'withdrawn' : grade;
}
