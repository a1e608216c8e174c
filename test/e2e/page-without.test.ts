/** The page on phones and networks where something is missing: it is complete, and says what is so. */
import { readdir, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { APIS, isTooNew } from '../node/build/old-browsers-table.ts';
import { launchBrowser } from '../support/browser.ts';
import { serve } from './app-support.ts';
import { type AlteringSite, expectGenuine, serveAltered, settled, untouched } from './page-support.ts';

let browser: Browser;
let site: AlteringSite;
let path: string;
let whole: Whole;
let open: Page | null = null;

beforeAll(async () => {
  const folder = await realpath(join(inject('demoDir'), 'site'));
  site = await serveAltered(folder);
  browser = await launchBrowser();
  path = await aPageWithPenalty(folder);
  whole = await read(await visit({ javaScriptEnabled: false }));
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

async function aPageWithPenalty(folder: string): Promise<string> {
  for (const name of (await readdir(join(folder, 'i'))).filter((file) => /^\w{10}\.html$/.test(file)).sort()) {
    const text = await readFile(join(folder, 'i', name), 'utf8');
    if (text.includes('data-f="penalties.0.cause"') && text.includes('state.mark')) return `/i/${name.slice(0, 10)}`;
  }
  throw new Error('the demo has no such page');
}

type Prepare = (page: Page) => Promise<unknown>;

async function visit(options: BrowserContextOptions = {}, prepare?: Prepare, origin = site.url): Promise<Page> {
  await open?.context().close();
  open = await (await browser.newContext(options)).newPage();
  await prepare?.(open);
  await open.goto(origin + path, { waitUntil: 'commit' });
  await open.locator('#proof').waitFor({ state: 'attached' });
  return open;
}

/** What a person reads and can press; the line about the check apart, which is what differs. */
interface Whole {
  readonly facts: readonly (string | null)[];
  readonly headings: readonly string[];
  readonly links: readonly (string | null)[];
}

function read(page: Page): Promise<Whole> {
  return page.evaluate(() => {
    const seen = (selector: string): HTMLElement[] =>
      Array.from(document.querySelectorAll<HTMLElement>(selector)).filter((one) => one.getClientRects().length > 0);
    return {
      facts: Array.from(
        document.querySelectorAll<HTMLElement>('[data-f]'),
        (one) => `${one.dataset.f} ${one.textContent}`,
      ),
      headings: seen('h1,h2,h3').map(({ textContent }) => String(textContent)),
      links: seen('a').map((link) => link.getAttribute('href')),
    };
  });
}

async function expectWhole(page: Page): Promise<void> {
  expect(await read(page)).toEqual(whole);
}

/** Nobody checked, and nothing says so. */
async function expectUnchecked(page: Page): Promise<void> {
  await expectWhole(page);
  expect(await page.locator('#ver').innerText()).toContain('您的手机未做自动核对');
  // With the comma it is said of the page; a fold asks what the word means.
  expect(await page.locator('body').innerText()).not.toContain('已核验，');
  expect(await page.locator('#ver').getAttribute('class')).toBe('ver plain');
  expect(await page.locator('#page').getAttribute('class')).toBe('page');
}

test('what the page has without script is all there is to have', () => {
  expect(whole.facts.length).toBeGreaterThan(15);
  expect(whole.headings.some((heading) => heading.startsWith('行政处罚'))).toBe(true);
  expect(whole.links.filter((href) => href?.startsWith('tel:')).length).toBeGreaterThan(1);
  expect(whole.links.filter((href) => href?.startsWith('/report/')).length).toBeGreaterThan(1);
});

describe('a script that', () => {
  const SCRIPT = '**/assets/page-*.js';

  test('the server fails to give leaves the page whole and unchecked', async () => {
    const page = await visit({}, (one) => one.route(SCRIPT, (route) => route.fulfill({ status: 500, body: 'fault' })));
    await page.waitForLoadState('load');
    await expectUnchecked(page);
  });

  test('never arrives does too', async () => {
    const page = await visit({}, (one) => one.route(SCRIPT, () => undefined));
    await expectUnchecked(page);
    expect(await page.evaluate(() => document.readyState)).toBe('interactive');
  });

  test.each([
    [
      'throws before anything else',
      (code: Buffer) => Buffer.concat([Buffer.from('throw new Error("planted");'), code]),
    ],
    [
      'throws where it has begun',
      (code: Buffer) => Buffer.from(`document.getElementById=document.querySelector=null;${code}`),
    ],
    ['was cut in half on the way', (code: Buffer) => code.subarray(0, code.length >> 1)],
    ['is another: a sign-in page', () => Buffer.from('<!DOCTYPE html><title>登录</title>')],
  ])('%s does too', async (_, change) => {
    site.alter = (asked, bytes) => (asked.startsWith('/assets/page-') ? change(bytes) : bytes);
    const page = await visit();
    await page.waitForLoadState('load');
    await page.evaluate(() => new Promise((done) => setTimeout(done)));
    await expectUnchecked(page);
  });
});

describe('without cryptography', () => {
  test('over plain http the page is whole and says why it was not checked', async () => {
    const page = await visit({ proxy: { server: site.url } }, undefined, 'http://yx.example.gov.cn');
    await page.getByText('当前是http连接').waitFor();
    expect(await page.evaluate(() => isSecureContext)).toBe(false);
    await expectUnchecked(page);
  });

  test('in a browser that has none the page is whole, and nothing says that it was checked', async () => {
    const page = await visit({}, (one) =>
      one.addInitScript(() => Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined })),
    );
    await page.waitForLoadState('networkidle');
    await expectUnchecked(page);
  });
});

describe('is whole and checked', () => {
  test.each<[string, () => void]>([
    ['without service workers', () => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker')],
    ['without IndexedDB', () => Object.defineProperty(window, 'indexedDB', { get: () => undefined })],
    [
      'where storage is forbidden',
      () => {
        const forbidden = {
          get: () => {
            throw new DOMException('denied', 'SecurityError');
          },
        };
        Object.defineProperty(window, 'localStorage', forbidden);
        Object.defineProperty(window, 'sessionStorage', forbidden);
      },
    ],
    [
      'where storage is full',
      () => {
        Storage.prototype.setItem = () => {
          throw new DOMException('full', 'QuotaExceededError');
        };
      },
    ],
    ['without caches', () => Reflect.deleteProperty(window, 'caches')],
  ])('%s', async (_, take) => {
    const page = await visit({}, (one) => one.addInitScript(take));
    await expectGenuine(page);
    await expectWhole(page);
  });

  test('without anything that came after Chrome 87 and Safari 14', async () => {
    const page = await visit({}, (one) => one.addInitScript(takeAway, NEWER));
    expect(await page.evaluate(() => [typeof Object.hasOwn, typeof structuredClone, 'locks' in navigator])).toEqual([
      'undefined',
      'undefined',
      false,
    ]);
    await expectGenuine(page);
    await expectWhole(page);
  });
});

/** Names in parts, of what old browsers lack. */
const NEWER = Object.entries(APIS).flatMap(([name, since]) => (isTooNew(since) ? [name.split('.')] : []));

/** Runs in the page, before anything of ours. */
function takeAway(names: readonly (readonly string[])[]): void {
  for (const parts of names) {
    const last = String(parts[parts.length - 1]);
    const before = parts.slice(0, -1);
    const owner = before.reduce<unknown>((of, part) => (Object(of) as Record<string, unknown>)[part], window);
    // Globals of a page and properties of `navigator` stand on the prototype.
    const above = owner === undefined || before.includes('prototype') ? null : Object.getPrototypeOf(owner);
    for (const place of [owner, above]) if (Object(place) === place) Reflect.deleteProperty(Object(place), last);
  }
}

test('the form that the page leads to opens, with its keys fetched and nothing failing, in such an old browser too', async () => {
  const server = await serve(await realpath(join(inject('demoDir'), 'site')));
  const faults: string[] = [];
  try {
    const page = await visit(
      { serviceWorkers: 'block' },
      async (one) => {
        one.on('pageerror', (fault) => faults.push(fault.message));
        await one.addInitScript(takeAway, NEWER);
      },
      server.url,
    );
    await page.locator('a[href^="/report/"]').first().click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(faults).toEqual([]);
    expect(await page.locator('#app').innerText()).toContain('反映');
    expect(await page.locator('#app input').count()).toBeGreaterThan(0);
  } finally {
    await server.end();
  }
});

test('a phone that remembers nothing checks anew each time', async () => {
  const page = await visit({}, (one) =>
    one.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    }),
  );
  await expectGenuine(page);
  site.alter = (asked, bytes) => (asked === '/d/bundle.json' ? null : bytes);
  await page.reload();
  await page.waitForLoadState('networkidle');
  await expectUnchecked(page);
  site.alter = untouched;
  await page.reload();
  expect(await settled(page)).toContain('已核验');
});
