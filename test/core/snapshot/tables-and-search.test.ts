import { array, assert, constantFrom, integer, record as object, option, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeFromBytes } from '../../../src/core/domain/institution-code.ts';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import { recordText } from '../../../src/core/snapshot/record.ts';
import { buildSearchIndex, SEARCH_LIMIT, searchInstitutions } from '../../../src/core/snapshot/search.ts';
import { indexEntries, packIndex, packProfile, parseDataFile, recordAt } from '../../../src/core/snapshot/tables.ts';
import { proposal, record } from '../../support/records.ts';

const header = { v: 1, bureau: 'example', year: 2026, period: record().period } as const;
const code = (n: number) => codeFromBytes(Uint8Array.from([n, n >> 8, 3, 4, 5, 6, 7, 8, 9]));
const initials = (name: string) => (name.includes('和安') ? 'hakq' : 'x');

function packed(records: readonly ReturnType<typeof record>[]) {
  return {
    index: parseDataFile(packIndex(header, records, initials)),
    profile: parseDataFile(packProfile(header, records)),
  };
}

describe('data files', () => {
  it('rebuild every record byte for byte', () => {
    const names = array(
      object({ name: string(), town: constantFrom('甲镇', '乙镇'), level: constantFrom('', '一级') }),
      { maxLength: 30 },
    );
    assert(
      property(names, (rows) => {
        const records = rows.map((row, n) => record({ ...row, code: code(n) }));
        const { index, profile } = packed(records);
        for (const [row, one] of records.entries())
          expect(recordText(recordAt(index, profile, row))).toBe(recordText(one));
      }),
      { numRuns: 50 },
    );
  });

  it('rebuild records with a proposal, and with another year than the file, byte for byte', () => {
    const records = [
      record({ code: code(1) }),
      record({ code: code(2), proposal }),
      record({
        code: code(3),
        proposal,
        year: 2027,
        period: { from: isoDate('2026-01-01'), to: isoDate('2026-12-31') },
      }),
    ];
    const { index, profile } = packed(records);
    for (const [row, one] of records.entries()) expect(recordText(recordAt(index, profile, row))).toBe(recordText(one));
  });

  it('have no trace of proposals where nothing is proposed', () => {
    expect(packProfile(header, [record()])).not.toMatch(/proposal|"year":\{/);
  });

  it('rebuild what only some policies have – subject, certificate, points, commitments – byte for byte, in any mixture', () => {
    const day = integer({ min: 0, max: 9000 }).map((days) =>
      isoDate(new Date(Date.UTC(2005, 0, 1 + days)).toISOString().slice(0, 10)),
    );
    const own = object(
      {
        subject: string({ minLength: 1 }),
        certificate: object({ number: string(), on: day, extendedUntil: option(day) }),
        credit: object({ points: constantFrom('0', '96.5'), source: string(), on: day }),
        promises: integer({ min: 0, max: 99_999 }),
        year: integer({ min: 2000, max: 2100 }),
      },
      { requiredKeys: [] },
    );
    assert(
      property(array(own, { maxLength: 20 }), (rows) => {
        const records = rows.map((row, n) => record({ ...row, code: code(n) }));
        const { index, profile } = packed(records);
        for (const [row, one] of records.entries())
          expect(recordText(recordAt(index, profile, row))).toBe(recordText(one));
      }),
      { numRuns: 100 },
    );
  });

  it('have no trace of them where no record has any', () => {
    expect(packProfile(header, [record()])).not.toMatch(/"(?:subject|certificate|credit|promises)"/);
    expect(recordText(record())).not.toMatch(/"(?:subject|certificate|credit|promises)"/);
  });

  it('refuse an index and a profile that do not belong together', () => {
    const { index } = packed([record({ code: code(1) })]);
    const { profile } = packed([record({ code: code(2) })]);
    expect(() => recordAt(index, profile, 0)).toThrow(RangeError);
    expect(() => recordAt(index, index, 5)).toThrow(RangeError);
  });
});

describe('search', () => {
  const records = [
    record({ code: code(1) }),
    record({ code: code(2), name: '东安医院（和安院区）', otherNames: ['Ｈｏｐｅ诊所'], town: '白水镇' }),
    record({ code: code(3), name: '和安村卫生室', otherNames: [], town: '白水镇' }),
  ];
  const index = buildSearchIndex(indexEntries(packed(records).index));
  const codes = (typed: string) => searchInstitutions(index, typed).map((entry) => entry.code);

  it('finds by name, second name, initials, town and code, and by several of them', () => {
    expect(codes('口腔门诊')).toEqual([code(1)]);
    expect(codes('示例县和安')).toEqual([code(1)]);
    expect(codes('hope')).toEqual([code(2)]);
    expect(codes('ｈａｋｑ').sort()).toEqual([code(1), code(2), code(3)].sort());
    expect(codes('白水镇')).toHaveLength(2);
    expect(codes('白水 和安村')).toEqual([code(3)]);
    expect(codes(`${code(2).slice(0, 5)} ${code(2).slice(5)}`)[0]).toBe(code(2));
  });

  it('puts names that begin with what was typed first', () => {
    expect(codes('和安')[0]).toBe(code(3));
  });

  it('ignores brackets, blanks and punctuation on both sides', () => {
    expect(codes('东安医院(和安')).toEqual([code(2)]);
  });

  it('finds nothing for nothing, and stops at the limit', () => {
    expect(codes('   （）')).toEqual([]);
    const many = Array.from({ length: 400 }, (_, n) => record({ code: code(n), name: `和安诊所${n}` }));
    expect(searchInstitutions(buildSearchIndex(indexEntries(packed(many).index)), '和安')).toHaveLength(SEARCH_LIMIT);
  });
});
