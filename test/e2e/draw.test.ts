/** A draw as the public follows it: sealed, revealed, drawn again on a phone and with openssl. */
import { spawnSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { wugang } from '../../src/core/rulebooks/wugang/rulebook.ts';
import { commitDraw, revealDraw } from '../../src/node/publish/draw/draw.ts';
import { loadSealed } from '../../src/node/publish/draw/sealed.ts';
import { launchProfile, shotPath, temporaryFolder } from '../support/browser.ts';
import { copyOf, publishDemo } from '../support/demo-site.ts';
import { firstPage, type Serving, serve } from './app-support.ts';

const SHARES = { excellent: 5, qualified: 20, poor: 100 };

let dir: string;
let folder: string;
let serving: Serving;
let context: BrowserContext;
let page: Page;
beforeAll(async () => {
  // A policy with a draw by grade, in the place of one that has none.
  const plain = wugang.terms.bind(wugang);
  vi.spyOn(wugang, 'terms').mockImplementation((...about) => ({
    ...plain(...about),
    draw: { article: '四（四）', shares: SHARES },
  }));
  dir = await copyOf(inject('demoDir'));
  await publishDemo(dir);
  serving = await serve(join(dir, 'site'));
  folder = await temporaryFolder('draw');
  context = await launchProfile(folder, { viewport: { width: 360, height: 740 } });
  context.setDefaultTimeout(15_000);
  page = await firstPage(context);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await context?.close();
  await serving?.end();
  await rm(folder, { recursive: true, force: true });
});

describe('a draw, in the app', () => {
  it('has no page linked before the first is sealed', async () => {
    await page.goto(`${serving.url}/`);
    await page.getByLabel('查机构').waitFor();
    expect(await page.getByRole('link', { name: '双随机抽查结果' }).count()).toBe(0);
  });

  it('is told as sealed, with nothing that tells who will be drawn', async () => {
    const sealed = await commitDraw({ dir, now: new Date() });
    expect(sealed).toMatchObject({ ok: true, value: { n: 1 } });
    await publishDemo(dir);
    await page.goto(`${serving.url}/draw`);
    // What the phone keeps is shown first; the newer data are offered.
    await page.getByRole('button', { name: /^有新公布的数据/ }).click();
    await page.getByText('已封存抽签种子，抽取结果在检查后公布').waitFor();
    await page.getByText(sealed.ok ? sealed.value.commitment : '?').waitFor();
    const [secret] = await loadSealed(dir);
    expect(await page.content()).not.toContain(secret?.seed);
  });

  it('is drawn again on the phone once it is revealed, and by openssl from the list that the page saves', async () => {
    expect(await revealDraw({ dir, now: new Date() })).toEqual({ ok: true, value: { n: 1 } });
    await publishDemo(dir);
    await page.goto(`${serving.url}/draw`);
    await page.getByRole('button', { name: /^有新公布的数据/ }).click();
    await page.getByText('重新计算：一致').waitFor();
    await page.getByText('用openssl自己计算').click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '保存名单draw-1-list.json' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('draw-1-list.json');
    await download.saveAs(join(folder, 'draw-1-list.json'));
    const [commitment = '', draw = ''] = await page.locator('pre').allTextContents();
    expect(run(commitment).trim().slice(-64)).toBe(await page.locator('.fingerprint').nth(1).textContent());
    const links = await page.locator('.draw-grade a').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
    expect(links.length).toBeGreaterThan(10);
    expect(
      run(draw)
        .trim()
        .split('\n')
        .map((line) => `/i/${line.split(' ')[1]}`),
    ).toEqual(links);
  });

  it('needs no wider screen than the narrowest phone', async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.locator('details').evaluateAll((folds) => {
      for (const fold of folds) fold.setAttribute('open', '');
    });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await page.screenshot({ path: await shotPath('draw'), fullPage: true });
  });
});

function run(command: string): string {
  const { error, status, stdout, stderr } = spawnSync('sh', ['-c', command], { cwd: folder });
  expect([error, status, stderr.toString()]).toEqual([undefined, 0, '']);
  return stdout.toString();
}
