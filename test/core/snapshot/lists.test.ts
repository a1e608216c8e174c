import { describe, expect, it } from 'vitest';
import { codeFromBytes } from '../../../src/core/domain/institution-code.ts';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import type { ListTerms } from '../../../src/core/domain/terms.ts';
import { publicLists } from '../../../src/core/snapshot/lists.ts';
import type { InstitutionRecord } from '../../../src/core/snapshot/record.ts';
import { graded, proposal, record } from '../../support/records.ts';

const DAY = isoDate('2026-11-22');
const GRADES = ['A', 'B'].map((symbol) => ({ symbol })) as unknown as Parameters<typeof publicLists>[0]['grades'];

function listing(of: ListTerms['of'], records: readonly InstitutionRecord[], day = DAY): readonly string[] {
  const list: ListTerms = { id: 'x', title: { zh: '榜', en: 'List' }, note: { zh: '', en: '' }, article: '第一条', of };
  const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  const [listed] = publicLists({ lists: [list], grades: GRADES }, records, day, order);
  return (listed?.views ?? []).map(({ record: { name } }) => name);
}

const isGrade = (outcome: object): outcome is Partial<typeof graded> => !('status' in outcome);

let made = 0;
function one(
  name: string,
  outcome: Partial<typeof graded> | Exclude<InstitutionRecord['outcome'], typeof graded>,
  town = '',
): InstitutionRecord {
  made += 1;
  const whole: InstitutionRecord['outcome'] = isGrade(outcome) ? { ...graded, ...outcome } : outcome;
  return record({ code: codeFromBytes(Uint8Array.of(made, 5, 9, 14, 20, 27, 2, 11, 3)), name, town, outcome: whole });
}

const records = [
  one('最好', { grade: 'A' }),
  one('今天到期', { grade: 'A', validUntil: DAY }),
  one('昨天到期', { grade: 'A', validUntil: isoDate('2026-11-21') }),
  one('其次', { grade: 'B' }),
  one('摘牌', { status: 'withdrawn', cause: 'other', on: isoDate('2026-05-01') }),
  one('新设', { status: 'not-graded', state: 'new' }),
];

describe('a public list', () => {
  it('names the grades it asks for, the last day included, and none that has lapsed', () => {
    expect(listing({ grades: ['A'] }, records)).toEqual(['今天到期', '最好']);
    expect(listing({ grades: ['A', 'B'] }, records)).toEqual(['今天到期', '最好', '其次']);
    expect(listing({ grades: ['A'] }, records, isoDate('2026-11-23'))).toEqual(['最好']);
  });

  it('names certificates past their last day as void, and labels taken away as withdrawn', () => {
    expect(listing('void', records)).toEqual(['昨天到期']);
    expect(listing('withdrawn', records)).toEqual(['摘牌']);
  });

  it('never names anybody for a grade that is only proposed', () => {
    const proposed = { ...one('拟评', { grade: 'B' }), proposal: { ...proposal, grade: 'A' } };
    expect(listing({ grades: ['A'] }, [proposed])).toEqual([]);
  });

  it('stands by grade, best first, then town, then name, whatever the order of the records', () => {
    const shuffled = [
      one('二', { grade: 'B' }, '甲镇'),
      one('乙', { grade: 'A' }, '乙镇'),
      one('丁', { grade: 'A' }, '甲镇'),
      one('丙', { grade: 'A' }, '甲镇'),
    ];
    // 乙 U+4E59 comes before 甲 U+7532, 丁 U+4E01 before 丙 U+4E19.
    for (const given of [shuffled, shuffled.toReversed()]) {
      expect(listing({ grades: ['B', 'A'] }, given)).toEqual(['乙', '丁', '丙', '二']);
    }
  });
});
