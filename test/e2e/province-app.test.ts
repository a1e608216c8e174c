/** The app of a province on a phone: both bureaus' data kept, searched and told apart, with the server gone. */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchProfile, temporaryFolder } from '../support/browser.ts';
import { A, B, twoBureaus } from '../support/province.ts';
import { firstPage, type Serving, serve, settle } from './app-support.ts';

let serving: Serving;
let profile: string;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  const base = join(await temporaryFolder('province-app'), 'made');
  await mkdir(base, { recursive: true });
  const { province } = await twoBureaus(base, join(process.cwd(), 'dist'), new Date());
  serving = await serve(join(province, 'site'));
  profile = await temporaryFolder('province-phone');
  page = await start();
});
afterAll(async () => {
  await context?.close();
  await serving?.end();
  await rm(profile, { recursive: true, force: true });
});

async function start(): Promise<Page> {
  await context?.close();
  context = await launchProfile(profile, { viewport: { width: 360, height: 740 } });
  context.setDefaultTimeout(20_000);
  return firstPage(context);
}

const row = (id: string) => page.locator('li.place', { hasText: `${id}卫生健康局` });

it('lists the bureaus, downloads each for itself, and says of each what is known', async () => {
  await page.goto(`${serving.url}/`);
  await page.getByText('虚构示例').waitFor();
  for (const id of [A, B]) {
    await row(id).getByRole('button', { name: '下载资料' }).click();
    await row(id).getByText('已存2家，没有网络也能查').waitFor();
    await row(id).locator('.verified-good').waitFor();
    expect(await row(id).locator('.verified').innerText()).toContain(`已核验，与${id}卫生健康局`);
  }
});

it('search says whose data each result is', async () => {
  await page.getByLabel('查机构').fill('中心卫生院');
  await page.locator('h3').nth(1).waitFor();
  expect(await page.locator('h3').allInnerTexts()).toEqual([
    expect.stringContaining(`${A}卫生健康局`),
    expect.stringContaining(`${B}卫生健康局`),
  ]);
  const links = await page
    .locator('a.result[href*="/i/"]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('href')));
  expect(links.map((link) => link?.split('/')[1])).toEqual([A, B]);
});

it('with the server gone both are there still, dated, and their institutions open', async () => {
  // The province's worker, and one a bureau.
  const ready = () =>
    page.evaluate(async () => {
      const all = await navigator.serviceWorker.getRegistrations();
      return all.filter(({ active }) => active?.state === 'activated').length;
    });
  await expect.poll(ready, { timeout: 60_000, interval: 500 }).toBe(3);
  await settle(page);
  await serving.end();
  page = await start();
  await page.goto(`${serving.url}/`);
  for (const id of [A, B]) await row(id).locator('.verified-aged').waitFor();
  await page.getByLabel('查机构').fill(`${A}和安`);
  await page.locator('a.result[href*="/i/"]').click();
  await page.getByRole('heading', { name: `${A}和安诊所` }).waitFor();
  expect(new URL(page.url()).pathname).toMatch(new RegExp(`^/${A}/i/[0-9A-Z]{10}$`));
});

it('from a bureau’s own pages a link leads back to the list', async () => {
  await page.goto(`${serving.url}/${A}/`);
  expect(await page.getByRole('link', { name: '其他地方' }).getAttribute('href')).toBe('/');
});
