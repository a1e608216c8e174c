/** 阳山县医疗卫生信用信息管理实施方案. */
import type { About } from '../about.ts';
import { shared } from '../support.ts';
import { CASES } from './cases.ts';

export const ABOUT: About = {
  cases: CASES,
  policy: shared('yangshan-2022.txt'),
  withoutCase: ['YS-1', 'YS-2', 'YS-4', 'YS-5', 'GEN-1', 'GEN-2', 'GEN-3', 'GEN-6', 'GEN-8', 'GEN-9'],
  telling: ['YS-6'],
  leftOut: {},
  asks: false,
  // Who is drawn; the first day, the term; phases and natural persons, whom the text has not graded.
  notAsked: ['YS-2', 'YS-3', 'YS-4', 'YS-5'],
  gaps: {
    '三、实施步骤': ['natural-person text - -'],
    '三、实施步骤（三）': ['medical-primary-2022 text - -', 'medical-primary-2023 text - B'],
    '三、实施步骤（四）': ['blood-station-2023 text - -', 'blood-station-2024 text - B'],
    '三、实施步骤（五）': ['medical-below-primary-2024 text - -', 'medical-below-primary-2025 text - B'],
    // 「系统自动生成」: where the system gives nothing, nobody does.
    '四、重点任务（三）': [
      'imported-A text - A',
      'imported-B text - B',
      'imported-C text - C',
      'imported-D text - D',
      'imported-E text - E',
      'imported-F none - -',
      'not-imported none - -',
    ],
    // 5 %, 20 %, 50 %, 100 % of 20 and of 21.
    '四、重点任务（四）': [
      'share-A-20 text - 1',
      'share-A-21 ruling YS-1 2',
      'share-B-20 text - 4',
      'share-B-21 ruling YS-1 5',
      'share-C-20 text - 10',
      'share-C-21 ruling YS-1 11',
      'share-D-20 text - 20',
      'share-D-21 text - 21',
      'share-E-20 text - 20',
      'share-E-21 text - 21',
    ],
    // A repair is confirmed; whether the year's grade is generated again is not said. It stays, and the clerk is told.
    '四、重点任务（六）': ['repaired ruling YS-6 D'],
  },
};
