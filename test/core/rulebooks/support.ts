/** Builders and the shape of a case: one institution, what is said of it, what must come out. */
import type { Evaluation } from '../../../src/core/domain/evaluation.ts';
import type {
  Amendment,
  Assessments,
  Event,
  Facts,
  InstitutionFacts,
  OnSiteItem,
  PlainEventKind,
} from '../../../src/core/domain/facts.ts';
import { isoDate, type Period } from '../../../src/core/domain/iso-date.ts';
import type { Choices } from '../../../src/core/rulebooks/rulings.ts';

export const YEAR_2025: Period = { from: isoDate('2025-01-01'), to: isoDate('2025-12-31') };

export interface Case {
  readonly title: string;
  readonly choices?: Choices;
  readonly period?: Period;
  readonly licence?: InstitutionFacts['licence'];
  readonly subject?: string;
  readonly assessments?: Assessments;
  readonly events?: readonly Event[];
  readonly amendments?: readonly Amendment[];
  readonly grade: string | null;
  /** `graded` where a grade is given, `not-graded` otherwise. */
  readonly status?: Evaluation['status'];
  /** Exactly these rules, in the order of the reasons. */
  readonly rules: readonly string[];
  /** Exactly these rulings. */
  readonly rulings: readonly string[];
  /** Exactly these problems as `code path`; none when absent. */
  readonly problems?: readonly string[];
}

export function institutionOf(id: string, facts: Partial<InstitutionFacts>): InstitutionFacts {
  return {
    id,
    licence: facts.licence ?? 'practice-licence',
    ...(facts.subject !== undefined && { subject: facts.subject }),
    assessments: facts.assessments ?? {},
    events: facts.events ?? [],
    amendments: facts.amendments ?? [],
  };
}

let number = 0;
type Kind<K extends Event['kind']> = Omit<Extract<Event, { kind: K }>, 'kind' | 'on' | 'documentNo'>;
type Where = { readonly on?: string; readonly documentNo?: string };

/** The document and day of an event; a fresh number unless one is given. */
function dated({ on, documentNo }: Where) {
  number += 1;
  return { on: isoDate(on ?? '2025-06-15'), documentNo: documentNo ?? `文〔2025〕${number}号` };
}

export function penalty(facts: Partial<Kind<'penalty'>> & Where = {}): Event {
  const { on: _on, documentNo: _number, ...rest } = facts;
  return { kind: 'penalty', scope: 'health', status: 'effective', against: 'institution', ...rest, ...dated(facts) };
}

export function malpractice(facts: Partial<Kind<'malpractice'>> & Where = {}): Event {
  const { on: _on, documentNo: _number, ...rest } = facts;
  const usual = { responsibility: 'full', harm: 'death', major: true, established: 'court' } as const;
  return { kind: 'malpractice', ...usual, ...rest, ...dated(facts) };
}

export function complaint(facts: Partial<Kind<'complaint'>> & Where = {}): Event {
  const { on: _on, documentNo: _number, ...rest } = facts;
  return { kind: 'complaint', substantiated: true, severeImpact: false, ...rest, ...dated(facts) };
}

export function avoidance(facts: Partial<Kind<'systemAvoidance'>> & Where = {}): Event {
  const { on: _on, documentNo: _number, ...rest } = facts;
  return { kind: 'systemAvoidance', intentional: true, bySampling: true, ...rest, ...dated(facts) };
}

export function points(value: string, where: Where = {}): Event {
  return { kind: 'safetyPoints', points: value, ...dated(where) };
}

export function sanctionable(kind: 'touting' | 'illegalAdvertising', sanctioned: boolean): Event {
  return { kind, sanctioned, ...dated({}) };
}

export function repair(repairs: string, on: string): Event {
  return { kind: 'creditRepair', repairs, on: isoDate(on) };
}

export function otherNegative(): Event {
  return { kind: 'otherNegative', ...dated({}) };
}

/** Any event that carries nothing beyond its day and document. */
export function plain(kind: PlainEventKind, where: Where = {}): Event {
  return { kind, ...dated(where) };
}

/** The event without its document. */
export function withoutDocument(event: Event): Event {
  const { documentNo: _dropped, ...rest } = event;
  return rest as Event;
}

export function downgrade(to: string, facts: { on?: string; documentNo?: string | null } = {}): Amendment {
  const on = isoDate(facts.on ?? '2026-03-03');
  const approval = facts.documentNo === null ? {} : { documentNo: facts.documentNo ?? '准〔2026〕1号' };
  return { kind: 'directDowngrade', to, on, ...approval };
}

type Cause = Extract<Amendment, { kind: 'labelWithdrawn' }>['cause'];

export function withdrawal(cause: Cause, facts: { on?: string; documentNo?: string } = {}): Amendment {
  const on = isoDate(facts.on ?? '2026-05-01');
  return { kind: 'labelWithdrawn', cause, on, ...(facts.documentNo ? { documentNo: facts.documentNo } : {}) };
}

/** One item of an on-site table. */
export function item(score: string, max: string, facts: Partial<OnSiteItem> = {}): OnSiteItem {
  return { id: 'i', max, score, star: 0, applicable: true, met: true, violationFound: false, ...facts };
}

/** An on-site result by two inspectors. */
export function onSite(...items: readonly OnSiteItem[]): Assessments {
  return { onSite: { inspectors: 2, items } };
}

/** The round of a case: its institution first, then those graded beside it. */
export function roundOf(given: Case, beside: readonly InstitutionFacts[]): Facts {
  return { period: given.period ?? YEAR_2025, institutions: [institutionOf('a1', given), ...beside] };
}

/** The result in the shape of a case's expectation. */
export function outcome(result: Evaluation | undefined) {
  return {
    grade: result?.grade,
    status: result?.status,
    rules: result?.reasons.map((reason) => reason.rule),
    rulings: result?.rulings,
    problems: result?.problems.map(({ code, path }) => `${code} ${path}`),
  };
}

/** What the case expects, with its defaults filled in. */
export function expected(given: Case) {
  return {
    grade: given.grade,
    status: given.status ?? (given.grade === null ? 'not-graded' : 'graded'),
    rules: given.rules,
    rulings: given.rulings,
    problems: given.problems ?? [],
  };
}

/** A policy document that stands beside the project. */
export function shared(name: string): URL {
  return new URL(`../../../../shared/policy/${name}`, import.meta.url);
}
