/** Whether the log tells what the release says: which grades changed, and why. */
import type { InstitutionRecord } from '../../core/snapshot/record.ts';
import { listState } from '../../core/snapshot/tables.ts';
import type { ChangeReason, GradeDifference, LogEntry } from '../../core/trust/log.ts';

/** The symbol of the grade in force; null: no grade, or no record. */
export function gradeOf(record: InstitutionRecord | undefined): string | null {
  return record?.outcome.status === 'graded' ? listState(record.outcome) : null;
}

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

/**
 * What the log tells otherwise than the release, one line each: a grade that its entries do not lead to, a reason or an amendment
 * that the newest entry only claims, a second yearly grading of a year, changes of grades under another name.
 */
export function logFaults(log: readonly LogEntry[], records: readonly InstitutionRecord[]): readonly string[] {
  const byCode = new Map<string, InstitutionRecord>(records.map((record) => [record.code, record]));
  return [...untold(log, byCode), ...unexplained(log, byCode), ...misnamed(log)];
}

type ByCode = ReadonlyMap<string, InstitutionRecord>;

function untold(log: readonly LogEntry[], byCode: ByCode): string[] {
  const told = new Map(log.flatMap(({ changes }) => changes.map(({ code, to }) => [code, to] as const)));
  return [...new Set([...told.keys(), ...byCode.keys()])]
    .filter((code) => (told.get(code) ?? null) !== gradeOf(byCode.get(code)))
    .map((code) => `${code}: the log leads to another grade`);
}

function unexplained(log: readonly LogEntry[], byCode: ByCode): string[] {
  const newest = log.at(-1);
  return (newest?.changes ?? [])
    .filter((change) => {
      const reason = changeReason(change, byCode.get(change.code));
      const claimed = change.why !== undefined && change.why !== reason;
      return claimed || (newest?.kind === 'amendment' && reason === 'correction');
    })
    .map(({ code }) => `${code}: no amendment`);
}

function misnamed(log: readonly LogEntry[]): string[] {
  return log
    .filter(({ kind, year, stage, changes }, at) => {
      const graded = log.slice(0, at).some((before) => before.year === year && before.stage === stage);
      return (kind === 'grading' && graded) || (kind === 'refresh' && changes.length > 0);
    })
    .map(({ version, kind }) => `no. ${version}: not a ${kind}`);
}
