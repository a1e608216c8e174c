/** 我的提交 in a real browser with a fake outbox: looks, sizes, accessibility, and what jsdom has no eyes for. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import react from '@vitejs/plugin-react';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, shotPath, temporaryFolder } from '../support/browser.ts';
import { NUMBER, SECRET } from '../web/app/mine/fake.ts';
import { type AlteringSite, serveAltered } from './page-support.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const PHONE = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 };
const SHOWN = ['empty', 'waiting', 'sending', 'stuck', 'receipt', 'delivered', 'lost', 'memory'];
const WECHAT = 'Mozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 Chrome/87.0 Mobile MicroMessenger/8.0.49';

let browser: Browser;
let site: AlteringSite;

beforeAll(async () => {
  const folder = await temporaryFolder('mine');
  const root = resolve('test/web/app/mine/harness');
  const target = ['chrome87', 'safari14'];
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    plugins: [react()],
    build: { outDir: folder, emptyOutDir: true, target, chunkSizeWarningLimit: 2000 },
  });
  site = await serveAltered(folder);
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

async function visit(show: string, options: BrowserContextOptions = {}, size = ''): Promise<Page> {
  const page = await (await browser.newContext({ ...PHONE, ...options })).newPage();
  await page.goto(`${site.url}/index.html?show=${show}`);
  await page.getByRole('heading', { level: 1, name: '我的提交' }).waitFor();
  await page.getByText('示例县卫生健康局公布').waitFor();
  if (size !== '') await page.getByRole('button', { name: '长辈版' }).click();
  if (size === 'larger') await page.getByRole('button', { name: '特大字' }).click();
  return page;
}

async function violations(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
}

const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

/** Targets of the page's own part that are lower than `least` pixels. */
function low(page: Page, least: number): Promise<string[]> {
  return page
    .locator('main :is(a, button, input, summary):visible')
    .evaluateAll(
      (all, limit) =>
        all
          .filter((one) => one.getBoundingClientRect().height < limit)
          .map((one) => `${one.textContent} ${one.getBoundingClientRect().height}`),
      least,
    );
}

async function openFolds(page: Page): Promise<void> {
  for (const fold of await page.locator('summary:visible').all()) await fold.click();
}

async function openReceipts(page: Page): Promise<void> {
  // From the last: an opened one is no longer called so.
  for (const button of (await page.getByRole('button', { name: /^看回执/ }).all()).reverse()) await button.click();
}

describe.each(SHOWN)('%s', (show) => {
  test('has no accessibility fault, light and dark, fits 320 px, has large targets, and is pictured', async () => {
    const page = await visit(show);
    await page.screenshot({ path: await shotPath(`mine-${show}-360`), fullPage: true });
    await openFolds(page);
    expect(await violations(page)).toEqual([]);
    expect(await low(page, 44)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize(PHONE.viewport);
    await page.screenshot({ path: await shotPath(`mine-${show}-dark`), fullPage: true });
    await page.context().close();
  });

  test.each(['elder', 'larger'])('fits 320 px in the size %s, with targets of 60 px', async (size) => {
    const page = await visit(show, { viewport: { width: 320, height: 700 } }, size);
    await openReceipts(page);
    await openFolds(page);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(await low(page, 60)).toEqual([]);
    await page.screenshot({ path: await shotPath(`mine-${show}-${size}`), fullPage: true });
    await page.context().close();
  });
});

describe('in the browser', () => {
  test('the picture of what was written is a picture with text on it', async () => {
    const page = await visit('stuck', { userAgent: WECHAT });
    await page
      .getByRole('button', { name: /生成图片/ })
      .first()
      .click();
    const picture = page.locator('img.mine-picture');
    await picture.waitFor();
    const dark = await picture.evaluate(async (image: HTMLImageElement) => {
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.naturalWidth;
      canvas.height = image.naturalHeight;
      const brush = canvas.getContext('2d');
      brush?.drawImage(image, 0, 0);
      const { data = new Uint8ClampedArray() } = brush?.getImageData(0, 0, canvas.width, canvas.height) ?? {};
      let count = 0;
      for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 255) < 128) count++;
      return { width: canvas.width, height: canvas.height, share: count / (data.length / 4) };
    });
    expect(dark.width).toBe(720);
    expect(dark.height).toBeGreaterThan(300);
    expect(dark.share).toBeGreaterThan(0.01);
    expect(dark.share).toBeLessThan(0.3);
    await page.screenshot({ path: await shotPath('mine-picture-360'), fullPage: true });
    await page.context().close();
  });

  test('the sealed file is downloaded under a name that says nothing', async () => {
    const page = await visit('stuck');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page
        .getByRole('button', { name: /^导出加密文件/ })
        .first()
        .click(),
    ]);
    expect(download.suggestedFilename()).toBe('yixinma-2026-01-15.json');
    expect([...(await readFile(await download.path()))]).toEqual([1, 2, 3]);
    await page.context().close();
  });

  test('questions have no accessibility fault and stay within the smallest screen', async () => {
    const page = await visit('receipt', { viewport: { width: 320, height: 560 } }, 'larger');
    await page.getByRole('link', { name: '示例县卫生健康局公布' }).click();
    await page.getByRole('alertdialog').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.screenshot({ path: await shotPath('mine-leaving-largest') });
    await page.getByRole('button', { name: '以后再保存，先离开' }).scrollIntoViewIfNeeded();
    await page.getByRole('button', { name: '留下来保存' }).click();
    await page.setViewportSize(PHONE.viewport);
    await page
      .getByRole('button', { name: '特大字' })
      .or(page.getByRole('button', { name: '标准版' }))
      .click();
    await page.getByRole('link', { name: '示例县卫生健康局公布' }).click();
    await page.screenshot({ path: await shotPath('mine-leaving-360') });
    await page.context().close();
  });

  test('an answer found by number and code stands under headings that skip no level', async () => {
    const page = await visit('empty');
    await page.getByRole('textbox', { name: '回执编号' }).fill(NUMBER);
    await page.getByRole('textbox', { name: '查询码' }).fill(SECRET);
    await page.getByRole('button', { name: '查询', exact: true }).click();
    await page.getByRole('heading', { name: '办理经过' }).waitFor();
    const { violations: found, passes } = await new AxeBuilder({ page }).withRules(['heading-order']).analyze();
    expect(found).toEqual([]);
    expect(passes.map(({ id }) => id)).toEqual(['heading-order']);
    await page.context().close();
  });

  test('an answer is opened on the phone and read without another press', async () => {
    const page = await visit('delivered');
    await page
      .getByRole('button', { name: /^查到哪一步了/ })
      .first()
      .click();
    await page.getByText(/经查属实/).waitFor();
    await page
      .getByRole('button', { name: /^看回执/ })
      .first()
      .click();
    await page.getByRole('textbox', { name: '回执编号' }).fill('123');
    await page.getByRole('button', { name: '查询', exact: true }).click();
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: await shotPath('mine-answered-360'), fullPage: true });
    await page.context().close();
  });
});
