/**
 * Every state of the institution page in a real browser: axe, widths, sizes and targets, and its picture in both views.
 * The pages are rendered by the module that publishing uses, from the samples whose accessible text is tested.
 */
import { createHash } from 'node:crypto';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toBase64Url, toHex, utf8 } from '../../src/core/domain/bytes.ts';
import { leafHash } from '../../src/core/domain/merkle.ts';
import { commitmentOf } from '../../src/core/snapshot/opening.ts';
import { recordText } from '../../src/core/snapshot/record.ts';
import { loadBuild } from '../../src/node/publish/renderer.ts';
import { launchBrowser, shotPath, temporaryFolder } from '../support/browser.ts';
import { bureau, propsOf, type Sample, samples, TODAY } from '../web/page/sample.ts';
import { type AlteringSite, serveAltered } from './page-support.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const PHONE = { viewport: { width: 360, height: 740 } };

let browser: Browser;
let site: AlteringSite;

/** Online and `none` are both full modes: each state is pictured once online, the typical one without as well. */
const STATES: ReadonlyMap<string, Sample> = new Map(Object.entries(samples));

async function writeSite(folder: string): Promise<void> {
  const build = await loadBuild(resolve('dist'));
  await cp('dist/site', folder, { recursive: true });
  await mkdir(join(folder, 'i'));
  for (const intake of ['online', 'none'] as const) {
    for (const [name, sample] of STATES) {
      await writeFile(join(folder, 'i', `${name}-${intake}.html`), await pageOf(sample, intake, build));
    }
  }
}

async function pageOf(
  sample: Sample,
  intake: 'online' | 'none',
  { renderer, pageScript }: Awaited<ReturnType<typeof loadBuild>>,
): Promise<string> {
  const sealed = await Promise.all(sample.openings.map(commitmentOf));
  const record = { ...sample.record, sealed: sealed.sort() };
  const { view, release, terms } = propsOf({ ...sample, record });
  const root = toHex(await leafHash(utf8(recordText(record))));
  return renderer.renderInstitutionPage({
    proof: {
      v: 1,
      record,
      index: 0,
      path: [],
      release: { ...release, count: 1, root },
      openings: sample.openings,
      directory: 'example/2026',
      pin: { rootSha256: toBase64Url(new Uint8Array(32)), minimumVersion: 1, builtAt: release.time },
    },
    view,
    terms,
    bureau: { ...bureau, intake },
    scriptUrl: pageScript,
    styleHash: `sha256-${createHash('sha256').update(renderer.pageCss).digest('base64')}`,
    lang: 'zh',
  });
}

beforeAll(async () => {
  const folder = join(await temporaryFolder('states'), 'site');
  await writeSite(folder);
  site = await serveAltered(folder);
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

async function visit(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ serviceWorkers: 'block', ...PHONE, ...options });
  const page = await context.newPage();
  await page.clock.setFixedTime(`${TODAY}T02:00:00Z`);
  await page.goto(`${site.url}/i/${path}`);
  await page.locator('[data-sizes]').waitFor();
  return page;
}

async function violations(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 120)}`));
}

const widthOver = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

/** Controls that are seen, lower than `least` pixels. */
function lowTargets(page: Page, least: number): Promise<(string | null)[]> {
  return page
    .locator('a:visible,button:visible,input:visible,summary:visible')
    .evaluateAll(
      (all, limit) => all.filter((one) => one.getBoundingClientRect().height < limit).map((one) => one.textContent),
      least,
    );
}

/** What the numbers for old people are about, as the browser lays it out. */
function measures(page: Page) {
  return page.evaluate(() => {
    const style = (selector: string) => getComputedStyle(document.querySelector(selector) ?? document.body);
    const size = (selector: string) => Number.parseFloat(style(selector).fontSize);
    const smallest = Array.from(document.querySelectorAll('#page *'))
      .filter((element) =>
        Array.from(element.childNodes).some((node) => node.nodeType === 3 && node.textContent?.trim()),
      )
      .map((element) => Number.parseFloat(getComputedStyle(element).fontSize));
    return {
      body: size('body'),
      lines: Number.parseFloat(style('body').lineHeight) / size('body'),
      smallest: Math.min(...smallest),
    };
  });
}

describe.each([...STATES.keys()])('%s', (name) => {
  test('has no accessibility fault, fits, and is pictured in both views', async () => {
    const page = await visit(`${name}-online`);
    expect(await violations(page)).toEqual([]);
    expect(await lowTargets(page, 44)).toEqual([]);
    await page.screenshot({ path: await shotPath(`state-${name}`), fullPage: true });
    await page.locator('[data-sizes]').click();
    expect(await widthOver(page)).toBeLessThanOrEqual(0);
    expect(await lowTargets(page, 60)).toEqual([]);
    await page.screenshot({ path: await shotPath(`state-${name}-elder`), fullPage: true });
    await page.locator('[data-sizes]').click();
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await widthOver(page)).toBeLessThanOrEqual(0);
    await page.context().close();
  });

  test('is a full page where nothing can be sent', async () => {
    const page = await visit(`${name}-none`);
    expect(await page.locator('a[href^="/report/"]').count()).toBe(0);
    expect(await page.locator('a[href^="tel:"]').count()).toBeGreaterThan(1);
    expect(await page.getByText('暂未开通网上反映').count()).toBe(1);
    await page.context().close();
  });
});

test('without online reports, the typical page is pictured too', async () => {
  const page = await visit('typical-none');
  expect(await violations(page)).toEqual([]);
  await page.screenshot({ path: await shotPath('state-typical-none'), fullPage: true });
  await page.context().close();
});

describe('the numbers for old people, as the browser lays them out', () => {
  test.each([
    ['standard', 0, 18, 44],
    ['长辈版', 1, 24, 60],
    ['特大字', 2, 30, 60],
  ])('%s', async (_, clicks, least, target) => {
    const page = await visit('typical-online');
    for (let i = 0; i < clicks; i++) await page.locator('[data-sizes]').click();
    const { body, lines, smallest } = await measures(page);
    expect(body).toBeGreaterThanOrEqual(least);
    expect(lines).toBeGreaterThanOrEqual(1.5);
    expect(smallest).toBeGreaterThanOrEqual(clicks === 0 ? 16 : 18);
    expect(await lowTargets(page, target)).toEqual([]);
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });
});

describe('to every eye', () => {
  const LOOKS: readonly (readonly [string, BrowserContextOptions])[] = [
    ['dark', { colorScheme: 'dark' }],
    ['forced-colours', { forcedColors: 'active' }],
    ['more-contrast', { contrast: 'more' }],
    ['still', { reducedMotion: 'reduce' }],
  ];

  test.each(LOOKS)('%s has no accessibility fault', async (name, options) => {
    const page = await visit('typical-online', options);
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: await shotPath(`state-typical-${name}`), fullPage: true });
    await page.context().close();
  });

  test('nothing on the page moves', async () => {
    const page = await visit('typical-online');
    const moving = await page.evaluate(() =>
      Array.from(document.querySelectorAll('*'))
        .map((element) => getComputedStyle(element))
        .filter((style) => style.animationName !== 'none' || style.transitionDuration !== '0s'),
    );
    expect(moving).toEqual([]);
    await page.context().close();
  });

  test('the steps of the mark are told apart without any background', async () => {
    const page = await visit('changed-online', { forcedColors: 'active' });
    const filled = await page.locator('.seal i').evaluateAll((steps) =>
      steps.map((step) => {
        const { borderTopWidth, borderBottomWidth } = getComputedStyle(step);
        const borders = Number.parseFloat(borderTopWidth) + Number.parseFloat(borderBottomWidth);
        return borders >= step.getBoundingClientRect().height - 0.5;
      }),
    );
    expect(filled).toEqual([true, true, false, false]);
    await page.context().close();
  });

  test('text set to 200 % by the browser stays within the phone', async () => {
    const page = await visit('long-online', { viewport: { width: 320, height: 700 } });
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '225%';
    });
    expect(await widthOver(page)).toBeLessThanOrEqual(0);
    await page.screenshot({ path: await shotPath('state-long-zoom-200'), fullPage: true });
    await page.context().close();
  });

  test('on paper no button stands, the mark and all facts do', async () => {
    const page = await visit('typical-online');
    await page.emulateMedia({ media: 'print' });
    await expect.poll(() => page.locator('.btn:visible, button:visible').count()).toBe(0);
    expect(await page.locator('.seal').isVisible()).toBe(true);
    await page.screenshot({ path: await shotPath('state-typical-print'), fullPage: true });
    await page.context().close();
  });

  test('a planted fault is found', async () => {
    const page = await visit('typical-online');
    await page.evaluate(() => {
      document.querySelector('h1')?.insertAdjacentHTML('afterend', '<img src="/icon.svg">');
      for (const soft of document.querySelectorAll<HTMLElement>('.soft')) soft.style.color = '#ccc';
    });
    const found = (await violations(page)).join();
    expect(found).toContain('image-alt');
    expect(found).toContain('color-contrast');
    await page.context().close();
  });
});

test('with the keyboard alone every way out is reached in the order of the page, and shows where it is', async () => {
  const page = await visit('poor-online');
  const expected = await page
    .locator('a:visible,button:visible,input:visible,summary:visible')
    .evaluateAll((all) => all.map((one) => one.textContent?.trim()));
  const reached: (string | undefined)[] = [];
  for (let i = 0; i < expected.length; i++) {
    await page.keyboard.press('Tab');
    const { text, ring } = await page.evaluate(() => ({
      text: document.activeElement?.textContent?.trim(),
      ring: getComputedStyle(document.activeElement ?? document.body).outlineStyle,
    }));
    expect(ring, text).not.toBe('none');
    reached.push(text);
  }
  expect(reached).toEqual(expected);
  await page.context().close();
});

test('a screen reader is told the landmarks and headings in order, codes spelled out', async () => {
  const page = await visit('typical-online');
  const tree = await page.locator('#page').ariaSnapshot();
  await expect(tree).toMatchFileSnapshot('page-states/typical.aria.yml');
  await page.context().close();
});
