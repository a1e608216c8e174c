import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GivenRating, parseRatings, readRatings, summariseRatings } from '../../../src/core/complaint/ratings.ts';
import { RATINGS } from '../../../src/core/complaint/submission.ts';

const CODE = '7K3M9PQ2XD';
/** So many ratings of each kind, in the order of `RATINGS`. */
function given(counts: readonly number[], institution = CODE): GivenRating[] {
  return RATINGS.flatMap((rating, i) => Array.from({ length: counts[i] ?? 0 }, () => ({ institution, rating })));
}
const summary = (counts: readonly number[]) =>
  summariseRatings('test-county', '2026-1', given(counts)).institutions[CODE];

describe('ratings', () => {
  it('are shown from thirty on, not with twenty-nine', () => {
    expect(summary([29, 0, 0, 0, 0])).toBeUndefined();
    expect(summary([0, 0, 29, 0, 0])).toBeUndefined();
    expect(summary([30, 0, 0, 0, 0])).toEqual({ count: 30, shares: [100, 0, 0, 0, 0] });
    expect(summary([6, 6, 6, 6, 5])).toBeUndefined();
    expect(summary([6, 6, 6, 6, 6])).toEqual({ count: 30, shares: [20, 20, 20, 20, 20] });
  });

  it('of one institution do not count for another', () => {
    const both = [...given([20, 0, 0, 0, 0]), ...given([0, 0, 0, 0, 29], 'A'), ...given([31, 0, 0, 0, 0], 'B')];
    expect(summariseRatings('test-county', '2026-1', both).institutions).toEqual({
      B: { count: 30, shares: [100, 0, 0, 0, 0] },
    });
  });

  it('are rounded: the number down to tens, shares to fives', () => {
    expect(summary([39, 0, 0, 0, 0])?.count).toBe(30);
    expect(summary([40, 0, 0, 0, 0])?.count).toBe(40);
    expect(summary([22, 28, 0, 50, 0])?.shares).toEqual([20, 30, 0, 50, 0]);
    expect(summary([17, 33, 3, 47, 0])?.shares).toEqual([15, 35, 5, 45, 0]);
  });

  it('one more is not readable: a file fits many numbers, and no figure moves by more than a step', () => {
    for (const more of RATINGS.keys()) {
      expect(summary([20, 20, 20, 20, 20].map((count, i) => count + (i === more ? 1 : 0)))).toEqual(
        summary([20, 20, 20, 20, 20]),
      );
    }
    const counts = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(counts, fc.nat(4), (before, more) => {
        const [one, two] = [summary(before), summary(before.map((count, i) => count + (i === more ? 1 : 0)))];
        if (one === undefined || two === undefined) return;
        expect([0, 10]).toContain(two.count - one.count);
        for (const [i, share] of one.shares.entries()) {
          expect(share % 5).toBe(0);
          expect(Math.abs((two.shares[i] ?? -100) - share)).toBeLessThanOrEqual(5);
        }
      }),
      { seed: 20261123, numRuns: 300 },
    );
  });

  it('add up to 100, each less than a step from its exact share; of equal remainders the more satisfied goes up', () => {
    expect(summary([17, 12, 4, 4, 4])?.shares).toEqual([40, 30, 10, 10, 10]);
    expect(summary([13, 13, 13, 1, 0])?.shares).toEqual([35, 35, 30, 0, 0]);
    const counts = fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(counts, (all) => {
        const [total, file] = [all.reduce((sum, count) => sum + count, 0), summary(all)];
        expect(file === undefined).toBe(total < 30);
        if (file === undefined) return;
        expect(file.shares.reduce((sum, share) => sum + share, 0)).toBe(100);
        for (const [i, share] of file.shares.entries()) {
          expect(share % 5).toBe(0);
          expect(Math.abs(share - ((all[i] ?? 0) / total) * 100)).toBeLessThan(5);
        }
      }),
      { seed: 20261123, numRuns: 300 },
    );
  });

  it('say nothing of the order in which they came', () => {
    const list = [...given([10, 5, 5, 5, 9]), ...given([40, 0, 0, 0, 0], 'A')];
    const text = (ratings: GivenRating[]) => JSON.stringify(summariseRatings('test-county', '2026-1', ratings));
    expect(text([...list].reverse())).toBe(text(list));
  });

  it('for a code that no institution has do no harm', () => {
    for (const code of ['__proto__', 'constructor', 'toString', '']) {
      const file = summariseRatings('test-county', '2026-1', given([50, 0, 0, 0, 0], code));
      expect(Object.getPrototypeOf(file.institutions)).toBe(Object.prototype);
      expect(JSON.stringify(file.institutions)).toBe('{}');
    }
  });

  it('are read back from their file, and refused when they are too few or not one', () => {
    const file = summariseRatings('test-county', '2026-1', given([40, 2, 2, 2, 2]));
    expect(parseRatings(JSON.stringify(file))).toEqual(file);
    const one = { count: 40, shares: [100, 0, 0, 0, 0] };
    for (const wrong of [
      { ...file, v: 2 },
      { ...file, half: '2026-3' },
      { ...file, institutions: { [CODE]: { ...one, count: 20 } } },
      { ...file, institutions: { [CODE]: { ...one, shares: [100] } } },
      { ...file, institutions: { [CODE]: { ...one, shares: [45, 30, 10, 10, 10] } } },
      { ...file, institutions: { [CODE]: { ...one, shares: [105, -5, 0, 0, 0] } } },
      { ...file, institutions: { [CODE]: { ...one, shares: [50, 45, 0, 0, 0] } } },
      { ...file, institutions: null },
    ]) {
      expect(parseRatings(JSON.stringify(wrong))).toBeNull();
    }
    expect(parseRatings('{')).toBeNull();
    const hostile = JSON.stringify({ ...file, institutions: {} }).replace('{}', `{"__proto__":${JSON.stringify(one)}}`);
    expect(Object.keys(parseRatings(hostile)?.institutions ?? { none: 1 })).toEqual([]);
  });

  it.each<[string, number, readonly number[], 'not-rounded' | 'not-ratings' | null]>([
    ['the least', 30, [20, 20, 20, 20, 20], null],
    ['one above', 31, [20, 20, 20, 20, 20], 'not-rounded'],
    ['half a step above', 35, [20, 20, 20, 20, 20], 'not-rounded'],
    ['one below the next step', 39, [20, 20, 20, 20, 20], 'not-rounded'],
    ['the next step', 40, [20, 20, 20, 20, 20], null],
    ['too few, though rounded', 20, [20, 20, 20, 20, 20], 'not-ratings'],
    ['shares a step apart', 40, [25, 15, 20, 20, 20], null],
    ['shares one apart', 40, [21, 19, 20, 20, 20], 'not-rounded'],
    ['a share of four', 40, [96, 4, 0, 0, 0], 'not-rounded'],
    ['a share of five', 40, [95, 5, 0, 0, 0], null],
    ['exact shares that do not add up', 40, [96, 5, 0, 0, 0], 'not-ratings'],
    ['a fraction', 40, [97.5, 2.5, 0, 0, 0], 'not-ratings'],
  ])('attack: figures that are exact – %s', (_, count, shares, fault) => {
    const file = { v: 1, bureau: 'test-county', half: '2026-1', institutions: { [CODE]: { count, shares } } };
    const read = readRatings(JSON.stringify(file));
    expect(read).toEqual(fault === null ? { ok: true, value: file } : { ok: false, fault });
    expect(parseRatings(JSON.stringify(file)) === null).toBe(fault !== null);
  });

  it('attack: one institution with exact figures among rounded ones is refused', () => {
    const good = { count: 30, shares: [100, 0, 0, 0, 0] };
    const text = JSON.stringify({
      v: 1,
      bureau: 'b',
      half: '2026-1',
      institutions: { A: good, B: { ...good, count: 33 } },
    });
    expect(readRatings(text)).toEqual({ ok: false, fault: 'not-rounded' });
  });
});
