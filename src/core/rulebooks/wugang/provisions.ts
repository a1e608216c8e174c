/** What 舞卫健发〔2021〕89号 says beside its rules of a grade, printed whole on 「评价标准」. */
import type { ProvisionTerms } from '../../domain/terms.ts';

export const PROVISIONS: readonly ProvisionTerms[] = [
  {
    title: { zh: '评价范围和内容', en: 'Scope and content' },
    articles: ['附件1 一、信用评价范围', '附件1 三、信用评价内容'],
  },
  {
    title: { zh: '评价方式和程序', en: 'Procedure' },
    articles: [
      '附件1 六、信用评价方式与程序',
      '附件1 六、信用评价方式与程序（一）',
      '附件1 六、信用评价方式与程序（二）',
    ],
  },
  {
    title: { zh: '公布和公示栏', en: 'Publication and the board' },
    articles: ['五、工作步骤（二）4', '五、工作步骤（二）5', '附件1 六、公示栏'],
  },
  {
    title: { zh: '结果运用', en: 'Use of the grades' },
    articles: ['六、保障措施（三）', '附件1 七、信用评定结果运用（一）'],
  },
  {
    title: { zh: '级别变动', en: 'Changes of a grade' },
    articles: ['附件1 二、信用评价原则（二）', '附件1 七、信用评定结果运用（三）'],
  },
];
