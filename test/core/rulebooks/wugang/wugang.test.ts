import { describe, expect, it } from 'vitest';
import type { Choices } from '../../../../src/core/rulebooks/rulings.ts';
import { wugang } from '../../../../src/core/rulebooks/wugang/rulebook.ts';
import { downgrade, institutionOf, item, onSite, plain, withdrawal, YEAR_2025 } from '../support.ts';
import { NINE } from './cases.ts';

const nine = Array.from({ length: 9 }, (_, index) => institutionOf(`filler-${index}`, { assessments: NINE }));

describe('Wugang 舞卫健发〔2021〕89号', () => {
  it('shows the score with two decimals, cut off', () => {
    const shown = (score: string, max: string): unknown => {
      const institution = institutionOf('a', { assessments: onSite(item(score, max)) });
      const [result] = wugang.evaluate({ period: YEAR_2025, institutions: [institution] }, { 'WG-3': 'none' });
      return [result?.reasons[0]?.observed, result?.reasons[0]?.threshold];
    };
    expect(shown('89.9999999', '100')).toEqual(['89.99', '60']);
    expect(shown('2', '3')).toEqual(['66.66', '60']);
    expect(shown('90', '100')).toEqual(['90.00', '90']);
    expect(shown('7', '7')).toEqual(['100.00', '90']);
    expect(shown('0', '3')).toEqual(['0.00', '60']);
  });

  it('cites the place of the guide, as the guide prints it', () => {
    const institution = institutionOf('a', { assessments: NINE, events: [plain('fireAccident')] });
    const [result] = wugang.evaluate({ period: YEAR_2025, institutions: [institution] }, {});
    expect(result?.reasons[0]).toEqual({
      rule: 'fire-accident',
      article: '附件1 四、信用评价否决项',
      effect: 'cap poor',
      observed: 1,
      threshold: 1,
      events: [0],
    });
  });

  it('names cause and amendment of a withdrawal', () => {
    const institution = institutionOf('a', {
      assessments: NINE,
      amendments: [downgrade('poor'), withdrawal('closed')],
    });
    const [result] = wugang.evaluate({ period: YEAR_2025, institutions: [institution] }, {});
    expect(result?.reasons).toEqual([
      {
        rule: 'withdrawn-closed',
        article: '附件1 七、信用评定结果运用（三）第1项',
        effect: 'withdrawn',
        observed: 'closed',
        threshold: null,
        events: [],
        amendments: [1],
      },
    ]);
  });
});

/** Grades by id of institutions with these scores, and as many fillers at 70 as make `graded` institutions. */
function grades(scores: readonly string[], graded: number, choices: Choices = {}): string {
  const candidates = scores.map((score, index) =>
    institutionOf(`c${index}`, { assessments: onSite(item(score, '100')) }),
  );
  const fillers = Array.from({ length: graded - scores.length }, (_, index) =>
    institutionOf(`f${index}`, { assessments: NINE }),
  );
  const results = wugang.evaluate({ period: YEAR_2025, institutions: [...candidates, ...fillers] }, choices);
  return results
    .slice(0, scores.length)
    .map((result) => (result.grade === 'excellent' ? 'E' : result.reasons[0]?.rule === 'quota' ? 'q' : '?'))
    .join('');
}

describe('WG-3: at most a tenth of the graded are excellent', () => {
  it('gives no place among nine', () => expect(grades(['99'], 9)).toBe('q'));
  it('gives one place among ten', () => expect(grades(['99'], 10)).toBe('E'));
  it('gives one place among nineteen', () => expect(grades(['95', '99'], 19)).toBe('qE'));
  it('gives two places among twenty', () => expect(grades(['95', '99'], 20)).toBe('EE'));
  it('gives the places to the highest scores', () => expect(grades(['91', '99', '95'], 20)).toBe('qEE'));
  it('lets all tied across the cut fall', () => expect(grades(['99', '95', '95', '95'], 20)).toBe('Eqqq'));
  it('keeps a tie that ends at the cut', () => expect(grades(['95', '95', '91'], 20)).toBe('EEq'));
  it('lets all fall where all are tied', () => expect(grades(['95', '95', '95'], 20)).toBe('qqq'));
  it('sees a difference in the twentieth decimal', () =>
    expect(grades(['95.00000000000000000001', '95', '94.9'], 10)).toBe('Eqq'));
  it('knows equal scores of different spelling', () => expect(grades(['95.0', '95', '95.00'], 10)).toBe('qqq'));
  it('gives a place to all under the alternative', () =>
    expect(grades(['95', '95', '95'], 9, { 'WG-3': 'none' })).toBe('EEE'));

  it('tells how many stand at least as high, and how many places there are', () => {
    const scores = ['99', '95', '95'].map((score, index) =>
      institutionOf(`c${index}`, { assessments: onSite(item(score, '100')) }),
    );
    const results = wugang.evaluate({ period: YEAR_2025, institutions: [...scores, ...nine] }, {});
    const { observed, threshold, article } = results[1]?.reasons[0] ?? {};
    expect({ observed, threshold, article }).toEqual({
      observed: 3,
      threshold: 1,
      article: '附件1 二、信用评价原则（一）',
    });
  });

  it('does not count who is not graded: no on-site result, a filed clinic, closed before the round', () => {
    const eight = nine.slice(0, 8);
    const candidate = institutionOf('a', { assessments: onSite(item('99', '100')) });
    for (const tenth of [
      institutionOf('b', {}),
      institutionOf('b', { assessments: NINE, licence: 'clinic-filing' }),
      institutionOf('b', { assessments: NINE, amendments: [withdrawal('closed', { on: '2025-12-31' })] }),
    ]) {
      const results = wugang.evaluate({ period: YEAR_2025, institutions: [candidate, ...eight, tenth] }, {});
      expect(results[0]?.grade).toBe('qualified');
    }
  });

  it('is not opened again by a later closure or downgrade of another institution', () => {
    const top = (amendments: Parameters<typeof institutionOf>[1]['amendments'] = []) =>
      institutionOf('top', { assessments: onSite(item('99', '100')), amendments });
    const second = institutionOf('second', { assessments: onSite(item('98', '100')) });
    for (const amendment of [withdrawal('closed'), downgrade('poor')]) {
      const results = wugang.evaluate({ period: YEAR_2025, institutions: [top([amendment]), second, ...nine] }, {});
      expect(results[1]?.grade).toBe('qualified');
    }
  });
});
