import { describe, expect, it } from 'vitest';
import type { Evaluation } from '../../../../src/core/domain/evaluation.ts';
import { type GapRow, reportGaps, rulingsNotAsked } from '../../../../src/core/rulebooks/gaps.ts';
import type { GapsData, TextReading } from '../../../../src/core/rulebooks/probes.ts';
import { RULEBOOKS } from '../../../../src/core/rulebooks/registry.ts';
import { type About, aboutOf } from '../about.ts';

function line({ id, decidedBy, silent, rulings, outcome }: GapRow): string {
  return `${id} ${decidedBy}${silent ? '!' : ''} ${rulings.join(',') || '-'} ${outcome ?? '-'}`;
}

function byArticle(rows: readonly GapRow[]): About['gaps'] {
  const articles: Record<string, string[]> = {};
  for (const row of rows) {
    const known = articles[row.article] ?? [];
    known.push(line(row));
    articles[row.article] = known;
  }
  return articles;
}

describe.each(RULEBOOKS.map((rulebook) => [rulebook.id, rulebook] as const))('the gaps of %s', (id, rulebook) => {
  const rows = reportGaps(rulebook);

  it('are those that a reader of the policy lists, article by article', () => {
    expect(byArticle(rows)).toEqual(aboutOf(id).gaps);
  });

  it('leave these rulings without a question', () => {
    expect(rulingsNotAsked(rulebook, rows)).toEqual(aboutOf(id).notAsked);
  });

  it('probe every article under which a rule stands', () => {
    const probed = new Set(rows.map(({ article }) => article));
    expect(
      Object.values(rulebook.rules)
        .map(({ article }) => article)
        .filter((article) => !probed.has(article)),
    ).toEqual([]);
  });

  it('have names of their own, and facts in both languages', () => {
    expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
    for (const { fact } of rows) expect(fact.zh !== '' && fact.en !== '' && fact.zh !== fact.en).toBe(true);
  });

  it('ask only for rulings that the policy has', () => {
    const known = rulebook.rulings.map((ruling) => ruling.id);
    for (const { rulings } of rows) for (const ruling of rulings) expect(known).toContain(ruling);
  });

  it('leave no interpretation without a ruling', () => {
    expect(rows.filter(({ silent }) => silent).map((row) => row.id)).toEqual([]);
  });

  it('say so under every reading on which a fact depends', () => {
    for (const { decidedBy, otherwise } of rows) {
      if (otherwise.length > 0) expect(decidedBy).not.toBe('text');
    }
  });
});

/** A rulebook of one question: what the facts say is what comes out, but where X-1 is read otherwise. */
const [TEMPLATE] = RULEBOOKS;
const MODEL = {
  ...(TEMPLATE as (typeof RULEBOOKS)[number]),
  rulings: [
    {
      id: 'X-1',
      defaultName: null,
      text: { zh: '一', en: 'one' },
      alternatives: [{ id: 'other', text: { zh: '二', en: 'two' } }],
      public: true,
    },
    { id: 'X-2', defaultName: null, text: { zh: '三', en: 'three' }, alternatives: [], public: true },
  ],
};

interface Given {
  readonly outcome?: string | null;
  readonly other?: string | null;
  readonly named?: Evaluation['rulings'];
  readonly problems?: readonly string[];
}

function row(text: TextReading, given: Given): GapRow | undefined {
  const { outcome = 'A', other = outcome, named = [], problems = [] } = given;
  const decide: GapsData['probes'][number]['decide'] = (_, choices) => ({
    outcome: choices['X-1'] === 'other' ? other : outcome,
    rulings: named,
    problems,
  });
  const probe = { id: 'p', article: '第一条', fact: { zh: '事', en: 'fact' }, text, decide };
  return reportGaps({ ...MODEL, gaps: { probes: [probe], withheld: ['unknown'] } })[0];
}

const says = (...outcomes: readonly (string | null)[]): TextReading['says'] =>
  outcomes.map((outcome) => ({ article: '第一条', says: 'gives', outcome }));
const decided = (text: TextReading, given: Given = {}) => {
  const found = row(text, given);
  return found && [found.decidedBy, found.silent];
};

describe('what decides', () => {
  it('is the text, where it gives what comes out under every reading and leaves nothing open', () => {
    expect(decided({ says: says('A'), asks: [] })).toEqual(['text', false]);
    expect(decided({ says: says('A', 'A'), asks: [] })).toEqual(['text', false]);
    expect(decided({ says: says(null), asks: [] }, { outcome: null, problems: ['unknown'] })).toEqual(['text', false]);
  });

  it('is a ruling, where the text says nothing, leaves something open, or another reading gives otherwise', () => {
    expect(decided({ says: [], asks: ['X-2'] }, { named: ['X-2'] })).toEqual(['ruling', false]);
    expect(decided({ says: says('A'), asks: ['X-2'] }, { named: ['X-2'] })).toEqual(['ruling', false]);
    expect(decided({ says: says('A'), asks: ['X-1'] }, { other: 'B' })).toEqual(['ruling', false]);
    expect(decided({ says: [], asks: ['X-2'] }, { outcome: null, named: ['X-2'] })).toEqual(['ruling', false]);
    expect(decided({ says: says('A'), asks: [] }, { other: 'B' })).toEqual(['ruling', false]);
  });

  it('is an interpretation without a ruling, where the result goes beyond the text and names none', () => {
    expect(decided({ says: says('B'), asks: [] })).toEqual(['ruling', true]);
    expect(decided({ says: [], asks: [] })).toEqual(['ruling', true]);
    expect(decided({ says: [], asks: ['X-2'] })).toEqual(['ruling', true]);
    expect(decided({ says: [], asks: ['X-2'] }, { other: 'B' })).toEqual(['ruling', true]);
    expect(decided({ says: [], asks: ['X-1', 'X-2'] }, { named: ['X-1'] })).toEqual(['ruling', true]);
    expect(decided({ says: says('A', 'B'), asks: [] })).toEqual(['several', true]);
    expect(decided({ says: says('A', 'B'), asks: [] }, { other: 'B' })).toEqual(['several', true]);
    expect(decided({ says: says('A'), asks: [] }, { outcome: null, problems: ['unknown'] })).toEqual(['ruling', true]);
  });

  it('is nobody, where the text says nothing and the result withholds the grade', () => {
    const nothing = { outcome: null, problems: ['unknown'], named: ['X-2'] };
    expect(decided({ says: [], asks: [] }, nothing)).toEqual(['none', false]);
    expect(decided({ says: [], asks: ['X-2'] }, nothing)).toEqual(['none', false]);
  });

  it('is the text twice, where it gives two outcomes, or one that it forbids', () => {
    expect(decided({ says: says('A', 'B'), asks: ['X-2'] }, { named: ['X-2'] })).toEqual(['several', false]);
    const forbidden = [...says('A'), { article: '第二条', says: 'bars', outcome: 'A' }] as const;
    expect(decided({ says: forbidden, asks: ['X-1'] }, { other: 'B' })).toEqual(['several', false]);
    const other = [...says('A'), { article: '第二条', says: 'bars', outcome: 'B' }] as const;
    expect(decided({ says: other, asks: [] })).toEqual(['text', false]);
  });

  it('names each reading under which something else comes out', () => {
    expect(row({ says: [], asks: ['X-1'] }, { other: 'B' })?.otherwise).toEqual([
      { ruling: 'X-1', choice: 'other', outcome: 'B' },
    ]);
    expect(row({ says: says('A'), asks: [] }, {})?.otherwise).toEqual([]);
  });

  it('is asked about a policy that began after the year of the probes all the same', () => {
    const decide: GapsData['probes'][number]['decide'] = (_, choices) =>
      choices['GEN-5'] === 'accept'
        ? { outcome: 'A', rulings: ['GEN-5'], problems: [] }
        : { outcome: null, rulings: ['GEN-5'], problems: ['period-not-covered'] };
    const probe = {
      id: 'p',
      article: '第一条',
      fact: { zh: '事', en: 'fact' },
      text: { says: says('A'), asks: [] },
      decide,
    };
    const rows = reportGaps({ ...MODEL, gaps: { probes: [probe], withheld: [] } });
    expect(rows.map(({ decidedBy, silent, otherwise }) => [decidedBy, silent, otherwise])).toEqual([
      ['text', false, []],
    ]);
  });
});
