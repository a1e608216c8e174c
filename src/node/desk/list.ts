/** The table of submissions: numbers, days and states, never content. Needs no key. */
import { groupReceiptNumber } from '../../core/complaint/receipt.ts';
import type { SubmissionState } from '../../core/complaint/status.ts';
import { chinaDay, type IsoDate } from '../../core/domain/iso-date.ts';
import type { Desk } from './desk.ts';
import { dueOf } from './due.ts';

export interface ListedSubmission {
  /** As people read it out. */
  readonly number: string;
  readonly receivedAt: string;
  readonly state: SubmissionState;
  readonly due: IsoDate | null;
  readonly overdue: boolean;
  /** Whether retention has deleted the content. */
  readonly deleted: boolean;
}

/** What is due first comes first; what has no term last, oldest first. */
export async function listSubmissions(
  { store, bureau }: Desk,
  states: readonly SubmissionState[],
  now: Date,
): Promise<readonly ListedSubmission[]> {
  const today = chinaDay(now);
  const rows = await store.list(states.length === 0 ? {} : { states });
  const listed = rows.map((row): ListedSubmission => {
    const due = dueOf(row, bureau.intakeTerms);
    return {
      number: groupReceiptNumber(row.number),
      receivedAt: row.receivedAt,
      state: row.state,
      due,
      overdue: due !== null && due < today,
      deleted: row.envelope === null,
    };
  });
  const last = '9999-12-31';
  return listed.sort((a, b) => compare(a.due ?? last, b.due ?? last) || compare(a.receivedAt, b.receivedAt));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
