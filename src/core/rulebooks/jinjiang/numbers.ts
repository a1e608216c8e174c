/** The numbers of 晋卫健规〔2024〕2号, each with its article; in force from 2024-12-01 (第三十一条). */
import { isoDate } from '../../domain/iso-date.ts';
import type { NumberTable } from '../numbers.ts';

const from = isoDate('2024-12-01');

export const NUMBERS = {
  safetyPointsBarA: { article: '第十二条', values: [{ from, value: 4 }] },
  safetyPointsBarB: { article: '第十二条', values: [{ from, value: 8 }] },
  penaltiesForC: { article: '第十六条第1项', values: [{ from, value: 1 }] },
  avoidancesForC: { article: '第十六条第3项', values: [{ from, value: 1 }] },
  penaltiesForD: { article: '第十七条第1项', values: [{ from, value: 2 }] },
  avoidancesForD: { article: '第十七条第3项', values: [{ from, value: 2 }] },
  unregisteredPhysiciansForD: { article: '第十七条第4项', values: [{ from, value: 1 }] },
  validityMonths: { article: '第十九条', values: [{ from, value: 12 }] },
} as const satisfies NumberTable;
