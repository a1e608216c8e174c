import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeFromBytes } from '../../../src/core/domain/institution-code.ts';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import type { ListTerms } from '../../../src/core/domain/terms.ts';
import { RULEBOOKS } from '../../../src/core/rulebooks/registry.ts';
import {
  listPages,
  listsFile,
  listsPath,
  PAGE_ROWS,
  parseListsPath,
  townKey,
} from '../../../src/core/snapshot/list-pages.ts';
import { publicLists } from '../../../src/core/snapshot/lists.ts';
import { graded, record } from '../../support/records.ts';

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const listOf = (id: string, grade: string): ListTerms => {
  return { id, title: { zh: id, en: id }, note: { zh: '', en: '' }, article: '第一条', of: { grades: [grade] } };
};
const TERMS = { lists: [listOf('red', 'A'), listOf('black', 'B')], grades: [{ symbol: 'A' }, { symbol: 'B' }] };

/** Institutions of a grade in each of these towns, as many as said. */
function inTowns(grade: string, towns: Readonly<Record<string, number>>) {
  return Object.entries(towns).flatMap(([town, count], at) =>
    Array.from({ length: count }, (_, n) => {
      const code = codeFromBytes(Uint8Array.of(grade.charCodeAt(0), at, n >> 4, n & 15, 1, 2, 3, 4, 5));
      return record({ code, name: `${town}${n}`, town, outcome: { ...graded, grade } });
    }),
  );
}

function pagesOf(red: Readonly<Record<string, number>>, black: Readonly<Record<string, number>>) {
  const terms = TERMS as unknown as Parameters<typeof publicLists>[0];
  const records = [...inTowns('A', red), ...inTowns('B', black)];
  return { records, pages: listPages(publicLists(terms, records, isoDate('2026-11-20'), order), order) };
}

function overviewOf({ pages }: ReturnType<typeof pagesOf>) {
  const page = pages.get('');
  if (page?.kind !== 'overview') throw new Error('no overview');
  return page.lists.map(({ list, count, views, towns }) => [
    list.id,
    count,
    towns?.map(({ town, count: n }) => [town, n]) ?? views.length,
  ]);
}

describe('public lists', () => {
  it('are one page as long as they fit into it', () => {
    const made = pagesOf({ 甲镇: 100, 乙镇: 100 }, { 甲镇: PAGE_ROWS - 200 });
    expect([...made.pages.keys()]).toEqual(['']);
    expect(overviewOf(made)).toEqual([
      ['red', 200, 200],
      ['black', PAGE_ROWS - 200, PAGE_ROWS - 200],
    ]);
  });

  it('are by town as soon as one row more stands on them, and the short one beside them stays whole', () => {
    const made = pagesOf({ 甲镇: 251, 乙镇: 30 }, { 甲镇: 20 });
    expect(overviewOf(made)).toEqual([
      [
        'red',
        281,
        [
          ['乙镇', 30],
          ['甲镇', 251],
        ],
      ],
      ['black', 20, 20],
    ]);
    expect([...made.pages.keys()]).toEqual(['', `red-${townKey('乙镇')}`, `red-${townKey('甲镇')}`]);
  });

  it('have several pages for a town that is too long for one, and a page for who has no town', () => {
    const { pages } = pagesOf({ 甲镇: 2 * PAGE_ROWS + 1, '': 3 }, {});
    const key = `red-${townKey('甲镇')}`;
    expect([...pages.keys()]).toEqual(['', 'red-0', key, `${key}-2`, `${key}-3`]);
    expect(pages.get(`${key}-3`)).toMatchObject({ town: '甲镇', count: 601, nth: 3, views: [{}] });
  });

  it('lose nobody and name nobody twice, whatever the towns', () => {
    const towns = fc.dictionary(fc.string({ maxLength: 60, unit: 'grapheme' }), fc.integer({ min: 1, max: 400 }), {
      maxKeys: 5,
    });
    fc.assert(
      fc.property(towns, towns, (red, black) => {
        const { records, pages } = pagesOf(red, black);
        const named = [...pages.values()].flatMap((page) => {
          if (page.kind === 'town') expect(page.views.length).toBeLessThanOrEqual(PAGE_ROWS);
          const views = page.kind === 'town' ? page.views : page.lists.flatMap((one) => one.views);
          return views.map((view) => view.record.code);
        });
        expect(named.sort()).toEqual(records.map(({ code }) => code).sort());
        for (const [key, page] of pages) {
          if (page.kind === 'town') expect(page.pages[page.nth - 1]).toBe(key);
          for (const lang of ['zh', 'en'] as const) {
            const file = listsFile(key, lang);
            // Plain letters, a suffix, and a length that every file system takes.
            expect(file).toMatch(/^(?:en\/)?[a-z0-9-]{1,200}\.html$/);
            expect(parseListsPath(file)).toEqual({ key, lang });
            expect(parseListsPath(listsPath(key, lang).slice(1))).toEqual({ key, lang });
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('keep the address of a town while other towns come and go', () => {
    const one = pagesOf({ 甲镇: 301, 乙镇: 1 }, {}).pages;
    const other = pagesOf({ 丙镇: 301, 乙镇: 2 }, { 甲镇: 1 }).pages;
    const key = `red-${townKey('乙镇')}`;
    expect([one.has(key), other.has(key)]).toEqual([true, true]);
  });
});

it.each([
  ['lists', { key: '', lang: 'zh' }],
  ['en/lists/', { key: '', lang: 'en' }],
  ['listsx', null],
  ['lists-', null],
  ['lists-red', null],
  ['lists-red-XY', null],
  ['lists-red-4e00-', null],
  ['i/lists', null],
  ['lists.json', null],
])('the path %s is %j of the lists', (path, expected) => {
  expect(parseListsPath(path)).toEqual(expected);
});

it('every policy’s lists have a plain word for their address', () => {
  const ids = RULEBOOKS.flatMap((rulebook) => rulebook.terms({}).lists.map(({ id }) => id));
  expect(ids.length).toBeGreaterThan(3);
  for (const id of ids) expect(parseListsPath(`lists-${id}-0`)).not.toBeNull();
});
