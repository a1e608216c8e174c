/** Why a grade: it was taken over. */
import type { RuleSentence } from '../reason-terms.ts';
import type { YangshanRule } from './rules.ts';

export const SENTENCES: Readonly<Record<YangshanRule, RuleSentence>> = {
  imported: {
    sentence: {
      zh: '采用省医疗卫生信用信息管理系统生成的上一年信用分级评价结果',
      en: 'Last year’s grade as the provincial system generated it',
    },
    shows: 'observed',
  },
};
