/** What an evaluation says of one institution: flat, with its reasons as data (contracts, `evaluate`). */

export type EvaluationStatus = 'graded' | 'not-graded' | 'withdrawn' | 'register';

/** One ground of a grade. Words are made at the page, from the rulebook's terms. */
export interface Reason {
  /** The rule's id in its rulebook; `RulebookTerms.reasons` has its sentence. */
  readonly rule: string;
  /** The article as the policy prints it. */
  readonly article: string;
  /** What the rule did: `cap C`, `grade excellent`, `set D`, `withdrawn`. */
  readonly effect: string;
  /** What was seen: a count, an exact decimal as text, a tier. */
  readonly observed: number | string | boolean | null;
  /** What the rule asks for, in the same unit. */
  readonly threshold: number | string | boolean | null;
  /** Indexes into the institution's `events`. */
  readonly events: readonly number[];
  /** Indexes into the institution's `amendments`, where the reason rests on one. */
  readonly amendments?: readonly number[];
}

/** Why no grade was given, or what did not count; `path` points into the institution's facts. */
export interface Problem {
  readonly code: string;
  readonly path: string;
}

export interface Evaluation {
  readonly id: string;
  /** The rulebook's symbol, null unless graded. */
  readonly grade: string | null;
  readonly status: EvaluationStatus;
  readonly reasons: readonly Reason[];
  /** Ids of the rulings that this result depended on, sorted. */
  readonly rulings: readonly string[];
  readonly problems: readonly Problem[];
}
