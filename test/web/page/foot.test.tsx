// @vitest-environment jsdom
import { readFile } from 'node:fs/promises';
import { fireEvent, render } from '@testing-library/react';
import { expect, test } from 'vitest';
import { words } from '../../../src/core/words/index.ts';
import { SiteIds } from '../../../src/web/page/foot.tsx';
import { renderInstitutionPage } from '../../../src/web/page/render.tsx';
import { bureau, propsOf, samples } from './sample.ts';

function pageOf(difference: Partial<typeof bureau> = {}): Document {
  const { view, terms, release } = propsOf(samples.typical);
  const html = renderInstitutionPage({
    proof: {
      v: 1,
      record: samples.typical.record,
      index: 0,
      path: [],
      release: { ...release, count: 1 },
      openings: [],
      directory: 'example/2026',
      pin: { rootSha256: '', minimumVersion: 1, builtAt: '2026-01-01T00:00:00Z' },
    },
    view,
    terms,
    bureau: { ...bureau, ...difference },
    scriptUrl: '/assets/page-0.js',
    styleHash: 'sha256-x',
    lang: 'zh',
  });
  return new DOMParser().parseFromString(html, 'text/html');
}

const linksOf = (page: Document) =>
  [...page.querySelectorAll('footer a[href^="https:"]')].map((link) => [link.textContent, link.getAttribute('href')]);
const picturesOf = (page: Document) => [...page.querySelectorAll('footer img')].map((one) => one.getAttribute('src'));

test('the entries of the footer are plain links to their registers', () => {
  expect(linksOf(pageOf({ siteIdUrl: 'https://example.org/0000000000' }))).toEqual([
    ['示例ICP备00000000号', 'https://beian.miit.gov.cn/'],
    ['示例公网安备00000000000000号', 'https://beian.mps.gov.cn/#/query/webSearch?code=00000000000000'],
    ['网站标识码0000000000', 'https://example.org/0000000000'],
  ]);
});

test('a site ID without an address is plain text, with its picture', () => {
  const page = pageOf();
  expect(linksOf(page)).toHaveLength(2);
  // Kept together: a line that ends after its first character reads as two things.
  expect([...page.querySelectorAll('footer .tel')].at(-1)?.textContent).toBe('网站标识码0000000000');
  expect(picturesOf(page)).toEqual(['/pictures/shield.svg', '/pictures/emblem.svg']);
});

test('its pictures say nothing to a screen reader, and keep their place before they are there', async () => {
  const pictures = [...pageOf().querySelectorAll('footer img')];
  expect(pictures.map((picture) => picture.getAttribute('alt'))).toEqual(['', '']);
  // The style sheet says how large they are: attributes would travel with every page.
  const css = await readFile('src/web/page/page.css', 'utf8');
  expect(css).toMatch(/[\s,}]img\s*\{\s*width:[^}]*height:/);
});

test('opening the page asks no other host for anything, and asks for no picture before it is needed', () => {
  const page = pageOf({ siteIdUrl: 'https://example.org/0000000000' });
  const asked = [...page.querySelectorAll('[src],link:not([rel=canonical])')].map(
    (element) => element.getAttribute('src') ?? element.getAttribute('href') ?? '',
  );
  expect(asked.length).toBeGreaterThan(3);
  for (const url of asked) expect(url).toMatch(/^\/[^/]/);
  expect(page.querySelector('[srcset],[style],iframe,link[rel=preload]')).toBeNull();
});

test('nothing stands for what a bureau does not have, also of a release from before there were pictures', () => {
  const none = { icp: null, publicSecurityNo: null, siteId: null };
  expect([linksOf(pageOf(none)), picturesOf(pageOf(none))]).toEqual([[], []]);
  const before = Object.fromEntries(Object.entries(bureau).filter(([key]) => !/Picture$|Url$/.test(key)));
  const page = pageOf({ publicSecurityPicture: null, siteIdPicture: null, siteIdUrl: null, ...before });
  expect([linksOf(page).length, picturesOf(page)]).toEqual([2, []]);
});

test('in the app, a picture that cannot be had leaves no broken sign; its number stands', () => {
  const { container } = render(<SiteIds bureau={{ ...bureau, publicSecurityPicture: 'shield.svg' }} w={words.zh} />);
  const picture = container.querySelector('img');
  if (picture === null) throw new Error('no picture');
  fireEvent.error(picture);
  expect(picture.style.visibility).toBe('hidden');
  expect(container.textContent).toContain('示例公网安备00000000000000号');
});
