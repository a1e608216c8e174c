/** Which entry of `records.json` and of the log this publication is: a new one, or the last again. */
import type { IsoDate } from '../../core/domain/iso-date.ts';
import type { InstitutionRecord } from '../../core/snapshot/record.ts';
import { appendLog, type GradeDifference, type LogEntry } from '../../core/trust/log.ts';
import type { Release, Stage } from '../../core/trust/releases.ts';
import { changeReason, gradeOf } from '../verify/amended.ts';
import type { ReadRelease } from '../verify/read-release.ts';
import { differing } from './differing.ts';
import type { RecordTree } from './tree.ts';

export interface Edition {
  readonly release: Release;
  readonly releases: readonly Release[];
  readonly log: readonly LogEntry[];
  /** Nothing changed since the last release: its number and time stay. */
  readonly unchanged: boolean;
}

/**
 * The same tree, year, stage and last day as the newest release is that release again, so that unchanged data give the same
 * bytes. Anything else is a new one, with its differences of grades in the log.
 */
export async function nextEdition(
  last: Pick<ReadRelease, 'records' | 'releases' | 'log'> | null,
  records: readonly InstitutionRecord[],
  tree: RecordTree,
  about: {
    readonly year: number;
    readonly stage: Stage;
    readonly now: Date;
    /** Last day of the publicity period; of the proposed stage alone. */
    readonly until?: IsoDate;
    /** Number of the newest publication ever: after a restore from a backup it is ahead of `last`. */
    readonly published: number;
  },
): Promise<Edition> {
  const releases = last?.releases ?? [];
  const newest = releases.at(-1);
  const { year, stage, until } = about;
  const same = newest?.root === tree.root && newest.year === year && newest.stage === stage && newest.until === until;
  if (last && newest && same) {
    return { release: newest, releases, log: last.log, unchanged: true };
  }
  const time = `${about.now.toISOString().slice(0, 19)}Z`;
  const release: Release = {
    version: Math.max(newest?.version ?? 0, about.published) + 1,
    time,
    year,
    stage,
    count: tree.count,
    root: tree.root,
    ...(until && { until }),
  };
  const changes = gradeDifferences(last?.records ?? [], records);
  const known = last?.log.some((entry) => entry.year === year && entry.stage === stage) ?? false;
  const { version, root } = release;
  const entry = { version, time, stage, year, root };
  const log = await appendLog(last?.log ?? [], {
    ...entry,
    ...(known ? explained(changes, records) : graded(changes)),
  });
  return { release, releases: [...releases, release], log, unchanged: false };
}

function graded(changes: readonly GradeDifference[]): Pick<LogEntry, 'kind' | 'changes'> {
  return { kind: 'grading', changes };
}

/** After the yearly grading: why each grade changed; by amendments alone, or because something published was wrong. */
function explained(
  differences: readonly GradeDifference[],
  records: readonly InstitutionRecord[],
): Pick<LogEntry, 'kind' | 'changes'> {
  const codes = new Set(differences.map(({ code }) => code));
  const concerned = records.filter(({ code }) => codes.has(code));
  const byCode = new Map<string, InstitutionRecord>(concerned.map((record) => [record.code, record]));
  const changes = differences.map((change) => ({ ...change, why: changeReason(change, byCode.get(change.code)) }));
  const amended = changes.length > 0 && changes.every(({ why }) => why !== 'correction');
  return { kind: amended ? 'amendment' : 'correction', changes };
}

/** Institutions whose grade is another than before, by code. An ungraded state is no grade. */
export function gradeDifferences(
  before: readonly InstitutionRecord[],
  after: readonly InstitutionRecord[],
): GradeDifference[] {
  return differing(before, after)
    .map(({ before: old, now, newest: { code } }) => ({ code, from: gradeOf(old), to: gradeOf(now) }))
    .filter(({ from, to }) => from !== to);
}
