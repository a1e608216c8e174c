/** The table of submissions: numbers, days and states, never content. Needs no key. */
import { groupReceiptNumber } from '../../core/complaint/receipt.ts';
import type { SubmissionState } from '../../core/complaint/status.ts';
import type { SubmissionKind } from '../../core/complaint/submission.ts';
import { chinaDay, type IsoDate } from '../../core/domain/iso-date.ts';
import type { Desk } from './desk.ts';
import { dueOf } from './due.ts';
import { loadKinds } from './kinds.ts';

export interface ListedSubmission {
  /** As people read it out. */
  readonly number: string;
  readonly receivedAt: string;
  readonly state: SubmissionState;
  /** Null while nobody opened or sorted it. */
  readonly kind: SubmissionKind | null;
  readonly due: IsoDate | null;
  readonly overdue: boolean;
  /** Whether retention has deleted the content. */
  readonly deleted: boolean;
}

/** Empty for all. */
export interface ListFilter {
  readonly states: readonly SubmissionState[];
  readonly kinds: readonly (SubmissionKind | 'unsorted')[];
}

/** What is due first comes first; what has no term last, oldest first. */
export async function listSubmissions(
  { dir, store, bureau }: Desk,
  { states, kinds }: ListFilter,
  now: Date,
): Promise<readonly ListedSubmission[]> {
  const today = chinaDay(now);
  const rows = await store.list(states.length === 0 ? {} : { states });
  const known = await loadKinds(dir);
  const all = rows.map((row): ListedSubmission => {
    const kind = known.get(row.number) ?? null;
    const due = dueOf(row, bureau.intakeTerms, kind);
    return {
      number: groupReceiptNumber(row.number),
      receivedAt: row.receivedAt,
      state: row.state,
      kind,
      due,
      overdue: due !== null && due < today,
      deleted: row.envelope === null,
    };
  });
  const listed = all.filter(({ kind }) => kinds.length === 0 || kinds.includes(kind ?? 'unsorted'));
  const last = '9999-12-31';
  return listed.sort((a, b) => compare(a.due ?? last, b.due ?? last) || compare(a.receivedAt, b.receivedAt));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
