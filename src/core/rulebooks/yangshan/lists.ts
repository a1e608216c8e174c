/** What 阳山县医疗卫生信用信息管理实施方案 has published as a list. */
import type { ListTerms } from '../../domain/terms.ts';
import { GRADES } from './grades.ts';
import { GRADED } from './rules.ts';

export const LISTS: readonly ListTerms[] = [
  {
    id: 'summary',
    title: { zh: '分级评价结果汇总表', en: 'Summary table of the grades' },
    note: { zh: '本年度公布的全部信用等级', en: 'All grades published this year' },
    article: GRADED,
    of: { grades: GRADES },
  },
  {
    id: 'commended',
    title: { zh: '通报表扬', en: 'Publicly commended' },
    note: { zh: '本年度信用等级为A级的单位', en: 'Those graded A this year' },
    article: '四、重点任务（五）',
    of: { grades: ['A'] },
  },
];
