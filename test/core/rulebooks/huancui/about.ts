/** 威环卫〔2022〕6号: the method is in 《环翠区民营医疗机构信用积分管理实施细则》, not here. */
import type { About } from '../about.ts';
import { shared } from '../support.ts';
import { CASES } from './cases.ts';

export const ABOUT: About = {
  cases: CASES,
  policy: shared('huancui-2022.txt'),
  withoutCase: ['HC-2', 'HC-3', 'GEN-2', 'GEN-3', 'GEN-6', 'GEN-8', 'GEN-9'],
  telling: [],
  leftOut: {},
  asks: true,
  // Staff; how long an entry is shown; the first day.
  notAsked: ['HC-2', 'HC-3', 'HC-4'],
  gaps: {
    '四、主要任务（一）1': ['false-application none HC-1 -'],
    '四、主要任务（一）2': ['nothing none HC-1 -', 'points none HC-1 -', 'downgrade none HC-1 -'],
    '四、主要任务（三）': ['penalty none HC-1 -', 'commendation none HC-1 -'],
  },
};
