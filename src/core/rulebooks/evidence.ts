/** Which events of an institution count: the general rulings GEN-1, 2, 3, 4 and 6 (policy readings, 1). */
import type { Problem } from '../domain/evaluation.ts';
import type { Event, InstitutionFacts } from '../domain/facts.ts';
import { type IsoDate, type Period, within } from '../domain/iso-date.ts';
import { heavier } from './duplicates.ts';
import type { Choices } from './rulings.ts';

/** An event that counts, with its index in the institution's `events`. */
export interface CountedEvent {
  readonly event: Event;
  readonly index: number;
}

/** What a policy says of one event, apart from the general rulings. */
export interface Verdict {
  /** Whether the policy reads it as evidence at all. */
  readonly counts: boolean;
  /** Rulings that decided so. */
  readonly rulings?: readonly string[];
  /** What the clerk must know when it does not count; `field` is the event's field. */
  readonly problem?: { readonly code: string; readonly field: string };
}

export interface Evidence {
  /** In input order. */
  readonly counted: readonly CountedEvent[];
  readonly problems: readonly Problem[];
  /** General and own rulings that decided about some event. */
  readonly rulings: ReadonlySet<string>;
}

const NOTHING: Evidence = { counted: [], problems: [], rulings: new Set() };

/** Whether the fact names the document it rests on; blanks are none. */
export function hasDocument(fact: { readonly documentNo?: string }): boolean {
  return fact.documentNo !== undefined && fact.documentNo.trim() !== '';
}

/**
 * Gathers the events that count in the period, both ends included. `weigh` is the policy's own view of an event.
 * Never counted: what is outside the period, revoked penalties (撤销、变更、确认违法、无效), penalties against a person (GEN-6),
 * what names no document (GEN-1), the same fact again (GEN-2), what was repaired (GEN-3, unless `display-only`).
 */
export function gatherEvidence(
  institution: InstitutionFacts,
  period: Period,
  choices: Choices,
  weigh: (event: Event) => Verdict,
): Evidence {
  const events = institution.events;
  if (events.length === 0) return NOTHING;
  const repairs = repairDays(events);
  const kept = new Map<string, CountedEvent>();
  const problems: Problem[] = [];
  const rulings = new Set<string>();
  events.forEach((event, index) => {
    const verdict = weighed(event, weigh);
    if (!within(event.on, period)) {
      if (verdict.counts) rulings.add('GEN-4');
      return;
    }
    for (const id of verdict.rulings ?? []) rulings.add(id);
    if (verdict.problem)
      problems.push({ code: verdict.problem.code, path: `events[${index}].${verdict.problem.field}` });
    if (!verdict.counts) return;
    if (!hasDocument(event)) {
      rulings.add('GEN-1');
      problems.push({ code: 'missing-document', path: `events[${index}].documentNo` });
      return;
    }
    if (isRepaired(event, repairs)) {
      rulings.add('GEN-3');
      if (choices['GEN-3'] !== 'display-only') return;
    }
    keep(kept, { event, index }, rulings);
  });
  return { counted: [...kept.values()].sort((a, b) => a.index - b.index), problems, rulings };
}

/** The policy's verdict, after what never counts under any policy. */
function weighed(event: Event, weigh: (event: Event) => Verdict): Verdict {
  if (event.kind === 'penalty') {
    // Revoked first: a revoked decision is no decision, whomever it was against.
    if (event.status === 'revoked') return { counts: false };
    if (event.against === 'person') return { counts: false, rulings: ['GEN-6'] };
  }
  return weigh(event);
}

/** The latest day of repair by the number of the document repaired. */
function repairDays(events: readonly Event[]): ReadonlyMap<string, IsoDate> {
  const days = new Map<string, IsoDate>();
  for (const event of events) {
    if (event.kind !== 'creditRepair') continue;
    const number = event.repairs.trim();
    const known = days.get(number);
    if (known === undefined || event.on > known) days.set(number, event.on);
  }
  return days;
}

/**
 * A repair acts from its date, also when it comes after the period: the grade is then updated too (信用修复管理办法 第三条).
 * What happened only after the repair is not repaired by it.
 */
function isRepaired(event: Event, repairs: ReadonlyMap<string, IsoDate>): boolean {
  const day = repairs.get(event.documentNo?.trim() ?? '');
  return day !== undefined && day >= event.on;
}

/** GEN-2: one fact by kind and document number. Of two spellings the heavier stays, so that order never matters. */
function keep(kept: Map<string, CountedEvent>, entry: CountedEvent, rulings: Set<string>): void {
  const key = `${entry.event.kind} ${entry.event.documentNo?.trim() ?? ''}`;
  const known = kept.get(key);
  if (known !== undefined) rulings.add('GEN-2');
  if (known === undefined || heavier(entry.event, known.event)) kept.set(key, entry);
}
