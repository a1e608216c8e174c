/** Decisions, and the deletion of what must not be kept longer. */
import type { Transaction } from 'kysely';
import { NEXT_STATES, STATES, type SubmissionState } from '../../../core/complaint/status.ts';
import { appendAudit } from './audit.ts';
import type { Dialect } from './dialect.ts';
import type { Tables } from './schema.ts';
import type { Decision, IntakeStore } from './store.ts';
import { inTransaction } from './transaction.ts';

/** States from which `state` may follow. */
function statesBefore(state: SubmissionState): readonly SubmissionState[] {
  return STATES.filter((from) => NEXT_STATES[from].includes(state));
}

/** `IntakeStore.decide`. Of two that decide the same at once, one is told false. */
export function decide(dialect: Dialect, decision: Decision): Promise<boolean> {
  const { id, state, due, answer, at, by, finding = null } = decision;
  const before = statesBefore(state);
  if (before.length === 0) return Promise.resolve(false);
  return inTransaction(dialect, async (tx) => {
    // Looks and changes in one statement, so that no other decision fits in between.
    const row = await tx
      .updateTable('submissions')
      .set({ state, due, changed_at: at })
      .where('id', '=', id)
      .where('state', 'in', before)
      .returning('number')
      .executeTakeFirst();
    if (!row) return false;
    const seq = await nextSeq(tx, id);
    const text = answer === null ? null : JSON.stringify(answer);
    await tx.insertInto('history').values({ submission: id, seq, state, at, answer: text }).execute();
    await appendAudit(dialect, tx, {
      kind: 'decided',
      at,
      detail: JSON.stringify({ number: row.number, state, due, by, finding }),
    });
    return true;
  });
}

async function nextSeq(tx: Transaction<Tables>, id: string): Promise<number> {
  const last = await tx
    .selectFrom('history')
    .select('seq')
    .where('submission', '=', id)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return (last?.seq ?? 0) + 1;
}

const ENDED: readonly SubmissionState[] = ['closed', 'refused', 'moved'];

/**
 * `IntakeStore.purge`. With the content of a submission go its parts and the sealed answers; number, states and receipt
 * stay. `parts` counts all deleted ones, orphans and others. A purge that found nothing leaves no trace in the audit.
 */
export async function purge(
  dialect: Dialect,
  before: Parameters<IntakeStore['purge']>[0],
): Promise<{ readonly submissions: number; readonly parts: number }> {
  const gone = await inTransaction(dialect, async (tx) => {
    const submissions = await purgeEnded(dialect, tx, before.closedBefore);
    const orphans = await purgeOrphans(tx, before.orphansBefore);
    const counts = { submissions: submissions.count, parts: submissions.parts + orphans };
    if (counts.submissions + counts.parts > 0) {
      await appendAudit(dialect, tx, { kind: 'purged', at: before.at, detail: JSON.stringify(counts) });
    }
    return counts;
  });
  if (gone.submissions + gone.parts > 0) await dialect.scrub();
  return gone;
}

async function purgeEnded(
  { among }: Dialect,
  tx: Transaction<Tables>,
  closedBefore: string,
): Promise<{ readonly count: number; readonly parts: number }> {
  const ended = await tx
    .updateTable('submissions')
    .set({ envelope: null })
    .where('state', 'in', ENDED)
    .where('changed_at', '<', closedBefore)
    .where('envelope', 'is not', null)
    .returning('id')
    .execute();
  if (ended.length === 0) return { count: 0, parts: 0 };
  const ids = among(ended.map((row) => row.id));
  const parts = await tx.deleteFrom('parts').where('submission', 'in', ids).executeTakeFirstOrThrow();
  await tx.updateTable('history').set({ answer: null }).where('submission', 'in', ids).execute();
  return { count: ended.length, parts: Number(parts.numDeletedRows) };
}

/** Taking them out of `waiting` first decides the race with a submission that arrives this moment: one of both gets the row. */
async function purgeOrphans(tx: Transaction<Tables>, orphansBefore: string): Promise<number> {
  const orphans = await tx
    .deleteFrom('waiting')
    .where('received_at', '<', orphansBefore)
    .returning(['submission', 'sha256'])
    .execute();
  for (const { submission, sha256 } of orphans) {
    await tx.deleteFrom('parts').where('submission', '=', submission).where('sha256', '=', sha256).execute();
  }
  return orphans.length;
}
