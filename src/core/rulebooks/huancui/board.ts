/** The plan names no board: a plain title of ours. 五（二） asks for public commitments. */
import type { BoardTerms } from '../../domain/terms.ts';

export const BOARD: BoardTerms = {
  title: { zh: '医疗卫生机构信用信息公示栏', en: 'Credit notice of health institutions' },
  commitment: { zh: '信用公开承诺', en: 'Public commitment' },
  letter: { zh: '信用公开承诺书', en: 'letter of public commitment' },
  withdrawn: {
    zh: '信用信息已停止公示，不能再打印公示栏。',
    en: 'The record is no longer published: no board can be printed.',
  },
};
