/** Who stands on a public list on a day: decided by `publicNow` alone, so that a list never says more than the pages do. */
import type { IsoDate } from '../domain/iso-date.ts';
import type { ListTerms, RulebookTerms } from '../domain/terms.ts';
import { type PublicView, publicNow } from './public-now.ts';
import type { InstitutionRecord } from './record.ts';

/** Compares names as `sort` wants it: by pinyin, where one knows it. */
export type NameOrder = (a: string, b: string) => number;

export interface Listed {
  readonly list: ListTerms;
  readonly views: readonly PublicView[];
}

/**
 * Every list of the policy as of `day`, each by grade (best first), then town, name and code. A grade that has lapsed,
 * changed or been withdrawn is on no list of grades (WG-11); `void` are certificates past their last day; `withdrawn` are
 * labels taken away.
 */
export function publicLists(
  { lists, grades }: Pick<RulebookTerms, 'lists' | 'grades'>,
  records: readonly InstitutionRecord[],
  day: IsoDate,
  order: NameOrder,
): readonly Listed[] {
  const step = new Map(grades.map(({ symbol }, at) => [symbol, at]));
  const stepOf = ({ state }: PublicView): number => ('grade' in state ? (step.get(state.grade.grade) ?? -1) : -1);
  const sorted = records
    .map((record) => publicNow(record, [], day))
    .sort((a, b) => stepOf(a) - stepOf(b) || byPlace(a.record, b.record, order));
  return lists.map((list) => ({ list, views: sorted.filter((view) => isOn(list, view)) }));
}

function isOn({ of }: ListTerms, { state }: PublicView): boolean {
  if (of === 'withdrawn') return state.kind === 'withdrawn';
  if (of === 'void') return state.kind === 'lapsed';
  return state.kind === 'graded' && of.grades.includes(state.grade.grade);
}

function byPlace(a: InstitutionRecord, b: InstitutionRecord, order: NameOrder): number {
  return order(a.town, b.town) || order(a.name, b.name) || (a.code < b.code ? -1 : 1);
}
