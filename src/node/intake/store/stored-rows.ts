/** Rows on their way from one store to another. */
import type { AuditRecord, HistoryRecord, PartRecord, SubmissionRecord } from './schema.ts';

/** In this order: what is referred to comes first. `waiting` follows from the others and is not among them. */
export const STORED_TABLES = ['submissions', 'parts', 'history', 'audit'] as const;
export type StoredTable = (typeof STORED_TABLES)[number];

export type StoredRow =
  | { readonly table: 'submissions'; readonly row: SubmissionRecord }
  | { readonly table: 'parts'; readonly row: PartRecord }
  | { readonly table: 'history'; readonly row: HistoryRecord }
  | { readonly table: 'audit'; readonly row: AuditRecord };

export type RowCounts = Readonly<Record<StoredTable, number>>;

/** The store as it stood at one moment. */
export interface StoreSnapshot {
  readonly counts: RowCounts;
  /** Table by table, each by its key; a few megabytes in memory at a time. */
  rows(): AsyncIterable<StoredRow>;
}
