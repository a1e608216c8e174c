/** What comes out of the printer: HTML → PDF → picture → a decoder that did not make the code. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareZXingModule, type ReadResult, readBarcodes } from 'zxing-wasm/reader';
import { toBase64Url } from '../../src/core/domain/bytes.ts';
import { codeFromBytes } from '../../src/core/domain/institution-code.ts';
import { isoDate } from '../../src/core/domain/iso-date.ts';
import { claimStatement, makeClaimText, verifyClaim } from '../../src/core/trust/claim.ts';
import type { SheetRenderer } from '../../src/node/publish/boards.ts';
import { codeMatrix, smallestModule } from '../../src/web/page/print/code.ts';
import type { PrintDocument } from '../../src/web/page/print/document.tsx';
import { boardLayout, STICKER } from '../../src/web/page/print/layout.ts';
import { launchBrowser, shotPath } from '../support/browser.ts';
import { bureau, clinic, graded, jinjiang, LONG_NAME, printOf, wugang } from '../web/print/sample.ts';

const MM = 25.4 / 72;
const DPI = 200;

interface Picture {
  readonly data: Uint8ClampedArray<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}

interface Printed {
  readonly pages: readonly Picture[];
  /** Paper in mm. */
  readonly width: number;
  readonly height: number;
}

let browser: Browser;
let page: Page;
let pdfium: PDFiumLibrary;
let renderer: SheetRenderer;

beforeAll(async () => {
  const wasm = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  await prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer }, fireImmediately: true });
  renderer = await import(pathToFileURL(join(process.cwd(), 'dist/render.js')).href);
  pdfium = await PDFiumLibrary.init();
  browser = await launchBrowser();
  page = await browser.newPage();
});

afterAll(async () => {
  await browser?.close();
  pdfium?.destroy();
});

function htmlOf(sheet: PrintDocument): string {
  const html = renderer.renderPrintDocument(sheet);
  if (!html.ok) throw new Error(html.fault);
  return html.value;
}

/** Prints as a browser set to "no background graphics" does, and rasters every page. */
async function print(html: string): Promise<Printed> {
  await page.setContent(html);
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: false });
  const document = await pdfium.loadDocument(pdf);
  const pages: Picture[] = [];
  for (let i = 0; i < document.getPageCount(); i++) {
    const { data, width, height } = await document.getPage(i).render({ scale: DPI / 72, render: 'bitmap' });
    pages.push({ data: new Uint8ClampedArray(data), width, height });
  }
  const { originalWidth, originalHeight } = document.getPage(0).getOriginalSize();
  document.destroy();
  return { pages, width: originalWidth * MM, height: originalHeight * MM };
}

async function decode({ data, width, height }: Picture): Promise<readonly ReadResult[]> {
  const image = { data, width, height, colorSpace: 'srgb' } as ImageData;
  return readBarcodes(image, { formats: ['QRCode'], maxNumberOfSymbols: 20 });
}

/** Printed size of a module in mm, from the corners that the decoder found. */
function moduleOf({ position }: ReadResult, size = codeMatrix(bureau.origin, clinic.code).size): number {
  const { topLeft, topRight } = position;
  const side = Math.hypot(topRight.x - topLeft.x, topRight.y - topLeft.y);
  return ((side / DPI) * 25.4) / size;
}

/** Elements that run out of their box: text that would be cut off on paper. */
async function overflowing(html: string): Promise<readonly string[]> {
  await page.setContent(html);
  return page.evaluate(() => {
    const lost: string[] = [];
    for (const part of document.querySelectorAll('.pr-part,.pr-sticker,.pr-head,.pr-foot')) {
      const box = part.getBoundingClientRect();
      for (const one of part.querySelectorAll('*')) {
        const { right, bottom, left, top } = one.getBoundingClientRect();
        if (right > box.right + 1 || bottom > box.bottom + 1 || left < box.left - 1 || top < box.top - 1) {
          lost.push(`${part.className}: ${one.className || one.tagName} ${(one.textContent ?? '').slice(0, 20)}`);
        }
      }
    }
    // Boxes of a fixed height: what does not fit would cover the next line.
    for (const box of document.querySelectorAll('.pr-name,.pr-sname,.pr-scode,.pr-people,.pr-names,.pr-call')) {
      if (box.scrollHeight > box.clientHeight + 2 || box.scrollWidth > box.clientWidth + 2) lost.push(box.className);
    }
    return lost;
  });
}

const ADDRESS = `https://yx.example.gov.cn/i/${clinic.code}`;

describe('a printed board', () => {
  it.each([
    ['a3', 420, 297],
    ['a4', 210, 297],
  ] as const)('on %s is one page of %d × %d mm whose code is read by another decoder', async (paper, width, height) => {
    const printed = await print(htmlOf(printOf({ paper })));
    expect(printed.pages).toHaveLength(1);
    expect(Math.abs(printed.width - width)).toBeLessThan(1);
    expect(Math.abs(printed.height - height)).toBeLessThan(1);
    const [code, ...more] = await decode(printed.pages[0] as Picture);
    expect(more).toEqual([]);
    expect(code?.text).toBe(ADDRESS);
    expect(code?.ecLevel).toBe('Q');
    const layout = boardLayout(paper);
    if (!code) return;
    const matrix = codeMatrix(bureau.origin, clinic.code);
    const wanted = layout.code / (matrix.size + 8);
    expect(moduleOf(code)).toBeGreaterThanOrEqual(smallestModule(layout.distance));
    expect(Math.abs(moduleOf(code) - wanted)).toBeLessThan(0.03);
  });

  it('is still read with a twentieth of its pixels wrong and hanging four degrees askew', async () => {
    const { pages } = await print(htmlOf(printOf({ paper: 'a4' })));
    const worn = turned(speckled(pages[0] as Picture, 0.05), 4);
    expect((await decode(worn)).map((code) => code.text)).toEqual([ADDRESS]);
  });
});

describe('a board with a claim', () => {
  const ecdsa = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const path = `/i/${clinic.code}`;

  /** A claim for an origin, and the key that it is checked with. */
  async function claimFor(origin: string) {
    const { publicKey, privateKey } = await crypto.subtle.generateKey(ecdsa, true, ['sign', 'verify']);
    const printed = { kid: 1, year: clinic.year, level: 2 };
    const signed = await crypto.subtle.sign(ecdsa, privateKey, claimStatement(printed, { origin, path }));
    const point = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey));
    const about = { suite: 'p256', origin, from: '2026-01-15', revokedOn: null } as const;
    return {
      claim: makeClaimText({ ...printed, signature: new Uint8Array(signed) }),
      key: { kid: 1, publicKey: toBase64Url(point), ...about },
    };
  }

  it.each([
    ['a3', 'https://yx.example.gov.cn'],
    ['a4', 'https://yx.example.gov.cn'],
    ['a3', 'https://credit.long-name-co.example.cn'],
    ['a4', 'https://credit.long-name-co.example.cn'],
  ] as const)('on %s for %s is read from paper, worn and askew too, and its claim verifies', async (paper, origin) => {
    const { claim, key } = await claimFor(origin);
    const html = htmlOf(printOf({ paper, claim, bureau: { ...bureau, origin } }));
    const picture = (await print(html)).pages[0] as Picture;
    const address = `${origin}${path}#`;
    for (const seen of [picture, turned(speckled(picture, 0.03), 4)]) {
      const [code, ...more] = await decode(seen);
      expect(more).toEqual([]);
      expect(code?.text).toBe(address + claim);
      const fragment = code?.text.slice(address.length) ?? '';
      expect(await verifyClaim(fragment, path, [key])).toEqual({ status: 'ok', year: clinic.year, level: 2, origin });
    }
    const [code] = await decode(picture);
    expect(code?.ecLevel).toBe('M');
    if (!code) return;
    const { size } = codeMatrix(origin, clinic.code, claim);
    expect(moduleOf(code, size)).toBeGreaterThanOrEqual(smallestModule(boardLayout(paper).distance));
    expect(await overflowing(html)).toEqual([]);
    await page.locator('.pr-sheet').screenshot({ path: await shotPath(`print-${paper}-claim-${size}`) });
  });
});

describe('a printed sheet of stickers', () => {
  it('is one page of A4 on which every one of the eight codes is read', async () => {
    const printed = await print(htmlOf(printOf({ kind: 'stickers' })));
    expect(printed.pages).toHaveLength(1);
    expect([Math.round(printed.width), Math.round(printed.height)]).toEqual([210, 297]);
    const codes = await decode(printed.pages[0] as Picture);
    expect(codes.map((code) => code.text)).toEqual(Array.from({ length: 8 }, () => ADDRESS));
    for (const code of codes) expect(moduleOf(code)).toBeGreaterThanOrEqual(smallestModule(STICKER.distance));
  });
});

describe('a batch of a town', () => {
  it('prints each institution on a page of its own, with its own code', async () => {
    const codes = [1, 2, 3].map((n) => codeFromBytes(new Uint8Array(9).fill(n)));
    const html = renderer.renderPrintBatch(
      '青石镇',
      codes.map((code) => printOf({ record: { code } })),
    );
    const { pages } = await print(html);
    const read = await Promise.all(pages.map(decode));
    expect(read.map((found) => found.map((code) => code.text))).toEqual(
      codes.map((code) => [`https://yx.example.gov.cn/i/${code}`]),
    );
  });
});

const subjects =
  '预防保健科、内科、外科、妇产科、儿科、眼科、耳鼻咽喉科、口腔科、皮肤科、精神科、传染科、肿瘤科、急诊医学科、康复医学科、麻醉科、医学检验科、病理科、医学影像科、中医科、重症医学科'.split(
    '、',
  );
const hospital = { name: LONG_NAME, licence: { ...clinic.licence, subjects } };
const filed = { type: 'clinic-filing', number: null, validUntil: null, authority: null, subjects: [] } as const;
const letter = Array.from(
  { length: 14 },
  (_, i) => `第${i + 1}项：${'严格遵守医疗卫生管理法律、法规、规章和诊疗技术规范，'.repeat(2)}`,
);
const origin = 'https://wsjkj.yixinma.long-name-county.gov.cn:8443';

const CASES: readonly (readonly [string, Parameters<typeof printOf>[0]])[] = [
  ['short', {}],
  ['long-200', { count: 200, record: hospital }],
  ['staff-45', { count: 45, record: { outcome: graded(wugang, 'poor') } }],
  ['jinjiang', { terms: jinjiang, bureau: { ...bureau, demo: false }, record: { outcome: graded(jinjiang, 'B') } }],
  [
    'new-temporary',
    { staff: null, temporary: true, record: { commitment: null, outcome: { status: 'not-graded', state: 'new' } } },
  ],
  [
    'out-of-scope',
    { temporary: true, record: { licence: filed, outcome: { status: 'not-graded', state: 'out-of-scope' } } },
  ],
  ['long-letter', { bureau: { ...bureau, commitment: letter, origin }, count: 120 }],
];

describe('nothing runs out of its box', () => {
  it.each(
    CASES.flatMap(([name, change]) => (['a3', 'a4'] as const).map((paper) => [name, paper, change] as const)),
  )('in the case %s on %s', async (name, paper, change) => {
    expect(await overflowing(htmlOf(printOf({ ...change, paper })))).toEqual([]);
    await page.locator('.pr-sheet').screenshot({ path: await shotPath(`print-${paper}-${name}`) });
  });

  it('on stickers with a long name and a long address', async () => {
    const sheet = printOf({ kind: 'stickers', temporary: true, record: hospital, bureau: { ...bureau, origin } });
    expect(await overflowing(htmlOf(sheet))).toEqual([]);
    await page.locator('.pr-sheet').screenshot({ path: await shotPath('print-stickers-long') });
    await page.setContent(htmlOf(printOf({ kind: 'stickers' })));
    await page.locator('.pr-sheet').screenshot({ path: await shotPath('print-stickers') });
  });

  it('when a grade was changed within the year', async () => {
    const outcome = graded(jinjiang, 'D');
    if (outcome.status !== 'graded') throw new Error('graded');
    const change = { from: 'B', on: isoDate('2026-06-30'), article: '第十八条', documentNo: '示卫〔2026〕12号' };
    for (const paper of ['a3', 'a4'] as const) {
      const sheet = printOf({ paper, terms: jinjiang, record: { outcome: { ...outcome, change } } });
      expect(await overflowing(htmlOf(sheet))).toEqual([]);
      await page.locator('.pr-sheet').screenshot({ path: await shotPath(`print-${paper}-changed`) });
    }
  });
});

/** Inverts a share of the pixels, always the same ones. */
function speckled({ data, width, height }: Picture, share: number): Picture {
  const worn = new Uint8ClampedArray(data);
  let seed = 1;
  for (let i = 0; i < worn.length; i += 4) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    if (seed / 2 ** 32 < share) for (let c = 0; c < 3; c++) worn[i + c] = 255 - (worn[i + c] ?? 0);
  }
  return { data: worn, width, height };
}

/** Turns a picture around its middle, nearest pixel, white outside. */
function turned({ data, width, height }: Picture, degrees: number): Picture {
  const out = new Uint8ClampedArray(data.length).fill(255);
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [dx, dy] = [x - width / 2, y - height / 2];
      const sx = Math.round(dx * cos + dy * sin + width / 2);
      const sy = Math.round(dy * cos - dx * sin + height / 2);
      if (sx < 0 || sy < 0 || sx >= width || sy >= height) continue;
      out.set(data.subarray((sy * width + sx) * 4, (sy * width + sx) * 4 + 3), (y * width + x) * 4);
    }
  }
  return { data: out, width, height };
}
