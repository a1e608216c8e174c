import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { addDays, isoDate } from '../../../../src/core/domain/iso-date.ts';
import { rulebookById } from '../../../../src/core/rulebooks/registry.ts';
import { askedText, countChecks, spanOf } from '../../../../src/node/publish/supervision/count.ts';
import { INSPECTION_KINDS } from '../../../../src/node/publish/workspace/columns/choices.ts';
import type { Inspection, InspectionKind } from '../../../../src/node/publish/workspace/inspection-rows.ts';

const DAY = isoDate('2026-06-01');
const YEAR = { from: isoDate('2026-01-01'), last: isoDate('2026-12-31') };

function checksOf(rulebook: string, grade: string) {
  const checks = rulebookById(rulebook)?.terms({}).supervision[grade];
  if (checks === undefined) throw new Error(`${rulebook} asks nothing of ${grade}`);
  return checks;
}

const made = (count: number, kind: InspectionKind = 'routine'): readonly Inspection[] =>
  Array.from({ length: count }, (_, n) => ({ kind, on: addDays(isoDate('2026-03-01'), n) }));

/** One case a side of every number: how many were made, and then how many are left and too many. */
const CASES: readonly (readonly [string, string, number, { readonly left: number; readonly over: number }])[] = [
  ['wugang', 'excellent', 0, { left: 1, over: 0 }],
  ['wugang', 'excellent', 1, { left: 0, over: 0 }],
  ['wugang', 'excellent', 2, { left: 0, over: 1 }],
  ['wugang', 'qualified', 0, { left: 1, over: 0 }],
  ['wugang', 'qualified', 1, { left: 0, over: 0 }],
  ['wugang', 'qualified', 2, { left: 0, over: 0 }],
  ['wugang', 'qualified', 3, { left: 0, over: 1 }],
  ['wugang', 'poor', 0, { left: 4, over: 0 }],
  ['wugang', 'poor', 3, { left: 1, over: 0 }],
  ['wugang', 'poor', 4, { left: 0, over: 0 }],
  ['wugang', 'poor', 20, { left: 0, over: 0 }],
  ['jinjiang', 'A', 0, { left: 0, over: 0 }],
  ['jinjiang', 'A', 1, { left: 0, over: 1 }],
  ['jinjiang', 'B', 0, { left: 0, over: 0 }],
  ['jinjiang', 'B', 20, { left: 0, over: 0 }],
  ['jinjiang', 'C', 1, { left: 1, over: 0 }],
  ['jinjiang', 'C', 2, { left: 0, over: 0 }],
  ['jinjiang', 'D', 2, { left: 1, over: 0 }],
  ['jinjiang', 'D', 3, { left: 0, over: 0 }],
];

describe('what a grade asks, and what is left of it', () => {
  it.each(CASES)('%s %s after %i routine checks', (rulebook, grade, done, expected) => {
    expect(countChecks(checksOf(rulebook, grade), made(done), YEAR, DAY)).toEqual({ done, ...expected });
  });

  it('leaves no grade of a policy with numbers out of these cases', () => {
    for (const id of ['wugang', 'jinjiang']) {
      const tried = CASES.filter(([rulebook]) => rulebook === id).map(([, grade]) => grade);
      expect([...new Set(tried)].sort()).toEqual([...(rulebookById(id)?.grades ?? [])].sort());
    }
  });

  test('any number of prescribed, special and complaint checks changes nothing', () => {
    const others = INSPECTION_KINDS.map(({ value }) => value).filter((kind) => kind !== 'routine');
    expect(others).toEqual(['prescribed', 'special', 'complaint']);
    const day = fc.integer({ min: -400, max: 400 }).map((n) => addDays(DAY, n));
    const check = (kinds: readonly InspectionKind[]) => fc.record({ kind: fc.constantFrom(...kinds), on: day });
    fc.assert(
      fc.property(
        fc.constantFrom(...CASES),
        fc.array(check(['routine', ...others])),
        fc.array(check(others)),
        ([rulebook, grade], some, more) => {
          const asked = checksOf(rulebook, grade);
          expect(countChecks(asked, [...some, ...more], YEAR, DAY)).toEqual(countChecks(asked, some, YEAR, DAY));
        },
      ),
    );
  });

  it('asks nothing where no number is named, and still counts', () => {
    expect(countChecks(null, made(3), YEAR, DAY)).toEqual({ done: 3, left: 0, over: 0 });
  });
});

describe('the days that count', () => {
  const term = { from: isoDate('2026-01-20'), last: isoDate('2027-01-19') };
  const poor = checksOf('wugang', 'poor');
  const counts = (on: string, span: Parameters<typeof countChecks>[2], day = DAY) =>
    countChecks(poor, [{ kind: 'routine', on: isoDate(on) }], span, day).done === 1;

  it.each([
    ['2025-12-31', false],
    ['2026-01-01', true],
    ['2026-06-01', true],
    ['2026-06-02', false],
  ])('by the year: a check on %s, asked on 2026-06-01: %s', (on, expected) => {
    expect(counts(on, spanOf(checksOf('wugang', 'poor').per, DAY, term))).toBe(expected);
  });

  it.each([
    ['2026-01-19', false],
    ['2026-01-20', true],
    ['2026-06-01', true],
    ['2026-06-02', false],
  ])('by the term of a grade: a check on %s, asked on 2026-06-01: %s', (on, expected) => {
    expect(counts(on, spanOf(checksOf('jinjiang', 'D').per, DAY, term))).toBe(expected);
  });

  it('are those of the calendar year in Wugang and of the term in Jinjiang, over the turn of the year', () => {
    const newYear = isoDate('2027-01-01');
    expect(spanOf('year', newYear, term)).toEqual({ from: '2027-01-01', last: '2027-12-31' });
    expect(spanOf('term', newYear, term)).toEqual(term);
    for (const grade of ['excellent', 'qualified', 'poor']) expect(checksOf('wugang', grade).per).toBe('year');
    for (const grade of ['A', 'B', 'C', 'D']) expect(checksOf('jinjiang', grade).per).toBe('term');
  });
});

describe('the number asked, in short', () => {
  it.each([
    [1, 1, '1'],
    [1, 2, '1–2'],
    [4, null, '≥4'],
    [null, 0, '0'],
    [null, 3, '≤3'],
    [null, null, '—'],
  ])('at least %s, at most %s: %s', (atLeast, atMost, text) => {
    expect(askedText({ atLeast, atMost })).toBe(text);
  });
});
