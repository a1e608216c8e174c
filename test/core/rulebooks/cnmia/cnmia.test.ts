import { describe, expect, it } from 'vitest';
import type { Eligibility } from '../../../../src/core/domain/facts.ts';
import { cnmia } from '../../../../src/core/rulebooks/cnmia/rulebook.ts';
import { downgrade, institutionOf, YEAR_2025 } from '../support.ts';
import { CASES, rated } from './cases.ts';

/** What only concerns the certificate, and what speaks of events, which are no evidence here. */
const OF_CERTIFICATES = ['CN-6', 'CN-9', 'GEN-8', 'GEN-9'];
const OF_EVENTS = ['GEN-1', 'GEN-2', 'GEN-3', 'GEN-6'];

describe('CNMIA 社会办医疗机构社会信用评价管理办法', () => {
  it('says which score lies above which end of its band', () => {
    const institution = institutionOf('a1', { assessments: rated('89.950') });
    const [result] = cnmia.evaluate({ period: YEAR_2025, institutions: [institution] }, {});
    expect(result?.reasons).toEqual([
      { rule: 'score-AAA-', article: '附件', effect: 'grade AAA-', observed: '89.95', threshold: '85', events: [] },
    ]);
  });

  it('names the amendment of a removal, the first one first', () => {
    const amendments = [downgrade('revoked', { on: '2026-06-01' }), downgrade('revoked', { on: '2026-04-01' })];
    const institution = institutionOf('a1', { assessments: rated('95'), amendments });
    const [result] = cnmia.evaluate({ period: YEAR_2025, institutions: [institution] }, {});
    const removed = {
      rule: 'removed',
      article: '第十八条（十）',
      effect: 'withdrawn',
      observed: 'revoked',
      threshold: null,
    };
    expect(result?.reasons).toEqual([
      { ...removed, events: [], amendments: [1] },
      { ...removed, events: [], amendments: [0] },
    ]);
  });
});

describe('the cases of CNMIA', () => {
  it('reach every rule, and no other', () => {
    const seen = new Set(CASES.flatMap(({ rules }) => rules));
    expect([...seen].sort()).toEqual(Object.keys(cnmia.rules).sort());
  });

  it('reach every ruling that acts on a grade, and every alternative', () => {
    const seen = new Set(CASES.flatMap(({ rulings }) => rulings));
    const acting = cnmia.rulings.filter(({ id }) => ![...OF_CERTIFICATES, ...OF_EVENTS].includes(id));
    expect(acting.map(({ id }) => id).filter((id) => !seen.has(id))).toEqual([]);
    const chosen = new Set(CASES.flatMap(({ choices }) => Object.entries(choices ?? {}).map((pair) => pair.join('='))));
    const alternatives = acting.flatMap(({ id, alternatives }) => alternatives.map((one) => `${id}=${one.id}`));
    expect(alternatives.filter((one) => !chosen.has(one))).toEqual([]);
  });

  it('fail every condition of 第十七条 alone', () => {
    const alone = CASES.filter(({ problems }) => problems?.length === 1).flatMap(({ problems }) => problems ?? []);
    const { level: _level, ...conditions } = rated('0').eligibility as Eligibility;
    for (const field of Object.keys(conditions)) {
      expect(alone).toContain(`ineligible assessments.eligibility.${field}`);
    }
  });
});

describe('the terms of CNMIA', () => {
  const terms = cnmia.terms({});

  it('show symbols with their level, best first', () => {
    expect(terms.grades.map(({ mark, word }) => `${mark.zh} ${word?.zh}`)).toEqual([
      'AAA AAA级',
      'AAA- AAA级',
      'AA+ AA级',
      'AA AA级',
      'AA- AA级',
      'A+ A级',
      'A A级',
      'BBB BBB级',
      'BB BB级',
      'B B级',
      'CCC CCC级',
      'CC CC级',
      'C C级',
    ]);
  });

  it('give the meanings of the annex whole', () => {
    const printed = terms.articles
      .find(({ article }) => article === '附件')
      ?.words.split('\n')
      .map((row) => `${row.split(') ')[1]}。`);
    expect(terms.grades.map(({ meaning }) => meaning.zh)).toEqual(printed);
  });

  it('give every band in its sentence, its threshold and its condition', () => {
    const [first] = terms.grades;
    expect(first?.asks.map(({ zh }) => zh)).toContain('评价得分属于90—100分这一档');
    for (const [index, grade] of terms.grades.entries()) {
      const lower = terms.thresholds.find(({ text }) => text.zh.startsWith(`${grade.symbol}的计分区间：{n}分起`));
      const above = terms.thresholds.find(({ text }) =>
        text.zh.startsWith(`${terms.grades[index - 1]?.symbol}的计分区间：{n}分起`),
      );
      expect(terms.reasons[`score-${grade.symbol}`]?.sentence.zh).toBe(
        `评价得分属于${lower?.value}—${above?.value ?? 100}分这一档`,
      );
    }
  });

  it('are those of an association: no government grade, no lawful practice, no supervision', () => {
    expect([terms.issuer, terms.gradeNoun.zh, terms.notice?.zh]).toEqual([
      'association',
      '社会信用等级',
      '行业协会评价，机构自愿参加，不是政府部门评定的等级。',
    ]);
    expect(terms.disclaimer?.zh).toBe('等级反映机构信用情况，不代表医疗技术水平。');
    expect([terms.supervision, terms.ratings, terms.draw, terms.register]).toEqual([{}, false, null, null]);
  });

  it('show no score: the policy publishes the grade and basic information (第十八条（八）)', () => {
    for (const { shows } of Object.values(terms.reasons)) expect(shows).toBe('nothing');
  });

  it('give a certificate three years, and six months of extension unless CN-6 is read otherwise', () => {
    expect(terms.validity).toEqual({ kind: 'certificate', months: 36, renewMonths: 6, extensionMonths: 6 });
    const without = cnmia.terms({ 'CN-6': { choice: 'no', adoptedBy: '协〔2026〕1号' } });
    expect(without.validity).toEqual({ kind: 'certificate', months: 36, renewMonths: 6, extensionMonths: null });
  });

  it('list void certificates and removed labels, each by its article', () => {
    expect(terms.lists.map(({ of, article }) => [of, article])).toEqual([
      ['void', '第五条'],
      ['withdrawn', '第十八条（十）'],
    ]);
  });

  it('name no ruling on a page that would tell who applied in vain', () => {
    const hidden = cnmia.rulings.filter((ruling) => !ruling.public).map(({ id }) => id);
    expect(hidden.filter((id) => id.startsWith('CN'))).toEqual(['CN-2', 'CN-3']);
  });
});

describe('the void list of CNMIA', () => {
  const noteUnder = (choice: string) =>
    cnmia.terms({ 'CN-6': { choice, adoptedBy: null } }).lists.find(({ of }) => of === 'void')?.note;

  it('accuses nobody who asked for a renewal or an extension in time', () => {
    for (const choice of ['default', 'no'])
      expect(JSON.stringify(noteUnder(choice))).not.toMatch(/未申请|without a request/);
    expect(noteUnder('default')?.zh).toContain('延期内不列入，标明“延期续评中”');
    expect(noteUnder('no')?.zh).toContain('包括正在办理续评或延期续评的');
  });
});
