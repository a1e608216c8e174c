/** The plan names no board: a plain title of ours. 四、重点任务（一） names the letter. */
import type { BoardTerms } from '../../domain/terms.ts';

export const BOARD: BoardTerms = {
  title: { zh: '医疗卫生信用信息公示栏', en: 'Credit notice of health services' },
  commitment: { zh: '信用承诺', en: 'Commitment' },
  letter: { zh: '信用承诺书', en: 'letter of commitment' },
  withdrawn: {
    zh: '信用等级已停用，不能再打印公示栏。',
    en: 'The grade is no longer in use: no board can be printed.',
  },
};
