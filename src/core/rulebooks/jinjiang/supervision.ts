/** Routine checks by grade, 「在一个信用等级有效期内」: 第二十五至二十八条. Prescribed checks do not count towards the numbers. */
import type { ChecksTerms, MeasureTerms } from '../../domain/terms.ts';

export const SUPERVISION: Readonly<Record<string, ChecksTerms>> = {
  A: {
    article: '第二十五条第2项',
    per: 'term',
    atLeast: null,
    atMost: 0,
    text: { zh: '除规定的检查外，不安排其他检查', en: 'No checks but the prescribed ones' },
  },
  B: {
    article: '第二十六条',
    per: 'term',
    atLeast: null,
    atMost: null,
    text: { zh: '按常规频次检查', en: 'Checked at the usual frequency' },
  },
  C: {
    article: '第二十七条第1项',
    per: 'term',
    atLeast: 2,
    atMost: null,
    text: { zh: '一个等级有效期内抽查不少于2次', en: 'At least 2 spot checks in the term of the grade' },
  },
  D: {
    article: '第二十八条第3项',
    per: 'term',
    atLeast: 3,
    atMost: null,
    text: { zh: '一个等级有效期内抽查不少于3次', en: 'At least 3 spot checks in the term of the grade' },
  },
};

export const SUPERVISION_NOTE: MeasureTerms = {
  text: { zh: '规定的检查不计入次数。', en: 'Prescribed checks do not count towards these numbers.' },
  article: '第二十五条至第二十八条',
};
