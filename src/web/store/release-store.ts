/** What the device keeps between visits. Nothing read from here is believed: it is verified again when loaded. */
import type { Bytes } from '../../core/domain/bytes.ts';

/** A release as it is kept: the trust state and every signed file, exactly as served, under its SHA-256 in hex. */
export interface KeptRelease {
  /** The verifier's own text; opaque here. */
  readonly trust: string;
  /** Orders releases: a tab that was slow never overwrites what a faster one saved. */
  readonly order: ReleaseOrder;
  readonly files: ReadonlyMap<string, Bytes>;
  readonly savedAt: string;
}

/** Root version first: after a key recovery the other versions may start again. */
export interface ReleaseOrder {
  readonly root: number;
  readonly timestamp: number;
}

export type SaveOutcome =
  | 'saved'
  /** What is stored says that it is newer: another tab was faster, or somebody edited it. */
  | 'superseded'
  /** No space: what was kept before stays as it was. */
  | 'full'
  /** This browser keeps nothing, or its storage is broken. */
  | 'failed';

export interface ReleaseStore {
  /** False when nothing outlives the page (private mode, storage switched off). */
  readonly keeps: boolean;
  loadTrust(): Promise<{ readonly trust: string; readonly savedAt: string } | null>;
  /** A file's bytes by its SHA-256; null when it is not kept. */
  loadFile(sha256: string): Promise<Bytes | null>;
  /**
   * Everything of a release at once, or nothing of it. Files that the release does not name leave, and files that are
   * not what they were are written anew. A stored order is a hint that anybody can edit: `superseded` says only that
   * it looks newer. Who has looked at that state and found it wanting names its trust text as `replaces`.
   */
  saveRelease(release: KeptRelease, replaces?: string): Promise<SaveOutcome>;
}

export function isOlder(a: ReleaseOrder, b: ReleaseOrder): boolean {
  return a.root !== b.root ? a.root < b.root : a.timestamp < b.timestamp;
}

/** A stored order as far as it is one; null when it was damaged. */
export function parseOrder(value: unknown): ReleaseOrder | null {
  if (typeof value !== 'object' || value === null) return null;
  const { root, timestamp } = value as Record<string, unknown>;
  return Number.isSafeInteger(root) && Number.isSafeInteger(timestamp)
    ? { root: Number(root), timestamp: Number(timestamp) }
    : null;
}
