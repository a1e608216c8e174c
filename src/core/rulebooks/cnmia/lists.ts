/** The lists that the association publishes: certificates past their term (第五条), and labels removed (第十八条（十）). */
import type { ListTerms } from '../../domain/terms.ts';

export const LISTS: readonly ListTerms[] = [
  {
    id: 'void',
    title: { zh: '证书和铭牌作废公示', en: 'Certificates and plates that are void' },
    note: {
      zh: '有效期满、未申请续评，证书和铭牌不得继续使用',
      en: 'Past their term without a request for renewal; no longer to be used',
    },
    article: '第五条',
    of: 'void',
  },
  {
    id: 'removed',
    title: { zh: '摘牌名单', en: 'Labels removed' },
    note: { zh: '经评价领导小组核准摘牌', en: 'Removed with the approval of the association’s leading group' },
    article: '第十八条（十）',
    of: 'withdrawn',
  },
];
