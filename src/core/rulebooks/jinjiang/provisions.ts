/** What 晋卫健规〔2024〕2号 says beside its rules of a grade, printed whole on 「评价标准」. */
import type { ProvisionTerms } from '../../domain/terms.ts';

export const PROVISIONS: readonly ProvisionTerms[] = [
  {
    title: { zh: '适用范围和等级', en: 'Scope and grades' },
    articles: ['第三条', '第十三条'],
  },
  {
    title: { zh: '正面信息', en: 'Positive information' },
    articles: ['第七条第1项', '第七条第2项'],
  },
  {
    title: { zh: '负面信息', en: 'Negative information' },
    articles: [
      '第八条第1项',
      '第八条第2项',
      '第八条第3项',
      '第八条第4项',
      '第八条第5项',
      '第八条第6项',
      '第八条第7项',
      '第八条第8项',
      '第八条第9项',
      '第八条第10项',
    ],
  },
  {
    title: { zh: '评价程序和异议', en: 'Procedure and objections' },
    articles: ['第十九条', '第二十条', '第二十一条', '第二十二条', '第二十三条'],
  },
  {
    title: { zh: '公示栏', en: 'The board' },
    articles: ['第二十四条'],
  },
];
