/** From a checked workbook and its evaluation to what is public about each institution. */
import type { Bureau } from '../../core/domain/bureau.ts';
import type { Evaluation } from '../../core/domain/evaluation.ts';
import type { InstitutionEntry } from '../../core/domain/institution.ts';
import type { InstitutionCode } from '../../core/domain/institution-code.ts';
import { addDays, addMonths, type IsoDate, type Period } from '../../core/domain/iso-date.ts';
import type { RulebookTerms } from '../../core/domain/terms.ts';
import { commitmentOf, type Opening } from '../../core/snapshot/opening.ts';
import type { GradeChange, InstitutionRecord, RecordOutcome, UngradedState } from '../../core/snapshot/record.ts';
import type { CodeTable } from './codes.ts';
import type { Round } from './evidence.ts';
import { openingsOf, publicReason, restsOnPenalties } from './openings.ts';

/** What holds for the whole release. */
export interface ReleaseContext {
  readonly bureau: Bureau;
  readonly terms: RulebookTerms;
  readonly year: number;
  readonly period: Period;
  readonly codes: CodeTable;
  /** The day on which this year's final grades were first published; validity counts from it. */
  readonly finalOn: IsoDate;
  readonly saltSecret: Uint8Array;
  /** Rulings that may be named beside a grade: naming others would tell of facts that must be able to leave. */
  readonly publicRulings: ReadonlySet<string>;
  readonly today: IsoDate;
}

export interface Publishable {
  readonly record: InstitutionRecord;
  /** All openings, lapsed ones included. */
  readonly openings: readonly Opening[];
}

/** Records in the order of their codes, which is the order of the tree's leaves. */
export async function makeRecords(round: Round, context: ReleaseContext): Promise<Publishable[]> {
  const made: Publishable[] = [];
  for (const entry of round.entries) {
    const code = context.codes.get(entry.institution.id);
    const evaluation = round.evaluations.get(entry.institution.id);
    if (code === undefined || evaluation === undefined)
      throw new Error(`no code or evaluation for ${entry.institution.id}`);
    const openings = openingsOf(entry, code, evaluation.reasons, context.terms, context.saltSecret, context.today);
    const sealed = (await Promise.all(openings.map(commitmentOf))).sort();
    const known = { ...entry, incomplete: round.incomplete.has(entry.institution.id) };
    made.push({ record: makeRecord(known, code, evaluation, sealed, context), openings });
  }
  return made.sort((a, b) => (a.record.code < b.record.code ? -1 : 1));
}

function makeRecord(
  { institution, staff, commitment, facts, incomplete }: InstitutionEntry & { readonly incomplete: boolean },
  code: InstitutionCode,
  evaluation: Evaluation,
  sealed: readonly string[],
  context: ReleaseContext,
): InstitutionRecord {
  const count = (group: string) => staff.filter((member) => member.group === group).length;
  const { id: _, openedOn, ...shown } = institution;
  return {
    v: 1,
    bureau: context.bureau.id,
    year: context.year,
    period: context.period,
    code,
    ...shown,
    staff: staff.length === 0 ? null : { doctors: count('doctor'), nurses: count('nurse'), others: count('other') },
    outcome: outcomeOf({ facts, openedOn, incomplete }, evaluation, context),
    commitment: commitment && {
      year: commitment.year,
      signedOn: commitment.signedOn,
      items: commitment.items.length > 0 ? commitment.items : context.bureau.commitment,
    },
    sealed,
  };
}

type Known = Pick<InstitutionEntry, 'facts'> & { readonly openedOn: IsoDate | null; readonly incomplete: boolean };

function outcomeOf(known: Known, evaluation: Evaluation, context: ReleaseContext): RecordOutcome {
  if (evaluation.status === 'register') return { status: 'register' };
  if (evaluation.status === 'withdrawn') return withdrawn(known, evaluation);
  const level = context.terms.grades.findIndex((grade) => grade.symbol === evaluation.grade) + 1;
  const grade = context.terms.grades[level - 1];
  if (grade === undefined) return { status: 'not-graded', state: ungradedState(known, evaluation, context.period) };
  const { validity } = context.terms;
  return {
    status: 'graded',
    grade: grade.symbol,
    mark: grade.mark,
    word: grade.word,
    level,
    levels: context.terms.grades.length,
    validUntil: validity.kind === 'months' ? addDays(addMonths(context.finalOn, validity.months), -1) : null,
    reasons: evaluation.reasons
      .filter((reason) => !restsOnPenalties(reason, context.terms))
      .map((reason) => publicReason(reason, context.terms)),
    sealedReasons: evaluation.reasons.some((reason) => restsOnPenalties(reason, context.terms)),
    rulings: evaluation.rulings.filter((id) => context.publicRulings.has(id)),
    change: changeOf(known, evaluation),
  };
}

function withdrawn({ facts }: Known, evaluation: Evaluation): RecordOutcome {
  // The gravest cause comes first: what a patient must be warned of.
  const at = evaluation.reasons.flatMap((reason) => reason.amendments ?? [])[0];
  const amendment = at === undefined ? undefined : facts.amendments[at];
  if (amendment === undefined) throw new Error(`${evaluation.id} is withdrawn by no amendment`);
  const cause = amendment.kind === 'labelWithdrawn' ? amendment.cause : 'other';
  return { status: 'withdrawn', cause, on: amendment.on };
}

/** The grade in force was lowered: the latest amendment that acted comes first, and observed the grade before. */
function changeOf({ facts }: Known, evaluation: Evaluation): GradeChange | null {
  const reason = evaluation.reasons.find((one) => one.amendments !== undefined);
  const amendment = facts.amendments[reason?.amendments?.[0] ?? -1];
  if (reason === undefined || amendment === undefined || typeof reason.observed !== 'string') return null;
  return { from: reason.observed, on: amendment.on, article: reason.article, documentNo: amendment.documentNo ?? '' };
}

/**
 * In which words a missing grade is told: out of scope, new (opened in or after the evidence period, nothing assessed
 * yet), awaiting (nothing assessed), incomplete (something is there, but not enough).
 */
function ungradedState({ facts, openedOn, incomplete }: Known, evaluation: Evaluation, period: Period): UngradedState {
  if (evaluation.problems.some((problem) => problem.code === 'out-of-scope')) return 'out-of-scope';
  if (incomplete || Object.keys(facts.assessments).length > 0) return 'incomplete';
  return openedOn !== null && openedOn >= period.from ? 'new' : 'awaiting';
}
