/** The inspector key by photo and by camera in a browser that reads no codes itself, as on iPhones and in WeChat. */

import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import QRCode from 'qrcode';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { scannedInspectorCode } from '../../src/core/snapshot/inspector-code.ts';
import { loadInspectorKey } from '../../src/node/publish/signing/inspector-key.ts';
import { launchBrowser, shotPath } from '../support/browser.ts';
import { type Serving, serve } from './app-support.ts';

const demoDir = inject('demoDir');
let browser: Browser;
let context: BrowserContext;
let serving: Serving;
let key: string;

beforeAll(async () => {
  const loaded = await loadInspectorKey(join(demoDir, 'keys'));
  if (loaded === null) throw new Error('the demo has a key');
  key = scannedInspectorCode(loaded.code);
  serving = await serve(join(demoDir, 'site'));
  browser = await launchBrowser();
});
afterEach(async () => context.close());
afterAll(async () => {
  await browser.close();
  await serving.end();
});

/** The form of a phone whose camera films `filmed`; null: it is refused. */
async function open(filmed: string | null): Promise<Page> {
  context = await browser.newContext({ viewport: { width: 360, height: 740 }, serviceWorkers: 'block' });
  context.setDefaultTimeout(20_000);
  const picture = filmed === null ? null : await QRCode.toDataURL(filmed, { scale: 6 });
  await context.addInitScript((shown) => {
    Reflect.deleteProperty(globalThis, 'BarcodeDetector');
    const camera = async () => {
      if (shown === null) throw new DOMException('refused', 'NotAllowedError');
      const sheet = document.createElement('canvas');
      [sheet.width, sheet.height] = [640, 480];
      const pen = sheet.getContext('2d');
      const code = new Image();
      code.src = shown;
      await code.decode();
      setInterval(() => {
        if (pen === null) return;
        pen.fillStyle = '#ccc';
        pen.fillRect(0, 0, 640, 480);
        pen.setTransform(0.96, 0.1, -0.1, 0.96, 140, 60);
        pen.drawImage(code, 0, 0);
        pen.resetTransform();
      }, 100);
      return sheet.captureStream(10);
    };
    Object.defineProperty(navigator, 'mediaDevices', { value: { getUserMedia: camera } });
  }, picture);
  const page = await context.newPage();
  await page.goto(`${serving.url}/inspector`);
  await page.getByLabel('监督员密钥（28个字符）').waitFor();
  return page;
}

const unlocked = (page: Page) => page.getByLabel('姓名或职务').waitFor();
const choose = async (page: Page, text: string, scale = 4) =>
  page.getByLabel('从照片读取密钥码').setInputFiles({
    name: 'photo.png',
    mimeType: 'image/png',
    buffer: await QRCode.toBuffer(text, { scale }),
  });

test('the camera: the code is read at an angle, and opens the lists', async () => {
  const page = await open(key);
  await page.getByRole('button', { name: '扫描密钥码' }).click();
  await unlocked(page);
});

test('a photo opens the lists without any permission; one of another code is told, and may be chosen anew', async () => {
  const page = await open(null);
  await choose(page, 'https://yx.example.gov.cn/i/7K3M9PQ2XD');
  await page.getByText('这不是监督员密钥的码，请换一个。').waitFor();
  await page.getByLabel('从照片读取密钥码').setInputFiles({
    name: 'blank.png',
    mimeType: 'image/png',
    buffer: Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
      'base64',
    ),
  });
  await page.getByText('照片里没有找到码。请靠近、拍清楚，再试一次。').waitFor();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.screenshot({ path: await shotPath('inspector-photo-360'), fullPage: true });
  await choose(page, key, 12);
  await unlocked(page);
});

test('a camera that is refused: it says what else there is, and the key may still be typed', async () => {
  const page = await open(null);
  await page.getByRole('button', { name: '扫描密钥码' }).click();
  await page.getByText('不能使用摄像头。可以在系统设置里允许，也可以从照片读取，或者输入密钥。').waitFor();
  await page.screenshot({ path: await shotPath('inspector-refused-360'), fullPage: true });
  await page.getByLabel('监督员密钥（28个字符）').fill(key);
  await page.getByRole('button', { name: '打开人员名单' }).click();
  await unlocked(page);
});
