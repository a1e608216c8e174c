/** What 阳山县医疗卫生信用信息管理实施方案 says beside its rules of a grade, printed whole on 「评价标准」. */
import type { ProvisionTerms } from '../../domain/terms.ts';

export const PROVISIONS: readonly ProvisionTerms[] = [
  {
    title: { zh: '信用承诺和信息归集', en: 'Commitments and collection' },
    articles: ['四、重点任务（一）', '四、重点任务（二）'],
  },
  {
    title: { zh: '评价结果的运用', en: 'Use of the grades' },
    articles: ['四、重点任务（五）'],
  },
  {
    title: { zh: '信用修复和异议', en: 'Repair and objections' },
    articles: ['四、重点任务（六）', '四、重点任务（七）'],
  },
];
