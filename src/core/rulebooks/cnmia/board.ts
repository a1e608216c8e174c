/** 第四条 and 第十八条（八）: certificates and plates of one form; （十）: they are taken away. 第十五条 names the letter. */
import type { BoardTerms } from '../../domain/terms.ts';

export const BOARD: BoardTerms = {
  title: { zh: '社会办医疗机构社会信用等级', en: 'Social credit grade of a non-government medical institution' },
  commitment: { zh: '机构承诺', en: 'Commitment' },
  letter: { zh: '医疗机构承诺书', en: 'letter of commitment' },
  withdrawn: {
    zh: '协会已摘牌，证书和铭牌不再使用，不能打印。',
    en: 'Removed by the association; certificate and plate are no longer used: nothing can be printed.',
  },
};
