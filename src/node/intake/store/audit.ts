/** The audit: a chain of hashes, so that no entry can be changed, taken out or put in between without being noticed. */
import { createHash } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { Dialect } from './dialect.ts';
import type { Tables } from './schema.ts';
import type { AuditEntry, AuditNote } from './store.ts';

/** `previous` of the first entry. */
export const FIRST_PREVIOUS = '0'.repeat(64);

const KIND = /^[a-z][a-z0-9-]*$/;
const TIME = /^[0-9TZ:.+-]+$/;

/**
 * SHA-256, hex, over the UTF-8 text
 * `yixinma-audit-1 ⏎ seq ⏎ at ⏎ kind ⏎ previous ⏎ detail` (⏎ = U+000A, none at the end). Only `detail` may hold line
 * breaks, and it stands last: two different entries never have the same text.
 */
export function auditHash(entry: Omit<AuditEntry, 'hash'>): string {
  const { seq, at, kind, previous, detail } = entry;
  return createHash('sha256').update(`yixinma-audit-1\n${seq}\n${at}\n${kind}\n${previous}\n${detail}`).digest('hex');
}

/** What an entry has to follow. */
export type AuditHead = Pick<AuditEntry, 'seq' | 'hash'>;
/** What the first entry follows. */
export const BEFORE_ALL: AuditHead = { seq: 0, hash: FIRST_PREVIOUS };

/** Whether `entry` follows `head` and is unchanged. */
export function followsAudit(entry: AuditEntry, head: AuditHead = BEFORE_ALL): boolean {
  const plain = KIND.test(entry.kind) && TIME.test(entry.at);
  return plain && entry.seq === head.seq + 1 && entry.previous === head.hash && entry.hash === auditHash(entry);
}

/**
 * Checks a chain, or the rest of one after `head`. Null when it holds, otherwise the first entry that does not: altered,
 * moved, or after a gap. That entries are missing at the end shows only against a head kept elsewhere.
 */
export function verifyAudit(entries: readonly AuditEntry[], head: AuditHead = BEFORE_ALL): AuditEntry | null {
  let last = head;
  for (const entry of entries) {
    if (!followsAudit(entry, last)) return entry;
    last = entry;
  }
  return null;
}

export async function auditHead(db: Kysely<Tables>): Promise<AuditHead> {
  const head = await db.selectFrom('audit').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return head ?? BEFORE_ALL;
}

/** @throws {RangeError} a kind or time that the hashed text cannot hold */
export function checkNote({ kind, at }: AuditNote): void {
  if (!KIND.test(kind) || !TIME.test(at)) throw new RangeError(`not an audit kind or time: ${kind}, ${at}`);
}

/**
 * The entry that says `note` behind `head`.
 * @throws {RangeError} as `checkNote`
 */
export function entryAfter(head: AuditHead, note: AuditNote): AuditEntry {
  checkNote(note);
  const { kind, detail, at } = note;
  const body = { seq: head.seq + 1, at, kind, detail, previous: head.hash };
  return { ...body, hash: auditHash(body) };
}

/**
 * Appends within a transaction; from here to its end others that append wait.
 * @throws {RangeError} as `checkNote`
 */
export async function appendAudit(dialect: Dialect, tx: Transaction<Tables>, note: AuditNote): Promise<AuditEntry> {
  await dialect.lockAudit(tx);
  const entry = entryAfter(await auditHead(tx), note);
  await tx.insertInto('audit').values(entry).execute();
  return entry;
}

/** Entries from `fromSeq` on, in order. */
export async function readAudit(db: Kysely<Tables>, fromSeq: number, limit: number): Promise<readonly AuditEntry[]> {
  return db.selectFrom('audit').selectAll().where('seq', '>=', fromSeq).orderBy('seq').limit(limit).execute();
}
