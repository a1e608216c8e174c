/** From the workbook's entries to the facts of one round, and their evaluation. */
import type { Evaluation } from '../../core/domain/evaluation.ts';
import type { Amendment, Facts, InstitutionFacts } from '../../core/domain/facts.ts';
import type { InstitutionEntry } from '../../core/domain/institution.ts';
import { type IsoDate, isoDate, type Period } from '../../core/domain/iso-date.ts';
import type { Rulebook } from '../../core/rulebooks/rulebook.ts';
import type { Choices } from '../../core/rulebooks/rulings.ts';
import type { LoadedWorkspace } from './workspace/load.ts';

/** Ruling GEN-4, its default: the calendar year before the year of the grade. */
export function evidencePeriod(year: number): Period {
  return { from: isoDate(`${year - 1}-01-01`), to: isoDate(`${year - 1}-12-31`) };
}

/**
 * The facts of a round. The workbook keeps amendments of several years; only those after the evidence period act on this year's grade
 * (policy readings, 1) – on a grade with a certificate, which stands for years, those since the certificate's date. An
 * institution that closed or lost its licence stays so, whenever that was.
 */
export function forThisRound({ facts, certificate }: InstitutionEntry, period: Period): InstitutionFacts {
  const acts = (on: IsoDate) => (certificate === null ? on > period.to : on >= certificate.on);
  const lasts = (amendment: Amendment) => amendment.kind === 'labelWithdrawn' && amendment.cause !== 'other';
  return { ...facts, amendments: facts.amendments.filter((one) => acts(one.on) || lasts(one)) };
}

export interface Round {
  /** Entries with the amendments of this round; indexes of reasons point into their facts. */
  readonly entries: readonly InstitutionEntry[];
  /** What was graded. */
  readonly facts: Facts;
  readonly evaluations: ReadonlyMap<string, Evaluation>;
  /** Institutions of which a row of evidence was quarantined: no grade before the clerk has corrected it. */
  readonly incomplete: ReadonlySet<string>;
}

/**
 * Grades all institutions together. One whose evidence is incomplete is evaluated without any, so that it gets no
 * grade – what is left could only make it better than the truth – and takes no place in a quota.
 */
export function evaluateRound(
  rulebook: Rulebook,
  choices: Choices,
  workspace: Pick<LoadedWorkspace, 'entries' | 'incompleteFacts'>,
  period: Period,
): Round {
  const { incompleteFacts: incomplete } = workspace;
  const entries = workspace.entries.map((entry) => ({ ...entry, facts: forThisRound(entry, period) }));
  const institutions = entries.map(({ facts }) => facts);
  return { entries, ...gradeAll(rulebook, choices, { period, institutions }, incomplete), incomplete };
}

/** Of whom evidence is incomplete, no evidence counts. */
export function asGraded(institutions: Facts['institutions'], incomplete: ReadonlySet<string>): Facts['institutions'] {
  return institutions.map((one) => (incomplete.has(one.id) ? { ...one, assessments: {}, events: [] } : one));
}

/** The same of facts that are those of the round already. */
export function gradeAll(
  rulebook: Rulebook,
  choices: Choices,
  { period, institutions }: Facts,
  incomplete: ReadonlySet<string>,
): Pick<Round, 'facts' | 'evaluations'> {
  const graded: Facts = { period, institutions: asGraded(institutions, incomplete) };
  const results = rulebook.evaluate(graded, choices);
  return { facts: graded, evaluations: new Map(results.map((result) => [result.id, result])) };
}
