/** What the intake service wants of a database. Two implementations, one test suite. */
import type { EnvelopePart } from '../../../core/complaint/envelope.ts';
import type { Receipt } from '../../../core/complaint/receipt.ts';
import type { SealedAnswer, SubmissionState } from '../../../core/complaint/status.ts';
import type { Bytes } from '../../../core/domain/bytes.ts';
import type { StoredRow, StoreSnapshot } from './stored-rows.ts';

/** A submission that arrived, parsed and within its limits. */
export interface Arrival {
  readonly id: string;
  /** Digest of the envelope, hex. */
  readonly digest: string;
  /** The envelope's one spelling. */
  readonly envelope: string;
  readonly parts: readonly EnvelopePart[];
  /** SHA-256 of the status proof, hex. */
  readonly lookup: string;
  /** 回执编号: follows from id and digest, so that a re-sent submission gets the same number after a restored backup. */
  readonly number: string;
  /** ISO 8601. */
  readonly time: string;
}

/** What became of an arrival. */
export type Stored =
  | { readonly kind: 'new' | 'known'; readonly receipt: Receipt }
  | { readonly kind: 'other-content' }
  | { readonly kind: 'parts-missing'; readonly missing: readonly number[] };

export interface PartArrival {
  readonly id: string;
  readonly sha256: string;
  readonly bytes: Bytes;
  readonly time: string;
}

export interface StatusRow {
  readonly id: string;
  readonly number: string;
  readonly lookup: string;
  readonly state: SubmissionState;
  /** `YYYY-MM-DD`. */
  readonly due: string | null;
  readonly history: readonly {
    readonly state: SubmissionState;
    readonly at: string;
    readonly answer: SealedAnswer | null;
  }[];
}

export interface SubmissionRow {
  readonly id: string;
  readonly number: string;
  readonly digest: string;
  readonly receivedAt: string;
  readonly state: SubmissionState;
  readonly due: string | null;
  /** Null once retention has deleted the content; the row stays as a tombstone. */
  readonly envelope: string | null;
}

export interface Decision {
  readonly id: string;
  readonly state: SubmissionState;
  readonly due: string | null;
  readonly answer: SealedAnswer | null;
  readonly at: string;
  /** Who decided, for the audit. */
  readonly by: string;
  /** What the audit binds of the desk's own finding: SHA-256, hex, of its line. Absent without one. */
  readonly finding?: string;
}

export interface AuditEntry {
  readonly seq: number;
  readonly at: string;
  /** `received` (one entry a commit group: count and Merkle root), `decided`, `purged`, `imported`, `restored` … */
  readonly kind: string;
  /** Data without content and without submission ids where they are not needed. JSON text. */
  readonly detail: string;
  /** Hash of the entry before, hex; 64 zeros for the first. */
  readonly previous: string;
  /** SHA-256 over seq, at, kind, detail, previous. */
  readonly hash: string;
}

/** What an entry says, before it has its place in the chain. */
export type AuditNote = Pick<AuditEntry, 'kind' | 'detail' | 'at'>;

/** Signs the group of fresh arrivals and returns their receipts in order. Called inside the transaction; must not wait. */
export type SignGroup = (fresh: readonly Arrival[]) => readonly Receipt[];

/** Thrown by writes when the disk is full: nothing of the group was stored, nothing may be acknowledged. */
export class StoreFullError extends Error {
  readonly code = 'full';
  constructor() {
    super('磁盘已满，暂时无法接收。/ The disk is full: nothing can be taken for now.');
    this.name = 'StoreFullError';
  }
}

export interface IntakeStore {
  readonly kind: 'sqlite' | 'postgres';
  /**
   * Stores a group in one transaction and resolves only when it is durable. Same id and digest: the receipt of the first
   * time, also from a tombstone and also twice within one group. Same id, other digest: `other-content`. A submission
   * counts when all its parts are there. Several processes may call it on PostgreSQL at once.
   */
  commit(arrivals: readonly Arrival[], sign: SignGroup): Promise<readonly Stored[]>;
  /** Stores sealed chunks, durable when it resolves; idempotent. `known` also for a part of a tombstone. */
  saveParts(parts: readonly PartArrival[]): Promise<readonly ('new' | 'known')[]>;
  /** Bytes of parts whose submission has not arrived. */
  waitingPartBytes(): Promise<number>;
  status(number: string): Promise<StatusRow | null>;
  /** Oldest first. */
  list(filter: {
    readonly states?: readonly SubmissionState[];
    readonly limit?: number;
  }): Promise<readonly SubmissionRow[]>;
  load(id: string): Promise<SubmissionRow | null>;
  /** The sealed chunks in the order of the envelope; null for one that is not there. */
  loadParts(id: string, parts: readonly EnvelopePart[]): Promise<readonly (Bytes | null)[]>;
  /** Sets a state and keeps the history. False when the step is not allowed (`NEXT_STATES`) or the id unknown. */
  decide(decision: Decision): Promise<boolean>;
  /** Deletes content whose time has come; tombstones stay. Returns how many. */
  purge(before: {
    /** Closed, refused or moved submissions whose last change is earlier. */
    readonly closedBefore: string;
    /** Parts without a submission that arrived earlier. */
    readonly orphansBefore: string;
    readonly at: string;
  }): Promise<{ readonly submissions: number; readonly parts: number }>;
  /** Appends to the hash chain outside of the writes above (backup, restore, move, import). */
  note(kind: string, detail: string, at: string): Promise<AuditEntry>;
  audit(fromSeq: number, limit: number): Promise<readonly AuditEntry[]>;
  /** Reads everything as it stood at one moment, for a dump (`dump.ts`); writers go on meanwhile. */
  snapshot<Value>(read: (all: StoreSnapshot) => Promise<Value>): Promise<Value>;
  /**
   * Puts the rows of another store's snapshot into this one, which must be empty, and appends what `note` says after the
   * last row. One transaction: when `rows` throws, nothing was stored.
   */
  fill(rows: AsyncIterable<StoredRow>, note: () => Pick<AuditEntry, 'kind' | 'detail' | 'at'>): Promise<AuditEntry>;
  counts(): Promise<{ readonly byState: Readonly<Partial<Record<SubmissionState, number>>>; readonly parts: number }>;
  /** Whether the database answers. */
  ping(): Promise<boolean>;
  close(): Promise<void>;
}
