/** A province's site of two bureaus with different policies, in a real browser: pages verify themselves, and none speaks for another. */
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { renewOnce } from '../../src/node/cli/province/keep-fresh.ts';
import { launchBrowser, temporaryFolder } from '../support/browser.ts';
import { A, B, released, twoBureaus } from '../support/province.ts';
import { type AlteringSite, expectGenuine, serveAltered, settled, untouched } from './page-support.ts';

let province: string;
let site: AlteringSite;
let browser: Browser;
/** The health centre of each bureau. */
const codes: Record<string, string> = {};

beforeAll(async () => {
  const base = join(await temporaryFolder('province'), 'made');
  await mkdir(base, { recursive: true });
  const now = new Date();
  ({ province } = await twoBureaus(base, join(process.cwd(), 'dist'), now));
  for (const id of [A, B]) {
    const release = await released(province, id, now);
    codes[id] = (release.ok && release.value.records.find(({ name }) => name.includes('卫生院'))?.code) || '';
  }
  site = await serveAltered(join(province, 'site'));
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

async function open(path: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${site.url}${path}`);
  return page;
}

it('pages of both bureaus verify themselves, in both languages, by their own bundle and one chunk', async () => {
  for (const id of [A, B]) {
    for (const lang of ['', 'en/']) {
      const page = await open(`/${id}/${lang}i/${codes[id]}`);
      if (lang === '') await expectGenuine(page);
      else expect(await settled(page)).toContain('Verified: same as published by');
    }
  }
  expect(site.asked.filter((path) => path.endsWith('bundle.json')).sort()[0]).toBe(`/${A}/d/bundle.json`);
  expect(site.asked).not.toContain('/d/bundle.json');
});

it('the host swaps the two bureaus’ pages, or their bundles: neither is called genuine', async () => {
  const pageOf = (id: string) => readFile(join(province, 'site', id, 'i', `${codes[id]}.html`));
  const bundleOf = (id: string) => readFile(join(province, 'site', id, 'd/bundle.json'));
  const [pageOfB, bundleOfB] = [await pageOf(B), await bundleOf(B)];
  site.alter = (path, bytes) => (path === `/${A}/i/${codes[A]}` ? pageOfB : bytes);
  expect(await settled(await open(`/${A}/i/${codes[A]}`))).toContain('未通过核验');
  site.alter = (path, bytes) => (path === `/${A}/d/bundle.json` ? bundleOfB : bytes);
  expect(await settled(await open(`/${A}/i/${codes[A]}`))).toContain('未通过核验');
  site.alter = untouched;
});

it('without the chunk nothing is claimed of the page', async () => {
  site.alter = (path, bytes) => (/\/delegated-[^/]*$/.test(path) ? null : bytes);
  const page = await open(`/${A}/i/${codes[A]}`);
  await page.waitForTimeout(1500);
  expect(await page.textContent('#ver')).toContain('您的手机未做自动核对');
  site.alter = untouched;
});

it('without a network the page stands on what the phone verified before', async () => {
  const page = await open(`/${A}/i/${codes[A]}`);
  await expectGenuine(page);
  const { alter } = site;
  site.alter = (path, bytes) => (path.endsWith('bundle.json') ? null : bytes);
  await page.reload();
  expect(await settled(page)).toContain('已核验');
  site.alter = alter;
});

it('what serve does hourly is done by a process of its own, which says what lies in the wrong place', async () => {
  await mkdir(join(province, 'inbox/nobody/d'), { recursive: true });
  const said: string[] = [];
  await renewOnce(province, { err: (text) => void said.push(text) });
  expect(said.join('')).toMatch(/inbox\/nobody：没有登记过这个代号的部门/);
});

it('the home page leads to both, without script', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${site.url}/index.html`);
  expect(await page.locator('main li a').evaluateAll((all) => all.map((one) => one.getAttribute('href')))).toEqual([
    `/${A}/`,
    `/${B}/`,
  ]);
});
