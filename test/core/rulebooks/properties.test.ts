import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Evaluation } from '../../../src/core/domain/evaluation.ts';
import type { InstitutionFacts } from '../../../src/core/domain/facts.ts';
import { gradeOfEffect } from '../../../src/core/rulebooks/draft.ts';
import { RULEBOOKS } from '../../../src/core/rulebooks/registry.ts';
import { choices, facts, negativeEvent } from './arbitraries.ts';
import { YEAR_2025 } from './support.ts';

const RUNS = { numRuns: 400, seed: 20260115 };
/** Up to 24 institutions: two places under Wugang's quota. */
const county = fc
  .array(facts, { minLength: 1, maxLength: 24 })
  .map((all): InstitutionFacts[] => all.map((one, index) => ({ ...one, id: `i${index}` })));

/** What of a result must not depend on the order of events: indexes left out. */
function essence({ id, grade, status, reasons, rulings, problems }: Evaluation) {
  const seen = reasons.map(({ rule, effect, observed }) => `${rule} ${effect} ${String(observed)}`).sort();
  const told = problems.map(({ code }) => code).sort();
  return { id, grade, status, seen, rulings, told };
}

function shuffled<Item>(items: readonly Item[], random: number): Item[] {
  const rest = [...items];
  const result: Item[] = [];
  for (let seed = random; rest.length > 0; seed = (seed * 48_271) % 2_147_483_647) {
    result.push(...rest.splice(seed % rest.length, 1));
  }
  return result;
}

describe.each(RULEBOOKS.map((rulebook) => [rulebook.id, rulebook] as const))('%s, on random facts', (_id, rulebook) => {
  const run = (institutions: readonly InstitutionFacts[], chosen: Readonly<Record<string, string>>) =>
    rulebook.evaluate({ period: YEAR_2025, institutions }, chosen);
  const rank = (result: Evaluation | undefined): number => rulebook.grades.indexOf(result?.grade ?? '');

  it('never improves a grade by a further negative event', () => {
    fc.assert(
      fc.property(county, choices, fc.nat(), negativeEvent, fc.nat(), (institutions, chosen, which, event, at) => {
        const index = which % institutions.length;
        const more = institutions.map((institution, own) =>
          own === index ? { ...institution, events: withEvent(institution.events, event, at) } : institution,
        );
        const before = run(institutions, chosen)[index];
        const after = run(more, chosen)[index];
        if (before?.grade !== null && after?.grade !== null) expect(rank(after)).toBeGreaterThanOrEqual(rank(before));
      }),
      RUNS,
    );
  });

  it('gives the same in any order of institutions', () => {
    fc.assert(
      fc.property(county, choices, fc.integer({ min: 1, max: 1e9 }), (institutions, chosen, random) => {
        const byId = (results: readonly Evaluation[]) => [...results].sort((a, b) => (a.id < b.id ? -1 : 1));
        expect(byId(run(shuffled(institutions, random), chosen))).toEqual(byId(run(institutions, chosen)));
      }),
      RUNS,
    );
  });

  it('gives the same in any order of events and amendments', () => {
    fc.assert(
      fc.property(county, choices, fc.integer({ min: 1, max: 1e9 }), (institutions, chosen, random) => {
        const other = institutions.map((institution) => ({
          ...institution,
          events: shuffled(institution.events, random),
          amendments: shuffled(institution.amendments, random),
        }));
        expect(run(other, chosen).map(essence)).toEqual(run(institutions, chosen).map(essence));
      }),
      RUNS,
    );
  });

  it('never gives the best grade beside a reason against it', () => {
    const best = rulebook.grades[0];
    let seen = 0;
    fc.assert(
      fc.property(county, choices, (institutions, chosen) => {
        for (const result of run(institutions, chosen)) {
          if (result.grade !== best) continue;
          seen++;
          expect(result.reasons.map((reason) => reason.effect)).toEqual([`grade ${best}`]);
        }
      }),
      RUNS,
    );
    if (best !== undefined) expect(seen).toBeGreaterThan(20);
  });

  it('gives a grade exactly as bad as the worst of its reasons, and no grade without one', () => {
    fc.assert(
      fc.property(county, choices, (institutions, chosen) => {
        for (const result of run(institutions, chosen)) {
          expect(result.status === 'graded').toBe(result.grade !== null);
          if (result.grade === null) continue;
          const ranks = result.reasons.map((reason) => rulebook.grades.indexOf(gradeOfEffect(reason.effect)));
          expect(Math.max(...ranks)).toBe(rank(result));
        }
      }),
      RUNS,
    );
  });

  it('gives grades or a register, never both', () => {
    const register = rulebook.terms({}).register !== null;
    expect(register).toBe(rulebook.grades.length === 0);
    fc.assert(
      fc.property(county, choices, (institutions, chosen) => {
        for (const result of run(institutions, chosen)) expect(result.status === 'register').toBe(register);
      }),
      RUNS,
    );
  });

  it('always says why there is no grade', () => {
    fc.assert(
      fc.property(county, choices, (institutions, chosen) => {
        for (const result of run(institutions, chosen)) {
          if (result.status === 'not-graded' || result.status === 'register')
            expect(result.problems.length).toBeGreaterThan(0);
          if (result.status === 'withdrawn') expect(result.reasons.length).toBeGreaterThan(0);
        }
      }),
      RUNS,
    );
  });
});

function withEvent<Item>(events: readonly Item[], event: Item, at: number): Item[] {
  const place = at % (events.length + 1);
  return [...events.slice(0, place), event, ...events.slice(place)];
}
