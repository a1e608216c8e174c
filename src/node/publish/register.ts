/** What a register lists of an institution: entries that come and go, as openings. */
import type { Event } from '../../core/domain/facts.ts';
import type { InstitutionEntry } from '../../core/domain/institution.ts';
import { type IsoDate, isoDate, type Period, termEnd, within } from '../../core/domain/iso-date.ts';
import type { RulebookTerms } from '../../core/domain/terms.ts';
import type { ListedOpening } from '../../core/snapshot/opening.ts';
import { repairedBy } from './penalty-terms.ts';

export interface RegisterContext {
  readonly terms: Pick<RulebookTerms, 'register'>;
  /** Year of the register. */
  readonly year: number;
  readonly period: Period;
  readonly today: IsoDate;
  /**
   * For how many months an entry without a last day of its own is shown, from its day. No document says how long (HC-3):
   * without this, as long as the register of its period is the current one, to the last day of the register's year.
   */
  readonly registerMonths: number | null;
}

/** Every entry, those past their last day too, section by section and newest first; none without a register. */
export function listedBodies(entry: InstitutionEntry, context: RegisterContext): ListedOpening[] {
  const rows = [...eventBodies(entry.facts.events, context), ...measureBodies(entry, context)];
  return (context.terms.register?.sections ?? []).flatMap(({ list }) =>
    rows.filter((row) => row.list === list).sort((a, b) => (a.on === b.on ? 0 : a.on < b.on ? 1 : -1)),
  );
}

/** GEN-4 (the period's), GEN-1 and GEN-2 (documented, once), GEN-3 (not repaired). */
function eventBodies(events: readonly Event[], context: RegisterContext): ListedOpening[] {
  const repaired = repairedBy(events, context.today);
  const seen = new Set<string>();
  return events.flatMap((event) => {
    const { on, documentNo = '' } = event;
    const said = within(on, context.period) && !repaired.has(documentNo) ? saidOf(event) : null;
    const key = `${event.kind}\n${documentNo}`;
    if (said === null || seen.has(key)) return [];
    if (documentNo !== '') seen.add(key);
    return [{ type: 'listed' as const, on, documentNo, ...said, shownUntil: lastDay(on, context) }];
  });
}

type Said = Pick<ListedOpening, 'list' | 'text' | 'detail'>;

/** Null for what a register does not list, and for an entry that would say nothing or rest on nothing. */
function saidOf(event: Event): Said | null {
  switch (event.kind) {
    case 'badPracticePoints':
      if (event.documentNo === undefined) return null;
      return { list: 'bad-practice', text: event.item ?? '', detail: event.points };
    case 'commendation':
    case 'publicService':
      if (event.title === undefined) return null;
      return { list: 'commendation', text: event.title, detail: event.level ?? '' };
    default:
      return null;
  }
}

function measureBodies({ measures }: InstitutionEntry, context: RegisterContext): ListedOpening[] {
  return measures.map(({ list, text, documentNo, from, until }) => ({
    type: 'listed',
    list,
    on: from,
    documentNo,
    text,
    detail: '',
    shownUntil: until ?? lastDay(from, context),
  }));
}

function lastDay(on: IsoDate, { year, registerMonths }: RegisterContext): IsoDate {
  return registerMonths ? termEnd(on, registerMonths) : isoDate(`${year}-12-31`);
}
