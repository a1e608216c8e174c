/** Two publications side by side. What a late change leaves alone is the same object in both (decision 063), and is not looked at. */
import type { Opening } from '../../core/snapshot/opening.ts';
import type { InstitutionRecord } from '../../core/snapshot/record.ts';
import type { ReadRelease } from '../verify/read-release.ts';
import type { Publishable } from './records.ts';

export interface Pair {
  readonly before: InstitutionRecord | undefined;
  readonly now: InstitutionRecord | undefined;
  /** Whichever there is, `now` first. */
  readonly newest: InstitutionRecord;
}

/** By code, in the order of which both lists are; without those that are one and the same object. */
export function differing(before: readonly InstitutionRecord[], now: readonly InstitutionRecord[]): readonly Pair[] {
  const pairs: Pair[] = [];
  for (let [at, to] = [0, 0]; ; ) {
    const [old, next] = [before[at], now[to]];
    if (old !== undefined && (next === undefined || old.code < next.code)) {
      pairs.push({ before: old, now: undefined, newest: old });
      at++;
    } else if (next !== undefined && (old === undefined || next.code < old.code)) {
      pairs.push({ before: undefined, now: next, newest: next });
      to++;
    } else if (old === undefined || next === undefined) return pairs;
    else {
      if (old !== next) pairs.push({ before: old, now: next, newest: next });
      at++;
      to++;
    }
  }
}

export interface Shown {
  readonly record: InstitutionRecord;
  readonly openings: readonly Opening[];
}

/** Of who is in both, in the order of codes: what is not the very same object, record or openings. None for the first publication. */
export function differingShown(
  last: Pick<ReadRelease, 'records' | 'openings'> | null,
  made: readonly Publishable[],
): readonly { readonly before: Shown; readonly now: Publishable }[] {
  if (last === null) return [];
  let at = 0;
  return made.flatMap((now) => {
    while ((last.records[at]?.code ?? now.record.code) < now.record.code) at++;
    const record = last.records[at];
    if (record?.code !== now.record.code) return [];
    const openings = last.openings.get(record.code) ?? NONE;
    const same = openings === now.openings || openings.length + now.openings.length === 0;
    return record === now.record && same ? [] : [{ before: { record, openings }, now }];
  });
}

const NONE: readonly Opening[] = [];
