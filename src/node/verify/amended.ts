/** Which differences of grades an amendment explains; anything else is a correction of what was published. */
import type { InstitutionRecord } from '../../core/snapshot/record.ts';
import type { GradeDifference, LogEntry } from '../../core/trust/log.ts';

/**
 * A grade that was lowered by a decision, a label withdrawn, an institution that left the list or came into it. `record` is
 * what the release says of it.
 */
export function isAmendment({ from, to }: GradeDifference, record: InstitutionRecord | undefined): boolean {
  const outcome = record?.outcome;
  if (to === null) return outcome === undefined || outcome.status === 'withdrawn';
  return from === null || (outcome?.status === 'graded' && outcome.change !== null);
}

/** Differences of the newest entry that it calls an amendment, and that the release itself does not bear out. */
export function unexplained(log: readonly LogEntry[], records: readonly InstitutionRecord[]): GradeDifference[] {
  const newest = log.at(-1);
  if (newest?.kind !== 'amendment') return [];
  const byCode = new Map<string, InstitutionRecord>(records.map((record) => [record.code, record]));
  return newest.changes.filter((change) => !isAmendment(change, byCode.get(change.code)));
}
