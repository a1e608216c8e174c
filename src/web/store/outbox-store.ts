/** What the outbox keeps on the device. Two implementations: IndexedDB, and one that lasts as long as the page. */
import type { Bytes } from '../../core/domain/bytes.ts';
import type { ItemRecord } from './outbox-record.ts';

/** A submission as it is stored first, all at once. */
export interface NewItem {
  readonly record: ItemRecord;
  /** The envelope's one spelling. */
  readonly envelope: string;
  /** The sealed parts, in the envelope's order. */
  readonly parts: readonly Bytes[];
  /** The submission and its photos in the clear; encrypted under the device's own key before it is stored. Null: none. */
  readonly copy: ReadableCopy | null;
  /** The draft it was written from, which goes in the same transaction; null: from none. */
  readonly draft: DraftPlace | null;
}

/** A draft is named by an id for life and a number that every save raises: two windows never write over each other. */
export interface DraftVersion {
  /** UUID, made when it was begun; the submission made of it bears it too, so that one draft can never be two submissions. */
  readonly id: string;
  readonly revision: number;
}

/** Where a draft lies, its id, and which version a window believes to lie there; null: none was kept. */
export interface DraftPlace {
  readonly key: string;
  readonly id: string;
  readonly version: DraftVersion | null;
}

export interface ReadableCopy {
  /** JSON. */
  readonly text: string;
  readonly photos: readonly Bytes[];
}

export interface StoredDraft extends ReadableCopy {
  /** ISO 8601. */
  readonly savedAt: string;
  readonly version: DraftVersion;
}

/** `full`: no space. `failed`: the storage is broken. Nothing was written in either case. */
export type KeepOutcome = 'saved' | 'full' | 'failed';

/** `elsewhere`: another window has changed, submitted or deleted the draft since; nothing was written. */
export type DraftOutcome = KeepOutcome | 'elsewhere';

/** `elsewhere`: not the version that the window believes lies there, or nothing any more. `failed`: the storage is broken. */
export type DropOutcome = 'dropped' | 'elsewhere' | 'failed';

/** A change of one record: pure, given what is stored at that moment; null leaves it. */
export type Change = (record: ItemRecord) => ItemRecord | null;

export interface OutboxStore {
  /** False when nothing outlives the page (private mode, storage switched off, keys cannot be stored). */
  readonly keeps: boolean;
  /**
   * Record, envelope, parts and copy, and the draft away, in one transaction, durable when it resolves: a page that dies
   * at any moment leaves the draft or the submission, never both. `elsewhere` also for an id that is there.
   */
  add(item: NewItem): Promise<DraftOutcome>;
  /** Every record that can be read, oldest first. Throws when the store cannot be read: that is not "empty". */
  list(): Promise<readonly ItemRecord[]>;
  /**
   * Reads, changes and writes one record in one transaction, so that neither a second tab nor a late answer ever puts an
   * older state back or brings a deleted item back. A record that is no longer `readable` or `sealed` loses its copy or
   * pieces in the same transaction. Returns what is stored afterwards; null for an unknown id. Throws when it was not written.
   */
  change(id: string, change: Change): Promise<ItemRecord | null>;
  envelope(id: string): Promise<string | null>;
  part(id: string, index: number): Promise<Bytes | null>;
  copy(id: string): Promise<ReadableCopy | null>;
  /** Deletes an item with everything beside it. */
  remove(id: string): Promise<void>;
  /** Keeps a draft in the place of the one that the window believes to lie there (`over`); else `elsewhere`. */
  saveDraft(key: string, draft: StoredDraft, over: DraftVersion | null): Promise<DraftOutcome>;
  loadDraft(key: string): Promise<StoredDraft | null>;
  /** Drops the draft if it is still the version that the window believes to lie there; one that was written on since stays. */
  dropDraft(key: string, version: DraftVersion | null): Promise<DropOutcome>;
  /**
   * The sender's lease, for browsers without Web Locks: taken or renewed by `holder` until `now + ttl`. A lease that ends
   * later than any could was written before the clock went back, and does not count.
   */
  lease(holder: string, now: number, ttl: number): Promise<boolean>;
  endLease(holder: string): Promise<void>;
}

/** Envelope and parts stay at least so long after delivery: a server restored from an old backup may need them again. */
export const SEALED_DAYS = 60;

export interface Lease {
  readonly holder: string;
  /** Ms since 1970. */
  readonly until: number;
}

/** Whether a stored lease still keeps `holder` from sending. */
export function isHeld(lease: Lease | null, holder: string, now: number, ttl: number): boolean {
  return lease !== null && lease.holder !== holder && lease.until > now && lease.until <= now + ttl;
}

/** Whether what lies there is what a window believes. */
export function isSameDraft(there: DraftVersion | null, believed: DraftVersion | null): boolean {
  return there?.id === believed?.id && there?.revision === believed?.revision;
}

/** The order in which items are sent and listed. */
export function byAge(a: ItemRecord, b: ItemRecord): number {
  if (a.writtenAt !== b.writtenAt) return a.writtenAt < b.writtenAt ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
