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
  excellentOneOf: { article: '附件1 二、信用评价原则（一）', values: [{ from, value: 10 }] },
  penaltiesForPoor: { article: VETO, values: [{ from, value: 2 }] },
  healthPenaltiesForQualified: { article: VETO, values: [{ from, value: 1 }] },
  publicHealthScore: { article: VETO, values: [{ from, value: 60 }] },
  excellentScore: { article: FREQUENCY, values: [{ from, value: 90 }] },
  qualifiedScore: { article: FREQUENCY, values: [{ from, value: 60 }] },
  inspectors: { article: '附件1 六、信用评价方式与程序（二）', values: [{ from, value: 2 }] },
} as const satisfies NumberTable;
