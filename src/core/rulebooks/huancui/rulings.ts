/** How gaps of 威环卫〔2022〕6号 are read (policy readings, 5). */
import type { RulingDefinition } from '../rulings.ts';

export const RULINGS: readonly RulingDefinition[] = [
  {
    id: 'HC-1',
    article: '四、主要任务（一）2',
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
    article: '四、主要任务（二）3',
    defaultName: null,
    text: {
      zh: '医务人员的个人信用档案和医德考评结果不公布。',
      en: 'The credit files of staff and the appraisals of their conduct are not public.',
    },
    alternatives: [],
    public: true,
  },
  {
    id: 'HC-3',
    article: '四、主要任务（一）2',
    defaultName: null,
    text: {
      zh: '方案没有写明公布期限。记录写明截止日期的，公布到当日；没有写明的，公布到所在年度的12月31日，本局另定月数的从其规定。',
      en: 'The plan does not say for how long. An entry with a last day is shown until that day; any other until 31 December of the register’s year, or for the months that the bureau sets.',
    },
    alternatives: [],
    public: true,
  },
  {
    id: 'HC-4',
    article: '印发通知',
    defaultName: null,
    text: {
      zh: '方案没有写明施行日期，自印发之日（2022年1月26日）起适用；没有写明终止日期，长期适用。',
      en: 'The plan names no day from which it is in force: it is applied from its day of issue, 26 January 2022, and no end is named.',
    },
    alternatives: [],
    public: true,
  },
];
