/** From a checked workbook and its evaluation to what is public about each institution. */
import { isDeepStrictEqual } from 'node:util';
import type { Bureau } from '../../core/domain/bureau.ts';
import { certificateEnd } from '../../core/domain/certificate.ts';
import type { Evaluation } from '../../core/domain/evaluation.ts';
import type { Certificate, InstitutionEntry } from '../../core/domain/institution.ts';
import type { InstitutionCode } from '../../core/domain/institution-code.ts';
import { type IsoDate, type Period, termEnd } from '../../core/domain/iso-date.ts';
import type { RulebookTerms } from '../../core/domain/terms.ts';
import type { GradeChange, InstitutionRecord, RecordOutcome, UngradedState } from '../../core/snapshot/record.ts';
import type { CodeTable } from './codes.ts';
import { evidencePeriod, type Round } from './evidence.ts';
import { type Graded, held, type Publishable } from './held.ts';
import { commitmentOf, groundsOf, openingsOf } from './openings.ts';
import { isMedical } from './subject.ts';

export type { Publishable } from './held.ts';

/** What holds for the whole release. */
export interface ReleaseContext {
  readonly bureau: Bureau;
  readonly terms: RulebookTerms;
  readonly year: number;
  readonly period: Period;
  readonly codes: CodeTable;
  /** By code, of institutions whose name has changed. */
  readonly formerNames: ReadonlyMap<InstitutionCode, string>;
  /** The day on which this year's final grades were first published; validity counts from it. */
  readonly finalOn: IsoDate;
  readonly saltSecret: Uint8Array;
  /** Rulings that may be named beside a grade: naming others would tell of facts that must be able to leave. */
  readonly publicRulings: ReadonlySet<string>;
  readonly today: IsoDate;
  /** `registerMonths` of `bureau.json`: for how long a register's entries are shown (`RegisterContext`). */
  readonly registerMonths: number | null;
}

/** Records in the order of their codes, which is the order of the tree's leaves. One that is as in `last` is that very object. */
export function makeRecords(
  round: Pick<Round, 'entries' | 'evaluations' | 'incomplete'>,
  context: ReleaseContext,
  last: readonly InstitutionRecord[] = [],
): Publishable[] {
  const before = new Map(last.map((record) => [record.code, record]));
  const made: Publishable[] = [];
  for (const entry of round.entries) {
    const code = context.codes.get(entry.institution.id);
    const evaluation = round.evaluations.get(entry.institution.id);
    if (code === undefined || evaluation === undefined)
      throw new Error(`no code or evaluation for ${entry.institution.id}`);
    const openings = openingsOf(entry, code, evaluation.reasons, context);
    const commitments = openings.map(commitmentOf);
    const staffSealed = commitments[openings.findIndex(({ body }) => body.type === 'staff')] ?? null;
    const sealed = [...commitments].sort();
    const known = { ...entry, incomplete: round.incomplete.has(entry.institution.id) };
    const record = unlessSame(before.get(code), makeRecord(known, code, evaluation, sealed, context));
    const unissued = isUnissued(known, context) ? gradedOf(known, evaluation, context) : null;
    made.push(held({ record, openings, staff: entry.staff, staffSealed, ...(unissued && { unissued }) }));
  }
  return made.sort((a, b) => (a.record.code < b.record.code ? -1 : 1));
}

/** The record of before where nothing changed, so that two of the same are not held. */
function unlessSame(before: InstitutionRecord | undefined, record: InstitutionRecord): InstitutionRecord {
  return before !== undefined && isDeepStrictEqual(before, record) ? before : record;
}

function makeRecord(
  entry: InstitutionEntry & { readonly incomplete: boolean },
  code: InstitutionCode,
  evaluation: Evaluation,
  sealed: readonly string[],
  context: ReleaseContext,
): InstitutionRecord {
  const { institution, commitment, credit, promises } = entry;
  const staff = isMedical(institution, context.terms) ? [...entry.staff] : [];
  const count = (group: string) => staff.filter((member) => member.group === group).length;
  const { id: _, openedOn, subject, ...shown } = institution;
  const formerName = context.formerNames.get(code) ?? null;
  const outcome = outcomeOf({ ...entry, openedOn }, evaluation, context);
  return {
    v: 1,
    bureau: context.bureau.id,
    year: context.year,
    period: context.period,
    code,
    ...shown,
    staff: staff.length === 0 ? null : { doctors: count('doctor'), nurses: count('nurse'), others: count('other') },
    outcome,
    ...(outcome.status === 'not-graded' ? {} : certified(entry.certificate)),
    ...(subject === null ? {} : { subject }),
    ...(credit === null ? {} : { credit }),
    ...(promises === null ? {} : { promises }),
    ...(formerName === null ? {} : { formerName }),
    commitment: commitment && {
      year: commitment.year,
      signedOn: commitment.signedOn,
      items:
        commitment.items.length > 0 || !isMedical(institution, context.terms)
          ? commitment.items
          : context.bureau.commitment,
    },
    sealed,
  };
}

/** A grade with a certificate is of the certificate's year, whatever the year of the publication. */
function certified(certificate: Certificate | null): Partial<InstitutionRecord> {
  if (certificate === null) return {};
  const year = Number(certificate.on.slice(0, 4));
  return { year, period: evidencePeriod(year), certificate };
}

type Known = Pick<InstitutionEntry, 'facts' | 'certificate'> & {
  readonly openedOn: IsoDate | null;
  readonly incomplete: boolean;
};

function outcomeOf(known: Known, evaluation: Evaluation, context: ReleaseContext): RecordOutcome {
  if (evaluation.status === 'register') return { status: 'register' };
  if (evaluation.status === 'withdrawn') return withdrawn(known, evaluation);
  const graded = gradedOf(known, evaluation, context);
  if (graded === null) return { status: 'not-graded', state: ungradedState(known, evaluation, context) };
  return isUnissued(known, context) ? { status: 'not-graded', state: 'incomplete' } : graded;
}

/** A result whose certificate is not issued, or not entered, is not in force. */
function isUnissued({ certificate }: Pick<Known, 'certificate'>, { terms }: ReleaseContext): boolean {
  return terms.validity.kind === 'certificate' && certificate === null;
}

function gradedOf(
  known: Pick<Known, 'facts' | 'certificate'>,
  evaluation: Evaluation,
  context: ReleaseContext,
): Graded | null {
  const level = context.terms.grades.findIndex((grade) => grade.symbol === evaluation.grade) + 1;
  const grade = context.terms.grades[level - 1];
  if (grade === undefined || evaluation.status !== 'graded') return null;
  return {
    status: 'graded',
    grade: grade.symbol,
    mark: grade.mark,
    word: grade.word,
    level,
    levels: context.terms.grades.length,
    validUntil: lastDayOf(known.certificate, context),
    ...groundsOf(evaluation, context.terms),
    rulings: evaluation.rulings.filter((id) => context.publicRulings.has(id)),
    change: changeOf(known, evaluation),
  };
}

/** Null: until the next grades. Neither the day of publication nor that of a certificate counts (GEN-8). */
function lastDayOf(certificate: Certificate | null, { terms, finalOn }: ReleaseContext): IsoDate | null {
  const { validity } = terms;
  if (validity.kind === 'months') return termEnd(finalOn, validity.months);
  if (validity.kind === 'until-next' || certificate === null) return null;
  return certificate.extendedUntil ?? certificateEnd(certificate, validity);
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
function changeOf({ facts }: Pick<Known, 'facts'>, evaluation: Evaluation): GradeChange | null {
  const reason = evaluation.reasons.find((one) => one.amendments !== undefined);
  const amendment = facts.amendments[reason?.amendments?.[0] ?? -1];
  if (reason === undefined || amendment === undefined || typeof reason.observed !== 'string') return null;
  return { from: reason.observed, on: amendment.on, article: reason.article, documentNo: amendment.documentNo ?? '' };
}

const OUT_OF_SCOPE: readonly string[] = ['out-of-scope', 'not-yet-in-phase'];

/**
 * In which words a missing grade is told. An association's rating is voluntary: who failed, and who never applied, look
 * the same; only a certificate in force whose evidence was quarantined is not called none. Otherwise: out of scope, new (opened in or after the evidence period, nothing assessed
 * yet), awaiting (nothing assessed), incomplete (something is there, but not enough).
 */
function ungradedState(known: Known, evaluation: Evaluation, { terms, period }: ReleaseContext): UngradedState {
  const { facts, openedOn, incomplete } = known;
  if (terms.issuer === 'association') return incomplete && known.certificate !== null ? 'incomplete' : 'unrated';
  if (evaluation.problems.some(({ code }) => OUT_OF_SCOPE.includes(code))) return 'out-of-scope';
  if (incomplete || Object.keys(facts.assessments).length > 0) return 'incomplete';
  return openedOn !== null && openedOn >= period.from ? 'new' : 'awaiting';
}
