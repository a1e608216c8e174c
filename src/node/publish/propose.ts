/** Records of the proposed stage: each keeps what is in force, as it was signed, and carries what is proposed beside it. */
import type { Opening } from '../../core/snapshot/opening.ts';
import type { InstitutionRecord, Proposal, RecordOutcome } from '../../core/snapshot/record.ts';
import type { ReadRelease } from '../verify/read-release.ts';
import { held } from './held.ts';
import { commitmentsOf } from './openings.ts';
import type { Publishable } from './records.ts';
import type { ProposedPeriod } from './stage.ts';

/**
 * From the records of this year's evaluation to those of the proposed stage. `last` was verified: grades in force come
 * from it alone, whatever the workbook says by now. Name, licence, staff and penalties are today's.
 */
export function proposeRecords(
  made: readonly Publishable[],
  last: Pick<ReadRelease, 'records' | 'openings'> | null,
  period: ProposedPeriod,
): Publishable[] {
  const before = new Map(last?.records.map((record) => [record.code, record]));
  return made.map((one) =>
    proposeOne(one, before.get(one.record.code), last?.openings.get(one.record.code) ?? [], period),
  );
}

function proposeOne(
  { record, openings, unissued, staff }: Publishable,
  before: InstitutionRecord | undefined,
  signed: readonly Opening[],
  period: ProposedPeriod,
): Publishable {
  const { outcome } = record;
  // A certificate is in force by its own days, whatever is proposed for others.
  const whom = staff && { staff };
  if (record.certificate !== undefined) return held({ record, openings, ...whom });
  const proposed = unissued ?? (outcome.status === 'graded' ? outcome : null);
  const proposal = proposed && proposalOf(proposed, before?.proposal, period);
  const standing = outcome.status === 'withdrawn' ? null : inForceOf(before, period);
  // The reasons of this year's evaluation wait for its final grades.
  const own = openings.filter(({ body }) => body.type !== 'reason');
  const all = standing ? [...own, ...standingReasons(signed, own)] : own;
  return held({
    record: {
      ...record,
      ...(standing ?? { outcome: proposed ? AWAITING : outcome }),
      ...(proposal && { proposal }),
      sealed: commitmentsOf(all),
    },
    openings: all,
    ...whom,
  });
}

const AWAITING: RecordOutcome = { status: 'not-graded', state: 'awaiting' };

/**
 * The grade or the withdrawal that the last final release put in force, with its year; null where there is none. A label
 * withdrawn since then (licence revoked) is no matter of grading and acts at once; a state without a grade is this year's.
 */
function inForceOf(
  before: InstitutionRecord | undefined,
  { inForce }: ProposedPeriod,
): Pick<InstitutionRecord, 'year' | 'period' | 'outcome'> | null {
  if (before === undefined || before.year !== inForce) return null;
  const { year, period, outcome } = before;
  return outcome.status === 'graded' || outcome.status === 'withdrawn' ? { year, period, outcome } : null;
}

/**
 * Reasons of the grade in force that rest on penalties. When one of the penalties that stood with them is gone since –
 * repaired, revoked – they are gone too: what they say of penalties would tell of it.
 */
function standingReasons(signed: readonly Opening[], now: readonly Opening[]): readonly Opening[] {
  const documents = (openings: readonly Opening[]) =>
    openings.flatMap(({ body }) => (body.type === 'penalty' ? [body.documentNo] : []));
  const left = new Set(documents(now));
  const whole = documents(signed).every((document) => left.has(document));
  return whole ? signed.filter(({ body }) => body.type === 'reason') : [];
}

/** A correction is another grade than was proposed before for the same year; without one the first day stays. */
function proposalOf(
  { grade, mark, word, level, levels }: Extract<RecordOutcome, { status: 'graded' }>,
  earlier: Proposal | undefined,
  { year, today, until }: ProposedPeriod,
): Proposal {
  const shown = { year, grade, mark, word, level, levels, until };
  if (earlier?.year !== year) return { ...shown, from: today, corrected: null };
  return { ...shown, from: earlier.from, corrected: earlier.grade === grade ? earlier.corrected : today };
}
