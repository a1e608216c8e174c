/** The numbers of 晋卫健规〔2024〕2号, each with its article; in force from 2024-12-01 (第三十一条). */
import { isoDate } from '../../domain/iso-date.ts';
import type { NumberTable } from '../numbers.ts';

const from = isoDate('2024-12-01');

export const NUMBERS = {
  safetyPointsBarA: {
    article: '第十二条',
    text: { zh: '安全生产责任制记分累计达{n}分及以上，不得评为A级', en: '{n} or more safety points: not A' },
    values: [{ from, value: 4 }],
  },
  safetyPointsBarB: {
    article: '第十二条',
    text: { zh: '安全生产责任制记分累计达{n}分及以上，不得评为B级', en: '{n} or more safety points: not B' },
    values: [{ from, value: 8 }],
  },
  penaltiesForC: {
    article: '第十六条第1项',
    text: { zh: '卫生行政处罚{n}次，评为C级', en: '{n} health penalty: C' },
    values: [{ from, value: 1 }],
  },
  avoidancesForC: {
    article: '第十六条第3项',
    text: {
      zh: '经系统抽查，主观故意不使用“闽诊通”{n}次，评为C级',
      en: '{n} intentional avoidance of the system, found by sampling: C',
    },
    values: [{ from, value: 1 }],
  },
  penaltiesForD: {
    article: '第十七条第1项',
    text: { zh: '卫生行政处罚{n}次及以上，评为D级', en: '{n} or more health penalties: D' },
    values: [{ from, value: 2 }],
  },
  avoidancesForD: {
    article: '第十七条第3项',
    text: {
      zh: '经系统抽查，主观故意不使用“闽诊通”{n}次及以上，评为D级',
      en: '{n} or more intentional avoidances of the system, found by sampling: D',
    },
    values: [{ from, value: 2 }],
  },
  unregisteredPhysiciansForD: {
    article: '第十七条第4项',
    text: { zh: '医师未注册到医疗机构{n}人及以上，评为D级', en: '{n} or more unregistered physicians: D' },
    values: [{ from, value: 1 }],
  },
  validityMonths: {
    article: '第十九条',
    text: { zh: '信用等级有效期{n}个月', en: 'A grade is valid for {n} months' },
    values: [{ from, value: 12 }],
  },
} as const satisfies NumberTable;
