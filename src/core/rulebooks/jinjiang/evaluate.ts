/** Grades under 晋卫健规〔2024〕2号. */
import { addDecimals, compareDecimals, type Decimal, decimal, formatDecimal } from '../../domain/decimal.ts';
import type { Evaluation, Reason } from '../../domain/evaluation.ts';
import type { Facts, InstitutionFacts } from '../../domain/facts.ts';
import type { Period } from '../../domain/iso-date.ts';
import { type AmendmentPolicy, applyAmendments } from '../amendments.ts';
import { applyCountRules } from '../count-rules.ts';
import { type Draft, newDraft, periodNotCovered, reasonOf, roundRulings, worstGrade } from '../draft.ts';
import type { Editions } from '../editions.ts';
import { type CountedEvent, gatherEvidence } from '../evidence.ts';
import { hasFraction, type NumbersOf, numbersOn } from '../numbers.ts';
import type { Choices } from '../rulings.ts';
import { NUMBERS } from './numbers.ts';
import { type JinjiangRules, rules, UNNAMED } from './rules.ts';
import { weigh } from './weigh.ts';

/** 第十三条, best first. */
export const GRADES = ['A', 'B', 'C', 'D'] as const;

interface Context {
  readonly period: Period;
  readonly choices: Choices;
  /** Rulings that the whole round depends on. */
  readonly round: readonly string[];
  readonly numbers: NumbersOf<typeof NUMBERS>;
  readonly rules: JinjiangRules;
}

/** Grades every institution on its own: nothing in this policy compares institutions. */
export function evaluateJinjiang(facts: Facts, choices: Choices, editions: Editions): readonly Evaluation[] {
  const { period, institutions } = facts;
  const refused = periodNotCovered(editions, facts, choices);
  if (refused !== null) return refused;
  const numbers = numbersOn(NUMBERS, period.to);
  const inForce = rules(numbers);
  const downgrade = { id: 'direct-downgrade', definition: inForce['direct-downgrade'], ruling: 'JJ-7' };
  // This policy knows no withdrawal of the label: such an amendment is named and changes nothing.
  const amendments: AmendmentPolicy = { grades: GRADES, downgrade, withdrawal: null };
  const context: Context = { period, choices, round: roundRulings(editions, period, choices), numbers, rules: inForce };
  return institutions.map((institution) => applyAmendments(gradeOne(institution, context), amendments));
}

/** The grade that events and tier give. */
function gradeOne(institution: InstitutionFacts, context: Context): Draft {
  const draft = newDraft(institution, context.round);
  const { choices } = context;
  const evidence = gatherEvidence(institution, context.period, choices, (event) => weigh(event, choices));
  draft.problems.push(...evidence.problems);
  for (const id of evidence.rulings) draft.used.add(id);
  const tier = institution.assessments.positiveTier;
  const safety = safetyPoints(evidence.counted);
  if (hasFraction(safety.sum)) draft.used.add('GEN-7');
  const found = [...applyCountRules(context.rules, evidence.counted), ...safetyReasons(safety, context)];
  if (tier === 'poor') found.push(tierReason('poor', context));
  const unnamed = found.filter((reason) => UNNAMED.has(reason.rule));
  if (unnamed.length > 0) draft.used.add('JJ-3');
  if (tier === undefined) draft.used.add('JJ-6');

  const worst = worstGrade(
    GRADES,
    'A',
    found.filter((reason) => !UNNAMED.has(reason.rule)),
  );
  if (worst === 'D' && fallsUnderBoth(found)) draft.used.add('JJ-11');
  if (worst === 'C' || worst === 'D') return graded(draft, worst, found);
  if (unnamed.length > 0 && choices['JJ-3'] !== 'refer') return graded(draft, 'C', found);
  if (unnamed.length > 0) refer(draft, unnamed);
  if (tier === undefined) draft.blockers.push({ code: 'missing-positive-tier', path: 'assessments.positiveTier' });
  if (draft.blockers.length > 0 || tier === undefined) return draft;
  const own = tierReason(tier, context);
  const grade = worstGrade(GRADES, 'A', [own, ...found]);
  // 第十五条 asks for the tier 「一般」 and no negative information at all; JJ-4 gives B beside safety points.
  if (grade === 'B' && safety.entries.length > 0) draft.used.add('JJ-4');
  return graded(draft, grade, [own, ...found]);
}

/** 「包括下列情形之一的」 of 第十六条 and of 第十七条 at once: C and D. */
function fallsUnderBoth(found: readonly Reason[]): boolean {
  return ['第十六条', '第十七条'].every((article) => found.some((reason) => reason.article.startsWith(article)));
}

function graded(draft: Draft, grade: string, reasons: readonly Reason[]): Draft {
  draft.grade = grade;
  draft.reasons.push(...reasons);
  return draft;
}

/**
 * JJ-3 `refer`: the bureau decides. Only where nothing else fixes C or D: beside those A and B are barred anyway, and
 * 第十七条 names all that gives D, so there is nothing left to decide.
 */
function refer(draft: Draft, unnamed: readonly Reason[]): void {
  for (const index of unnamed.flatMap((reason) => reason.events)) {
    draft.blockers.push({ code: 'refer-to-bureau', path: `events[${index}]` });
  }
}

/** 第十一条 for poor, 第十四条 for good, 第十五条 for fair. */
function tierReason(tier: 'good' | 'fair' | 'poor', context: Context): Reason {
  const id = `tier-${tier}` as const;
  return reasonOf(id, context.rules[id], { observed: tier, threshold: tier });
}

interface SafetyPoints {
  readonly sum: Decimal;
  readonly entries: readonly CountedEvent[];
}

/** The exact sum of the period's safety points. */
function safetyPoints(counted: readonly CountedEvent[]): SafetyPoints {
  const entries: CountedEvent[] = [];
  let sum: Decimal = decimal('0');
  for (const entry of counted) {
    if (entry.event.kind !== 'safetyPoints') continue;
    entries.push(entry);
    sum = addDecimals(sum, decimal(entry.event.points));
  }
  return { sum, entries };
}

/** 第十二条; and 第八条第9项 where JJ-1 is read literally. */
function safetyReasons({ sum, entries }: SafetyPoints, { numbers, choices, rules }: Context): Reason[] {
  if (entries.length === 0) return [];
  const observed = formatDecimal(sum);
  const reaches = (threshold: number): boolean => compareDecimals(sum, decimal(String(threshold))) >= 0;
  const reasons: Reason[] = [];
  if (choices['JJ-1'] === 'literal') {
    reasons.push(reasonOf('safety-points-any', rules['safety-points-any'], { observed, threshold: null }, entries));
  }
  const id = reaches(numbers.safetyPointsBarB) ? 'safety-points-bar-b' : 'safety-points-bar-a';
  const threshold = id === 'safety-points-bar-b' ? numbers.safetyPointsBarB : numbers.safetyPointsBarA;
  if (reaches(threshold)) reasons.push(reasonOf(id, rules[id], { observed, threshold: String(threshold) }, entries));
  return reasons;
}
