/** 第十七条: who may take part (CN-3, CN-5). A condition that is not met lowers no grade: there is none. */
import { compareDecimals, type Decimal, decimal } from '../../domain/decimal.ts';
import type { Eligibility } from '../../domain/facts.ts';
import { hasFraction, type NumbersOf } from '../numbers.ts';
import type { NUMBERS } from './numbers.ts';

type Numbers = NumbersOf<typeof NUMBERS>;

interface Condition {
  readonly article: string;
  readonly field: keyof Eligibility;
  readonly met: (facts: Eligibility, numbers: Numbers) => boolean;
}

/** Satisfaction comes as a share of one and is asked for in percent. */
function percent(share: string): Decimal {
  const { units, scale } = decimal(share);
  return { units: units * 100n, scale };
}

/** 第十七条（六）; `other` by CN-5. */
function monthsAsked(level: Eligibility['level'], numbers: Numbers): number {
  switch (level) {
    case 'tertiary':
      return numbers.tertiaryMonths;
    case 'secondary':
      return numbers.secondaryMonths;
    case 'primary':
      return numbers.primaryMonths;
    case 'other':
      return numbers.otherMonths;
  }
}

/** In the policy's order. A year that is not listed had no points to tell of (CN-8). */
export const CONDITIONS: readonly Condition[] = [
  { article: '第十七条（一）', field: 'member', met: (facts) => facts.member },
  { article: '第十七条（二）', field: 'licencesValid', met: (facts) => facts.licencesValid },
  { article: '第十七条（三）', field: 'meetsBasicStandards', met: (facts) => facts.meetsBasicStandards },
  { article: '第十七条（四）', field: 'licenceConductClean', met: (facts) => facts.licenceConductClean },
  { article: '第十七条（五）', field: 'qualifiedStaffOnly', met: (facts) => facts.qualifiedStaffOnly },
  {
    article: '第十七条（六）',
    field: 'monthsInOperation',
    met: (facts, numbers) => facts.monthsInOperation >= monthsAsked(facts.level, numbers),
  },
  {
    article: '第十七条（七）',
    field: 'majorIncidentWithinTwoYears',
    met: (facts) => !facts.majorIncidentWithinTwoYears,
  },
  {
    article: '第十七条（八）',
    field: 'badPracticePointsByYear',
    met: (facts, numbers) => {
      const most = decimal(String(numbers.pointsPerYear));
      return facts.badPracticePointsByYear.every((points) => compareDecimals(decimal(points), most) <= 0);
    },
  },
  {
    article: '第十七条（八）',
    field: 'satisfaction',
    met: (facts, numbers) =>
      compareDecimals(percent(facts.satisfaction), decimal(String(numbers.satisfactionPercent))) >= 0,
  },
  {
    article: '第十七条（九）',
    field: 'adverseRecordWithinTwoYears',
    met: (facts) => !facts.adverseRecordWithinTwoYears,
  },
  {
    article: '第十七条（十）',
    field: 'conductFailingWithinTwoYears',
    met: (facts) => !facts.conductFailingWithinTwoYears,
  },
];

/** The fields of all conditions that are not met, in the policy's order. */
export function failedConditions(facts: Eligibility, numbers: Numbers): readonly (keyof Eligibility)[] {
  return CONDITIONS.filter(({ met }) => !met(facts, numbers)).map(({ field }) => field);
}

/** Whether the satisfaction is the very number asked for: 「90%以上」, CN-7. */
export function isSatisfactionEnd({ satisfaction }: Eligibility, numbers: Numbers): boolean {
  return compareDecimals(percent(satisfaction), decimal(String(numbers.satisfactionPercent))) === 0;
}

/** Whether some number was compared that has a part below one (GEN-7). */
export function comparesFractions(facts: Eligibility): boolean {
  return hasFraction(percent(facts.satisfaction)) || facts.badPracticePointsByYear.some((p) => hasFraction(decimal(p)));
}
