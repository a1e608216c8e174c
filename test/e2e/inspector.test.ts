/** The inspector's phone: the key scanned once, staff found offline after a restart, and nothing readable left on the device. */
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { scannedInspectorCode } from '../../src/core/snapshot/inspector-code.ts';
import { loadInspectorKey } from '../../src/node/publish/signing/inspector-key.ts';
import { launchProfile, shotPath, temporaryFolder } from '../support/browser.ts';
import { type Expected, expectedOf } from './app-expected.ts';
import { firstPage, type Serving, serve, settle, visitOnce } from './app-support.ts';

const demoDir = inject('demoDir');
let folder: string;
let context: BrowserContext;
let page: Page;
let serving: Serving;
let some: Expected;

/** A camera that films a blank sheet, and a reader that sees the printed code on it at the third look. */
async function giveCamera(text: string): Promise<void> {
  await context.addInitScript((seen) => {
    let looks = 0;
    const camera = async () => {
      const sheet = document.createElement('canvas');
      const pen = sheet.getContext('2d');
      setInterval(() => pen?.fillRect(0, 0, 9, 9), 100);
      return sheet.captureStream(10);
    };
    Object.defineProperty(navigator, 'mediaDevices', { value: { getUserMedia: camera } });
    Object.assign(globalThis, {
      BarcodeDetector: class {
        detect = async () => (++looks < 3 ? [{ rawValue: 'https://example.gov.cn/' }] : [{ rawValue: seen }]);
      },
    });
  }, text);
}

async function start(): Promise<void> {
  context = await launchProfile(folder, { viewport: { width: 360, height: 740 } });
  context.setDefaultTimeout(15_000);
  page = await firstPage(context);
}

beforeAll(async () => {
  const expected = await expectedOf(demoDir, new Date());
  const large = expected.find(({ entry }) => entry.staff.length > 20);
  const key = await loadInspectorKey(join(demoDir, 'keys'));
  if (large === undefined || key === null) throw new Error('the demo has staff and a key');
  some = large;
  folder = await temporaryFolder('inspector');
  serving = await serve(join(demoDir, 'site'));
  await start();
  await giveCamera(scannedInspectorCode(key.code));
  await visitOnce(page, serving.url);
});
afterAll(async () => {
  await context.close();
  await serving.end();
  await rm(folder, { recursive: true, force: true });
});

const names = (): readonly string[] => [...some.entry.staff].map(({ name }) => name);
const [asked, colleague] = [() => names().at(0) ?? '', () => names().at(-1) ?? ''];
const search = async (name: string) => {
  await page.getByLabel('姓名或职务').fill(name);
  await page.getByText(/^找到\d+人次/).waitFor();
  return page.locator('.result').allInnerTexts();
};

describe('an inspector’s phone', () => {
  it('scans the key and finds a person by name; axe finds nothing', async () => {
    await page.getByRole('link', { name: '监督员：按姓名查执业人员' }).click();
    await page.getByLabel(/监督员密钥/).waitFor();
    await page.screenshot({ path: await shotPath('inspector-key-360'), fullPage: true });
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.getByRole('button', { name: '扫描密钥码' }).click();
    await page.getByText('这不是监督员密钥的码').waitFor();
    await page.getByLabel('姓名或职务').waitFor();
    const found = await search(asked());
    expect(found.some((text) => text.includes(some.entry.institution.name))).toBe(true);
    await page.screenshot({ path: await shotPath('inspector-found-360'), fullPage: true });
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  });

  it('after a restart, with the server gone, still finds people and shows an institution’s whole list', async () => {
    await settle(page);
    await context.close();
    await serving.end();
    await start();
    await page.goto(`${serving.url}/inspector`);
    expect((await search(colleague())).some((text) => text.includes(some.entry.institution.name))).toBe(true);
    await page.getByRole('link', { name: some.entry.institution.name }).first().click();
    await page.locator('#staff .people').first().waitFor();
    expect(await page.locator('#staff .people li').count()).toBe(some.entry.staff.length);
  });

  it('leaves no name of a list readable in what the browser stored', async () => {
    await context.close();
    const typed = new Set([asked(), colleague()]);
    const others = names().filter((name) => name.length > 2 && !typed.has(name));
    expect(others.length).toBeGreaterThan(5);
    const needles = others.flatMap((name) => [Buffer.from(name), Buffer.from(name, 'utf16le')]);
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const bytes = await readFile(join(entry.parentPath, entry.name));
      expect([entry.name, needles.some((needle) => bytes.includes(needle))]).toEqual([entry.name, false]);
    }
    await start();
  });
});
