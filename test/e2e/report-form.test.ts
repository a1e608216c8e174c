/** The form in a real browser: what leaves a photo on the phone, every step as it looks, and by axe. */
import AxeBuilder from '@axe-core/playwright';
import exifr from 'exifr';
import { zipSync } from 'fflate';
import piexif from 'piexifjs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, shotPath } from '../support/browser.ts';
import { answerFrom, buildHarness, ORIGIN } from '../web/app/report/harness-site.ts';
import { CODE } from '../web/app/report/mount.tsx';

let browser: Browser;
let context: BrowserContext;
let page: Page;
let files: Awaited<ReturnType<typeof buildHarness>>;

beforeAll(async () => {
  [files, browser] = await Promise.all([buildHarness(), launchBrowser()]);
  // A context of its own: the pictures and axe want one that was made for them.
  context = await browser.newContext({ viewport: { width: 360, height: 640 }, hasTouch: true });
  await answerFrom(context, files);
  page = await context.newPage();
  await page.goto(`${ORIGIN}/report/${CODE}?kind=board`);
  await page.locator('h1').waitFor();
});
afterAll(async () => {
  await browser.close();
});

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

/** A picture made by the browser: left half red, right half blue. */
async function picture(width: number, height: number, type = 'image/jpeg'): Promise<Uint8Array> {
  const bytes = await page.evaluate(
    async ([w, h, mime]) => {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [w, h];
      const paint = canvas.getContext('2d');
      if (!paint) throw new Error('no canvas');
      paint.fillStyle = '#f00';
      paint.fillRect(0, 0, w, h);
      paint.fillStyle = '#00f';
      paint.fillRect(w / 2, 0, w / 2, h);
      const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, mime, 0.9));
      return [...new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0))];
    },
    [width, height, type] as const,
  );
  return Uint8Array.from(bytes);
}

/** The picture with place, maker and time as a phone's camera writes them; `orientation` 6: to be turned clockwise. */
function photographed(jpeg: Uint8Array, orientation = 1): Uint8Array {
  const { ImageIFD, ExifIFD, GPSIFD } = piexif;
  const at = (degrees: number, minutes: number) => [
    [degrees, 1],
    [minutes, 1],
    [0, 1],
  ];
  const exif = piexif.dump({
    '0th': { [ImageIFD.Make]: 'SECRETMAKER', [ImageIFD.Orientation]: orientation },
    Exif: { [ExifIFD.DateTimeOriginal]: '2026:11:03 09:00:00' },
    GPS: {
      [GPSIFD.GPSLatitudeRef]: 'N',
      [GPSIFD.GPSLatitude]: at(24, 28),
      [GPSIFD.GPSLongitudeRef]: 'E',
      [GPSIFD.GPSLongitude]: at(112, 38),
    },
  });
  return Buffer.from(piexif.insert(exif, latin1(jpeg)), 'latin1');
}

type Prepared = { readonly fault: string } | { readonly photo: Uint8Array };

async function prepare(bytes: Uint8Array): Promise<Prepared> {
  const outcome = await page.evaluate(
    async (numbers) => {
      const made = await window.harness.preparePhoto(new Blob([Uint8Array.from(numbers)]));
      return made.ok ? { photo: [...made.photo] } : { fault: made.fault };
    },
    [...bytes],
  );
  return 'photo' in outcome && outcome.photo
    ? { photo: Uint8Array.from(outcome.photo) }
    : { fault: outcome.fault ?? '' };
}

async function prepared(bytes: Uint8Array): Promise<Uint8Array> {
  const outcome = await prepare(bytes);
  if ('fault' in outcome) throw new Error(outcome.fault);
  return outcome.photo;
}

/** Size, and colours (red, green, blue) at places given in shares of it. */
async function look(photo: Uint8Array, ...places: readonly (readonly [number, number])[]) {
  return page.evaluate(
    async ([numbers, points]) => {
      const bitmap = await createImageBitmap(new Blob([Uint8Array.from(numbers)], { type: 'image/jpeg' }));
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
      const paint = canvas.getContext('2d');
      paint?.drawImage(bitmap, 0, 0);
      const colours = points.map(([x, y]) => [
        ...(paint?.getImageData(Math.floor(x * bitmap.width), Math.floor(y * bitmap.height), 1, 1).data.slice(0, 3) ??
          []),
      ]);
      return { width: bitmap.width, height: bitmap.height, colours };
    },
    [[...photo], places] as const,
  );
}

/** Markers of all segments up to the coded data. */
function segments(jpeg: Uint8Array): string[] {
  const found: string[] = [];
  for (
    let at = 2;
    at < jpeg.length && jpeg[at + 1] !== 0xda;
    at += 2 + ((jpeg[at + 2] ?? 0) << 8) + (jpeg[at + 3] ?? 0)
  )
    found.push((jpeg[at + 1] ?? 0).toString(16));
  return found;
}

describe('a photo', () => {
  it('leaves place, time and maker on the phone: no metadata segment goes out', async () => {
    const input = photographed(await picture(2400, 1200));
    expect(await exifr.gps(Buffer.from(input))).toMatchObject({ latitude: expect.closeTo(24.47, 1) });
    const output = await prepared(input);
    expect(await exifr.parse(Buffer.from(output), true)).toEqual(
      expect.not.objectContaining({ Make: expect.anything() }),
    );
    expect(await exifr.gps(Buffer.from(output))).toBeUndefined();
    expect(segments(output).filter((marker) => /^(e[1-9a-f]|fe)$/.test(marker))).toEqual([]);
    expect(latin1(output)).not.toMatch(/SECRETMAKER|Exif|GPS|2026:11/);
    expect(await look(output)).toMatchObject({ width: 1600, height: 800 });
  });

  it('taken upright stands upright, although its header goes', async () => {
    const output = await prepared(photographed(await picture(400, 200), 6));
    const { width, height, colours } = await look(output, [0.5, 0.1], [0.6, 0.9]);
    expect([width, height]).toEqual([200, 400]);
    expect(colours[0]?.[0]).toBeGreaterThan(200);
    expect(colours[1]?.[2]).toBeGreaterThan(200);
  });

  it('becomes at most one MiB, however rough it is', async () => {
    const noise = await page.evaluate(async () => {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [1600, 1600];
      const paint = canvas.getContext('2d');
      const data = paint?.createImageData(1600, 1600);
      if (!paint || !data) throw new Error('no canvas');
      for (let i = 0, x = 1; i < data.data.length; i++) {
        x = (Math.imul(x, 1664525) + 1013904223) >>> 0;
        data.data[i] = i % 4 === 3 ? 255 : x >>> 24;
      }
      paint.putImageData(data, 0, 0);
      const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 1));
      const made = await window.harness.preparePhoto(blob ?? new Blob());
      return { before: blob?.size ?? 0, after: made.ok ? made.photo.length : -1 };
    });
    expect(noise.before).toBeGreaterThan(2 ** 21);
    expect(noise.after).toBeGreaterThan(1000);
    expect(noise.after).toBeLessThanOrEqual(2 ** 20);
  });

  it('with an archive behind it comes out without it', async () => {
    const zip = zipSync({ 'secret.txt': Buffer.from('HIDDENTEXT') }, { level: 0 });
    const output = await prepared(Buffer.concat([await picture(300, 200), zip]));
    for (const sign of ['HIDDENTEXT', 'PK\x03\x04']) expect(latin1(output)).not.toContain(sign);
    expect([...output.slice(-2)]).toEqual([0xff, 0xd9]);
  });

  it('of any kind that this browser reads becomes a JPEG, without transparency', async () => {
    for (const type of ['image/png', 'image/webp']) {
      const output = await prepared(await picture(300, 200, type));
      expect([...output.slice(0, 2)]).toEqual([0xff, 0xd8]);
      expect(await look(output)).toMatchObject({ width: 300, height: 200 });
    }
  });

  it.each([
    ['that claims 60,000 × 60,000 pixels', 'too-many-pixels', () => bomb()],
    ['that is a document', 'not-image', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['that is an archive', 'not-image', async () => zipSync({ a: Buffer.from('x') })],
    ['that is cut off', 'unreadable', async () => (await picture(300, 200, 'image/png')).slice(0, 40)],
    ['of the iPhone that this browser cannot read', 'heic', async () => heic()],
  ] as const)('%s is refused: %s', async (_, fault, make) => {
    expect(await prepare(await make())).toEqual({ fault });
  });

  it('above 30 MB is refused before it is read', async () => {
    const fault = await page.evaluate(async () => {
      const made = await window.harness.preparePhoto(new Blob([new Uint8Array(30 * 1024 * 1024 + 1)]));
      return made.ok ? '' : made.fault;
    });
    expect(fault).toBe('too-large');
  });
});

/** A whole small PNG whose header claims 3.6 billion pixels. */
async function bomb(): Promise<Uint8Array> {
  const bytes = Buffer.from(await picture(4, 4, 'image/png'));
  bytes.writeUInt32BE(60_000, 16);
  bytes.writeUInt32BE(60_000, 20);
  return bytes;
}

/** The first boxes of a HEIC file with its size, and nothing to decode. */
function heic(): Uint8Array {
  const box = Buffer.alloc(20);
  box.write('ispe', 4, 'latin1');
  box.writeUInt32BE(400, 12);
  box.writeUInt32BE(300, 16);
  return Buffer.concat([Buffer.from('\0\0\0\u0010ftypheic\0\0\0\0', 'latin1'), box]);
}

async function open(path: string): Promise<void> {
  await page.goto(`${ORIGIN}/report/${path}`);
  await page.locator('h1').waitFor();
}
const next = () => page.getByRole('button', { name: '下一步' }).click();
const DRAWN = { left: 0.1, top: 0.2, right: 0.4, bottom: 0.7 };

describe('covering parts of a photo', () => {
  it('by pointer and by keys: what was under the boxes is black in what is handed over, the rest is not', async () => {
    await open(`${CODE}?kind=board&step=photos`);
    const buffer = Buffer.from(photographed(await picture(1000, 800)));
    await page.locator('#photo').setInputFiles({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer });
    await page.getByRole('button', { name: /^涂掉不想给人看的部分/ }).click();
    const stage = page.locator('.rep-stage');
    await stage.locator('img').waitFor();
    await page.screenshot({ path: await shotPath('report-mask-empty') });
    const area = await stage.boundingBox();
    if (!area) throw new Error('no stage');
    const at = (x: number, y: number) => [area.x + x * area.width, area.y + y * area.height] as const;
    await page.mouse.move(...at(DRAWN.left, DRAWN.top));
    await page.mouse.down();
    await page.mouse.move(...at(DRAWN.right, DRAWN.bottom), { steps: 3 });
    await page.mouse.up();
    await page.getByRole('button', { name: '添加黑块' }).click();
    await page.getByRole('button', { name: /^黑块2：距左35%，距上40%，宽30%，高20%/ }).focus();
    for (let i = 0; i < 20; i++) await page.keyboard.press('ArrowRight');
    for (let i = 0; i < 5; i++) await page.keyboard.press('Shift+ArrowDown');
    await page.getByRole('button', { name: /^黑块2：距左70%，距上40%，宽30%，高30%/ }).waitFor();
    await page.getByRole('button', { name: '添加黑块' }).click();
    await page.getByRole('button', { name: '撤销上一步' }).click();
    await page.screenshot({ path: await shotPath('report-mask'), fullPage: true });
    await axeFinds('mask');
    await page.getByRole('button', { name: '完成' }).click();
    await page.getByRole('img', { name: '第1张照片' }).waitFor();
    await page.getByText('已自动保存').waitFor();
    const [photo = []] = await page.evaluate(() => {
      return [...window.harness.outbox.drafts.values()].flatMap(({ photos }) => photos.map((bytes) => [...bytes]));
    });
    const inside = [0.12, 0.25, 0.38].map((x) => [x, 0.45] as const);
    const { colours } = await look(
      Uint8Array.from(photo),
      ...inside,
      [0.85, 0.41],
      [0.85, 0.69],
      [0.05, 0.5],
      [0.6, 0.9],
    );
    for (const colour of colours.slice(0, 5)) expect(Math.max(...colour)).toBeLessThan(6);
    for (const colour of colours.slice(5)) expect(Math.max(...colour)).toBeGreaterThan(200);
    expect(latin1(Uint8Array.from(photo))).not.toMatch(/SECRETMAKER|Exif/);
  });
});

async function axeFinds(name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${name} ${id} ${nodes[0]?.html}`)).toEqual([]);
}

/** Nothing reaches over the side, and what is pressed is large enough. */
async function fits(name: string, least: number): Promise<void> {
  const found = await page.evaluate((height) => {
    const small = [...document.querySelectorAll<HTMLElement>('.app-main :is(button, .button, .rep-choice, .rep-input)')]
      .filter((element) => !element.classList.contains('rep-box') && element.offsetParent !== null)
      .filter((element) => element.getBoundingClientRect().height < height - 0.5)
      .map((element) => element.textContent || element.id);
    return { small, wide: document.documentElement.scrollWidth - innerWidth };
  }, least);
  expect({ name, ...found }).toEqual({ name, small: [], wide: 0 });
}

describe('the steps on a small phone', () => {
  const shot = async (name: string) => page.screenshot({ path: await shotPath(`report-${name}`), fullPage: true });

  it('fit, are large enough to press, pass axe, and the browser’s Back leads one question back without loss', async () => {
    await open(CODE);
    await page.getByText('青石镇中街12号').waitFor();
    await fits('kind', 48);
    await shot('01-kind');
    await next();
    await shot('02-kind-missing');
    await axeFinds('kind-missing');
    await page.getByLabel(/^举报/).check();
    await next();
    await page.getByLabel('诊疗、用药有问题').check();
    await shot('03-category');
    await next();
    await page.getByLabel('经过').fill('11月3日上午，药房给的退烧药已经过期两个月。');
    await shot('04-what');
    await page.goBack();
    expect(await page.getByLabel('诊疗、用药有问题').isChecked()).toBe(true);
    await page.goForward();
    expect(await page.getByLabel('经过').inputValue()).toContain('过期两个月');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await next();
    await page
      .locator('#photo')
      .setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(await picture(600, 400)) });
    await page.getByRole('img', { name: '第1张照片' }).waitFor();
    await shot('05-photos');
    for (const name of ['06-contact', '07-tell', '08-notice', '08b-consent', '09-review']) {
      await next();
      await fits(name, 48);
      if (name > '08b') await axeFinds(name);
      await shot(name);
    }
    await page.getByRole('button', { name: '提交' }).click();
    await page.waitForURL(/\/mine#/);
    expect(await page.evaluate(() => window.harness.outbox.sent[0]?.photos.length)).toBe(1);
  });

  it('of the short kinds too, in the larger sizes, in the dark, in English', async () => {
    for (const kind of ['rating', 'board', 'objection', 'own']) {
      await open(`${CODE}?kind=${kind}`);
      await shot(`10-${kind}`);
    }
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.evaluate(() => localStorage.setItem('yixinma-size', '1'));
    for (const path of [CODE, `${CODE}?kind=own&step=consent`, `${CODE}?kind=tip&step=review&lang=en`]) {
      await open(path);
      await fits(path, 60);
      await axeFinds(path);
      await shot(`20-dark-elder-${path.replace(/\W+/g, '-').slice(CODE.length)}`);
    }
    await page.evaluate(() => localStorage.clear());
  });

  it('of photos hold their buttons whole in the largest size, at 360 px and at 320 px', async () => {
    await open(`${CODE}?kind=board&step=photos`);
    await page.evaluate(() => localStorage.setItem('yixinma-size', '2'));
    const buffer = Buffer.from(await picture(600, 400));
    for (const width of [360, 320]) {
      await page.setViewportSize({ width, height: 640 });
      await open(`${CODE}?kind=board&step=photos`);
      await page.locator('#photo').setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer });
      const button = page.getByRole('button', { name: /^涂掉不想给人看的部分/ });
      await button.waitFor();
      await shot(`30-photos-largest-${width}`);
      const perLine = await button.evaluate((element) => {
        const { paddingLeft, paddingRight, fontSize } = getComputedStyle(element);
        return (element.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight)) / parseFloat(fontSize);
      });
      expect(perLine).toBeGreaterThan(6);
      await fits(`photos ${width}`, 60);
    }
    await page.evaluate(() => localStorage.clear());
    await page.setViewportSize({ width: 360, height: 640 });
  });

  it('of covering a photo name no keys to fingers but to a mouse, and Back asks before boxes are lost', async () => {
    for (const [hasTouch, shown] of [
      [true, false],
      [false, true],
    ] as const) {
      const own = await browser.newContext({ viewport: { width: 360, height: 640 }, hasTouch, isMobile: hasTouch });
      try {
        await answerFrom(own, files);
        const mask = await own.newPage();
        await mask.goto(`${ORIGIN}/report/${CODE}?kind=board&step=photos`);
        const buffer = Buffer.from(await picture(600, 400));
        await mask.locator('#photo').setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer });
        await mask.getByRole('button', { name: /^涂掉不想给人看的部分/ }).click();
        await mask.getByRole('button', { name: '添加黑块' }).click();
        await mask.getByRole('button', { name: /^黑块1/ }).waitFor();
        expect(await mask.getByText(/^选中黑块后/).isVisible()).toBe(shown);
        await mask.goBack();
        await mask.getByText('黑块还没有涂上，确定不涂了吗？').waitFor();
        await mask.getByRole('button', { name: '继续涂' }).click();
        await mask.getByRole('button', { name: '不涂了', exact: true }).click();
        await mask.getByRole('img', { name: '第1张照片' }).waitFor();
        await mask.goForward();
        await mask.getByRole('img', { name: '第1张照片' }).waitFor();
      } finally {
        await own.close();
      }
    }
  });
});
