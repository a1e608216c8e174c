// @vitest-environment jsdom
/** The public lists as static pages: readable without script, sorted, dated, and saying what was not checked. */
import { describe, expect, it } from 'vitest';
import { codeFromBytes } from '../../../src/core/domain/institution-code.ts';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import type { RulebookTerms } from '../../../src/core/domain/terms.ts';
import { publicLists } from '../../../src/core/snapshot/lists.ts';
import type { PageLang } from '../../../src/core/snapshot/page-path.ts';
import type { InstitutionRecord, RecordOutcome } from '../../../src/core/snapshot/record.ts';
import { pinyinOrder } from '../../../src/node/publish/pinyin.ts';
import { renderListsPage } from '../../../src/web/page/lists-page.tsx';
import { graded, record } from '../../support/records.ts';
import { accessibleText } from './reading.ts';
import { bureau, WUGANG } from './sample.ts';
import { association, CNMIA, YANGSHAN } from './sample-policies.ts';

const DAY = isoDate('2026-11-20');
const NAMED: readonly (readonly [name: string, town: string])[] = [
  ['张楼诊所', '青石镇'],
  ['八里诊所', '青石镇'],
  ['朱庄医院', '安河镇'],
];

function outcomeOf({ grades }: RulebookTerms, symbol: string): RecordOutcome {
  const level = grades.findIndex((grade) => grade.symbol === symbol) + 1;
  const { mark, word } = grades[level - 1] ?? { mark: { zh: '', en: '' }, word: null };
  return { ...graded, grade: symbol, mark, word, level, levels: grades.length };
}

function listed(terms: RulebookTerms, outcomes: readonly RecordOutcome[]): InstitutionRecord[] {
  return outcomes.map((outcome, at) => {
    const [name = '', town = ''] = NAMED[at] ?? [];
    const code = codeFromBytes(Uint8Array.of(at, 5, 9, 14, 20, 27, 2, 11, 3));
    return record({ code, name, town, outcome, bureau: terms.id });
  });
}

function render(
  terms: RulebookTerms,
  outcomes: readonly RecordOutcome[],
  lang: PageLang = 'zh',
  by = bureau,
): Document {
  const lists = publicLists(terms, listed(terms, outcomes), DAY, pinyinOrder());
  const html = renderListsPage({ lists, day: DAY, terms, bureau: by, styleHash: 'sha256-x', lang });
  expect(html).not.toMatch(/<script/);
  return new DOMParser().parseFromString(html, 'text/html');
}

const wugang = ['poor', 'poor', 'excellent'].map((symbol) => outcomeOf(WUGANG, symbol));
const [AAA, AA] = ['AAA', 'AA'].map((symbol) => outcomeOf(CNMIA, symbol) as typeof graded);
const cnmia: readonly RecordOutcome[] = [
  { ...(AA ?? graded), validUntil: isoDate('2026-11-19') },
  { ...(AAA ?? graded), validUntil: isoDate('2026-11-20') },
  { status: 'withdrawn', cause: 'other', on: isoDate('2026-05-06') },
];
const yangshan = ['B', 'A', 'A'].map((symbol) => outcomeOf(YANGSHAN, symbol));

describe('the accessible text is what stands in its file', () => {
  it.each([
    ['lists', WUGANG, wugang, 'zh', bureau],
    ['lists-english', WUGANG, wugang, 'en', bureau],
    ['lists-void', CNMIA, cnmia, 'zh', association],
    ['lists-void-english', CNMIA, cnmia, 'en', association],
    ['lists-summary', YANGSHAN, yangshan, 'zh', bureau],
  ] as const)('%s', async (name, terms, outcomes, lang, by) => {
    const text = accessibleText(render(terms, outcomes, lang, by).body);
    await expect(text).toMatchFileSnapshot(`accessible/${name}.txt`);
  });
});

it('every name leads to its own page, in the language that is read', () => {
  const hrefs = (lang: PageLang) =>
    [...render(WUGANG, wugang, lang).querySelectorAll('main li a')].map((link) => link.getAttribute('href'));
  expect(hrefs('zh')).toHaveLength(3);
  for (const href of hrefs('zh')) expect(href).toMatch(/^\/i\/[0-9A-Z]{10}$/);
  expect(hrefs('en')).toEqual(hrefs('zh').map((href) => `/en${href}`));
});

it('attack: a name or town with markup in it stays text', () => {
  const hostile = record({ name: '</a><script>1</script>', town: '<img src=x>', outcome: outcomeOf(WUGANG, 'poor') });
  const lists = publicLists(WUGANG, [hostile], DAY, pinyinOrder());
  const html = renderListsPage({ lists, day: DAY, terms: WUGANG, bureau, styleHash: 'sha256-x', lang: 'zh' });
  expect(html).not.toMatch(/<script|<img(?! src="\/pictures)/);
});
