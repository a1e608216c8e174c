/** One look at a page in a real browser: what was painted when, what moved, what was asked for. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Link } from './page-link.ts';

/** A cheap phone. The browser slows the page's own thread down, not the service worker's. */
export const CPU_SLOWDOWN = 4;
const HEIGHT = 740;
/** As high as a page: whatever moves is seen to move, wherever this page's fold happens to be. */
export const WHOLE_PAGE = 3000;

export interface Paints {
  /** Milliseconds since the navigation started. */
  readonly fcp: number;
  readonly lcp: number;
  /** Cumulative layout shift. */
  readonly cls: number;
  /** What the largest paint was of. */
  readonly largest: string;
  /** What was moved, for whoever has to find out why. */
  readonly moved: readonly string[];
}

/** A phone that has seen nothing yet. */
export function newPhone(browser: Browser, height = HEIGHT): Promise<BrowserContext> {
  return browser.newContext({ viewport: { width: 360, height }, deviceScaleFactor: 2 });
}

/**
 * Opens `url` in a new page on a slow processor; reads the browser's own record of it when `done` is there and the
 * network is silent.
 */
export async function look(context: BrowserContext, url: string, done: string): Promise<Paints> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
  await page.goto(url);
  await page.locator(done).first().waitFor({ state: 'attached' });
  await page.waitForLoadState('networkidle');
  return page.evaluate(readPaints);
}

/** Runs in the page. */
async function readPaints(): Promise<Paints> {
  interface Shift extends PerformanceEntry {
    readonly value: number;
    readonly hadRecentInput: boolean;
    readonly sources: readonly { readonly node: Node | null }[];
  }
  const entries = <Entry extends PerformanceEntry>(type: string): Promise<Entry[]> =>
    new Promise((resolve) => {
      const found: PerformanceEntry[] = [];
      new PerformanceObserver((list) => found.push(...list.getEntries())).observe({ type, buffered: true });
      // Buffered entries come in a task of their own, and none comes where there is none.
      setTimeout(() => resolve(found as Entry[]), 300);
    });
  const [paints, candidates, shifts] = await Promise.all([
    entries('paint'),
    entries<LargestContentfulPaint>('largest-contentful-paint'),
    entries<Shift>('layout-shift'),
  ]);
  const nameOf = (node: Node | null | undefined): string =>
    `${node?.nodeName.toLowerCase()} ${(node?.textContent ?? '').slice(0, 12)}`;
  const unasked = shifts.filter(({ hadRecentInput }) => !hadRecentInput);
  const last = candidates.at(-1);
  return {
    fcp: paints.find(({ name }) => name === 'first-contentful-paint')?.startTime ?? Number.NaN,
    lcp: last?.startTime ?? Number.NaN,
    cls: unasked.reduce((sum, { value }) => sum + value, 0),
    largest: nameOf(last?.element),
    moved: unasked.flatMap(({ value, sources }) => sources.map(({ node }) => `${value.toFixed(4)} ${nameOf(node)}`)),
  };
}

/** A first visit until the service worker keeps the page. */
async function visitUntilKept(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  // A worker that is stopped while it still takes over answers nobody.
  await page.waitForFunction(async () => {
    const { active } = await navigator.serviceWorker.ready;
    return active?.state === 'activated' && (await caches.match(location.pathname)) !== undefined;
  });
  await page.waitForLoadState('networkidle');
  return page;
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  /** Of the answer with its headers. */
  readonly bytes: number;
  readonly by: 'page' | 'worker';
}

/** Every request of a first visit, until the service worker has installed itself. */
export async function firstVisit(
  browser: Browser,
  link: Link,
  path: string,
): Promise<{ readonly asked: readonly Asked[]; readonly elsewhere: readonly string[] }> {
  const context = await newPhone(browser);
  const fromPage: string[] = [];
  const urls: string[] = [];
  context.on('request', (request) => {
    urls.push(request.url());
    if (request.serviceWorker() === null) fromPage.push(new URL(request.url()).pathname);
  });
  link.forget();
  await visitUntilKept(context, link.url + path);
  await context.close();
  const asked = link.exchanges.map((exchange): Asked => {
    const at = fromPage.indexOf(exchange.path);
    if (at >= 0) fromPage.splice(at, 1);
    return { ...exchange, by: at >= 0 ? 'page' : 'worker' };
  });
  return { asked, elsewhere: urls.filter((url) => new URL(url).origin !== link.url) };
}

/** A second visit on the next day, as it were: the server has ended, and the browser has put the worker to sleep. */
export async function secondVisit(browser: Browser, link: Link, path: string, done: string): Promise<Paints> {
  const context = await newPhone(browser);
  const page = await visitUntilKept(context, link.url + path);
  const session = await context.newCDPSession(page);
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await page.close();
  await link.cut();
  try {
    return await look(context, link.url + path, done);
  } finally {
    await link.restore();
    await context.close();
  }
}
