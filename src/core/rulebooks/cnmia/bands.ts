/** 附件: which symbol a score gives (CN-1, CN-2), and to which of the nine levels of 第三条 a symbol belongs (CN-0). */
import { compareDecimals, type Decimal, decimal } from '../../domain/decimal.ts';
import type { NumbersOf } from '../numbers.ts';
import type { NUMBERS } from './numbers.ts';

/** 附件, best first. */
export const GRADES = [
  'AAA',
  'AAA-',
  'AA+',
  'AA',
  'AA-',
  'A+',
  'A',
  'BBB',
  'BB',
  'B',
  'CCC',
  'CC',
  'C',
] as const satisfies readonly (keyof typeof NUMBERS)[];

export type Grade = (typeof GRADES)[number];

type Numbers = NumbersOf<typeof NUMBERS>;

/** CN-0: the level of 第三条, the symbol without its sign; the symbol itself where 第三条 has it. */
export function levelOf(grade: Grade): string {
  return grade.replace(/[+-]$/, '');
}

function compare(score: Decimal, end: number): number {
  return compareDecimals(score, decimal(String(end)));
}

/** CN-2. Both 0 and 100 are scores. */
export function isScore(score: Decimal, numbers: Numbers): boolean {
  return compare(score, numbers.C) >= 0 && compare(score, numbers.scoreMax) <= 0;
}

/** Whether the score is an end of a printed interval, all of which are open: CN-1 then decides. */
export function isEnd(score: Decimal, numbers: Numbers): boolean {
  return compare(score, numbers.scoreMax) === 0 || GRADES.some((grade) => compare(score, numbers[grade]) === 0);
}

/**
 * The band of a score from 0 to 100. CN-1: an end belongs to the band above it (`lower`: 90 is AAA), so that 100 stays with
 * AAA; read otherwise to the band below it (`upper`: 90 is AAA-), so that 0 stays with C.
 */
export function bandOf(score: Decimal, numbers: Numbers, upper: boolean): Grade {
  const lies = (grade: Grade): boolean => {
    const against = compare(score, numbers[grade]);
    return upper ? against > 0 : against >= 0;
  };
  return GRADES.find(lies) ?? 'C';
}
