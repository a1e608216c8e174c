import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import type { RulebookTerms } from '../../../src/core/domain/terms.ts';
import { RULEBOOKS } from '../../../src/core/rulebooks/registry.ts';
import { canonicalJson, type Json } from '../../../src/core/snapshot/canonical.ts';
import { rulebookOutline } from '../../../src/core/words/rulebook-outline.ts';
import { aboutOf } from '../rulebooks/about.ts';

/** 2024-12-01 → 2024年12月1日. */
function written(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

describe.each(RULEBOOKS.map((rulebook) => [rulebook.id, rulebook] as const))('the outline of %s', (_, rulebook) => {
  const terms = rulebook.terms({ 'GEN-5': { choice: 'accept', adoptedBy: '示卫〔2026〕1号' } });
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

  it('tells a first day that only a ruling sets as the ruling’s, never as the text’s', () => {
    const { ruling, from } = terms.inForce;
    const policy = JSON.stringify(zh.find(({ id }) => id === 'policy'));
    const named = readFileSync(aboutOf(terms.id).policy, 'utf8')
      .replace(/\s+/g, '')
      .includes(`自${written(from)}起施行`);
    expect(ruling === undefined).toBe(named);
    expect(policy.includes('起施行')).toBe(named);
    if (ruling !== undefined) expect(policy).toContain(`见口径${ruling}）`);
  });

  it('tells the day of a number that changed, and of no other', () => {
    const later = terms.thresholds.filter((number) => number.from > terms.inForce.from);
    const days = zh.find(({ id }) => id === 'numbers')?.items.flatMap(({ lines }) => lines) ?? [];
    expect(days).toEqual(later.map((number) => `自${written(number.from)}起`));
  });

  it('prints the policy’s own words of whatever else people must read, with the numbers of each article', () => {
    for (const { articles } of terms.provisions ?? []) {
      for (const article of articles) {
        const words = terms.articles.find((one) => one.article === article)?.words;
        const shown = zh.flatMap(({ items }) => items).find(({ head, quote }) => head === article && quote === words);
        expect([article, shown?.lines.length]).toEqual([
          article,
          terms.thresholds.filter((threshold) => threshold.article === article).length,
        ]);
      }
    }
  });

  it('says of each own ruling what it reads, and of the term of a grade where it stands', () => {
    for (const { id, article } of terms.rulings) {
      if (!id.startsWith('GEN-')) expect(said).toContain(`针对：${article}`);
    }
    const known = [...terms.articles.map(({ article }) => article), ...terms.rulings.map(({ id }) => id)];
    if (terms.register == null) expect(known).toContain(terms.validitySource);
  });

  it('has no empty section', () => {
    expect(zh.filter(({ items }) => items.length === 0)).toEqual([]);
    expect(new Set(zh.map(({ id }) => id)).size).toBe(zh.length);
  });

  it('says of checks what this policy says, under its article, and nothing where it sets no numbers', () => {
    const note = terms.supervisionNote;
    expect(zh.find(({ id }) => id === 'checks')?.note ?? null).toBe(note && `${note.text.zh}（${note.article}）`);
    expect(note === null).toBe(Object.keys(terms.supervision).length === 0);
  });
});

describe('the sentence about checks', () => {
  it('is no two policies’', () => {
    const notes = RULEBOOKS.flatMap((rulebook) => rulebook.terms({}).supervisionNote?.text.zh ?? []);
    expect(notes.length).toBeGreaterThan(1);
    expect(new Set(notes).size).toBe(notes.length);
  });
});

describe('a number that changed', () => {
  const [wugang] = RULEBOOKS.filter(({ id }) => id === 'wugang');
  const terms = wugang?.terms({});
  const changed = terms && {
    ...terms,
    thresholds: terms.thresholds.map((number) => ({ ...number, from: isoDate('2025-01-01') })),
  };

  it('is told with its day, among the numbers and beside the article that is printed whole', () => {
    const sections = changed ? rulebookOutline(changed, 'zh') : [];
    const lines = sections.flatMap(({ items }) => items).flatMap((item) => item.lines);
    expect(lines.filter((line) => line === '自2025年1月1日起')).toHaveLength(terms?.thresholds.length ?? -1);
    expect(lines).toContain('现场评价须有2名以上卫生监督员（自2025年1月1日起）');
  });
});

describe('what the rules of one article do', () => {
  it('is told best grade first, whatever the rules are called', () => {
    const wugang = RULEBOOKS.find(({ id }) => id === 'wugang')?.terms({});
    const rules = wugang && rulebookOutline(wugang, 'zh').find(({ id }) => id === 'rules');
    expect(rules?.items.find(({ head }) => head === '附件1 五、卫生监督频率')?.lines).toEqual([
      '评为优秀；评为合格；评为差',
    ]);
  });
});
