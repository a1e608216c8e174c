import { describe, expect, it } from 'vitest';
import type { Facts } from '../../../src/core/domain/facts.ts';
import { RULEBOOKS, rulebookById } from '../../../src/core/rulebooks/registry.ts';
import { aboutOf } from './about.ts';
import { institutionOf, item, onSite, roundOf, YEAR_2025 } from './support.ts';

describe('every rulebook', () => {
  it('is found by its id, and no other is', () => {
    expect(RULEBOOKS.map(({ id }) => rulebookById(id)?.id)).toEqual(RULEBOOKS.map(({ id }) => id));
    expect(new Set(RULEBOOKS.map(({ id }) => id)).size).toBe(RULEBOOKS.length);
    expect(rulebookById('constructor')).toBeNull();
  });
});

describe.each(RULEBOOKS.map((rulebook) => [rulebook.id, rulebook] as const))('%s', (id, rulebook) => {
  const { cases, beside = [], withoutCase, telling, asks } = aboutOf(id);
  const quotaFacts: Facts = {
    period: YEAR_2025,
    institutions: [institutionOf('a', { assessments: onSite(item('99', '100')) })],
  };
  const reasons = [
    ...cases.flatMap((given) => rulebook.evaluate(roundOf(given, beside), given.choices ?? {})),
    ...rulebook.evaluate(quotaFacts, { 'GEN-5': 'accept' }),
  ].flatMap((result) => result.reasons);

  it('has a case for each of its rules', () => {
    expect([...new Set(reasons.map((reason) => reason.rule))].sort()).toEqual(Object.keys(rulebook.rules).sort());
  });

  it('has a sentence for each of its rules, and none for others', () => {
    expect(Object.keys(rulebook.terms({}).reasons).sort()).toEqual(Object.keys(rulebook.rules).sort());
  });

  it('cites in its sentences the article of its reasons', () => {
    const terms = rulebook.terms({}).reasons;
    for (const reason of reasons) expect(terms[reason.rule]?.article).toBe(reason.article);
    for (const rule of Object.values(rulebook.rules))
      expect(rule.article).toMatch(/^(第.+条|附件|[一二三四五六七八九十]+、)/);
  });

  it('has a case for each ruling that acts on a grade, and for each alternative', () => {
    const acting = rulebook.rulings.filter((ruling) => !withoutCase.includes(ruling.id));
    const seen = new Set(cases.flatMap((given) => given.rulings));
    const chosen = new Set(cases.flatMap((given) => Object.entries(given.choices ?? {}).map((pair) => pair.join('='))));
    expect(acting.map((ruling) => ruling.id).filter((ruling) => !seen.has(ruling))).toEqual([]);
    // GEN-4 says what period a bureau hands in; its alternative has a case under Jinjiang.
    const alternatives = acting
      .filter((ruling) => ruling.id !== 'GEN-4')
      .flatMap((ruling) => ruling.alternatives.map((alternative) => `${ruling.id}=${alternative.id}`));
    expect(alternatives.filter((alternative) => !chosen.has(alternative))).toEqual([]);
  });

  it('shows no fact in a sentence whose facts are not public', () => {
    for (const { sentence, shows } of Object.values(rulebook.terms({}).reasons)) {
      if (shows === 'nothing') expect(`${sentence.zh}${sentence.en}`).not.toMatch(/[{}]/);
      else expect(`${sentence.zh}${sentence.en}`.replace(/\{n0?\}/g, '')).not.toMatch(/[{}]/);
    }
  });

  it('lets every reason that rests on a penalty leave with it', () => {
    const terms = rulebook.terms({}).reasons;
    for (const [rule, { shows }] of Object.entries(terms)) {
      expect([rule, shows === 'penalty']).toEqual([rule, /penalt/.test(rule)]);
    }
  });

  it('knows its grades best first, each with a meaning and what leads to it', () => {
    const terms = rulebook.terms({});
    expect(terms.grades.map((grade) => grade.symbol)).toEqual(rulebook.grades);
    for (const grade of terms.grades) expect(grade.asks.length > 0).toBe(asks);
    for (const grade of terms.grades) expect(grade.measures.every((measure) => measure.article !== '')).toBe(true);
  });

  it('gives the sentence of the reading that the bureau adopted, with its document', () => {
    const ruling = rulebook.rulings.find((candidate) => candidate.id === 'GEN-5');
    const adopted = rulebook.terms({ 'GEN-5': { choice: 'accept', adoptedBy: '示〔2026〕1号' } });
    expect(adopted.rulings.find((term) => term.id === 'GEN-5')).toEqual({
      id: 'GEN-5',
      text: ruling?.alternatives[0]?.text,
      choice: 'accept',
      adoptedBy: '示〔2026〕1号',
    });
    expect(rulebook.terms({}).rulings.map(({ choice }) => choice)).toEqual(rulebook.rulings.map(() => 'default'));
  });

  it('has no ruling for grades where nobody is graded, and says nothing of grades in one', () => {
    if (rulebook.grades.length > 0) return;
    const general = rulebook.rulings.filter((ruling) => ruling.id.startsWith('GEN-'));
    expect(general.map((ruling) => ruling.id)).not.toContain('GEN-7');
    for (const { text, alternatives } of general) {
      for (const { zh } of [text, ...alternatives.map((one) => one.text)])
        expect(zh).not.toMatch(/评价|评定|等级|计入|分数/);
    }
  });

  it('names no ruling on a page that would tell of a penalty, a repair, a person or a complaint', () => {
    const hidden = rulebook.rulings.filter((ruling) => !ruling.public).map((ruling) => ruling.id);
    const general = ['GEN-1', 'GEN-2', 'GEN-3', 'GEN-6', 'GEN-9'];
    const known = rulebook.rulings.map((ruling) => ruling.id).filter((ruling) => general.includes(ruling));
    expect(hidden.toSorted()).toEqual([...known, ...telling].toSorted());
  });
});

describe('the words of complaints', () => {
  it('call a complaint substantiated only where it must be', () => {
    const jinjiang = rulebookById('jinjiang');
    expect(jinjiang?.terms({}).reasons.complaint?.sentence.zh).toContain('经查实');
    const literal = jinjiang?.terms({ 'JJ-2': { choice: 'literal', adoptedBy: null } });
    expect(literal?.reasons.complaint?.sentence.zh).not.toContain('经查实');
  });
});
