import { describe, expect, it } from 'vitest';
import { isoDate } from '../../../../src/core/domain/iso-date.ts';
import { DRAW } from '../../../../src/core/rulebooks/yangshan/draw-shares.ts';
import { yangshan } from '../../../../src/core/rulebooks/yangshan/rulebook.ts';
import { downgrade, institutionOf, penalty, repair, YEAR_2025 } from '../support.ts';

const assessments = { importedGrade: { grade: 'B', source: '省系统', on: isoDate('2026-01-20') } };
const evaluate = (facts: Parameters<typeof institutionOf>[1]) =>
  yangshan.evaluate({ period: YEAR_2025, institutions: [institutionOf('a1', facts)] }, {})[0];

describe('Yangshan 医疗卫生信用信息管理实施方案', () => {
  it('cites where the plan has the system generate the grade', () => {
    expect(evaluate({ assessments })?.reasons).toEqual([
      {
        rule: 'imported',
        article: '四、重点任务（三）',
        effect: 'grade B',
        observed: 'B',
        threshold: null,
        events: [],
      },
    ]);
  });

  it('says the same of an institution with a repair, a revocation or an amendment, but for what only the clerk reads', () => {
    const events = [
      penalty({ documentNo: 'x' }),
      repair('x', '2026-02-01'),
      penalty({ status: 'revoked', on: '2025-07-01' }),
    ];
    const amendments = [downgrade('E')];
    const { problems, rulings = [], ...said } = evaluate({ assessments, events, amendments }) ?? {};
    expect(problems).toHaveLength(2);
    const shown = yangshan.rulings.filter((ruling) => ruling.public && rulings.includes(ruling.id));
    expect({ ...said, rulings: shown, problems: [] }).toEqual(evaluate({ assessments }));
  });

  it('gives results in the order of the institutions', () => {
    const institutions = ['z', 'a', 'm'].map((id) => institutionOf(id, { assessments }));
    const results = yangshan.evaluate({ period: YEAR_2025, institutions }, {});
    expect(results.map(({ id }) => id)).toEqual(['z', 'a', 'm']);
  });
});

describe('the terms of Yangshan', () => {
  const terms = yangshan.terms({});
  it('have the same share in draw, numbers and measures', () => {
    expect(terms.draw?.shares).toEqual(DRAW.shares);
    expect(terms.thresholds.map(({ value }) => value)).toEqual([5, 20, 50, 100, 100]);
    const measures = terms.grades.map(({ measures }) => measures.at(-1)?.text.zh);
    expect(measures).toEqual([5, 20, 50, 100, 100].map((n) => `按${n}%的比例随机抽查，开展现场检查`));
  });

  it('reward A and B, commend A alone, limit D and E', () => {
    const having = (text: string) =>
      terms.grades
        .filter(({ measures }) => measures.some((measure) => measure.text.zh.includes(text)))
        .map(({ symbol }) => symbol)
        .join('');
    expect([having('激励'), having('通报表扬'), having('限制')]).toEqual(['AB', 'A', 'DE']);
  });

  it('publish all grades as a table, and those that are commended', () => {
    expect(terms.lists.map(({ of }) => of)).toEqual([{ grades: ['A', 'B', 'C', 'D', 'E'] }, { grades: ['A'] }]);
  });

  it('give whoever is no medical institution words of its own, and nobody a word on medical skill', () => {
    for (const { id, own } of terms.subjects) {
      expect([id, own === null]).toEqual([id, id.startsWith('medical-')]);
      expect(own?.disclaimer.zh ?? '').not.toContain('医疗');
    }
  });

  it('name no person among the subjects', () => {
    expect(terms.subjects.filter(({ name }) => /人员|医师|护士/.test(name.zh))).toEqual([]);
  });
});
