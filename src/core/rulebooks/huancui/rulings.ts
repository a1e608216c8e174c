/** How gaps of 威环卫〔2022〕6号 are read (policy readings, 5). */
import type { RulingDefinition } from '../rulings.ts';

export const RULINGS: readonly RulingDefinition[] = [
  {
    id: 'HC-1',
    defaultName: 'register',
    text: {
      zh: '方案没有写明信用等级的评估办法，因此不评等级，只公布信用记录；积分只作为积分公布。',
      en: 'The plan does not contain the method of its grades: none is given, records are published; points are shown as points only.',
    },
    alternatives: [],
    public: true,
  },
  {
    id: 'HC-2',
    defaultName: null,
    text: {
      zh: '医务人员的个人信用档案和医德考评结果不公布。',
      en: 'The credit files of staff and the appraisals of their conduct are not public.',
    },
    alternatives: [],
    public: true,
  },
];
