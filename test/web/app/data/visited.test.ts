// @vitest-environment jsdom
import { afterEach, expect, it } from 'vitest';
import { visitedPages } from '../../../../src/web/app/data/visited.ts';
import { pageCopies } from '../../../../src/web/page/copies.ts';

const PATH = '/i/7K3M9PQ2XD';

/** The browser's caches, in which one page is kept. */
function keep(html: string): void {
  const cache = {
    keys: async () => [{ url: `https://yx.example.gov.cn${PATH}` }],
    match: async () => ({ text: async () => html }),
  };
  const caches = { has: async (name: string) => name === pageCopies('/'), open: async () => cache };
  Object.defineProperty(globalThis, 'caches', { configurable: true, value: caches });
}
afterEach(() => {
  Reflect.deleteProperty(globalThis, 'caches');
});

it.each([
  ['a name as it stands', '武冈市白水镇卫生院（分院）', '武冈市白水镇卫生院（分院）'],
  ['a bidirectional override', '武冈\u202e院生卫\u202c\u2066诊所\u2069', '武冈院生卫诊所'],
  ['control characters and zero-width blanks', '白水\u0007\u200b\u2060诊所\u0085', '白水诊所'],
  ['more lines than one', '\n 白水诊所\n\n\u2028系统通知 ', '白水诊所 系统通知'],
  ['a notice instead of a name', '𠮷'.repeat(61), `${'𠮷'.repeat(60)}…`],
])('a kept page’s name comes home as one short plain line: %s', async (_, name, shown) => {
  keep(`<h1 data-f="name">${name}</h1>`);
  expect(await visitedPages('/', 5)).toEqual([{ path: PATH, name: shown }]);
});

it.each(['', '<h1 data-f="name">\u202e</h1>'])('a page without a name is not offered: %j', async (html) => {
  keep(html);
  expect(await visitedPages('/', 5)).toEqual([]);
});
