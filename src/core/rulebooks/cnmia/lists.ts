/** The lists that the association publishes: certificates past their term (第五条), and labels removed (第十八条（十）). */
import type { ListTerms, Text } from '../../domain/terms.ts';

const PAST: Text = {
  zh: '有效期已满，没有取得新证书；经批准延期续评的，延期内不列入，标明“延期续评中”',
  en: 'Past their term without a new certificate; while an approved extension runs they are not listed but marked',
};
/** Under CN-6 `no` an extension keeps no certificate valid: who asked for one in time is listed too. */
const PAST_ALL: Text = {
  zh: '有效期已满，没有取得新证书，包括正在办理续评或延期续评的',
  en: 'Past their term without a new certificate, those whose renewal is under way included',
};

/** `extended`: whether an extension keeps a certificate valid (CN-6). */
export const lists = (extended: boolean): readonly ListTerms[] => [
  {
    id: 'void',
    title: { zh: '证书和铭牌作废公示', en: 'Certificates and plates that are void' },
    note: extended ? PAST : PAST_ALL,
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
