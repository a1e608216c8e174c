/**
 * The numbers of 舞卫健发〔2021〕89号, each with its place. The text that we have bears a year and no day: they are taken as
 * in force from the first day of that year.
 */
import { isoDate } from '../../domain/iso-date.ts';
import type { NumberTable } from '../numbers.ts';

const from = isoDate('2021-01-01');
const VETO = '附件1 四、信用评价否决项';
const FREQUENCY = '附件1 五、卫生监督频率';

export const NUMBERS = {
  /** 「每年优秀率不超过10%」: one of so many. */
  excellentOneOf: {
    article: '附件1 二、信用评价原则（一）',
    text: { zh: '优秀不超过评定机构总数的1/{n}', en: 'At most one in {n} of the graded is excellent' },
    values: [{ from, value: 10 }],
  },
  penaltiesForPoor: {
    article: VETO,
    text: { zh: '行政处罚{n}次及以上，不能评为合格', en: '{n} or more penalties: not qualified' },
    values: [{ from, value: 2 }],
  },
  healthPenaltiesForQualified: {
    article: VETO,
    text: { zh: '卫生行政处罚{n}次及以上，不能评为优秀', en: '{n} or more health penalties: not excellent' },
    values: [{ from, value: 1 }],
  },
  publicHealthScore: {
    article: VETO,
    text: {
      zh: '基本公共卫生服务项目绩效考核低于{n}分，不能评为合格',
      en: 'Public health services scored below {n}: not qualified',
    },
    values: [{ from, value: 60 }],
  },
  excellentScore: {
    article: FREQUENCY,
    text: { zh: '标化得分{n}分及以上，为优秀', en: 'A score of {n} or more: excellent' },
    values: [{ from, value: 90 }],
  },
  qualifiedScore: {
    article: FREQUENCY,
    text: { zh: '标化得分{n}分及以上，为合格；低于{n}分，为差', en: 'A score of {n} or more: qualified; below: poor' },
    values: [{ from, value: 60 }],
  },
  inspectors: {
    article: '附件1 六、信用评价方式与程序（二）',
    text: { zh: '现场评价须有{n}名以上卫生监督员', en: 'At least {n} inspectors on site' },
    values: [{ from, value: 2 }],
  },
} as const satisfies NumberTable;
