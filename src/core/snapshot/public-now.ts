/**
 * The one decision of what any surface may show of an institution on a day: nowhere else is a last day compared with today
 * (test/web/surfaces.test.tsx has every surface, and looks through the sources).
 */
import type { WithdrawalCause } from '../domain/facts.ts';
import type { IsoDate } from '../domain/iso-date.ts';
import type { ListedOpening, Opening, OpeningBody, PenaltyOpening, StaffOpening } from './opening.ts';
import type { GradeChange, InstitutionRecord, Proposal, PublicReason, RecordOutcome, UngradedState } from './record.ts';

type Graded = Extract<InstitutionRecord['outcome'], { status: 'graded' }>;

/** What is said in the grade's place: flat, one state each. */
export type PublicState =
  | { readonly kind: 'graded'; readonly grade: Graded; readonly change: GradeChange | null }
  | { readonly kind: 'lapsed'; readonly grade: Graded }
  | { readonly kind: UngradedState }
  | { readonly kind: 'withdrawn'; readonly cause: WithdrawalCause; readonly on: IsoDate }
  | { readonly kind: 'register' };

export interface PublicView {
  readonly record: InstitutionRecord;
  /** The day for which this was decided. */
  readonly day: IsoDate;
  readonly state: PublicState;
  /** Beside the state, which it does not touch. `over`: its last day has passed, and the final grade is awaited. */
  readonly proposal: (Proposal & { readonly over: boolean }) | null;
  readonly reasons: readonly PublicReason[];
  /** A reason counted whose facts are no longer, or not, shown. */
  readonly hiddenReason: boolean;
  /** Within their term, in the order in which they were sealed: penalties, then a register's lists; newest first in each. */
  readonly penalties: readonly (PenaltyOpening | ListedOpening)[];
  /** Null where the list did not travel with the record (the app, without the inspector key). */
  readonly staff: StaffOpening | null;
}

/**
 * Decides what may be shown on `day` (Chinese calendar). Openings past their last day are dropped whatever file they
 * came in; a grade past its validity is lapsed. When none of the sealed reasons is shown any more, `hiddenReason` says
 * that something counted – no number, kind or date (words, why.hidden).
 */
export function publicNow(record: InstitutionRecord, openings: readonly Opening[], day: IsoDate): PublicView {
  const shown = openings.map((opening) => opening.body).filter((body) => isInTerm(body, day));
  const opened = shown.filter((body) => body.type === 'reason');
  const state = publicState(record.outcome, day);
  const grade = state.kind === 'graded' ? state.grade : null;
  return {
    record,
    day,
    state,
    proposal: record.proposal ? { ...record.proposal, over: day > record.proposal.until } : null,
    reasons: grade ? [...grade.reasons, ...opened.map(({ type: _, shownUntil: __, ...reason }) => reason)] : [],
    hiddenReason: grade?.sealedReasons === true && opened.length === 0,
    penalties: shown.filter((body) => 'documentNo' in body),
    staff: shown.find((body) => body.type === 'staff') ?? null,
  };
}

/** What is said in the grade's place on `day`. */
export function publicState(outcome: RecordOutcome, day: IsoDate): PublicState {
  if (outcome.status === 'not-graded') return { kind: outcome.state };
  if (outcome.status === 'withdrawn') return { kind: 'withdrawn', cause: outcome.cause, on: outcome.on };
  if (outcome.status === 'register') return { kind: 'register' };
  if (hasLapsed(outcome.validUntil, day)) return { kind: 'lapsed', grade: outcome };
  return { kind: 'graded', grade: outcome, change: outcome.change };
}

/** Whether an opening may be shown, and stand in any file, on that day: its last one included. A staff list has none. */
export function isInTerm(body: OpeningBody, day: IsoDate): boolean {
  return body.type === 'staff' || body.shownUntil >= day;
}

/** Whether a last day is over, of a grade's validity above all; one without stands until the next grades. */
export function hasLapsed(validUntil: IsoDate | null, day: IsoDate): boolean {
  return validUntil !== null && day > validUntil;
}
