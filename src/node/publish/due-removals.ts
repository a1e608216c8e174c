/** Penalties that are published and, by the workbook, must be published no longer: revoked, repaired, or changed since. */
import type { InstitutionEntry } from '../../core/domain/institution.ts';
import { addDays, chinaDay, type IsoDate } from '../../core/domain/iso-date.ts';
import { hasLapsed, publicNow } from '../../core/snapshot/public-now.ts';
import type { ReadRelease } from '../verify/read-release.ts';
import type { CodeTable } from './codes.ts';
import { matchRound } from './matching/round.ts';
import { isShowable, shownUntil } from './penalty-terms.ts';
import { loadWorkspace } from './workspace/load.ts';

/** 《信用修复管理办法》: what a revoked, altered or void decision says is taken down within three days. Calendar days. */
const DAYS = 3;

export interface DueRemoval {
  readonly code: string;
  readonly name: string;
  readonly documentNo: string;
  /** `changed`: by what the workbook says now – its class, its scope – it is not shown at all, or no longer. */
  readonly because: 'revoked' | 'repaired' | 'changed';
  /** Null: the workbook does not say since when. */
  readonly since: IsoDate | null;
  /** Last day on which the next publication is in time. */
  readonly until: IsoDate | null;
  /** The day is over, or is not known. */
  readonly overdue: boolean;
}

/** Null where the workbook cannot be read: what is due is then not known. */
export async function loadDueRemovals(dir: string, release: ReadRelease, now: Date): Promise<DueRemoval[] | null> {
  const workspace = await loadWorkspace(dir, now);
  if (!workspace.ok) return null;
  const { table } = await matchRound(dir, workspace.bureau.id, workspace.entries, release);
  return dueRemovals(release, workspace.entries, table, chinaDay(now));
}

/** In the order of the records, and of the penalties on a page. */
export function dueRemovals(
  { records, openings }: Pick<ReadRelease, 'records' | 'openings'>,
  entries: readonly InstitutionEntry[],
  codes: CodeTable,
  today: IsoDate,
): DueRemoval[] {
  const byCode = new Map(entries.map((entry) => [codes.get(entry.institution.id), entry]));
  return records.flatMap((record) => {
    const { code, name } = record;
    const shown = publicNow(record, openings.get(code) ?? [], today).penalties;
    return shown.flatMap(({ documentNo }): DueRemoval[] => {
      const ended = endOf(byCode.get(code), documentNo, today);
      if (ended === null) return [];
      const until = ended.since === null ? null : addDays(ended.since, DAYS);
      return [{ code, name, documentNo, ...ended, until, overdue: until === null || today > until }];
    });
  });
}

const NOTHING: ReadonlySet<string> = new Set();

function endOf(
  entry: InstitutionEntry | undefined,
  documentNo: string,
  today: IsoDate,
): Pick<DueRemoval, 'because' | 'since'> | null {
  const events = entry?.facts.events ?? [];
  for (const event of events) {
    if (event.kind === 'penalty' && event.status === 'revoked' && event.documentNo === documentNo)
      return { because: 'revoked', since: event.revokedOn ?? null };
    if (event.kind === 'creditRepair' && event.repairs === documentNo && event.on <= today)
      return { because: 'repaired', since: event.on };
  }
  const own = events.filter((event) => event.kind === 'penalty' && event.documentNo === documentNo);
  const stands = own.some((event) => isShowable(event, NOTHING) && !hasLapsed(shownUntil(event), today));
  // What has no row here may be listed by other facts, as a register's entries are.
  return own.length > 0 && !stands ? { because: 'changed', since: null } : null;
}
