/** The audit's chain of hashes, read to its end and checked. */
import { type AuditHead, followsAudit } from '../intake/store/audit.ts';
import type { AuditEntry, IntakeStore } from '../intake/store/store.ts';
import { DeskFault } from './fault.ts';

/** The empty chain's head has `seq` 0. `broken`: seq of the first entry that does not follow; null when the chain holds. */
export interface ChainReport {
  readonly head: AuditHead;
  readonly broken: number | null;
}

const AT_ONCE = 1000;

/** Calls `each` with every entry, in order, up to the first that does not hold. */
export async function checkChain(
  store: Pick<IntakeStore, 'audit'>,
  each: (entry: AuditEntry) => void = () => undefined,
): Promise<ChainReport> {
  let head: AuditHead | null = null;
  for (;;) {
    const entries: readonly AuditEntry[] = await store.audit((head?.seq ?? 0) + 1, AT_ONCE);
    for (const entry of entries) {
      if (!followsAudit(entry, head ?? undefined)) return { head: head ?? EMPTY, broken: entry.seq };
      each(entry);
      head = { seq: entry.seq, hash: entry.hash };
    }
    if (entries.length < AT_ONCE) return { head: head ?? EMPTY, broken: null };
  }
}

const EMPTY: AuditHead = { seq: 0, hash: '0'.repeat(64) };

/** What whoever needs a whole chain throws. `seq`: of the first entry that does not follow. */
export function brokenChain(seq: number): DeskFault {
  return new DeskFault(
    'broken-chain',
    `留痕记录第${seq}条与前后不符，可能被改动。请先从备份恢复并查明原因。`,
    `Audit entry ${seq} does not follow from the one before: it may have been altered. Restore a backup and find out why.`,
  );
}
