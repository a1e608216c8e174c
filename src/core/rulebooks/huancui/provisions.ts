/** What 威环卫〔2022〕6号 says beside its rules of a grade, printed whole on 「评价标准」. */
import type { ProvisionTerms } from '../../domain/terms.ts';

export const PROVISIONS: readonly ProvisionTerms[] = [
  {
    title: { zh: '信用记录的内容', en: 'What is recorded' },
    articles: ['四、主要任务（一）1', '四、主要任务（一）2'],
  },
  {
    title: { zh: '守信激励和失信惩戒', en: 'Incentives and sanctions' },
    articles: ['四、主要任务（一）3', '四、主要任务（三）'],
  },
  {
    title: { zh: '公开承诺和公布', en: 'Commitments and publication' },
    articles: ['五、方法步骤（三）', '六、保障措施（二）'],
  },
  {
    title: { zh: '医务人员', en: 'Staff' },
    articles: ['四、主要任务（二）3'],
  },
];
