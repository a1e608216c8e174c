/** The device's store in a real browser: two tabs, a full phone, none at all, files edited by hand, an eviction. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { launchProfile, temporaryFolder } from '../support/browser.ts';
import { firstPage, type Serving, serve, visitOnce } from './app-support.ts';

let serving: Serving;
let folder: string;
let context: BrowserContext;
let page: Page;

beforeEach(async () => {
  serving = await serve(join(inject('demoDir'), 'site'));
  folder = await temporaryFolder('storage');
  context = await launchProfile(folder, { viewport: { width: 360, height: 740 } });
  context.setDefaultTimeout(15_000);
  page = await firstPage(context);
});
afterEach(async () => {
  await context.close();
  await serving.end();
  await rm(folder, { recursive: true, force: true });
});

const PAGE_ONLY = /这个浏览器不保存资料/;

/** The rows of a store, through IndexedDB itself. */
const rows = (store: string) =>
  page.evaluate(async (name) => {
    const [known] = await indexedDB.databases();
    const request = indexedDB.open(known?.name ?? '');
    const database = await new Promise<IDBDatabase>((resolve) => {
      request.onsuccess = () => resolve(request.result);
    });
    const all = database.transaction(name).objectStore(name).getAllKeys();
    const keys = await new Promise<IDBValidKey[]>((resolve) => {
      all.onsuccess = () => resolve(all.result);
    });
    database.close();
    return keys.length;
  }, store);

/** Flips a bit in the middle of every kept file. */
const editFiles = () =>
  page.evaluate(async () => {
    const [known] = await indexedDB.databases();
    const request = indexedDB.open(known?.name ?? '');
    const database = await new Promise<IDBDatabase>((resolve) => {
      request.onsuccess = () => resolve(request.result);
    });
    const files = database.transaction('files', 'readwrite').objectStore('files');
    const cursor = files.openCursor();
    await new Promise<void>((resolve) => {
      cursor.onsuccess = () => {
        const at = cursor.result;
        if (!at) return resolve();
        const bytes: Uint8Array = at.value.bytes;
        bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
        at.update({ ...at.value, bytes });
        at.continue();
      };
    });
    database.close();
  });

/** Writes over fields of the kept release. */
const editRelease = (fields: Readonly<Record<string, unknown>>) =>
  page.evaluate(async (edited) => {
    const [known] = await indexedDB.databases();
    const request = indexedDB.open(known?.name ?? '');
    const database = await new Promise<IDBDatabase>((resolve) => {
      request.onsuccess = () => resolve(request.result);
    });
    const transaction = database.transaction('releases', 'readwrite');
    const releases = transaction.objectStore('releases');
    const row = releases.get('current');
    row.onsuccess = () => releases.put({ ...row.result, ...edited });
    await new Promise<void>((resolve) => {
      transaction.oncomplete = () => resolve();
    });
    database.close();
  }, fields);

describe('the store', () => {
  it('holds one value a signed file and one trust state, also when two tabs fill it at once', async () => {
    const other = await context.newPage();
    await Promise.all([visitOnce(page, serving.url), visitOnce(other, serving.url)]);
    expect(await rows('releases')).toBe(1);
    expect(await rows('files')).toBe(await page.locator('.files').first().locator('li').count());
  });

  it('is not missed when the browser has none: everything works online, and it is said that nothing is kept', async () => {
    await context.addInitScript(() => Object.defineProperty(globalThis, 'indexedDB', { value: undefined }));
    await page.goto(`${serving.url}/`);
    await page.getByText(PAGE_ONLY).waitFor();
    await page.getByLabel('查机构').fill('诊所');
    await page.locator('.result').first().waitFor();
  });

  it('that is full keeps what it had and says so; the data are usable in this visit', async () => {
    const session = await context.newCDPSession(page);
    await session.send('Storage.overrideQuotaForOrigin', { origin: serving.url, quotaSize: 4000 });
    await page.goto(`${serving.url}/`);
    await page
      .getByText('手机空间不够，新资料没有存下。')
      .or(page.getByText(/手机空间不够/))
      .first()
      .waitFor();
    await page.getByLabel('查机构').fill('诊所');
    await page.locator('.result').first().waitFor();
  });

  it('is believed only as far as it verifies: an edited file is not shown offline, and comes anew online', async () => {
    await visitOnce(page, serving.url);
    await editFiles();
    await context.route('**/d/**', (route) => route.abort());
    await page.goto(`${serving.url}/`);
    await page.getByText('第一次打开需要网络。').waitFor();
    await context.unroute('**/d/**');
    await page.getByRole('button', { name: '重试' }).click();
    await page.getByLabel('查机构').waitFor();
  });

  it.each([
    ['files with a flipped bit', {}],
    ['flipped files under an order that claims to be newer', { order: { root: 99, timestamp: 99 } }],
    ['flipped files and an order that is null', { order: null }],
    [
      'flipped files and a trust state that is no text, with a newer order',
      { trust: 7, order: { root: 99, timestamp: 9 } },
    ],
  ])('repairs itself online, and what it says is saved is there offline: %s', async (_, fields) => {
    await visitOnce(page, serving.url);
    await editFiles();
    await editRelease(fields);
    await visitOnce(page, serving.url);
    expect(await page.getByText(PAGE_ONLY).count()).toBe(0);
    await context.route('**/d/**', (route) => route.abort());
    await page.goto(`${serving.url}/`);
    await page.getByLabel('查机构').fill('诊所');
    await page.locator('.result').first().waitFor();
  });

  it('that was evicted is filled again on the next visit, without a word of alarm', async () => {
    await visitOnce(page, serving.url);
    await page.goto('about:blank');
    const session = await context.newCDPSession(page);
    await session.send('Storage.clearDataForOrigin', { origin: serving.url, storageTypes: 'indexeddb' });
    await visitOnce(page, serving.url);
    expect(await page.locator('.notice').count()).toBe(0);
  });
});
