/**
 * 社会办医疗机构社会信用评价管理办法 read literally: its sentences without any ruling, for the report of gaps. What stands out: the
 * ends of the printed intervals, all open (CN-1); symbols that 第三条 does not know (CN-0); levels of institutions without a number
 * of months (CN-5).
 */
import { compareDecimals, decimal } from '../../domain/decimal.ts';
import type { Eligibility, InstitutionFacts } from '../../domain/facts.ts';
import { hasDocument } from '../evidence.ts';
import { numbersOn } from '../numbers.ts';
import type { TextReading } from '../probes.ts';
import { gives, PERIOD } from '../probes.ts';
import { GRADES } from './bands.ts';
import { ANNEX, NUMBERS } from './numbers.ts';

/** The numbers in force in the period of the probes. */
export const N = numbersOn(NUMBERS, PERIOD.to);
export const OPERATION = '第十七条（六）';
export const RECORD = '第十七条（八）';
export const TRACKING = '第十八条（十）';

/** 第三条: 「下设 AAA、AA、A、BBB、BB、B、CCC、CC、C 九级」. */
const LEVELS: readonly string[] = ['AAA', 'AA', 'A', 'BBB', 'BB', 'B', 'CCC', 'CC', 'C'];

const MONTHS: Readonly<Partial<Record<Eligibility['level'], number>>> = {
  tertiary: N.tertiaryMonths,
  secondary: N.secondaryMonths,
  primary: N.primaryMonths,
};

function more(a: string, b: number): number {
  return compareDecimals(decimal(a), decimal(String(b)));
}

/** 附件, as printed: 「(90, 100)」 holds neither 90 nor 100. */
function ofScore(score: string | undefined): TextReading {
  if (score === undefined || more(score, 0) < 0 || more(score, N.scoreMax) > 0) return { says: [], asks: ['CN-2'] };
  const symbol = GRADES.find((grade, index) => {
    const above = GRADES[index - 1];
    return more(score, N[grade]) > 0 && more(score, above === undefined ? N.scoreMax : N[above]) < 0;
  });
  if (symbol === undefined) return { says: [], asks: ['CN-1'] };
  return { says: [gives(ANNEX, symbol)], asks: LEVELS.includes(symbol) ? [] : ['CN-0'] };
}

/** The first condition of 第十七条 that is not met, as an article; null when all are. */
function failing(facts: Eligibility): string | null {
  const failed: readonly (readonly [string, boolean])[] = [
    ['第十七条（一）', !facts.member],
    ['第十七条（二）', !facts.licencesValid],
    ['第十七条（三）', !facts.meetsBasicStandards],
    ['第十七条（四）', !facts.licenceConductClean],
    ['第十七条（五）', !facts.qualifiedStaffOnly],
    [OPERATION, facts.monthsInOperation < (MONTHS[facts.level] ?? 0)],
    ['第十七条（七）', facts.majorIncidentWithinTwoYears],
    [RECORD, facts.badPracticePointsByYear.some((points) => more(points, N.pointsPerYear) > 0)],
    [RECORD, compareDecimals(decimal(facts.satisfaction), decimal(SATISFACTION)) < 0],
    ['第十七条（九）', facts.adverseRecordWithinTwoYears],
    ['第十七条（十）', facts.conductFailingWithinTwoYears],
  ];
  return failed.find(([, fails]) => fails)?.[0] ?? null;
}

/** The share of satisfied patients that 第十七条（八） names. */
export const SATISFACTION = `0.${N.satisfactionPercent}`;

/**
 * What 第十七条 leaves open. 「可以依照、比对参照执行」 binds nobody to a number (CN-5). 「90%以上」 does not say whether 90 % itself is
 * enough (CN-7), nor 「每年年内积分」 what holds where no year is told (CN-8).
 */
function openQuestions(facts: Eligibility): TextReading | null {
  if (facts.level === 'other') return { says: [], asks: ['CN-5'] };
  if (compareDecimals(decimal(facts.satisfaction), decimal(SATISFACTION)) === 0) return { says: [], asks: ['CN-7'] };
  return facts.badPracticePointsByYear.length === 0 ? { says: [], asks: ['CN-8'] } : null;
}

export function readLiterally({ assessments, amendments }: InstitutionFacts): TextReading {
  const { eligibility, associationScore } = assessments;
  if (eligibility === undefined) return { says: [], asks: ['CN-3'] };
  const failed = failing(eligibility);
  if (failed !== null) return { says: [gives(failed, null)], asks: [] };
  const [change] = amendments;
  // 「核准后，应当下调其信用评价等级直至摘牌」: any approved step down, the last one included.
  if (change?.kind === 'directDowngrade' && hasDocument(change)) {
    return { says: [gives(TRACKING, change.to === 'revoked' ? 'withdrawn' : change.to)], asks: [] };
  }
  return openQuestions(eligibility) ?? ofScore(associationScore);
}
