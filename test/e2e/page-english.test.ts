/** `/en/i/<code>`: the institution page in English, as a phone opens it. */
import { readdir, readFile, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { launchBrowser, launchProfile, shotPath, temporaryFolder } from '../support/browser.ts';
import { copySite, firstPage, serve, settle } from './app-support.ts';
import { type AlteringSite, expectGenuine, serveAltered, settled, untouched } from './page-support.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const PHONE = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 };
const PUBLISHER = 'Example County';

let browser: Browser;
let folder: string;
let site: AlteringSite;
/** Of an institution with a grade and a penalty in its term. */
let code: string;
let open: Page | null = null;

beforeAll(async () => {
  folder = await realpath(join(inject('demoDir'), 'site'));
  site = await serveAltered(folder);
  browser = await launchBrowser();
  code = await codeOf(/state\.mark[\s\S]*penalties\.0\.cause/);
});

afterEach(async () => {
  await open?.context().close();
  open = null;
  site.alter = untouched;
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

async function codeOf(sign: RegExp): Promise<string> {
  for (const name of (await readdir(join(folder, 'en/i'))).sort()) {
    if (sign.test(await readFile(join(folder, 'en/i', name), 'utf8'))) return name.slice(0, 10);
  }
  throw new Error(`no English page shows ${sign}`);
}

async function visit(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  open = await (await browser.newContext({ serviceWorkers: 'block', ...PHONE, ...options })).newPage();
  await open.goto(site.url + path);
  return open;
}

async function violations(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 120)}`));
}

const pathOf = (page: Page) => new URL(page.url()).pathname;

test('is one tap from the Chinese page, checks itself, and leads back', async () => {
  const page = await visit(`/i/${code}`);
  await page.getByRole('link', { name: 'English' }).click();
  await page.waitForURL(`**/en/i/${code}`);
  const words = await settled(page);
  expect(words).toMatch(/^Verified: same as published by Health Bureau of .+/);
  expect(words).toMatch(/Published \d+ \w+ \d{4}; last confirmed \d+ \w+ \d{4}/);
  expect(await page.locator('#page').getAttribute('class')).toBe('page');
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  expect(await page.title()).toMatch(/ credit grade: .+ · Health Bureau of /);
  await page.getByRole('link', { name: '中文' }).click();
  await page.waitForURL(`**/i/${code}`);
  expect(pathOf(page)).toBe(`/i/${code}`);
  await expectGenuine(page);
});

test('without script says that nothing was checked', async () => {
  const page = await visit(`/en/i/${code}`, { javaScriptEnabled: false });
  expect(await page.locator('#ver').innerText()).toContain('Not checked automatically on this phone.');
  expect(await page.locator('body').innerText()).not.toContain('Verified:');
  expect(await page.locator('main').innerText()).toMatch(/Shown until \d+ \w+ \d{4}/);
});

test('names itself as the address to keep, and its publisher in English', async () => {
  const page = await visit(`/en/i/${code}`);
  expect(await page.locator('link[rel=canonical]').getAttribute('href')).toMatch(new RegExp(`/en/i/${code}$`));
  const about = await page.locator('meta[name=description]').getAttribute('content');
  expect(about).toMatch(/: 2026 credit grade: \w+\. Published by Health Bureau of .+\.$/);
  expect(about).toContain(PUBLISHER);
});

describe('altered', () => {
  test.each([
    ['another visible grade', /(data-f="state\.mark">)[^<]+/, '$1Excellent and more'],
    ['a penalty taken out of sight', /<li><p><span data-f="penalties\.0[\s\S]*?(?=<li>|<\/ul>)/, ''],
    ['the words of the Chinese page', /(data-f="penalties\.0\.shownUntil">)[^<]+/, '$12026年12月2日'],
    ['another record', /("name":")[^"]+/, '$1另一家医院'],
  ])('by %s, it fails its check', async (_, from, to) => {
    site.alter = (asked, bytes) => {
      if (asked !== `/en/i/${code}`) return bytes;
      const changed = bytes.toString().replace(from, to);
      if (changed === bytes.toString()) throw new Error('nothing was altered');
      return Buffer.from(changed);
    };
    const page = await visit(`/en/i/${code}`);
    const words = await settled(page);
    expect(words).toContain('This page failed its check. Do not rely on it for now');
    expect(words).toContain('It says nothing about the institution.');
    expect(await page.locator('body').innerText()).not.toContain('Verified:');
    expect(await page.locator('#page').getAttribute('class')).toBe('page bad');
  });
});

test('a penalty leaves it on the day after its last one', async () => {
  const html = await readFile(join(folder, `en/i/${code}.html`), 'utf8');
  const until = /shownUntil":"(\d{4}-\d\d-\d\d)"/.exec(html)?.[1] ?? '';
  open = await (await browser.newContext({ serviceWorkers: 'block', ...PHONE })).newPage();
  await open.clock.setFixedTime(new Date(Date.parse(until) + 400 * 86_400_000));
  await open.goto(`${site.url}/en/i/${code}`);
  await settled(open);
  expect(await open.locator('body').innerText()).toContain('No penalties within their publication term.');
  expect(await open.locator('[data-f^="penalties."]').count()).toBe(0);
});

test('has no accessibility fault, fits every width, and marks what stands in Chinese', async () => {
  const page = await visit(`/en/i/${code}`);
  expect(await settled(page)).toMatch(/^Verified:/);
  expect(await violations(page)).toEqual([]);
  await page.screenshot({ path: await shotPath('page-english-360'), fullPage: true });
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  }
  const unmarked = await page
    .locator('[data-f]')
    .evaluateAll((all) =>
      all
        .filter((one) => /\p{Script=Han}/u.test(one.textContent ?? '') && one.closest('[lang]')?.tagName === 'HTML')
        .map((one) => one.textContent),
    );
  expect(unmarked).toEqual([]);
});

test('leads on in English: to the list, the form, the board', async () => {
  const page = await visit(`/en/i/${code}`);
  const links = await page
    .locator('a[href^="/"]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
  const others = links.filter((link) => link !== `/i/${code}`);
  expect(others.length).toBeGreaterThan(2);
  for (const link of others) expect(new URL(link, site.url).searchParams.get('lang'), link).toBe('en');
});

test('opens again without a network, from its copy; one never opened is the app’s, in English', async () => {
  const serving = await serve(await copySite(inject('demoDir')));
  const profile = await temporaryFolder('english');
  let context = await launchProfile(profile, PHONE);
  try {
    let page = await firstPage(context);
    await page.goto(`${serving.url}/en/i/${code}`);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.waitForFunction((path) => caches.match(path).then((kept) => kept !== undefined), `/en/i/${code}`);
    await settle(page);
    await serving.end();
    await context.close();
    context = await launchProfile(profile, PHONE);
    page = await firstPage(context);
    await page.goto(`${serving.url}/en/i/${code}`);
    expect(await page.locator('script#proof').count()).toBe(1);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.goto(`${serving.url}/en/i/${(await codeOf(/state\.mark">Excellent/)).toLowerCase()}`);
    await page.getByText('No connection, and this institution is not saved here.').first().waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  } finally {
    await context.close();
    await serving.end();
    await rm(profile, { recursive: true, force: true });
  }
});
