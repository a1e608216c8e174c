/** Where the two databases differ; everything else of the store is written once. */
import type { Kysely, RawBuilder, Transaction } from 'kysely';
import type { SubmissionRecord, Tables, WaitingRecord } from './schema.ts';
import type { AuditNote, IntakeStore } from './store.ts';

export type PartKey = Pick<WaitingRecord, 'submission' | 'sha256'>;

/** What is there of a group's submissions. */
export interface Found {
  readonly known: readonly Pick<SubmissionRecord, 'id' | 'digest' | 'receipt'>[];
  readonly waiting: readonly PartKey[];
}

/** What a group adds. */
export interface Taken {
  readonly rows: readonly SubmissionRecord[];
  /** Submissions whose parts wait no longer. */
  readonly settled: readonly string[];
  /** Parts that no envelope lists: they go. */
  readonly unlisted: readonly PartKey[];
  readonly note: AuditNote;
}

export interface Dialect {
  readonly kind: IntakeStore['kind'];
  readonly db: Kysely<Tables>;
  /** A list as a subquery for `in`: the statement's text, and with it its plan, is the same for one value and for thousands. */
  among(values: readonly string[]): RawBuilder<string>;
  /**
   * One transaction in as few trips as the database allows: finds what is there of the submissions `ids`, lets `decide`
   * say at once what is to be written, and writes it. Durable when it resolves. Parts that were found stay until then.
   */
  takeGroup<Answer>(
    ids: readonly string[],
    decide: (found: Found) => { readonly answer: Answer; readonly taken: Taken | null },
  ): Promise<Answer>;
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
