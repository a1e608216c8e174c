/** What 社会办医疗机构社会信用评价管理办法 says beside its rules of a grade, printed whole on 「评价标准」. */
import type { ProvisionTerms } from '../../domain/terms.ts';

export const PROVISIONS: readonly ProvisionTerms[] = [
  {
    title: { zh: '评价对象和等级', en: 'Who is rated, and the levels' },
    articles: ['第二条', '第三条'],
  },
  {
    title: { zh: '参评条件', en: 'Conditions of taking part' },
    articles: [
      '第十七条（一）',
      '第十七条（二）',
      '第十七条（三）',
      '第十七条（四）',
      '第十七条（五）',
      '第十七条（六）',
      '第十七条（七）',
      '第十七条（八）',
      '第十七条（九）',
      '第十七条（十）',
    ],
  },
  {
    title: { zh: '证书的有效期、续评和作废', en: 'Term, renewal and void certificates' },
    articles: ['第四条', '第五条'],
  },
  {
    title: { zh: '评价程序和复议', en: 'Procedure and reconsideration' },
    articles: [
      '第九条',
      '第十八条（一）',
      '第十八条（三）',
      '第十八条（四）',
      '第十八条（五）',
      '第十八条（六）',
      '第十八条（七）',
      '第十八条（八）',
      '第十八条（九）',
    ],
  },
  {
    title: { zh: '下调等级和摘牌', en: 'Downgrades and removal' },
    articles: ['第十八条（十）'],
  },
];
