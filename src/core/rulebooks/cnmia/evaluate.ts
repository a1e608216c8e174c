/** Grades under 社会办医疗机构社会信用评价管理办法: who may take part, and the band of the score. */
import { type Decimal, decimal, formatDecimal } from '../../domain/decimal.ts';
import type { Evaluation, Reason } from '../../domain/evaluation.ts';
import type { Facts, InstitutionFacts } from '../../domain/facts.ts';
import { type Draft, newDraft, periodNotCovered, reasonOf, roundRulings } from '../draft.ts';
import type { Editions } from '../editions.ts';
import { hasFraction, type NumbersOf, numbersOn } from '../numbers.ts';
import type { Choices } from '../rulings.ts';
import { bandOf, GRADES, type Grade, isEnd, isScore, levelOf } from './bands.ts';
import { applyChanges } from './changes.ts';
import { comparesFractions, failedConditions, isSatisfactionEnd } from './eligibility.ts';
import { NUMBERS } from './numbers.ts';
import { RULES } from './rules.ts';

interface Context {
  readonly choices: Choices;
  /** Rulings that the whole round depends on. */
  readonly round: readonly string[];
  readonly numbers: NumbersOf<typeof NUMBERS>;
}

/** Grades every institution on its own. Events are no evidence under this policy: see `rules.ts`. */
export function evaluateCnmia(facts: Facts, choices: Choices, editions: Editions): readonly Evaluation[] {
  const { period, institutions } = facts;
  const refused = periodNotCovered(editions, facts, choices);
  if (refused !== null) return refused;
  const round = roundRulings(editions, period, choices);
  const context: Context = { choices, round, numbers: numbersOn(NUMBERS, period.to) };
  return institutions.map((institution) => withLevel(applyChanges(gradeOne(institution, context))));
}

/** CN-0: 第三条 knows nine levels, and not every symbol of the annex. */
function withLevel(result: Evaluation): Evaluation {
  const known = GRADES.find((grade) => grade === result.grade);
  if (known === undefined || levelOf(known) === known) return result;
  return { ...result, rulings: [...result.rulings, 'CN-0'].sort() };
}

/** All that is wrong is told: what 第十七条 asks for first, then the score. */
function gradeOne(institution: InstitutionFacts, context: Context): Draft {
  const draft = newDraft(institution, context.round);
  checkEligibility(draft, context);
  const score = scoreOf(draft, context);
  if (score === null || draft.blockers.length > 0) return draft;
  const grade = bandOf(score, context.numbers, context.choices['CN-1'] === 'upper');
  if (isEnd(score, context.numbers)) draft.used.add('CN-1');
  draft.grade = grade;
  draft.reasons.push(scoreReason(grade, score, context));
  return draft;
}

/** CN-3. */
function checkEligibility(draft: Draft, { numbers }: Context): void {
  const { eligibility } = draft.institution.assessments;
  if (eligibility === undefined) {
    draft.used.add('CN-3');
    draft.blockers.push({ code: 'missing-eligibility', path: 'assessments.eligibility' });
    return;
  }
  if (eligibility.level === 'other') draft.used.add('CN-5');
  if (isSatisfactionEnd(eligibility, numbers)) draft.used.add('CN-7');
  if (eligibility.badPracticePointsByYear.length === 0) draft.used.add('CN-8');
  if (comparesFractions(eligibility)) draft.used.add('GEN-7');
  const failed = failedConditions(eligibility, numbers);
  if (failed.length > 0) draft.used.add('CN-3');
  for (const field of failed) draft.blockers.push({ code: 'ineligible', path: `assessments.eligibility.${field}` });
}

/** CN-2: the score, or why it is none. */
function scoreOf(draft: Draft, { numbers }: Context): Decimal | null {
  const written = draft.institution.assessments.associationScore;
  const refuse = (code: string): null => {
    draft.used.add('CN-2');
    draft.blockers.push({ code, path: 'assessments.associationScore' });
    return null;
  };
  if (written === undefined) return refuse('missing-score');
  const score = decimal(written);
  if (hasFraction(score)) draft.used.add('GEN-7');
  return isScore(score, numbers) ? score : refuse('score-out-of-range');
}

/** The threshold is the lower end of the band, whichever way CN-1 is read. */
function scoreReason(grade: Grade, score: Decimal, { numbers }: Context): Reason {
  const id = `score-${grade}` as const;
  return reasonOf(id, RULES[id], { observed: formatDecimal(score), threshold: String(numbers[grade]) });
}
