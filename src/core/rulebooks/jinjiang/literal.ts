/**
 * 晋卫健规〔2024〕2号 read literally: its sentences without any ruling, for the report of gaps. 「需满足」 (第十四、十五条) is read as it
 * stands: with any negative information of 第八条 an institution can be neither A nor B, and only 第十六、十七条 say who is C or D.
 * What stands out: complaints, safety points and negative information that those two articles do not list.
 */
import { addDecimals, compareDecimals, type Decimal, decimal } from '../../domain/decimal.ts';
import type { Assessments, Event, InstitutionFacts } from '../../domain/facts.ts';
import { hasDocument } from '../evidence.ts';
import { numbersOn } from '../numbers.ts';
import type { Saying, TextReading } from '../probes.ts';
import { bars, gives, PERIOD } from '../probes.ts';
import { GRADES } from './evaluate.ts';
import { NUMBERS } from './numbers.ts';

/** The numbers in force in the period of the probes. */
export const N = numbersOn(NUMBERS, PERIOD.to);

export type Events = readonly Event[];
export type Malpractice = Extract<Event, { kind: 'malpractice' }>;
type Complaint = Extract<Event, { kind: 'complaint' }>;

const penalties = (events: Events): number =>
  events.filter((event) => event.kind === 'penalty' && event.scope === 'health').length;
const avoidances = (events: Events): number =>
  events.filter((event) => event.kind === 'systemAvoidance' && event.intentional && event.bySampling).length;
const has = (events: Events, kind: Event['kind']): boolean => events.some((event) => event.kind === kind);
const isMain = (event: Event): event is Malpractice =>
  event.kind === 'malpractice' && (event.responsibility === 'full' || event.responsibility === 'main');
const isGrave = (event: Event): boolean => isMain(event) && event.established !== 'none' && event.harm !== 'other';
const isSevere = (event: Event): event is Complaint => event.kind === 'complaint' && event.severeImpact;
const isSanctioned = (event: Event): boolean =>
  (event.kind === 'touting' || event.kind === 'illegalAdvertising') && event.sanctioned;

/** 第十六、十七条, item by item. 第4项 names no number of physicians: of one alone nothing is certain (JJ-10). */
const ITEMS: readonly (readonly [string, 'C' | 'D', (events: Events) => boolean])[] = [
  ['第十六条第1项', 'C', (events) => penalties(events) === N.penaltiesForC],
  ['第十六条第2项', 'C', (events) => has(events, 'overdueRectification')],
  ['第十六条第3项', 'C', (events) => avoidances(events) === N.avoidancesForC],
  ['第十七条第1项', 'D', (events) => penalties(events) >= N.penaltiesForD],
  ['第十七条第2项', 'D', (events) => has(events, 'obstruction')],
  ['第十七条第3项', 'D', (events) => avoidances(events) >= N.avoidancesForD],
  ['第十七条第4项', 'D', (events) => events.filter(({ kind }) => kind === 'unregisteredPhysician').length > 1],
  ['第十七条第5项', 'D', (events) => events.some(isGrave)],
  ['第十七条第6项', 'D', (events) => events.some(isSevere)],
  ['第十七条第7项', 'D', (events) => events.some(isSanctioned)],
];

function safetyPoints(events: Events): Decimal {
  return events.reduce(
    (sum, event) => (event.kind === 'safetyPoints' ? addDecimals(sum, decimal(event.points)) : sum),
    decimal('0'),
  );
}

const atLeast = (points: Decimal, n: number): boolean => compareDecimals(points, decimal(String(n))) >= 0;

/** 第八条: which ruling answers for a piece of negative information that no item names; null where it is none. */
function openRuling(event: Event): string | null {
  switch (event.kind) {
    case 'penalty':
      return event.scope === 'other' ? null : 'JJ-3';
    case 'orderDefiance':
    case 'otherNegative':
      return 'JJ-3';
    case 'systemAvoidance':
      return event.intentional ? 'JJ-5' : null;
    case 'malpractice':
      if (!isMain(event)) return null;
      return event.established === 'none' ? 'JJ-9' : 'JJ-3';
    case 'unregisteredPhysician':
      return 'JJ-10';
    case 'complaint':
      return event.substantiated === true ? 'JJ-3' : 'JJ-2';
    case 'safetyPoints':
      return compareDecimals(decimal(event.points), decimal('0')) > 0 ? 'JJ-1' : null;
    default:
      return null;
  }
}

/** With negative information and no item: 第十二、十四、十五条 say what the grade is not, and nothing says what it is. */
function unnamed(events: Events, asks: readonly string[], tier: Assessments['positiveTier']): TextReading {
  const points = safetyPoints(events);
  const says = [bars('第十四条', 'A'), bars('第十五条', 'B')];
  if (atLeast(points, N.safetyPointsBarA)) says.push(bars('第十二条', 'A'));
  if (atLeast(points, N.safetyPointsBarB)) says.push(bars('第十二条', 'B'));
  const others = asks.some((ruling) => ruling !== 'JJ-1');
  if (others || atLeast(points, N.safetyPointsBarB)) return { says, asks };
  if (tier === undefined) return { says, asks: [...asks, 'JJ-6'] };
  // 第十五条 is for 「一般」: a 「好」 that 第十二条 bars from A has no article, nor has a 「一般」 beside points.
  const homeless = tier === 'fair' || atLeast(points, N.safetyPointsBarA);
  return { says, asks: homeless ? [...asks, 'JJ-4'] : asks };
}

function ofEvidence(events: Events, tier: Assessments['positiveTier']): TextReading {
  const named = ITEMS.flatMap(([article, grade, holds]): Saying[] => (holds(events) ? [gives(article, grade)] : []));
  if (named.length > 0) {
    // 「恶劣影响」: by whose finding, and of a complaint without ground too?
    const doubtful = events.some((event) => isSevere(event) && (!hasDocument(event) || event.substantiated === false));
    const both = new Set(named.map(({ outcome }) => outcome)).size > 1;
    return { says: named, asks: [...(doubtful ? ['JJ-8'] : []), ...(both ? ['JJ-11'] : [])] };
  }
  // 「C级及以下」, and D only for what 第十七条 lists.
  if (tier === 'poor') return { says: [gives('第十一条', 'C')], asks: [] };
  const asks = [...new Set(events.flatMap((event) => openRuling(event) ?? []))];
  if (asks.length > 0) return unnamed(events, asks, tier);
  if (tier === undefined) return { says: [], asks: ['JJ-6'] };
  return { says: [tier === 'good' ? gives('第十四条', 'A') : gives('第十五条', 'B')], asks: [] };
}

/** 第十八条 「可直接给予降级」: one step is a downgrade; by how many it may be is not said (JJ-7). */
export function readLiterally({ assessments, events, amendments }: InstitutionFacts): TextReading {
  const before = ofEvidence(events, assessments.positiveTier);
  const [change] = amendments;
  const grade = before.says[0]?.outcome;
  if (change?.kind !== 'directDowngrade' || !hasDocument(change) || before.says.length !== 1) return before;
  const grades: readonly (string | null | undefined)[] = GRADES;
  const steps = grades.indexOf(change.to) - grades.indexOf(grade);
  if (steps <= 0) return before;
  return steps === 1 ? { says: [gives('第十八条', change.to)], asks: [] } : { says: [], asks: ['JJ-7'] };
}
