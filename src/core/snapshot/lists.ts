/** Who stands on a public list on a day: decided by the index alone, so that a list never says more than the pages do. */
import type { IsoDate } from '../domain/iso-date.ts';
import type { ListTerms } from '../domain/terms.ts';
import type { IndexEntry } from './tables.ts';

/**
 * The entries on a list, in the order of the index. A grade that has lapsed, changed or been withdrawn is on no list of
 * grades (WG-11); `void` are certificates past their last day; `withdrawn` are labels taken away.
 */
export function onList({ of }: ListTerms, entries: readonly IndexEntry[], day: IsoDate): readonly IndexEntry[] {
  const ended = ({ validUntil }: IndexEntry): boolean => validUntil !== null && day > validUntil;
  if (of === 'withdrawn') return entries.filter(({ state }) => state === 'withdrawn');
  if (of === 'void') return entries.filter(ended);
  return entries.filter((entry) => of.grades.includes(entry.state) && !ended(entry));
}
