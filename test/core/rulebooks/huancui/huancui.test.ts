import { describe, expect, it } from 'vitest';
import { huancui } from '../../../../src/core/rulebooks/huancui/rulebook.ts';
import { expected, institutionOf, outcome, YEAR_2025 } from '../support.ts';
import { CASES } from './cases.ts';

describe('Huancui 威环卫〔2022〕6号', () => {
  for (const given of CASES) {
    it(given.title, () => {
      const facts = { period: given.period ?? YEAR_2025, institutions: [institutionOf('a1', given)] };
      const [result] = huancui.evaluate(facts, given.choices ?? {});
      expect(outcome(result)).toEqual(expected(given));
    });
  }

  it('gives results in the order of the institutions', () => {
    const institutions = ['z', 'a', 'm'].map((id) => institutionOf(id, {}));
    const results = huancui.evaluate({ period: YEAR_2025, institutions }, {});
    expect(results.map(({ id }) => id)).toEqual(['z', 'a', 'm']);
  });
});

describe('the register', () => {
  const { register, ...terms } = huancui.terms({});

  it('has its four lists in the order of the page', () => {
    expect(register?.sections.map(({ list }) => list)).toEqual([
      'bad-practice',
      'commendation',
      'incentive',
      'sanction',
    ]);
  });

  it('says of an empty list only that nothing is shown now', () => {
    for (const { none } of register?.sections ?? []) {
      expect(none.zh).toMatch(/^目前没有/);
      expect(none.en).toMatch(/at present\.$/);
    }
  });

  it('says why there is no grade, and gives nothing that belongs to one', () => {
    expect(register?.note.zh).toContain('不评等级');
    expect([terms.grades, terms.reasons, terms.thresholds, terms.lists, terms.draw]).toEqual([[], {}, [], [], null]);
  });
});
