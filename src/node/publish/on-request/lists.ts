/** The public lists for who asks: the order of names is made with the release, the pages of a day when its first is asked for. */
import type { IsoDate } from '../../../core/domain/iso-date.ts';
import type { RulebookTerms } from '../../../core/domain/terms.ts';
import type { Listable } from '../../../core/snapshot/lists.ts';
import type { InstitutionRecord, RecordOutcome } from '../../../core/snapshot/record.ts';
import { type PagesOfDay, pagesByDay } from '../lists.ts';

/** Holds of each record no more than a list says; of days the last one asked for. */
export function keptLists(terms: RulebookTerms, records: readonly InstitutionRecord[]): PagesOfDay {
  const outcomes = new Map<string, RecordOutcome>();
  const slim = records.map(({ code, name, town, year, outcome }): Listable => {
    const bare = outcome.status === 'graded' ? { ...outcome, reasons: [], rulings: [], change: null } : outcome;
    const text = JSON.stringify(bare);
    const known = outcomes.get(text) ?? bare;
    outcomes.set(text, known);
    return { code, name, town, year, outcome: known };
  });
  const on = pagesByDay({ terms, records: slim });
  let last: { readonly day: IsoDate; readonly pages: ReturnType<PagesOfDay> } | null = null;
  return (day) => {
    if (last?.day !== day) last = { day, pages: on(day) };
    return last.pages;
  };
}
