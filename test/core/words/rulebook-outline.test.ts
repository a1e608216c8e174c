import { describe, expect, it } from 'vitest';
import type { RulebookTerms } from '../../../src/core/domain/terms.ts';
import { RULEBOOKS } from '../../../src/core/rulebooks/registry.ts';
import { canonicalJson, type Json } from '../../../src/core/snapshot/canonical.ts';
import { rulebookOutline } from '../../../src/core/words/rulebook-outline.ts';

describe.each(RULEBOOKS.map((rulebook) => [rulebook.id, rulebook] as const))('the outline of %s', (_, rulebook) => {
  const terms = rulebook.terms({ 'GEN-3': { choice: 'display-only', adoptedBy: '示卫〔2026〕1号' } });
  const zh = rulebookOutline(terms, 'zh');
  const said = JSON.stringify(zh);

  it('names every article that a rule cites, with the policy’s words', () => {
    const rules = zh.find(({ id }) => id === 'rules');
    const cited = new Set(Object.values(terms.reasons).map(({ article }) => article));
    expect(rules?.items.map(({ head }) => head) ?? []).toEqual(
      terms.articles.map(({ article }) => article).filter((article) => cited.has(article)),
    );
    expect(rules?.items.length ?? 0).toBe(cited.size);
    for (const { quote } of rules?.items ?? []) expect(quote).not.toBeNull();
  });

  it('names every reading, and the document that adopted it', () => {
    for (const { id, text } of terms.rulings) expect(said).toContain(JSON.stringify(`${id} ${text.zh}`).slice(1, -1));
    expect(said).toContain('示卫〔2026〕1号');
  });

  it('names every number with its value, every grade, every measure', () => {
    for (const { text, value } of terms.thresholds) expect(said).toContain(text.zh.replaceAll('{n}', String(value)));
    for (const { mark, measures } of terms.grades) {
      expect(said).toContain(mark.zh);
      for (const { text } of measures) expect(said).toContain(text.zh);
    }
  });

  it('leaves no placeholder and no symbol unsaid, in either language', () => {
    for (const lang of ['zh', 'en'] as const) {
      const outline = JSON.stringify(rulebookOutline(terms, lang));
      expect(outline).not.toMatch(/\{n0?\}|undefined|"(?:cap|set) /);
    }
  });

  it('is the same of the signed file, whose keys are sorted', () => {
    const signed = JSON.parse(canonicalJson(terms as unknown as Json)) as RulebookTerms;
    for (const lang of ['zh', 'en'] as const) {
      expect(rulebookOutline(signed, lang)).toEqual(rulebookOutline(terms, lang));
    }
  });

  it('has no empty section', () => {
    expect(zh.filter(({ items }) => items.length === 0)).toEqual([]);
    expect(new Set(zh.map(({ id }) => id)).size).toBe(zh.length);
  });
});
