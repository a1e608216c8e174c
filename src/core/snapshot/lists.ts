/** Who stands on a public list on a day: decided by `publicState` alone, so that a list never says more than the pages do. */

import type { IsoDate } from '../domain/iso-date.ts';
import type { ListTerms, RulebookTerms } from '../domain/terms.ts';
import { type PublicState, publicState } from './public-now.ts';
import type { InstitutionRecord } from './record.ts';
import { listState } from './tables.ts';

/** Compares names as `sort` wants it: by pinyin, where one knows it. */
export type NameOrder = (a: string, b: string) => number;

/** What of a record a list needs. */
export type Listable = Pick<InstitutionRecord, 'code' | 'name' | 'town' | 'year' | 'outcome'>;

export interface ListedView {
  readonly record: Listable;
  /** Of the day of the list. */
  readonly state: PublicState;
}

export interface Listed {
  readonly list: ListTerms;
  readonly views: readonly ListedView[];
}

/**
 * Every list of the policy as of `day`, each by grade (best first), then town, name and code. A grade that has lapsed,
 * changed or been withdrawn is on no list of grades (WG-11); `void` are certificates past their last day; `withdrawn` are
 * labels taken away.
 */
export function publicLists(
  terms: Pick<RulebookTerms, 'lists' | 'grades'>,
  records: readonly Listable[],
  day: IsoDate,
  order: NameOrder,
): readonly Listed[] {
  return listsOn(terms, inListOrder(terms, records, order), day);
}

/** Who may stand on a list on some day, by town, name and code: what of the lists is the same every day. */
export function inListOrder<One extends Listable>(
  { lists }: Pick<RulebookTerms, 'lists'>,
  records: readonly One[],
  order: NameOrder,
): readonly One[] {
  const towns = new Map<string, One[]>();
  for (const record of records) {
    if (!mayBeListed(lists, listState(record.outcome))) continue;
    const town = towns.get(record.town);
    if (town === undefined) towns.set(record.town, [record]);
    else town.push(record);
  }
  const sorted = [...towns].sort(([a], [b]) => order(a, b));
  return sorted.flatMap(([, all]) => all.sort((a, b) => order(a.name, b.name) || (a.code < b.code ? -1 : 1)));
}

/** The same from records that are in this order. */
export function listsOn(
  { lists, grades }: Pick<RulebookTerms, 'lists' | 'grades'>,
  ordered: readonly Listable[],
  day: IsoDate,
): readonly Listed[] {
  const step = new Map(grades.map(({ symbol }, at) => [symbol, at]));
  const stepOf = ({ state }: ListedView): number => ('grade' in state ? (step.get(state.grade.grade) ?? -1) : -1);
  const sorted = ordered
    .map((record) => ({ record, state: publicState(record.outcome, day) }))
    .sort((a, b) => stepOf(a) - stepOf(b));
  return lists.map((list) => ({ list, views: sorted.filter((view) => isOn(list, view)) }));
}

/** Whether who is in this state of the index may be on some list, today or later. */
export function mayBeListed(lists: readonly ListTerms[], state: string): boolean {
  return lists.some(({ of }) => of === 'void' || (of === 'withdrawn' ? state === of : of.grades.includes(state)));
}

function isOn({ of }: ListTerms, { state }: ListedView): boolean {
  if (of === 'withdrawn') return state.kind === 'withdrawn';
  if (of === 'void') return state.kind === 'lapsed';
  return state.kind === 'graded' && of.grades.includes(state.grade.grade);
}
