/** The policies' own words, compared with the policy documents themselves. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RULEBOOKS } from '../../../src/core/rulebooks/registry.ts';
import { aboutOf } from './about.ts';

/** Blanks, and the width of punctuation, differ within the scans. */
function plain(text: string): string {
  return text
    .replace(/\s+/g, '')
    .replaceAll(',', '，')
    .replaceAll(';', '；')
    .replaceAll('(', '（')
    .replaceAll(')', '）');
}

describe.each(
  RULEBOOKS.map((rulebook) => [rulebook.id, rulebook.terms({})] as const),
)('the words of %s', (id, terms) => {
  const source = plain(readFileSync(aboutOf(id).policy, 'utf8'));

  it('stand so in the policy', () => {
    // A table is quoted row by row.
    const pieces = terms.articles.flatMap(({ words }) => words.split('\n'));
    expect(pieces.map(plain).filter((piece) => !source.includes(piece))).toEqual([]);
  });

  it('are there for every article that is cited', () => {
    const cited = [
      ...Object.values(terms.reasons),
      ...terms.grades.flatMap(({ measures }) => measures),
      ...terms.thresholds,
      ...Object.values(terms.supervision),
      ...terms.lists,
      ...terms.subjects,
      ...(terms.draw ? [terms.draw] : []),
    ].map(({ article }) => article);
    expect([...new Set(cited)].filter((article) => !terms.articles.some((one) => one.article === article))).toEqual([]);
  });

  it('are cited, each of them', () => {
    const all = JSON.stringify({ ...terms, articles: null });
    expect(terms.articles.filter(({ article }) => !all.includes(JSON.stringify(article)))).toEqual([]);
  });
});
