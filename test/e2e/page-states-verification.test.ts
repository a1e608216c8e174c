/**
 * Every state of verification as the page's own script shows it, in a real browser over one really published county: only
 * what reaches the phone, and its clock, are altered. Words, axe, and a picture in both views.
 */
import { readdir, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import type { OpenData } from '../../src/core/snapshot/open-data.ts';
import { writeCounty } from '../../src/node/demo/workspace.ts';
import { refreshRelease } from '../../src/node/publish/refresh.ts';
import { launchBrowser, shotPath, temporaryFolder } from '../support/browser.ts';
import { demoCounty, makeDemo, publishDemo } from '../support/demo-site.ts';
import { type AlteringSite, expectFailing, serveAltered, settled, untouched } from './page-support.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const PHONE = { viewport: { width: 360, height: 740 }, serviceWorkers: 'block' } as const;
const DAY_MS = 86_400_000;
const NOW = Date.now();

let browser: Browser;
/** Jinjiang, whose grades end by date, published twice; Wugang, which knows labels withdrawn. */
let site: AlteringSite;
let wugangSite: AlteringSite;
let dir: string;
/** Of an institution with a grade, of another one beside it, and of one in Wugang that has closed. */
let graded: string;
let other: string;
let withdrawn: string;
/** The graded one's page as the first publication wrote it. */
let firstPage: Buffer;
let context: BrowserContext | null = null;

beforeAll(async () => {
  dir = join(await temporaryFolder('verification'), 'demo');
  await makeDemo(dir, 'jinjiang', new Date(NOW - 2 * DAY_MS));
  const first = await realpath(join(dir, 'site'));
  graded = await codeOf(
    first,
    ({ record }) => record.outcome.status === 'graded' && record.outcome.validUntil !== null,
  );
  firstPage = await readFile(join(first, `i/${graded}.html`));
  other = await renameOne(first);
  await publishDemo(dir, { now: new Date(NOW) });
  // By the link: a refresh switches it to a release of its own.
  site = await serveAltered(join(dir, 'site'));
  const wugang = await realpath(join(inject('demoDir'), 'site'));
  withdrawn = await codeOf(
    wugang,
    ({ record: { outcome } }) => outcome.status === 'withdrawn' && outcome.cause === 'closed',
  );
  wugangSite = await serveAltered(wugang);
  browser = await launchBrowser();
});

afterEach(async () => {
  await context?.close();
  context = null;
  site.alter = untouched;
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
  await wugangSite?.close();
});

async function codeOf(folder: string, wanted: (data: OpenData) => boolean): Promise<string> {
  for (const name of (await readdir(join(folder, 'i'))).filter((one) => one.endsWith('.json')).sort()) {
    if (wanted(JSON.parse(await readFile(join(folder, 'i', name), 'utf8')))) return name.slice(0, 10);
  }
  throw new Error('the county has no such institution');
}

/** Writes the workbook anew with another name for one institution; its code. */
async function renameOne(folder: string): Promise<string> {
  const county = demoCounty('jinjiang');
  const [first, ...others] = county.rows.institutions;
  if (!first?.name) throw new Error('the county is empty');
  await writeCounty(dir, {
    ...county,
    rows: { ...county.rows, institutions: [{ ...first, name: '改名医院' }, ...others] },
  });
  return codeOf(folder, ({ record }) => record.name === first.name);
}

interface Visit {
  /** Days from now on the phone's clock. */
  readonly days?: number;
  /** The server says nothing of its own clock, which cannot be set ahead with the phone's. */
  readonly undated?: boolean;
  readonly from?: AlteringSite;
}

async function open(code: string, { days = 0, undated = false, from = site }: Visit = {}): Promise<Page> {
  context = await browser.newContext(PHONE);
  const page = await context.newPage();
  if (undated) {
    await page.route('**/d/bundle.json', async (route) => {
      const answer = await route.fetch();
      const { date: _, ...headers } = answer.headers();
      await route.fulfill({ response: answer, headers });
    });
  }
  await page.clock.setFixedTime(new Date(NOW + days * DAY_MS));
  await page.goto(`${from.url}/i/${code}`);
  return page;
}

async function violations(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 120)}`));
}

const widthOver = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

/** In the normal view and in 长辈版, set as the page's script sets it: without it there is no button. */
async function pictured(page: Page, name: string): Promise<void> {
  expect(await violations(page)).toEqual([]);
  await page.screenshot({ path: await shotPath(`verification-${name}`), fullPage: true });
  await page.evaluate(() => {
    document.documentElement.className = 'elder';
  });
  expect(await violations(page)).toEqual([]);
  expect(await widthOver(page)).toBeLessThanOrEqual(0);
  await page.screenshot({ path: await shotPath(`verification-${name}-elder`), fullPage: true });
}

const line = (page: Page) => page.locator('#ver').innerText();

describe('the verification line', () => {
  test('not checked: the page’s script does not run', async () => {
    // Blocked, not switched off: axe is a script, too.
    site.alter = (asked, bytes) => (asked.startsWith('/assets/') ? null : bytes);
    const page = await open(graded);
    const words = await line(page);
    expect(words).toContain('您的手机未做自动核对。');
    expect(words).not.toContain('已核验');
    await pictured(page, 'unchecked');
  });

  test('genuine and current', async () => {
    const page = await open(graded);
    const words = await settled(page);
    expect(words).toMatch(/^已核验，与\S+公布的一致/);
    expect(words).toMatch(/公布，最近确认：\d{4}年\d+月\d+日/);
    expect(await page.locator('#ver').getAttribute('class')).toBe('ver good');
    await pictured(page, 'ok');
  });

  test('aged: genuine by what this phone holds, without a network', async () => {
    const page = await open(graded);
    await settled(page);
    site.alter = (asked, bytes) => (asked.startsWith('/d/') ? null : bytes);
    await page.reload();
    const words = await settled(page);
    expect(words).toMatch(/^已核验，资料截至\d{4}年\d+月\d+日，可能不是最新/);
    expect(words).toContain('连上网络后再打开一次，就能看到最新内容。');
    await pictured(page, 'aged-offline');
  });

  test('aged: the publisher has not renewed its confirmation', async () => {
    const page = await open(graded, { days: 100, undated: true });
    const words = await settled(page);
    expect(words).toMatch(/^已核验，资料截至\d{4}年\d+月\d+日，可能不是最新/);
    expect(words).toMatch(/发布单位已有100天没有更新确认，可拨打\S+询问。/);
    await pictured(page, 'aged-bureau');
  });

  test('superseded: a copy of the page beside a newer publication', async () => {
    site.alter = (asked, bytes) => (asked === `/i/${graded}` ? firstPage : bytes);
    const page = await open(graded);
    const words = await settled(page);
    expect(words).toMatch(/^已核验，资料截至\d{4}年\d+月\d+日，可能不是最新/);
    expect(words).toMatch(/已有新的公布（\d{4}年\d+月\d+日）。/);
    await pictured(page, 'superseded');
  });

  test('withdrawn, verified', async () => {
    const page = await open(withdrawn, { from: wugangSite });
    expect(await settled(page)).toMatch(/^已核验，标识已停用/);
    expect(await page.locator('.grade h2').innerText()).toBe('已歇业，信用级别标识停用');
    expect(await page.locator('#ver').getAttribute('class')).toBe('ver over');
    await pictured(page, 'withdrawn');
  });

  test('the clock of the phone is wrong: nothing is said of its being over', async () => {
    const page = await open(graded, { days: 500 });
    const words = await settled(page);
    expect(words).toMatch(/^已核验，与\S+公布的一致/);
    expect(words).toMatch(/这部手机的日期好像不对（\d{4}年\d+月\d+日）。请校准后再看“有效期”。/);
    expect(await page.locator('.seal').isVisible()).toBe(true);
    await pictured(page, 'clock');
  });

  test('failed its check: the page is blamed, above the grade', async () => {
    site.alter = (asked, bytes) =>
      asked === `/i/${graded}`
        ? Buffer.from(bytes.toString().replace(/(data-f="?state\.mark"?>)[^<]+/, '$1全优'))
        : bytes;
    const page = await open(graded);
    await expectFailing(page);
    const [said = 0, seal = 0] = await Promise.all(
      ['#ver', '.seal'].map(async (part) => (await page.locator(part).boundingBox())?.y),
    );
    expect(said).toBeLessThan(seal);
    await pictured(page, 'bad');
  });

  // The last one: it renews the confirmation a year ahead.
  test('lapsed, verified: the term of the grade has ended since the page was made', async () => {
    const days = 370;
    expect(await refreshRelease({ dir, now: new Date(NOW + days * DAY_MS), force: true })).toMatchObject({
      renewed: true,
    });
    const page = await open(graded, { days, undated: true });
    expect(await settled(page)).toMatch(/^已核验，该等级已失效/);
    expect(await page.locator('.seal').count()).toBe(0);
    expect(await page.locator('[data-later=lapsed]').isVisible()).toBe(true);
    expect(await page.locator('#ver').getAttribute('class')).toBe('ver over');
    await pictured(page, 'lapsed');
  });
});

describe('a genuine page of one institution, served at another’s address', () => {
  test.each(['/i/', '/en/i/'])('fails its check at %s, after one retry past the caches', async (folder) => {
    const another = await readFile(join(await realpath(join(dir, 'site')), `${folder}${other}.html`));
    site.alter = (asked, bytes) => (asked === folder + graded ? another : bytes);
    context = await browser.newContext(PHONE);
    const page = await context.newPage();
    site.asked.length = 0;
    await page.goto(`${site.url}${folder}${graded}`);
    const words = await settled(page);
    expect(words).toMatch(/本页内容未通过核验，请先不要采信|This page failed its check/);
    await expect.poll(() => site.asked.filter((asked) => asked === folder + graded).length).toBe(2);
    expect(await page.locator('body').innerText()).not.toMatch(/已核验，|Verified[:;]/);
  });

  test('is shown after all when only a copy on the way was another’s', async () => {
    const another = await readFile(join(await realpath(join(dir, 'site')), `i/${other}.html`));
    let answers = 0;
    site.alter = (asked, bytes) => (asked === `/i/${graded}` && answers++ === 0 ? another : bytes);
    const page = await open(graded, { undated: true, days: 370 });
    await page.getByText(/^已核验，/).waitFor();
    expect(await page.locator('#page').innerText()).toContain(graded);
    expect(answers).toBe(3);
  });

  test('saved or forwarded under another name still verifies', async () => {
    const page = await open(graded, { undated: true, days: 370 });
    const html = await readFile(join(await realpath(join(dir, 'site')), `i/${other}.html`));
    await page.route('**/i/forwarded.html', (route) => route.fulfill({ body: html, contentType: 'text/html' }));
    await page.goto(`${site.url}/i/forwarded.html`);
    expect(await settled(page)).toMatch(/^已核验，/);
  });
});
