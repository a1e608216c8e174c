/** 附件1 六 names the board's six parts; 附件1 七（三） when its label goes back. */
import type { BoardTerms } from '../../domain/terms.ts';

export const BOARD: BoardTerms = {
  title: { zh: '医疗机构依法执业信息公示栏', en: 'Lawful practice notice of medical institutions' },
  commitment: { zh: '依法承诺', en: 'Commitment to lawful practice' },
  letter: { zh: '依法执业承诺书', en: 'letter of commitment to lawful practice' },
  withdrawn: {
    zh: '信用级别标识已停用，应停止使用并交回评定机构，不能再打印公示栏。',
    en: 'The grade label is withdrawn and goes back to the bureau that gave it: no board can be printed.',
  },
};
