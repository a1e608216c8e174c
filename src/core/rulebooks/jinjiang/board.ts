/** 第二十四条: the board 《晋江市医疗机构卫生监督信息公示栏》, the letter on it, and the labels that the supervisors hand out. */
import type { BoardTerms } from '../../domain/terms.ts';

export const BOARD: BoardTerms = {
  title: { zh: '医疗机构卫生监督信息公示栏', en: 'Health supervision notice of medical institutions' },
  commitment: { zh: '依法执业承诺', en: 'Commitment to lawful practice' },
  letter: { zh: '年度依法执业承诺书', en: 'letter of commitment of the year' },
  withdrawn: {
    zh: '信用等级标签已停用，由市卫生监督机构调整，不能再打印公示栏。',
    en: 'The grade label is withdrawn and is for the health supervisors to change: no board can be printed.',
  },
};
