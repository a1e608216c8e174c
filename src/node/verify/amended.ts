/** Why a grade changed within the year, as the release itself tells it. */
import type { InstitutionRecord } from '../../core/snapshot/record.ts';
import type { ChangeReason, GradeDifference, LogEntry } from '../../core/trust/log.ts';

/**
 * A grade lowered by a decision, a label withdrawn, an institution that closed or left the list, or came into it; anything
 * else corrects what was published. `record` is what the release says of it; undefined: it is not in the list.
 */
export function changeReason({ from, to }: GradeDifference, record: InstitutionRecord | undefined): ChangeReason {
  const outcome = record?.outcome;
  if (outcome === undefined) return 'closure';
  if (outcome.status === 'withdrawn') return outcome.cause === 'closed' ? 'closure' : 'label-withdrawn';
  if (from === null && to !== null) return 'new';
  return outcome.status === 'graded' && outcome.change !== null ? 'downgrade' : 'correction';
}

/** Differences of the newest entry whose reason, or whose name of an amendment, the release does not bear out. */
export function unexplained(log: readonly LogEntry[], records: readonly InstitutionRecord[]): GradeDifference[] {
  const newest = log.at(-1);
  if (newest === undefined) return [];
  const byCode = new Map<string, InstitutionRecord>(records.map((record) => [record.code, record]));
  return newest.changes.filter((change) => {
    const reason = changeReason(change, byCode.get(change.code));
    const told = change.why !== undefined && change.why !== reason;
    return told || (newest.kind === 'amendment' && reason === 'correction');
  });
}
