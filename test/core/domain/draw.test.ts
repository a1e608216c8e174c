import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DrawSubject, drawByShares, drawSize } from '../../../src/core/domain/draw.ts';
import { DRAW } from '../../../src/core/rulebooks/yangshan/draw-shares.ts';
import { opensslHmac } from '../../support/openssl.ts';

const { shares } = DRAW;
const RUNS = { numRuns: 60, seed: 20260115 };
const subjects = fc.uniqueArray(
  fc.record({
    id: fc.string({ unit: 'grapheme', minLength: 1 }),
    grade: fc.constantFrom('A', 'B', 'C', 'D', 'E', null),
  }),
  { selector: ({ id }) => id, maxLength: 60 },
);
const seed = fc.string({ unit: 'grapheme', minLength: 1 });

/** 200 institutions of all grades and without one; ids as bureaus write them, Chinese too. */
const COUNTY: readonly DrawSubject[] = Array.from({ length: 200 }, (_, n) => ({
  id: n % 3 === 0 ? `机构${n}` : `YS-${String(n).padStart(4, '0')}`,
  grade: ['A', 'A', 'A', 'B', 'B', 'C', 'D', 'E', null][n % 9] ?? null,
}));

describe('the share of a grade (YS-1)', () => {
  it.each([
    [0, 5, 0],
    [1, 5, 1],
    [19, 5, 1],
    [20, 5, 1],
    [21, 5, 2],
    [4, 20, 1],
    [5, 20, 1],
    [6, 20, 2],
    [1, 50, 1],
    [2, 50, 1],
    [3, 50, 2],
    [7, 100, 7],
    [7, 0, 0],
    // In binary 0.07 × 100 is above 7: a share computed with fractions would draw one more.
    [100, 7, 7],
    [70_368_744_177_600, 5, 3_518_437_208_880],
    [70_368_744_177_601, 5, 3_518_437_208_881],
  ])('of %i institutions at %i percent is %i', (count, percent, drawn) => {
    expect(drawSize(count, percent)).toBe(drawn);
  });

  it('is the smallest whole number that is not below it', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 40), fc.integer({ min: 0, max: 100 }), (count, percent) => {
        const size = BigInt(drawSize(count, percent));
        const exact = BigInt(count) * BigInt(percent);
        return size * 100n >= exact && (size === 0n || (size - 1n) * 100n < exact);
      }),
    );
  });
});

describe('the draw (YS-2)', () => {
  it.each([
    ['hex', '00112233445566778899aabbccddeeff'],
    ['Chinese, longer than a block of the hash', '阳山县2026年第一次双随机抽查'.repeat(4)],
  ])('is what openssl computes for 200 institutions, with a seed that is %s', async (_, text) => {
    const drawn: string[] = [];
    const byGrade: Record<string, { of: number; drawn: number }> = {};
    for (const [grade, percent] of [
      ['A', 5n],
      ['B', 20n],
      ['C', 50n],
      ['D', 100n],
      ['E', 100n],
    ] as const) {
      const lines = COUNTY.filter((one) => one.grade === grade).map(({ id }) => `${opensslHmac(text, id)} ${id}`);
      const size = Number((BigInt(lines.length) * percent + 99n) / 100n);
      drawn.push(
        ...lines
          .sort()
          .slice(0, size)
          .map((line) => line.slice(65)),
      );
      byGrade[grade] = { of: lines.length, drawn: size };
    }
    expect(await drawByShares(text, COUNTY, shares)).toEqual({ drawn, byGrade });
    expect(byGrade).toMatchObject({ A: { of: 68, drawn: 4 }, B: { of: 44, drawn: 9 }, C: { of: 22, drawn: 11 } });
  });

  it('does not depend on the order of the institutions, nor on that of the shares', async () => {
    const backwards = Object.fromEntries(Object.entries(shares).reverse());
    await fc.assert(
      fc.asyncProperty(seed, subjects, async (text, list) => {
        const draw = await drawByShares(text, list, shares);
        expect(await drawByShares(text, [...list].reverse(), backwards)).toEqual(draw);
      }),
      RUNS,
    );
  });

  it('draws from each grade its share of those in it, each once, and nobody without a grade', async () => {
    await fc.assert(
      fc.asyncProperty(seed, subjects, async (text, list) => {
        const { drawn, byGrade } = await drawByShares(text, list, shares);
        expect(new Set(drawn).size).toBe(drawn.length);
        const gradeOf = new Map(list.map(({ id, grade }) => [id, grade]));
        for (const [grade, percent] of Object.entries(shares)) {
          const of = list.filter((one) => one.grade === grade).length;
          const count = drawn.filter((id) => gradeOf.get(id) === grade).length;
          expect(byGrade[grade]).toEqual({ of, drawn: count });
          expect(count).toBe(Number((BigInt(of) * BigInt(percent) + 99n) / 100n));
        }
        expect(drawn.every((id) => (gradeOf.get(id) ?? null) !== null)).toBe(true);
        const grades = drawn.map((id) => gradeOf.get(id) ?? '');
        expect(grades).toEqual([...grades].sort());
      }),
      RUNS,
    );
  });

  it('leaves an institution where it stands when others leave that were not drawn', async () => {
    const { drawn } = await drawByShares('s', COUNTY, shares);
    const rest = COUNTY.filter(({ id, grade }) => grade !== 'B' || drawn.includes(id));
    const all = { ...shares, B: 100 };
    expect((await drawByShares('s', rest, all)).drawn).toEqual(drawn);
  });

  it('draws others with another seed', async () => {
    const draws = await Promise.all(Array.from({ length: 20 }, (_, n) => drawByShares(`seed ${n}`, COUNTY, shares)));
    expect(new Set(draws.map(({ drawn }) => drawn.join())).size).toBe(20);
    expect(new Set(draws.map(({ byGrade }) => JSON.stringify(byGrade))).size).toBe(1);
  });

  it('refuses a grade that has no share', async () => {
    await expect(drawByShares('s', [{ id: 'a', grade: 'F' }], shares)).rejects.toThrow('F');
    await expect(drawByShares('s', [{ id: 'a', grade: '__proto__' }], shares)).rejects.toThrow('__proto__');
  });

  it('has one order for ids that UTF-8 cannot tell apart', async () => {
    const halves = ['\ud800', '\ud801', '\udbff', '\ufffd'].map((id) => ({ id, grade: 'C' }));
    const one = await drawByShares('s', halves, shares);
    expect(await drawByShares('s', [...halves].reverse(), shares)).toEqual(one);
    expect(Buffer.from('\ud800', 'utf8')).toEqual(Buffer.from('\ufffd', 'utf8'));
  });
});
