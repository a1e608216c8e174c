/** Reads what the list of supervision is made from: the release in force, verified, and the workbook. Writes nothing. */
import type { Bureau } from '../../../core/domain/bureau.ts';
import { chinaDay, type IsoDate } from '../../../core/domain/iso-date.ts';
import { fail, ok, type Result } from '../../../core/domain/result.ts';
import type { RulebookTerms } from '../../../core/domain/terms.ts';
import { loadCodes } from '../codes.ts';
import { publishedRounds } from '../draw/rounds.ts';
import { loadLastRelease } from '../last-release.ts';
import { loadWorkspace, type RefusedWorkspace } from '../workspace/load.ts';
import { gradesSince, isSupervised, makeSupervisionList, type SupervisionList } from './list.ts';

export type SupervisionRefusal =
  | { readonly code: 'workspace'; readonly workspace: RefusedWorkspace }
  /** `no-numbers`: the policy neither names numbers of checks nor draws. */
  | { readonly code: 'nothing-published' | 'no-numbers' }
  /** `detail`: code and file of what does not verify; the day that can be asked for; an institution without a number. */
  | { readonly code: 'last-release' | 'day-in-future' | 'day-before-grades' | 'code-unknown'; readonly detail: string };

export interface LoadedSupervision {
  readonly bureau: Bureau;
  readonly terms: RulebookTerms;
  readonly list: SupervisionList;
  /** Number of a round that is sealed and not revealed; null: none waits. */
  readonly sealed: number | null;
  /** Rows of 监督检查 that were not accepted. */
  readonly unread: number;
}

/** @param asked the day for which the list is made; null: today */
export async function loadSupervision(
  dir: string,
  now: Date,
  asked: IsoDate | null,
): Promise<Result<LoadedSupervision, SupervisionRefusal>> {
  const last = await loadLastRelease(dir, now);
  if (!last.ok)
    return fail({ code: 'last-release', detail: last.fault.map((one) => `${one.code} ${one.file}`).join() });
  if (last.value === null) return fail({ code: 'nothing-published' });
  const { bureau, terms, records, log } = last.value;
  if (!isSupervised(terms)) return fail({ code: 'no-numbers' });
  const today = chinaDay(now);
  const day = asked ?? today;
  // Of another day the release in force does not know the grades.
  if (day > today) return fail({ code: 'day-in-future', detail: today });
  const since = gradesSince(log);
  if (since !== null && day < since) return fail({ code: 'day-before-grades', detail: since });
  const workspace = await loadWorkspace(dir, now);
  if (!workspace.ok) return fail({ code: 'workspace', workspace });
  const ids = new Map([...(await loadCodes(dir))].map(([id, code]) => [code, id]));
  const stranger = records.find(({ code }) => !ids.has(code));
  if (stranger) return fail({ code: 'code-unknown', detail: stranger.name });
  const rounds = terms.draw === null ? [] : await publishedRounds(dir, last.value);
  const list = makeSupervisionList({ terms, records, log, rounds, ids, inspected: workspace.inspected, day });
  const newest = rounds.at(-1);
  const sealed = newest?.revealed === null ? newest.n : null;
  return ok({ bureau, terms, list, sealed, unread: workspace.counts.inspections.quarantined });
}
