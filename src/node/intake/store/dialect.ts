/** Where the two databases differ; everything else of the store is written once. */
import type { Kysely, RawBuilder, Transaction } from 'kysely';
import type { SubmissionRecord, Tables } from './schema.ts';
import type { IntakeStore } from './store.ts';

export interface Dialect {
  readonly kind: IntakeStore['kind'];
  readonly db: Kysely<Tables>;
  /** A list as a subquery for `in`: the statement's text, and with it its plan, is the same for one value and for thousands. */
  among(values: readonly string[]): RawBuilder<string>;
  /** Put at the end of a select that reads rows in order to change them. */
  readonly forUpdate: RawBuilder<unknown>;
  insertSubmissions(tx: Transaction<Tables>, rows: readonly SubmissionRecord[]): Promise<void>;
  /** From here to the end of the transaction nobody else appends to the audit. */
  lockAudit(tx: Transaction<Tables>): Promise<void>;
  /** Runs reads that all see the same moment, without holding up writers. */
  snapshot<Value>(read: (tx: Transaction<Tables>) => Promise<Value>): Promise<Value>;
  /** After content was deleted: takes it out of the write-ahead log too, where the database leaves that to us. */
  scrub(): Promise<void>;
  /** No room: disk, quota or table space. */
  isFull(code: string): boolean;
  /** The transaction lost against another one and may be run again. */
  mayRetry(code: string): boolean;
  /** Another process holds the database for too long. */
  isBusy(code: string): boolean;
}
