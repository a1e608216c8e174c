import { describe, expect, it } from 'vitest';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import { type NumberTable, numbersOn, thresholdsOn } from '../../../src/core/rulebooks/numbers.ts';
import { RULEBOOKS } from '../../../src/core/rulebooks/registry.ts';

const TABLE = {
  score: {
    article: '第一条',
    text: { zh: '{n}分及以上', en: '{n} or more' },
    values: [
      { from: isoDate('2023-07-01'), value: 75 },
      { from: isoDate('2025-01-01'), value: 80 },
    ],
  },
} as const satisfies NumberTable;

describe('a number that changed', () => {
  it.each([
    ['2024-12-31', 75],
    ['2025-01-01', 80],
    ['2020-01-01', 75],
  ])('is, on %s, %i', (day, value) => {
    expect(numbersOn(TABLE, isoDate(day)).score).toBe(value);
    expect(thresholdsOn(TABLE, isoDate(day))[0]?.value).toBe(value);
  });

  it('is the value that came last where no round is asked about, with its own first day', () => {
    expect(numbersOn(TABLE, null).score).toBe(80);
    expect(thresholdsOn(TABLE, null)[0]).toMatchObject({ value: 80, from: '2025-01-01' });
  });
});

describe.each(RULEBOOKS.map((rulebook) => [rulebook.id, rulebook] as const))('the numbers of %s', (_, rulebook) => {
  it('are, where no round is asked about, those of the last one that it covers', () => {
    const end = rulebook.editions[rulebook.editions.length - 1]?.to ?? isoDate('2099-12-31');
    const last = rulebook.terms({}, { from: end, to: end });
    expect(rulebook.terms({}).thresholds).toEqual(last.thresholds);
    expect(rulebook.terms({}).grades).toEqual(last.grades);
  });
});
