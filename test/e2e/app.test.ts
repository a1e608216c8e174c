/** The app in a real browser, with the build that ships: offline, refused data, updates. */
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchProfile, shotPath, temporaryFolder } from '../support/browser.ts';
import { copyOf, DEMO_YEAR, publishDemo } from '../support/demo-site.ts';
import { type Expected, expectedOf, pickSeeded, renameInstitution } from './app-expected.ts';
import { fieldsFrom, rowFrom, rowOf, seen } from './app-reading.ts';
import { copySite, firstPage, portOf, type Serving, serve, settle, visitOnce } from './app-support.ts';

const demoDir = inject('demoDir');
let expected: readonly Expected[];
beforeAll(async () => {
  expected = await expectedOf(demoDir, new Date());
});

/** What a test started, ended after it whether it passed or not. */
const started: (() => Promise<unknown>)[] = [];
async function endAll(): Promise<void> {
  for (const end of started.splice(0).reverse()) await end();
}

async function serveFor(siteDir: string, port?: number): Promise<Serving> {
  const server = await serve(siteDir, port);
  started.push(server.end);
  return server;
}

/** A phone: one profile, restarted as often as the test likes. */
async function phone() {
  const folder = await temporaryFolder('phone');
  let context: BrowserContext | null = null;
  const restart = async (viewport = { width: 360, height: 740 }): Promise<Page> => {
    await context?.close();
    context = await launchProfile(folder, { viewport });
    context.setDefaultTimeout(15_000);
    return firstPage(context);
  };
  started.push(async () => {
    await context?.close();
    await rm(folder, { recursive: true, force: true });
  });
  return { restart };
}

describe('after one visit, with the server gone and the browser restarted', () => {
  let serving: Serving;
  let device: Awaited<ReturnType<typeof phone>>;
  let page: Page;
  beforeAll(async () => {
    serving = await serveFor(join(demoDir, 'site'));
    device = await phone();
    page = await device.restart();
    await visitOnce(page, serving.url);
    await settle(page);
    await serving.end();
    page = await device.restart();
  });
  afterAll(endAll);

  it('shows twenty institutions never opened before, field by field as the workbook has them', async () => {
    const chosen = pickSeeded(expected, 20, 'twenty');
    expect(chosen).toHaveLength(20);
    expect(chosen.some(({ mark }) => mark !== null)).toBe(true);
    await page.goto(`${serving.url}/`);
    for (const one of chosen) {
      expect(await rowOf(page, one)).toEqual(rowFrom(one));
      await page.locator('.result').first().click();
      expect(await seen(page, one)).toEqual(fieldsFrom(one));
      await page.goBack();
    }
  });

  it('shows those with penalties in their term, and nothing of those past it', async () => {
    const punished = expected.filter(({ shown, hidden }) => shown.length + hidden.length > 0);
    expect(punished.some(({ shown }) => shown.length > 0)).toBe(true);
    expect(punished.some(({ hidden }) => hidden.length > 0)).toBe(true);
    for (const one of pickSeeded(punished, 8, 'penalties')) {
      await page.goto(`${serving.url}/i/${one.code}`);
      expect(await seen(page, one)).toEqual(fieldsFrom(one));
    }
  });

  it('finds by name, second name and town, in any case and width', async () => {
    const [one] = pickSeeded(
      expected.filter(({ entry }) => entry.institution.otherNames.length > 0),
      1,
      'search',
    );
    if (!one) throw new Error('the demo has no second names');
    const { name, otherNames, town } = one.entry.institution;
    await page.goto(`${serving.url}/`);
    for (const typed of [name, otherNames[0] ?? '', `${town} ${name.slice(-4)}`, one.code.toLowerCase()]) {
      await page.getByLabel('查机构').fill(typed);
      await page.locator('.result', { hasText: name }).first().waitFor();
    }
  });

  it('says that there is no network, and of what day the data are', async () => {
    await page.goto(`${serving.url}/`);
    await page.getByText(/没有网络，显示的是.*保存的内容/).waitFor();
    await page
      .getByText(/^已核验，资料截至/)
      .first()
      .waitFor();
  });
});

describe('the service worker', () => {
  afterEach(endAll);

  it('serves a static page from the network, then its kept copy, then the app', async () => {
    const serving = await serveFor(join(demoDir, 'site'));
    const device = await phone();
    const [known, unseen] = pickSeeded(expected, 2, 'worker');
    let page = await device.restart();
    await page.goto(`${serving.url}/i/${known?.code}`);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    // The page that registered the worker is kept too: no second visit is asked for.
    await page.waitForFunction((path) => caches.match(path).then((copy) => copy !== undefined), `/i/${known?.code}`);
    await settle(page);
    await serving.end();
    page = await device.restart();
    await page.goto(`${serving.url}/i/${known?.code}`);
    expect(await page.locator('script#proof').count()).toBe(1);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(known?.entry.institution.name);
    await page.goto(`${serving.url}/i/${unseen?.code}`);
    // Only the static page was opened before: the app is there, and says that it has no data yet.
    await page.getByText('没有网络，本机也没有保存这家机构的资料。').waitFor();
    // What was opened leads back to its copy, in the words of no grade: nothing was checked here.
    await page.goto(`${serving.url}/`);
    await page.getByText('没有网络，本机还没有保存资料。').waitFor();
    await page.getByRole('heading', { name: '打开过的机构，没有网络也能再看' }).waitFor();
    expect(await page.locator('main').innerText()).not.toMatch(/信用等级|级$/m);
    await page.getByRole('link', { name: known?.entry.institution.name ?? '' }).click();
    await page.locator('script#proof').waitFor({ state: 'attached' });
    await page.goto(`${serving.url}/i/${known?.code.slice(0, 6)}`);
    await page.getByText('编码不完整，或有一位输错了，请核对公示栏。').waitFor();
  });

  it('swallows no other site in a folder of this one', async () => {
    const serving = await serveFor(join(demoDir, 'site'));
    const page = await (await phone()).restart();
    await page.goto(`${serving.url}/`);
    await settle(page);
    const byWorker = async (path: string) => (await page.goto(serving.url + path))?.fromServiceWorker();
    expect(await byWorker('/status')).toBe(true);
    expect(await byWorker('/inspector')).toBe(true);
    expect(await byWorker('/b/')).toBe(false);
    expect(await byWorker('/b/i/7K3M9PQ2XD')).toBe(false);
    expect(await byWorker('/b/status')).toBe(false);
  });

  it('never answers for signed data', async () => {
    const serving = await serveFor(join(demoDir, 'site'));
    const device = await phone();
    const page = await device.restart();
    await visitOnce(page, serving.url);
    const cached = await page.evaluate(async () => {
      const names = await caches.keys();
      const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return keys.flat().map((request) => new URL(request.url).pathname);
    });
    expect(cached.filter((path) => path.startsWith('/d/'))).toEqual([]);
    expect(cached).toContain('/index.html');
    await serving.end();
    const answered = await page.evaluate(() =>
      fetch('/d/bundle.json').then(
        () => true,
        () => false,
      ),
    );
    expect(answered).toBe(false);
  });
});

describe('data that were changed on the way', () => {
  afterEach(endAll);

  it('are refused, the last good ones stay and it is said; genuine ones are offered, not forced', async () => {
    const before = await copySite(demoDir);
    const serving = await serveFor(before);
    const device = await phone();
    let page = await device.restart();
    await visitOnce(page, serving.url);
    await serving.end();

    const after = await renamedSite();
    const data = join(after, 'd/targets/demo-wugang', String(DEMO_YEAR));
    const name = (await readdir(data)).find((file) => file.endsWith('.index.bin')) ?? '';
    const genuine = await readFile(join(data, name));
    await flipByte(join(data, name), genuine);
    await serveFor(after, portOf(serving));
    page = await device.restart();
    await page.goto(`${serving.url}/`);
    await page.getByText('收到的资料未通过核验，没有采用，继续使用本机资料。').waitFor();
    await page.getByLabel('查机构').fill('改了名');
    await page.getByText('没有找到“改了名”').waitFor();

    await writeFile(join(data, name), genuine);
    await page.goto(`${serving.url}/status`);
    await page.reload();
    const offer = page.getByRole('button', { name: /有新公布的数据/ });
    await offer.waitFor();
    await page.goto(`${serving.url}/`);
    await page.getByLabel('查机构').fill('改了名');
    await page.locator('.result', { hasText: '改了名的示例机构' }).waitFor();
  });

  /** The next release: one institution has another name. */
  async function renamedSite(): Promise<string> {
    const next = await copyOf(demoDir);
    await renameInstitution(next, '改了名的示例机构');
    await publishDemo(next);
    return copySite(next);
  }
});

async function flipByte(path: string, bytes: Buffer): Promise<void> {
  const altered = Buffer.from(bytes);
  const middle = altered.length >> 1;
  altered[middle] = (altered[middle] ?? 0) ^ 1;
  await writeFile(path, altered);
}

describe('an update of the app', () => {
  afterEach(endAll);

  it('is offered, waits for the tap, and keeps what is being typed until then', async () => {
    const site = await copySite(demoDir);
    const serving = await serveFor(site);
    const device = await phone();
    const page = await device.restart();
    await visitOnce(page, serving.url);
    await page.goto(`${serving.url}/`);
    await page.getByLabel('查机构').fill('卫生');
    await newVersion(site);
    await page.evaluate(() =>
      navigator.serviceWorker
        .getRegistration()
        .then((one) => one?.update())
        .then(() => undefined),
    );
    await page.getByText(/有新版本/).waitFor();
    await page.screenshot({ path: await shotPath('app-update-360') });
    expect(await page.getByLabel('查机构').inputValue()).toBe('卫生');
    expect(await page.evaluate(() => navigator.serviceWorker.controller?.scriptURL ?? null)).not.toBeNull();
    expect(await shellMark(page)).toBe('');
    await page.getByRole('button', { name: '现在更新' }).click();
    await page.waitForFunction(() => document.querySelector('meta[name=build]')?.getAttribute('content') === 'second');
    expect(await page.getByLabel('查机构').inputValue()).toBe('卫生');
  });

  async function newVersion(site: string): Promise<void> {
    const index = await readFile(join(site, 'index.html'), 'utf8');
    await writeFile(join(site, 'index.html'), index.replace('</head>', '<meta name="build" content="second"></head>'));
    const worker = await readFile(join(site, 'sw.js'), 'utf8');
    await writeFile(join(site, 'sw.js'), worker.replace(/(index\.html",revision:")[0-9a-f]+/, '$1second'));
  }

  const shellMark = (page: Page) =>
    page.evaluate(() => document.querySelector('meta[name=build]')?.getAttribute('content') ?? '');
});
