/** Addresses that are not there, codes that are gone, and the app where no script runs. */
import { appendFile, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { codeFromBytes, groupCode, parseInstitutionCode } from '../../src/core/domain/institution-code.ts';
import type { OpenData } from '../../src/core/snapshot/open-data.ts';
import { hoursIn } from '../../src/core/words/lang.ts';
import { brotliBytes } from '../../src/node/build/budgets.ts';
import { runCommand } from '../../src/node/cli/main.ts';
import { SHOWCASE_ID } from '../../src/node/demo/shared-stories.ts';
import { type RunningServer, startServer } from '../../src/node/server/server.ts';
import { launchBrowser, launchProfile, shotPath, temporaryFolder } from '../support/browser.ts';
import { copyOf, demoCodes, demoCounty, publishDemo } from '../support/demo-site.ts';
import { firstPage, serve, settle, visitOnce } from './app-support.ts';

const PHONE = { width: 360, height: 740 };
const { bureau } = demoCounty();

let browser: Browser;
let server: RunningServer;
let site: string;
let right: OpenData['record'];
beforeAll(async () => {
  site = await realpath(join(inject('demoDir'), 'site'));
  const code = (await demoCodes(inject('demoDir'))).get(SHOWCASE_ID) ?? '';
  right = (JSON.parse(await readFile(join(site, `i/${code}.json`), 'utf8')) as OpenData).record;
  server = await startServer({ siteDir: site, port: 0, host: '127.0.0.1' });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

async function withPage(javaScriptEnabled: boolean, use: (page: Page, context: BrowserContext) => Promise<void>) {
  const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled, serviceWorkers: 'block' });
  try {
    await use(await context.newPage(), context);
  } finally {
    await context.close();
  }
}

/** Pixels of the smallest letters. */
function smallest(page: Page): Promise<number> {
  return page.evaluate(() =>
    Math.min(
      ...Array.from(document.querySelectorAll('.page *'))
        .filter((element) =>
          Array.from(element.childNodes).some((node) => node.nodeType === 3 && node.nodeValue?.trim()),
        )
        .map((element) => Number.parseFloat(getComputedStyle(element).fontSize)),
    ),
  );
}

/** The right code with one character wrong, and with two neighbours exchanged. */
function mistyped(): readonly (readonly [string, string])[] {
  const { code } = right;
  const at = [...code].findIndex((character, i) => i > 0 && character !== code[i - 1]);
  const wrong = `${code.slice(0, 4)}${code[4] === '7' ? '8' : '7'}${code.slice(5)}`;
  const swapped = `${code.slice(0, at - 1)}${code[at]}${code[at - 1]}${code.slice(at + 1)}`;
  return [
    ['one wrong character', wrong],
    ['two exchanged', swapped],
  ];
}

describe('without script', () => {
  it('the app’s shell keeps its words off the edges of a phone', async () => {
    await withPage(false, async (page) => {
      await page.goto(`${server.url}/`);
      const words = page.locator('noscript p').filter({ visible: true });
      const edges = await words.evaluateAll((all) =>
        all.map((one) => [one.getBoundingClientRect().left, innerWidth - one.getBoundingClientRect().right]),
      );
      expect(edges.length).toBeGreaterThan(3);
      for (const edge of edges.flat()) expect(edge).toBeGreaterThanOrEqual(16);
    });
  });

  it('a mistyped code gets a page that says so, whom to call and when, in 5 kB', async () => {
    for (const [how, code] of mistyped()) {
      expect(parseInstitutionCode(code), how).toBeNull();
      await withPage(false, async (page) => {
        const answer = await page.goto(`${server.url}/i/${code}`);
        expect(answer?.status()).toBe(404);
        const text = await page.locator('body').innerText();
        for (const said of ['没有这个编码', bureau.name, bureau.phone, bureau.phoneHours, '虚构示例', '请打电话']) {
          expect(text, how).toContain(said);
        }
        for (const said of ['主办：', bureau.icp, bureau.publicSecurityNo, bureau.siteId]) expect(text).toContain(said);
        expect(text, 'a search that would not work').not.toContain('按名称查机构');
        expect(await page.locator('input:visible, button:visible').count()).toBe(0);
        // Nobody can switch to 长辈版 here: the letters are that large.
        expect(await smallest(page)).toBeGreaterThanOrEqual(18);
        await page.screenshot({ path: await shotPath('not-found-no-script-360'), fullPage: true });
        expect(await page.locator(`a[href="tel:${bureau.phone.replace(/\D/g, '')}"]`).count()).toBeGreaterThan(0);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
      });
    }
    expect(brotliBytes(await readFile(join(site, '404.html')))).toBeLessThanOrEqual(5 * 1024);
  });

  it('every page of the app says whom to call', async () => {
    for (const path of ['/', '/mine', '/status', `/report/${right.code}`]) {
      await withPage(false, async (page) => {
        await page.goto(server.url + path);
        const text = await page.locator('body').innerText();
        for (const said of [bureau.name, bureau.phone, bureau.phoneHours]) expect(text, path).toContain(said);
      });
    }
  });
});

describe('with script', () => {
  it('a mistyped code leads to the institution that was meant, by name and address', async () => {
    for (const [how, code] of mistyped()) {
      await withPage(true, async (page) => {
        await page.goto(`${server.url}/i/${code}`);
        await page.getByText('机构编码可能输错了').waitFor();
        const near = page.locator('.near li').filter({ hasText: groupCode(right.code) });
        await near.getByText(right.address).waitFor();
        expect(await near.innerText(), how).toContain(right.name);
        expect(await page.locator('main').innerText(), how).toContain(`您输入的编码：${code}`);
        await page.getByRole('link', { name: '按名称查机构' }).waitFor();
        expect(await page.locator('html').getAttribute('class'), 'the size is the app’s').toBe('');
        expect(await page.locator('.near li').count()).toBeLessThanOrEqual(3);
        await page.screenshot({ path: await shotPath('code-mistyped-360') });
        await near.getByRole('link').click();
        await page.getByRole('heading', { level: 1, name: right.name }).waitFor();
      });
    }
  });

  it('an unknown code is repeated below a heading with room around it', async () => {
    await withPage(true, async (page) => {
      await page.goto(`${server.url}/i/QQQQQQQQQQ`);
      const heading = page.getByRole('heading', { level: 1, name: /没有这个编码/ });
      await heading.waitFor();
      const [top, box] = await Promise.all([page.locator('header').boundingBox(), heading.boundingBox()]);
      expect((box?.y ?? 0) - ((top?.y ?? 0) + (top?.height ?? 0))).toBeGreaterThanOrEqual(16);
      expect(await page.locator('main').innerText()).toContain('您输入的编码：QQQQQQQQQQ');
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id }) => id)).toEqual([]);
      await page.screenshot({ path: await shotPath('code-unknown-360'), fullPage: true });
    });
  });

  it('the page is there before the app is, and before any of its style sheets', async () => {
    await withPage(true, async (page) => {
      await page.route('**/assets/*', () => undefined); // never answered
      await page.goto(`${server.url}/i/0000000001`, { waitUntil: 'commit' });
      await page.getByRole('heading', { name: '没有这个页面' }).waitFor();
      await page.getByText(bureau.phoneHours).waitFor();
      const painted = await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length);
      expect(await painted.jsonValue()).toBe(1);
      await page.screenshot({ path: await shotPath('not-found-360') });
    });
  });

  it('has no fault that axe finds', async () => {
    await withPage(true, async (page) => {
      // Without the app in its place.
      await page.route('**/assets/*.js', (route) => route.abort());
      await page.goto(`${server.url}/nothing`);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    });
  });

  it('a browser without cryptography, as over plain http, still says whom to call', async () => {
    await withPage(true, async (page, context) => {
      await context.addInitScript(() => Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined }));
      for (const path of ['/mine', `/report/${right.code}`, '/', `/i/${mistyped()[0]?.[1]}`]) {
        await page.goto(server.url + path);
        await page
          .locator(`a[href="tel:${bureau.phone.replace(/\D/g, '')}"]`)
          .first()
          .waitFor();
      }
    });
  });
});

describe('a code that was given once and is in the list no more', () => {
  const GONE = '0000000000';
  let dir: string;
  beforeAll(async () => {
    dir = await copyOf(inject('demoDir'));
    await appendFile(join(dir, 'codes.csv'), `${GONE},"GONE",2026-01-01\n`);
    await publishDemo(dir);
  });

  it.each([
    ['/i/', 'zh-CN', '这家机构已不在公布名单内', '按名称查机构', 'tombstone-360'],
    ['/en/i/', 'en', 'This institution is no longer in the published list.', 'Search by name', 'tombstone-english-360'],
  ])('has a page that says so at %s, with the footer, 长辈版 and the search', async (folder, lang, title, search, shot) => {
    const gone = await startServer({ siteDir: join(dir, 'site'), port: 0, host: '127.0.0.1' });
    await withPage(true, async (page) => {
      const answer = await page.goto(gone.url + folder + GONE);
      expect(answer?.status()).toBe(200);
      await page.getByRole('heading', { name: title }).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe(lang);
      const text = await page.locator('body').innerText();
      for (const said of [hoursIn(lang === 'en' ? 'en' : 'zh', bureau), bureau.icp, bureau.siteId])
        expect(text).toContain(said);
      await page.getByRole('link', { name: search }).waitFor();
      expect(await page.evaluate(() => getComputedStyle(document.querySelector('.btn') as Element).minHeight)).toBe(
        '60px',
      );
      for (const view of ['', '-elder']) {
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id }) => id)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
        await page.screenshot({ path: await shotPath(shot + view), fullPage: true });
        await page.locator('[data-sizes]').click();
      }
      expect(await page.locator('html').getAttribute('class')).toBe('larger');
    });
    await withPage(false, async (page) => {
      await page.goto(gone.url + folder + GONE);
      expect(await page.locator('body').innerText(), 'a search that would not work').not.toContain(search);
    });
    await gone.close();
  });

  it('is rendered again by verify, which names any change, in either language', async () => {
    expect(await verify(dir)).toEqual({ exit: 0, files: [] });
    for (const [path, from, to] of [
      [`i/${GONE}.html`, '已不在公布名单内', '信用等级为优秀'],
      [`en/i/${GONE}.html`, 'no longer in the published list', 'rated excellent'],
    ] as const) {
      const file = join(dir, 'site', path);
      const html = await readFile(file, 'utf8');
      await writeFile(file, html.replace(from, to));
      expect(await verify(dir)).toEqual({ exit: 1, files: [path] });
      await writeFile(file, html);
    }
  });

  it('is told of by the installed app without a network, as any code that it does not have is not denied', async () => {
    const serving = await serve(join(dir, 'site'));
    const profile = await temporaryFolder('gone');
    let context = await launchProfile(profile, { viewport: PHONE });
    try {
      let page = await firstPage(context);
      await visitOnce(page, serving.url);
      await settle(page);
      await serving.end();
      await context.close();
      context = await launchProfile(profile, { viewport: PHONE });
      page = await firstPage(context);
      await page.goto(`${serving.url}/i/${GONE}`);
      await page.getByRole('heading', { level: 1, name: '这家机构已不在公布名单内' }).waitFor();
      await page.getByText(/^已核验，资料截至/).waitFor();
      await page.screenshot({ path: await shotPath('tombstone-app-offline-360'), fullPage: true });
      await page.goto(`${serving.url}/i/${codeFromBytes(Uint8Array.from({ length: 9 }, (_, i) => 201 - i * 17))}`);
      await page
        .getByRole('heading', { level: 1, name: '本机保存的资料里没有这个编码，连网后再查，或打电话核实。' })
        .waitFor();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id }) => id)).toEqual([]);
      await page.screenshot({ path: await shotPath('code-unknown-offline-360'), fullPage: true });
    } finally {
      await context.close();
      await serving.end();
      await rm(profile, { recursive: true, force: true });
    }
  });
});

async function verify(dir: string): Promise<{ exit: number; files: string[] }> {
  let said = '';
  const out = (text: string) => {
    said += text;
  };
  const io = { stdin: async () => '', out, err: out, now: () => new Date(), cwd: process.cwd(), env: {} };
  const exit = await runCommand(['verify', dir, '--json'], io);
  const { problems } = JSON.parse(said) as { problems: { file: string }[] };
  return { exit, files: [...new Set(problems.map(({ file }) => file))] };
}
