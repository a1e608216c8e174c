import { describe, expect, it } from 'vitest';
import { jinjiang } from '../../../../src/core/rulebooks/jinjiang/rulebook.ts';
import { complaint, downgrade, institutionOf, penalty, points, YEAR_2025 } from '../support.ts';

describe('Jinjiang 晋卫健规〔2024〕2号', () => {
  it('says what was observed, against which threshold, and in which events', () => {
    const institution = institutionOf('a1', {
      assessments: { positiveTier: 'good' },
      events: [complaint({ substantiated: false }), penalty(), points('4.50'), penalty(), points('1.25')],
    });
    const [result] = jinjiang.evaluate({ period: YEAR_2025, institutions: [institution] }, {});
    expect(result?.reasons).toEqual([
      {
        rule: 'penalties-several',
        article: '第十七条第1项',
        effect: 'cap D',
        observed: 2,
        threshold: 2,
        events: [1, 3],
      },
      {
        rule: 'safety-points-bar-a',
        article: '第十二条',
        effect: 'cap B',
        observed: '5.75',
        threshold: '4',
        events: [2, 4],
      },
    ]);
  });

  it('names the grade before, and the amendment, in a direct downgrade', () => {
    const institution = institutionOf('a1', {
      assessments: { positiveTier: 'fair' },
      amendments: [downgrade('A', { on: '2026-02-01' }), downgrade('C')],
    });
    const [result] = jinjiang.evaluate({ period: YEAR_2025, institutions: [institution] }, {});
    expect(result?.reasons[0]).toEqual({
      rule: 'direct-downgrade',
      article: '第十八条',
      effect: 'set C',
      observed: 'B',
      threshold: 'C',
      events: [],
      amendments: [1],
    });
  });

  it('gives results in the order of the institutions', () => {
    const institutions = ['z', 'a', 'm'].map((id) => institutionOf(id, {}));
    const results = jinjiang.evaluate({ period: YEAR_2025, institutions }, {});
    expect(results.map((result) => result.id)).toEqual(['z', 'a', 'm']);
  });
});
