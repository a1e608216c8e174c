/** The 红黑榜 of 舞卫健发〔2021〕89号: institution and grade only (WG-11). */
import type { ListTerms } from '../../domain/terms.ts';

const article = '五、工作步骤（二）5';

export const LISTS: readonly ListTerms[] = [
  {
    id: 'red',
    title: { zh: '红榜', en: 'Red list' },
    note: { zh: '本年度评为优秀的机构', en: 'Institutions rated excellent this year' },
    article,
    of: { grades: ['excellent'] },
  },
  {
    id: 'black',
    title: { zh: '黑榜', en: 'Black list' },
    note: { zh: '本年度评为差的机构', en: 'Institutions rated poor this year' },
    article,
    of: { grades: ['poor'] },
  },
];
