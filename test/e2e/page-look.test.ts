import { readdir, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, shotPath, temporaryFolder } from '../support/browser.ts';
import { makeDemo } from '../support/demo-site.ts';
import { type AlteringSite, expectFailing, serveAltered, settled, untouched } from './page-support.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const PHONE = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 };

let browser: Browser;
let dir: string;
let site: AlteringSite;
const pages = new Map<string, string>();

beforeAll(async () => {
  dir = join(await temporaryFolder('look'), 'demo');
  await makeDemo(dir, 'wugang');
  const folder = await realpath(join(dir, 'site'));
  for (const name of (await readdir(join(folder, 'i'))).filter((file) => /^\w{10}\.html$/.test(file))) {
    pages.set(`/i/${name.slice(0, 10)}`, await readFile(join(folder, 'i', name), 'utf8'));
  }
  site = await serveAltered(folder);
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

function pathOf(sign: RegExp): string {
  for (const [path, text] of pages) if (sign.test(text)) return path;
  throw new Error(`no page of the demo shows ${sign}`);
}

async function visit(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await (await browser.newContext({ serviceWorkers: 'block', ...PHONE, ...options })).newPage();
  await page.goto(site.url + path);
  await settled(page);
  return page;
}

async function violations(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 120)}`));
}

const STATES: readonly (readonly [string, RegExp])[] = [
  ['graded with a penalty', /state\.mark[\s\S]*penalties\.0\.cause/],
  ['best grade', /data-f="state\.mark">优秀/],
  ['worst grade', /data-f="state\.mark">差/],
  ['changed within the year', /本年度有调整/],
  ['new', /新设机构，尚未参加评价<\/h2>/],
  ['incomplete', /资料待补齐，暂未评定<\/h2>/],
  ['filed clinic', /本机构为备案诊所/],
  ['closed', /已歇业，信用级别标识停用<\/h2>/],
  ['revoked', /执业许可已被吊销，请勿在此就诊<\/h2>/],
  ['many staff', /data-f="rest"/],
];

describe.each(STATES)('%s', (name, sign) => {
  test('has no accessibility fault, fits every width, and is pictured', async () => {
    const page = await visit(pathOf(sign));
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: await shotPath(`page-${name.replaceAll(' ', '-')}-360`), fullPage: true });
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(over, `${width} px`).toBeLessThanOrEqual(0);
    }
    await page.screenshot({ path: await shotPath(`page-${name.replaceAll(' ', '-')}-1280`), fullPage: true });
    await page.context().close();
  });
});

describe('on a typical page', () => {
  const typical = () => pathOf(/state\.mark[\s\S]*penalties\.0\.cause/);

  test('a failed check has no accessibility fault and strikes the grade out', async () => {
    site.alter = (asked, bytes) =>
      asked.startsWith('/i/') ? Buffer.from(bytes.toString().replace(/(data-f="state\.mark">)[^<]+/, '$1优秀')) : bytes;
    const page = await visit(typical());
    await expectFailing(page);
    expect(await violations(page)).toEqual([]);
    const [warning, seal] = await Promise.all([
      page.locator('#ver').boundingBox(),
      page.locator('.seal').boundingBox(),
    ]);
    expect(warning?.y).toBeLessThan(seal?.y ?? 0);
    await page.screenshot({ path: await shotPath('page-failed-360') });
    site.alter = untouched;
    await page.context().close();
  });

  test('dark colours have no accessibility fault', async () => {
    const page = await visit(typical(), { colorScheme: 'dark' });
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: await shotPath('page-dark-360'), fullPage: true });
    await page.context().close();
  });

  test('长辈版 enlarges text and targets, stays within 320 px, and is remembered', async () => {
    const page = await visit(typical(), { viewport: { width: 320, height: 700 } });
    const size = () => page.evaluate(() => Number.parseFloat(getComputedStyle(document.body).fontSize));
    expect(await size()).toBe(18);
    await page.getByRole('button', { name: '长辈版' }).click();
    expect(await size()).toBe(24);
    await page.getByRole('button', { name: '特大字' }).click();
    expect(await size()).toBeGreaterThanOrEqual(30);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await page.reload();
    expect(await size()).toBeGreaterThanOrEqual(30);
    expect(await violations(page)).toEqual([]);
    const heights = await page
      .locator('a.btn')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(60);
    await page.screenshot({ path: await shotPath('page-largest-320') });
    await page.context().close();
  });

  test('every target is at least 44 px high', async () => {
    const page = await visit(typical());
    const low = await page
      .locator('a:visible,button:visible,input:visible,summary:visible')
      .evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.textContent));
    expect(low).toEqual([]);
    await page.context().close();
  });
});
