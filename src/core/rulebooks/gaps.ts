/**
 * The report of gaps: facts at a policy's thresholds, and what decides about each – the text by itself, only a ruling,
 * nothing, or two sentences of the text at once. Each policy has a second, literal reading of its own words in `gaps.ts`, made
 * without any ruling; it is held against what the rulebook gives under every reading that a bureau can choose.
 *
 * The general rulings (GEN-1 to 9: documents, doubles, periods, persons, terms) are gaps of no policy and are not probed.
 */
import type { Text } from '../domain/terms.ts';
import type { Decision, Outcome, Probe, Saying, TextReading } from './probes.ts';
import type { Rulebook } from './rulebook.ts';
import { type Choices, GENERAL_RULINGS } from './rulings.ts';

export type DecidedBy = 'text' | 'ruling' | 'none' | 'several';

export interface GapRow {
  readonly id: string;
  readonly article: string;
  readonly fact: Text;
  readonly decidedBy: DecidedBy;
  readonly says: readonly Saying[];
  /** The rulings that answer where the text does not. */
  readonly rulings: readonly string[];
  /** Beyond the text, and the result names no ruling for it: an interpretation that nobody adopted. */
  readonly silent: boolean;
  readonly outcome: Outcome;
  readonly problems: readonly string[];
  /** Readings of one ruling each under which something else comes out. */
  readonly otherwise: readonly { readonly ruling: string; readonly choice: string; readonly outcome: Outcome }[];
}

/** One row a probe, in their order. Pure: the same rulebook gives the same rows. */
export function reportGaps(rulebook: Rulebook): readonly GapRow[] {
  return rulebook.gaps.probes.map((probe) => rowOf(probe, rulebook));
}

/** The policy's own rulings that no probe asks for: the text settles them, or they concern no grade. */
export function rulingsNotAsked(rulebook: Rulebook, rows: readonly GapRow[]): readonly string[] {
  const known = new Set([...GENERAL_RULINGS.map(({ id }) => id), ...rows.flatMap(({ rulings }) => rulings)]);
  return rulebook.rulings.map(({ id }) => id).filter((id) => !known.has(id));
}

/** The year of the probes may lie before a policy's first day: what its text says of a fact is asked nevertheless. */
const ANY_YEAR: Choices = { 'GEN-5': 'accept' };

function rowOf({ id, article, fact, text, decide }: Probe, rulebook: Rulebook): GapRow {
  const decision = decide(rulebook.evaluate, ANY_YEAR);
  const otherwise = rulebook.rulings.flatMap((ruling) =>
    ruling.alternatives.flatMap(({ id: choice }) => {
      const { outcome } = decide(rulebook.evaluate, { ...ANY_YEAR, [ruling.id]: choice });
      return outcome === decision.outcome ? [] : [{ ruling: ruling.id, choice, outcome }];
    }),
  );
  const decidedBy = classify(text, decision, otherwise.length > 0, rulebook.gaps.withheld);
  const told = new Set([...decision.rulings, ...otherwise.map(({ ruling }) => ruling)]);
  const named = text.asks.every((ruling) => told.has(ruling));
  // A text that only an alternative departs from is answered by that ruling, told in `otherwise`.
  const covered = text.asks.length > 0 || (decidedBy === 'ruling' && otherwise.length > 0);
  const { outcome, problems } = decision;
  return {
    id,
    article,
    fact,
    decidedBy,
    says: text.says,
    rulings: text.asks,
    silent: (decidedBy === 'ruling' || decidedBy === 'several') && !(named && covered),
    outcome,
    problems,
    otherwise,
  };
}

/**
 * `several`: two outcomes at once, or one that another sentence forbids. `text`: exactly one, which is what comes out under
 * every reading, and nothing left open. `none`: no outcome, and none comes out. `ruling`: all else.
 */
function classify(
  { says, asks }: TextReading,
  { outcome, problems }: Decision,
  depends: boolean,
  withheld: readonly string[],
): DecidedBy {
  const given = new Set(says.flatMap((saying) => (saying.says === 'gives' ? [saying.outcome] : [])));
  const barred = says.some((saying) => saying.says === 'bars' && given.has(saying.outcome));
  if (given.size > 1 || barred) return 'several';
  if (given.size === 1 && given.has(outcome) && asks.length === 0 && !depends) return 'text';
  const nobody = given.size === 0 && outcome === null && problems.some((code) => withheld.includes(code));
  return nobody ? 'none' : 'ruling';
}
