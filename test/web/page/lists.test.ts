// @vitest-environment jsdom
/** The public lists as static pages: readable without script, sorted, dated, and saying what was not checked. */
import { describe, expect, it } from 'vitest';
import { codeFromBytes } from '../../../src/core/domain/institution-code.ts';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import type { RulebookTerms } from '../../../src/core/domain/terms.ts';
import { type ListsPage, listPages, townKey } from '../../../src/core/snapshot/list-pages.ts';
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

function pagesOf(terms: RulebookTerms, records: readonly InstitutionRecord[]) {
  const order = pinyinOrder();
  return listPages(publicLists(terms, records, DAY, order), order);
}

function render(
  terms: RulebookTerms,
  outcomes: readonly RecordOutcome[],
  lang: PageLang = 'zh',
  by = bureau,
): Document {
  const page = pagesOf(terms, listed(terms, outcomes)).get('') as ListsPage;
  const html = renderListsPage({ page, day: DAY, terms, bureau: by, styleHash: 'sha256-x', lang });
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

describe('a list that is too long for one page', () => {
  const poor = outcomeOf(WUGANG, 'poor');
  const many = Array.from({ length: 700 }, (_, n) => {
    const code = codeFromBytes(Uint8Array.of(n >> 5, n & 31, 14, 20, 27, 2, 11, 3, 1));
    return record({ code, name: `第${n}诊所`, town: n < 40 ? '' : n < 350 ? '安河镇' : '青石镇', outcome: poor });
  });
  const best = record({ name: '白水医院', town: '白水镇', outcome: outcomeOf(WUGANG, 'excellent') });
  const pages = pagesOf(WUGANG, [best, ...many]);
  const at = { ...bureau, basePath: '/yiliao/' };
  const shown = (key: string, lang: PageLang = 'zh') => {
    const page = pages.get(key) as ListsPage;
    const html = renderListsPage({ page, day: DAY, terms: WUGANG, bureau: at, styleHash: 'sha256-x', lang });
    expect(html).not.toMatch(/<script/);
    return new DOMParser().parseFromString(html, 'text/html');
  };
  const linksIn = (document: Document) =>
    [...document.querySelectorAll('main a')].map((link) => link.getAttribute('href') ?? '');

  it.each([
    ['zh', 'lists-by-town'],
    ['en', 'lists-by-town-english'],
  ] as const)('is named by town on the overview, in %s', async (lang, name) => {
    await expect(accessibleText(shown('', lang).body)).toMatchFileSnapshot(`accessible/${name}.txt`);
  });

  it('has a page for each town that says which page of how many it is, and leads on and back', () => {
    const key = `black-${townKey('青石镇')}`;
    const [first, second] = [shown(key), shown(`${key}-2`, 'en')];
    expect(first.title).toBe('黑榜：青石镇·第1页，共2页·示例县卫生健康局');
    expect(first.querySelector('h2')?.textContent).toBe('黑榜：青石镇，350家');
    expect(second.querySelector('h2')?.textContent).toBe('Black list, 青石镇: 350');
    expect([first, second].map((one) => one.querySelectorAll('main li').length)).toEqual([300, 50]);
    expect(linksIn(first).filter((href) => !href.includes('/i/'))).toEqual([
      `/yiliao/lists-${key}-2`,
      `/yiliao/lists-${key}-2`,
      '/yiliao/lists',
      '/yiliao/',
    ]);
    expect(linksIn(second).filter((href) => !href.includes('/i/'))).toEqual([
      `/yiliao/en/lists-${key}`,
      '/yiliao/en/lists',
      '/yiliao/?lang=en',
    ]);
    const canonical = second.querySelector('link[rel=canonical]')?.getAttribute('href');
    expect(canonical).toBe(`${at.origin}/yiliao/en/lists-${key}-2`);
    expect(second.querySelector('footer a[lang=zh-CN]')?.getAttribute('href')).toBe(`/yiliao/lists-${key}-2`);
  });

  it('every link of the overview leads to a page that is there', () => {
    const towns = linksIn(shown('')).filter((href) => href.includes('/lists-'));
    expect(towns.length).toBe(3);
    for (const href of towns) expect(pages.has(href.slice('/yiliao/lists-'.length))).toBe(true);
  });

  it('no page is more than a cheap phone takes: 64 kB of text', () => {
    for (const [key, page] of pages) {
      const html = renderListsPage({ page, day: DAY, terms: WUGANG, bureau: at, styleHash: 'sha256-x', lang: 'zh' });
      expect(Buffer.byteLength(html), key).toBeLessThan(64 * 1024);
    }
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
  const page = pagesOf(WUGANG, [hostile]).get('') as ListsPage;
  const html = renderListsPage({ page, day: DAY, terms: WUGANG, bureau, styleHash: 'sha256-x', lang: 'zh' });
  expect(html).not.toMatch(/<script|<img(?! src="\/pictures)/);
});
