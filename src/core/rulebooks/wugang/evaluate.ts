/** Grades under 舞卫健发〔2021〕89号, attachment 1. */
import { compareDecimals, decimal } from '../../domain/decimal.ts';
import type { Evaluation, Reason } from '../../domain/evaluation.ts';
import type { Facts, InstitutionFacts, WithdrawalCause } from '../../domain/facts.ts';
import type { Period } from '../../domain/iso-date.ts';
import { type AmendmentPolicy, applyAmendments, withdrawnBefore } from '../amendments.ts';
import { applyCountRules } from '../count-rules.ts';
import { type Draft, newDraft, periodNotCovered, reasonOf, roundRulings, worstGrade } from '../draft.ts';
import type { Editions } from '../editions.ts';
import { type Evidence, gatherEvidence } from '../evidence.ts';
import { hasFraction, type NumbersOf, numbersOn } from '../numbers.ts';
import { reaches, type Score, scoreOf, shownScore, unmet } from '../on-site.ts';
import type { Choices } from '../rulings.ts';
import { NUMBERS } from './numbers.ts';
import { standings } from './quota.ts';
import { rules, type WugangRule, type WugangRules } from './rules.ts';
import { weigh } from './weigh.ts';

/** 附件1 二(一), best first. */
export const GRADES = ['excellent', 'qualified', 'poor'] as const;

interface Context {
  readonly period: Period;
  readonly choices: Choices;
  /** Rulings that the whole round depends on. */
  readonly round: readonly string[];
  readonly numbers: NumbersOf<typeof NUMBERS>;
  readonly rules: WugangRules;
}

interface Scored {
  readonly draft: Draft;
  /** Null where no valid on-site result gave one. */
  readonly score: Score | null;
}

/** Grades all institutions of one year's round together: the quota is over all of them. */
export function evaluateWugang(facts: Facts, choices: Choices, editions: Editions): readonly Evaluation[] {
  const { period, institutions } = facts;
  const refused = periodNotCovered(editions, facts, choices);
  if (refused !== null) return refused;
  const numbers = numbersOn(NUMBERS, period.to);
  const context: Context = {
    period,
    choices,
    round: roundRulings(editions, period, choices),
    numbers,
    rules: rules(numbers),
  };
  const scored = institutions.map((institution) => gradeOne(institution, context));
  applyQuota(scored, context);
  const policy = amendmentPolicy(context.rules);
  return scored.map(({ draft }) => finishOne(draft, policy));
}

/** WG-8: the guide covers holders of a 《医疗机构执业许可证》; a filed clinic has no grade that could be amended. */
function finishOne(draft: Draft, policy: AmendmentPolicy): Evaluation {
  const { institution } = draft;
  if (institution.licence === 'practice-licence') return applyAmendments(draft, policy);
  const problems = [{ code: 'out-of-scope', path: 'licence' }];
  return { id: institution.id, grade: null, status: 'not-graded', reasons: [], rulings: ['WG-8'], problems };
}

function amendmentPolicy(inForce: WugangRules): AmendmentPolicy {
  const ref = (id: WugangRule, ruling: string) => ({ id, definition: inForce[id], ruling });
  const byCause: Record<WithdrawalCause, WugangRule> = {
    closed: 'withdrawn-closed',
    licenceRevoked: 'withdrawn-licence',
    licenceCancelled: 'withdrawn-licence',
    other: 'withdrawn-other',
  };
  return {
    grades: GRADES,
    downgrade: ref('direct-downgrade', 'WG-7'),
    withdrawal: (cause) => ref(byCause[cause], 'WG-6'),
  };
}

/** The grade before quota and amendments. */
function gradeOne(institution: InstitutionFacts, context: Context): Scored {
  const draft = newDraft(institution, context.round);
  if (institution.licence !== 'practice-licence') return { draft, score: null };
  const evidence = gatherEvidence(institution, context.period, context.choices, weigh);
  draft.problems.push(...evidence.problems);
  for (const id of evidence.rulings) draft.used.add(id);
  const found = [...eventReasons(evidence, draft, context), ...publicHealth(draft, context)];
  const fixed = worstGrade(GRADES, 'excellent', found) === 'poor';
  const onSite = onSiteResult(draft, fixed, context);
  found.push(...onSite.reasons);
  // WG-4, WG-5: without a valid on-site result only what alone fixes poor gives a grade.
  if (draft.blockers.length === 0 && (fixed || onSite.decides)) {
    draft.grade = worstGrade(GRADES, 'excellent', found);
    draft.reasons.push(...found);
  }
  return { draft, score: onSite.score };
}

/** 四, events. Where several penalties give poor, the one that would bar excellent is not told again. */
function eventReasons(evidence: Evidence, draft: Draft, context: Context): Reason[] {
  const found = applyCountRules(context.rules, evidence.counted);
  if (!found.some((reason) => reason.rule === 'penalties-several')) return found;
  // WG-1: 「2次以上」 includes two.
  draft.used.add('WG-1');
  return found.filter((reason) => reason.rule !== 'penalty-health');
}

/** 四 「基本公共卫生服务项目绩效考核低于60分的」: 60 itself is not below (WG-1). */
function publicHealth(draft: Draft, context: Context): Reason[] {
  const observed = draft.institution.assessments.publicHealthScore;
  if (observed === undefined) return [];
  draft.used.add('WG-1');
  if (hasFraction(decimal(observed))) draft.used.add('GEN-7');
  const threshold = String(context.numbers.publicHealthScore);
  if (compareDecimals(decimal(observed), decimal(threshold)) >= 0) return [];
  return [reasonOf('public-health-score', context.rules['public-health-score'], { observed, threshold })];
}

interface OnSite {
  readonly score: Score | null;
  readonly reasons: readonly Reason[];
  /** Whether it gives a grade: by its score, or by an unmet double-star item, which leaves only poor. */
  readonly decides: boolean;
}

const NO_RESULT: OnSite = { score: null, reasons: [], decides: false };

/**
 * The on-site result, or why it is none (WG-4, WG-5) – told as a blocker unless poor is fixed without it.
 * A result by fewer than two inspectors is not a result: neither its score nor its star items act.
 */
function onSiteResult(draft: Draft, fixed: boolean, context: Context): OnSite {
  const { onSite } = draft.institution.assessments;
  const refuse = (ruling: string, code: string, path: string): OnSite => {
    draft.used.add(ruling);
    if (fixed) draft.used.add('WG-5');
    else draft.blockers.push({ code, path });
    return NO_RESULT;
  };
  if (onSite === undefined) return refuse('WG-5', 'missing-on-site', 'assessments.onSite');
  if (onSite.inspectors < context.numbers.inspectors) {
    return refuse('WG-4', 'too-few-inspectors', 'assessments.onSite.inspectors');
  }
  if (!onSite.items.some((item) => item.applicable)) {
    return refuse('WG-5', 'missing-on-site', 'assessments.onSite.items');
  }
  const score = scoreOf(onSite.items);
  const stars = starReasons(draft, context);
  const vetoed = stars.some((reason) => reason.rule === 'double-star');
  // Items without any points make no score; an unmet double-star item among them still leaves only poor.
  if (score === null && !vetoed) return refuse('WG-5', 'missing-on-site', 'assessments.onSite.items');
  const reasons = score === null ? stars : [...stars, scoreReason(score, draft, context)];
  return { score, reasons, decides: true };
}

function starReasons(draft: Draft, context: Context): Reason[] {
  const items = draft.institution.assessments.onSite?.items ?? [];
  const reasons: Reason[] = [];
  const double = unmet(items, 2);
  const single = unmet(items, 1);
  if (double > 0) {
    // WG-1: 「不能评为合格以上」 includes 合格.
    draft.used.add('WG-1');
    reasons.push(reasonOf('double-star', context.rules['double-star'], { observed: double, threshold: 1 }));
  }
  if (single > 0)
    reasons.push(reasonOf('single-star', context.rules['single-star'], { observed: single, threshold: 1 }));
  return reasons;
}

/** 五: 90 and above, 60 and above, below 60, by the exact fraction. */
function scoreReason(score: Score, draft: Draft, context: Context): Reason {
  const { excellentScore, qualifiedScore } = context.numbers;
  const shown = shownScore(score);
  draft.used.add('WG-0');
  if (!shown.exact) draft.used.add('WG-2').add('GEN-7');
  const id: WugangRule = reaches(score, excellentScore)
    ? 'score-excellent'
    : reaches(score, qualifiedScore)
      ? 'score-qualified'
      : 'score-poor';
  const threshold = String(id === 'score-excellent' ? excellentScore : qualifiedScore);
  return reasonOf(id, context.rules[id], { observed: shown.text, threshold });
}

/**
 * WG-3. N are the institutions that evidence and assessments graded in this round. Amendments come later and act on
 * each grade in force alone: a later closure or downgrade neither costs nor gives another institution its place. Who had
 * stopped using the label before the round (closed, licence gone) is not among the graded.
 */
function applyQuota(scored: readonly Scored[], context: Context): void {
  const { period, choices, numbers, rules } = context;
  const graded = scored.filter(
    ({ draft }) => draft.grade !== null && !withdrawnBefore(draft.institution.amendments, period),
  );
  const candidates = graded.flatMap(({ draft, score }) =>
    draft.grade === 'excellent' && score !== null ? [{ draft, score }] : [],
  );
  for (const { draft } of candidates) draft.used.add('WG-3');
  if (choices['WG-3'] === 'none') return;
  const result = standings(
    candidates.map(({ score }) => score),
    graded.length,
    numbers.excellentOneOf,
  );
  candidates.forEach(({ draft }, index) => {
    const standing = result[index];
    if (standing === undefined || standing.keeps) return;
    draft.grade = 'qualified';
    draft.reasons.push(reasonOf('quota', rules.quota, { observed: standing.place, threshold: standing.places }));
  });
}
