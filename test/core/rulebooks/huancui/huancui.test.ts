import { describe, expect, it } from 'vitest';
import { huancui } from '../../../../src/core/rulebooks/huancui/rulebook.ts';
import { institutionOf, YEAR_2025 } from '../support.ts';

describe('Huancui 威环卫〔2022〕6号', () => {
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
