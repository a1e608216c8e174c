/** The numbers of 社会办医疗机构社会信用评价管理办法, each with its article; in force from its day of issue (第二十二条). */
import { isoDate } from '../../domain/iso-date.ts';
import type { NumberTable } from '../numbers.ts';

const from = isoDate('2022-07-22');
const TERM = '第五条';
const OPERATION = '第十七条（六）';
const RECORD = '第十七条（八）';
export const ANNEX = '附件';

/** The lower end of a band of the annex; its upper end is the lower end of the band above. */
function lowerEnd(symbol: string, value: number) {
  const text = { zh: `${symbol}的计分区间：{n}分起`, en: `Band of ${symbol}: from {n}` };
  return { article: ANNEX, text, values: [{ from, value }] };
}

/** 附件, 计分标准, best first: the lower end of each band. The print leaves both ends open; CN-1 says where they belong. */
export const LOWER_ENDS = {
  AAA: lowerEnd('AAA', 90),
  'AAA-': lowerEnd('AAA-', 85),
  'AA+': lowerEnd('AA+', 80),
  AA: lowerEnd('AA', 75),
  'AA-': lowerEnd('AA-', 70),
  'A+': lowerEnd('A+', 65),
  A: lowerEnd('A', 60),
  BBB: lowerEnd('BBB', 50),
  BB: lowerEnd('BB', 40),
  B: lowerEnd('B', 30),
  CCC: lowerEnd('CCC', 20),
  CC: lowerEnd('CC', 10),
  C: lowerEnd('C', 0),
} as const satisfies NumberTable;

export const NUMBERS = {
  validityMonths: {
    article: TERM,
    text: { zh: '证书和铭牌有效期{n}个月', en: 'Certificate and plate are valid for {n} months' },
    values: [{ from, value: 36 }],
  },
  renewMonths: {
    article: TERM,
    text: { zh: '需要续评的，提前{n}个月申请', en: 'Renewal is asked for {n} months before the end' },
    values: [{ from, value: 6 }],
  },
  extensionMonths: {
    article: TERM,
    text: { zh: '延期续评原则上不超过{n}个月', en: 'An extension is as a rule at most {n} months' },
    values: [{ from, value: 6 }],
  },
  tertiaryMonths: {
    article: OPERATION,
    text: { zh: '三级医院正常运营满{n}个月', en: 'A tertiary hospital: {n} months in operation' },
    values: [{ from, value: 3 }],
  },
  secondaryMonths: {
    article: OPERATION,
    text: { zh: '二级医院正常运营满{n}个月', en: 'A secondary hospital: {n} months in operation' },
    values: [{ from, value: 6 }],
  },
  primaryMonths: {
    article: OPERATION,
    text: { zh: '一级医院正常运营满{n}个月', en: 'A primary hospital: {n} months in operation' },
    values: [{ from, value: 12 }],
  },
  /** CN-5: the text names no number of its own for them. */
  otherMonths: {
    article: OPERATION,
    text: { zh: '其他医疗机构正常运营满{n}个月', en: 'Any other institution: {n} months in operation' },
    values: [{ from, value: 12 }],
  },
  pointsPerYear: {
    article: RECORD,
    text: { zh: '不良执业行为每年积分不超过{n}分', en: 'At most {n} points for poor practice in every year' },
    values: [{ from, value: 6 }],
  },
  satisfactionPercent: {
    article: RECORD,
    text: { zh: '患者满意度{n}%及以上', en: 'Patients’ satisfaction of {n}% or more' },
    values: [{ from, value: 90 }],
  },
  scoreMax: {
    article: ANNEX,
    text: { zh: 'AAA的计分区间：至{n}分止', en: 'Band of AAA: up to {n}' },
    values: [{ from, value: 100 }],
  },
  ...LOWER_ENDS,
} as const satisfies NumberTable;
