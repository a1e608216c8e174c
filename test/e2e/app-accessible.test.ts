/** Every page of the app and its states, by axe, on a small phone, in both colour schemes and languages. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchProfile, shotPath, temporaryFolder } from '../support/browser.ts';
import { demoCodes } from '../support/demo-site.ts';
import { firstPage, type Serving, serve, visitOnce } from './app-support.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];
const demoDir = inject('demoDir');

let serving: Serving;
let folder: string;
let context: BrowserContext;
let page: Page;
let code: string;

beforeAll(async () => {
  serving = await serve(join(demoDir, 'site'));
  folder = await temporaryFolder('axe');
  context = await launchProfile(folder, { viewport: { width: 360, height: 740 } });
  page = await firstPage(context);
  code = (await demoCodes(demoDir)).get('D0001') ?? '';
  await visitOnce(page, serving.url);
});
afterAll(async () => {
  await context.close();
  await serving.end();
  await rm(folder, { recursive: true, force: true });
});

/** A page reached inside the app: the address alone would bring the static page of an institution. */
async function within(path: string): Promise<void> {
  await page.goto(`${serving.url}/`);
  await page.locator('#q').waitFor();
  await page.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
}

const PAGES: readonly (readonly [name: string, open: () => Promise<void>])[] = [
  ['home', () => within('/')],
  ['home-en', () => within('/?lang=en')],
  ['home-zh', () => within('/?lang=zh')],
  [
    'search',
    async () => {
      await within('/');
      await page.locator('#q').fill('诊所');
      await page.locator('.result').first().waitFor();
    },
  ],
  [
    'search-empty',
    async () => {
      await within('/');
      await page.locator('#q').fill('不存在的医院');
      await page.getByText('没有找到').waitFor();
    },
  ],
  [
    'town',
    async () => {
      await within('/');
      await page.locator('.towns a').first().click();
      await page.locator('.result').first().waitFor();
    },
  ],
  [
    'institution',
    async () => {
      await within(`/i/${code}`);
      await page.locator('.in-app #page').waitFor();
    },
  ],
  [
    'typo',
    async () => {
      await within(`/i/${code.slice(0, 9)}`);
      await page.locator('.near a').first().waitFor();
    },
  ],
  ['status', () => within('/status')],
  [
    'log',
    async () => {
      await within('/log');
      await page.getByRole('heading', { name: /第1号/ }).waitFor();
      await page.getByText('涉及的机构').click();
    },
  ],
  ['nowhere', () => within('/nowhere')],
  [
    'print',
    async () => {
      await within(`/print/${code}`);
      await page.locator('.pr-chooser').waitFor();
    },
  ],
];

describe.each(['light', 'dark'] as const)('in the %s scheme, axe finds nothing', (colorScheme) => {
  it.each(PAGES)('on %s', async (name, open) => {
    await page.emulateMedia({ colorScheme });
    await open();
    await page.waitForTimeout(100);
    await page.screenshot({ path: await shotPath(`app-${name}-${colorScheme}-360`), fullPage: true });
    if (colorScheme === 'light') {
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.screenshot({ path: await shotPath(`app-${name}-1280`), fullPage: true });
      await page.setViewportSize({ width: 360, height: 740 });
    }
    const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
    const found = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
    );
    expect(found).toEqual([]);
    // Nothing may be wider than the phone, except the sheet's own scroll area.
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
});

it('keeps every control of the app at least 44 pixels high, 60 in the larger view', async () => {
  await within('/?lang=zh');
  const low = (least: number) =>
    page.locator('button:visible, .app a:visible, input:visible').evaluateAll(
      (elements, limit) =>
        elements
          .map((element) => ({
            text: element.textContent,
            height: Math.round(element.getBoundingClientRect().height),
          }))
          .filter(({ height }) => height < limit),
      least,
    );
  expect(await low(44)).toEqual([]);
  await page.locator('[data-sizes]').click();
  expect(await low(60)).toEqual([]);
  await page.screenshot({ path: await shotPath('app-elder-360'), fullPage: true });
});
