/** By when the bureau has to act: calendar days of China, from the terms that it states (`bureau.json`, intakeTerms). */
import type { SubmissionState } from '../../core/complaint/status.ts';
import type { SubmissionKind } from '../../core/complaint/submission.ts';
import type { IntakeTerms } from '../../core/domain/bureau.ts';
import { addDays, chinaDay, type IsoDate, parseIsoDate } from '../../core/domain/iso-date.ts';
import type { SubmissionRow } from '../intake/store/store.ts';

/** What somebody waits for a decision on. Ratings are only counted; a difference at a board and a statement are looked at. */
const WITH_TERM: readonly SubmissionKind[] = ['tip', 'own', 'objection', 'repair'];

/**
 * Day by which the next step is due; null while no term runs. Before a decision it is the term for accepting, which only
 * some kinds have; `kind` is null while nobody opened it: then it may be a complaint, and the term runs. A term that a
 * decision set was told to the writer and stands, whatever the kind.
 */
export function dueOf(
  row: Pick<SubmissionRow, 'state' | 'receivedAt' | 'due'>,
  terms: IntakeTerms | null,
  kind: SubmissionKind | null,
): IsoDate | null {
  const set = row.due === null ? null : parseIsoDate(row.due);
  if (set !== null || row.state !== 'received' || terms === null) return set;
  if (kind !== null && !WITH_TERM.includes(kind)) return null;
  return addDays(chinaDay(new Date(row.receivedAt)), terms.accept.days);
}

/** The term that begins or goes on with a step. An answer that is taken up again gets the term of a new one. */
export function dueAfter(
  step: { readonly from: SubmissionState; readonly to: SubmissionState; readonly due: string | null },
  terms: IntakeTerms | null,
  today: IsoDate,
): IsoDate | null {
  if (step.to !== 'accepted' && step.to !== 'investigating') return null;
  const running = step.due === null ? null : parseIsoDate(step.due);
  if (step.from === 'accepted' && running !== null) return running;
  return terms === null ? null : addDays(today, terms.answer.days);
}
