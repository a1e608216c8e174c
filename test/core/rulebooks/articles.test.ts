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

/** 第一条 … in the policy's order; Jinjiang prints （一） … without a break; empty where a policy numbers by section. */
function numbered(source: string): readonly string[] {
  const printed = [...source.matchAll(/第[一二三四五六七八九十]+条/g)].map(([article]) => article);
  const articles = NUMERALS.map((n) => `第${n}条`);
  if (source.includes('（三十一）')) return articles.slice(0, 31);
  const last = Math.max(...printed.map((article) => articles.indexOf(article)), -1);
  return last < 5 ? [] : articles.slice(0, last + 1);
}

const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const NUMERALS = Array.from({ length: 39 }, (_, index) => {
  const [tens, ones] = [Math.floor((index + 1) / 10), (index + 1) % 10];
  return `${tens === 0 ? '' : `${tens === 1 ? '' : DIGITS[tens]}十`}${DIGITS[ones]}`;
});

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

  it('leave out no article but those that the reader of the policy names with a reason', () => {
    const { leftOut } = aboutOf(id);
    const said = terms.articles.map(({ article }) => article);
    const missing = numbered(source).filter((number) => !said.some((article) => article.startsWith(number)));
    expect(missing).toEqual(numbered(source).filter((number) => number in leftOut));
    for (const reason of Object.values(leftOut)) expect(reason).not.toBe('');
  });

  it('are cited, each of them', () => {
    const all = JSON.stringify({ ...terms, articles: null });
    expect(terms.articles.filter(({ article }) => !all.includes(JSON.stringify(article)))).toEqual([]);
  });
});
