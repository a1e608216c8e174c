/** Sealed photo chunks: they come before their submission and are of no use without it. */
import { sql, type Transaction } from 'kysely';
import type { EnvelopePart } from '../../../core/complaint/envelope.ts';
import type { Bytes } from '../../../core/domain/bytes.ts';
import type { Dialect, PartKey, Taken } from './dialect.ts';
import type { Tables } from './schema.ts';
import type { Arrival, IntakeStore, PartArrival } from './store.ts';
import { inTransaction } from './transaction.ts';

const keyOf = (part: Pick<PartArrival, 'id' | 'sha256'>) => `${part.id} ${part.sha256}`;

/**
 * `IntakeStore.saveParts`. A submission that arrived has all its parts: whatever still comes for it is `known` and not
 * stored, so that nobody can hang bytes on it, and a tombstone stays empty.
 */
export function saveParts(dialect: Dialect, parts: readonly PartArrival[]): ReturnType<IntakeStore['saveParts']> {
  if (parts.length === 0) return Promise.resolve([]);
  return inTransaction(dialect, async (tx) => {
    const ids = dialect.among(parts.map((part) => part.id));
    const arrived = await tx.selectFrom('submissions').select('id').where('id', 'in', ids).execute();
    const there = await tx
      .selectFrom('waiting')
      .select(['submission', 'sha256'])
      .where('submission', 'in', ids)
      .execute();
    const submissions = new Set(arrived.map((row) => row.id));
    const known = new Set(there.map((row) => keyOf({ id: row.submission, sha256: row.sha256 })));
    const fresh: PartArrival[] = [];
    const answers = parts.map((part) => {
      if (submissions.has(part.id) || known.has(keyOf(part))) return 'known';
      known.add(keyOf(part));
      fresh.push(part);
      return 'new';
    });
    for (const part of fresh.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))) {
      const row = { submission: part.id, sha256: part.sha256, received_at: part.time };
      await tx
        .insertInto('parts')
        .values({ ...row, bytes: part.bytes })
        .execute();
      await tx
        .insertInto('waiting')
        .values({ ...row, size: part.bytes.length })
        .execute();
    }
    return answers;
  });
}

/** Digests of the parts that are there, by submission. */
export type WaitingParts = ReadonlyMap<string, ReadonlySet<string>>;

export function bySubmission(keys: readonly PartKey[]): WaitingParts {
  const found = new Map<string, Set<string>>();
  for (const { submission, sha256 } of keys) {
    const digests = found.get(submission) ?? new Set();
    found.set(submission, digests.add(sha256));
  }
  return found;
}

/** What the envelopes list waits no longer; what else came under their ids belongs to nothing and goes. */
export function settleParts(fresh: readonly Arrival[], waiting: WaitingParts): Pick<Taken, 'settled' | 'unlisted'> {
  const settled = fresh.filter((arrival) => waiting.has(arrival.id));
  const unlisted = settled.flatMap(({ id, parts }) => {
    const listed = new Set(parts.map((part) => part.sha256));
    const others = [...(waiting.get(id) ?? [])].filter((sha256) => !listed.has(sha256));
    return others.map((sha256) => ({ submission: id, sha256 }));
  });
  return { settled: settled.map((arrival) => arrival.id), unlisted };
}

/** `IntakeStore.waitingPartBytes`. */
export async function waitingPartBytes({ db }: Dialect): Promise<number> {
  const sum = await db
    .selectFrom('waiting')
    .select((of) => of.fn.sum<string | number | null>('size').as('bytes'))
    .executeTakeFirstOrThrow();
  // PostgreSQL adds integers up to a NUMERIC, which pg hands over as text.
  return Number(sum.bytes ?? 0);
}

/** `IntakeStore.loadParts`. */
export async function loadParts(
  { db, among }: Dialect,
  id: string,
  parts: readonly EnvelopePart[],
): Promise<readonly (Bytes | null)[]> {
  const rows = await db
    .selectFrom('parts')
    .select(['sha256', 'bytes'])
    .where('submission', '=', id)
    .where('sha256', 'in', among(parts.map((part) => part.sha256)))
    .execute();
  const bytes = new Map(rows.map((row) => [row.sha256, row.bytes]));
  return parts.map(({ sha256 }) => {
    const found = bytes.get(sha256);
    return found === undefined ? null : new Uint8Array(found);
  });
}

/** After a restore: which parts wait follows from which submissions are there. */
export async function findWaiting(tx: Transaction<Tables>): Promise<void> {
  await sql`
    insert into waiting (submission, sha256, size, received_at)
    select submission, sha256, length(bytes), received_at from parts
    where not exists (select 1 from submissions where submissions.id = parts.submission)`.execute(tx);
}
