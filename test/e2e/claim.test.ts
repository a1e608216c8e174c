/** From the bureau's board to a phone: printed, decoded, opened in a real browser, told below the verification line. */
import { readdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { claimStatement, makeClaimText, parseClaim } from '../../src/core/trust/claim.ts';
import { brotliBytes } from '../../src/node/build/budgets.ts';
import { runCommand } from '../../src/node/cli/main.ts';
import { publishedClaims } from '../../src/node/publish/claims.ts';
import { loadLastRelease } from '../../src/node/publish/last-release.ts';
import { type ClaimSigner, loadClaimSigner } from '../../src/node/publish/signing/claim-keys.ts';
import { launchBrowser, shotPath, temporaryFolder } from '../support/browser.ts';
import { makeDemo } from '../support/demo-site.ts';
import { PASSPHRASE } from '../support/workspace.ts';
import { type AlteringSite, expectFailing, expectGenuine, serveAltered, settled, untouched } from './page-support.ts';

const ORIGIN = 'https://yx.example.gov.cn';

let browser: Browser;
let page: Page;
let site: AlteringSite;
let siteDir: string;
let signer: ClaimSigner;
/** Of the board that was printed. */
let path: string;
let claim: string;

beforeAll(async () => {
  const wasm = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  await prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer }, fireImmediately: true });
  const dir = join(await temporaryFolder('claim'), 'demo');
  const report = await makeDemo(dir);
  expect(report.version).toBe(1);
  browser = await launchBrowser();
  siteDir = await realpath(join(dir, 'site'));
  site = await serveAltered(siteDir);
  const last = await loadLastRelease(dir, new Date());
  if (!last.ok || last.value === null) throw new Error('nothing is published');
  const record = last.value.records.find(({ outcome }) => outcome.status === 'graded' && outcome.level === 2);
  if (record === undefined) throw new Error('nobody has the second grade');
  path = `/i/${record.code}`;
  const keys = (await publishedClaims(dir, last.value))?.keys ?? [];
  const loaded = await loadClaimSigner(join(dir, 'keys'), keys, ORIGIN, async () => PASSPHRASE);
  if (loaded === null) throw new Error('no key of claims is published');
  signer = loaded;
  await writeFile(join(dir, 'phrase'), PASSPHRASE);
  const said: string[] = [];
  const say = (text: string) => said.push(text);
  const io = { stdin: async () => '', out: say, err: say, now: () => new Date(), cwd: dir, env: {} };
  expect(await runCommand(['boards', '.', '--passphrase-file', 'phrase'], io), said.join('')).toBe(0);
  claim = await decodedClaim(join(dir, 'boards/a3', `${record.code}.html`));
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

beforeEach(async () => {
  site.alter = untouched;
  site.asked.length = 0;
  const context = await browser.newContext({ serviceWorkers: 'block', viewport: { width: 360, height: 740 } });
  page = await context.newPage();
  return () => context.close();
});

/** What another decoder reads behind the `#` of a board's code. */
async function decodedClaim(file: string): Promise<string> {
  const context = await browser.newContext();
  const sheet = await context.newPage();
  await sheet.setContent(await readFile(file, 'utf8'));
  const picture = await sheet.locator('.pr-mark').first().screenshot();
  await context.close();
  const [code] = await readBarcodes(new Blob([new Uint8Array(picture)]), { formats: ['QRCode'] });
  expect(code?.text.startsWith(`${ORIGIN}${path}#`)).toBe(true);
  return code?.text.slice(`${ORIGIN}${path}#`.length) ?? '';
}

/** A claim of the bureau's own key. */
function signed(year: number, level: number): string {
  const printed = { kid: signer.kid, year, level };
  return makeClaimText({ ...printed, signature: signer.sign(claimStatement(printed, { origin: ORIGIN, path })) });
}

const boxes = () => page.locator('[role=status].claim');
const scan = (fragment: string) => page.goto(`${site.url}${path}#${fragment}`);

describe('a board, scanned', () => {
  test('holds a claim for the year and grade in force, and the page says that they agree', async () => {
    expect(parseClaim(claim)).toMatchObject({ kid: 1, year: 2026, level: 2 });
    await scan(claim);
    await expectGenuine(page);
    expect(await boxes().innerText()).toBe('公示栏上的等级与现行等级一致');
    expect(await page.evaluate(() => document.querySelector('#ver')?.nextElementSibling?.className)).toBe(
      'ver claim good',
    );
    await page.screenshot({ path: await shotPath('page-claim-current') });
  });

  test('of last year is called old, with its grade', async () => {
    await scan(signed(2025, 1));
    await expectGenuine(page);
    await boxes().waitFor();
    // Its marks were never published: the demo begins in 2026.
    expect(await boxes().innerText()).toBe('公示栏是2025年度的旧等级，已过期。2026年度等级为合格，以本页为准。');
    await page.screenshot({ path: await shotPath('page-claim-old') });
  });

  test.each([
    ['old', () => signed(2025, 1)],
    ['of before a change', () => signed(2026, 1)],
    ['forged', () => `${claim.slice(0, 3)}01${claim.slice(5)}`],
  ])('that is %s is told below the mark, once, and seen on a small phone without scrolling', async (name, fragment) => {
    await page.setViewportSize({ width: 360, height: 640 });
    await scan(fragment());
    await expectGenuine(page);
    await boxes().waitFor();
    expect(await boxes().count()).toBe(1);
    const [mark, said, check] = await Promise.all(
      [page.locator('.now'), boxes(), page.locator('#ver')].map((part) => part.boundingBox()),
    );
    if (!mark || !said || !check) throw new Error('something is not shown');
    expect(said.y).toBeGreaterThanOrEqual(mark.y + mark.height);
    expect(said.y + said.height).toBeLessThanOrEqual(check.y);
    expect(await page.evaluate(() => scrollY)).toBe(0);
    expect(said.y + said.height).toBeLessThanOrEqual(640);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await page.screenshot({ path: await shotPath(`page-claim-${name.replaceAll(' ', '-')}-640`) });
  });

  test('brings a chunk of at most 3 kB', async () => {
    const [chunk = ''] = (await readdir(join(siteDir, 'assets'))).filter((name) => name.startsWith('claim-'));
    expect(brotliBytes(await readFile(join(siteDir, 'assets', chunk)))).toBeLessThanOrEqual(3 * 1024);
  });

  test('with a changed digit does not check out; the page stays genuine', async () => {
    await scan(`${claim.slice(0, 3)}01${claim.slice(5)}`);
    await expectGenuine(page);
    await boxes().waitFor();
    expect(await boxes().innerText()).toMatch(/^公示栏上的防伪信息核对不通过，等级以本页为准。\s*请拨打\S+告诉我们。$/);
  });

  test('opens again without a network, from what the phone verified before', async () => {
    await scan(claim);
    await boxes().waitFor();
    site.alter = (asked, bytes) => (asked.startsWith('/d/') ? null : bytes);
    await page.reload();
    expect(await settled(page)).toContain('资料截至');
    await boxes().waitFor();
    expect(await boxes().innerText()).toBe('公示栏上的等级与本页一致');
  });

  test('on a page that fails its check shows nothing, and the page is blamed', async () => {
    site.alter = (asked, bytes) => (asked === path ? Buffer.from(bytes.toString().replaceAll('合格', '优秀')) : bytes);
    await scan(claim);
    await expectFailing(page);
    expect(await boxes().count()).toBe(0);
  });

  test('whose keys were exchanged on the way shows nothing that they say', async () => {
    site.alter = (asked, bytes) =>
      asked === '/d/bundle.json'
        ? Buffer.from(
            bytes
              .toString()
              .replace(/(\\"publicKey\\":\\")(.)/, (_, before, one) => before + (one === 'B' ? 'C' : 'B')),
          )
        : bytes;
    await scan(signed(2025, 1));
    await settled(page);
    expect(await boxes().count()).toBe(0);
  });
});

describe('without a claim', () => {
  test('the chunk is not even asked for', async () => {
    for (const fragment of ['', 'board', '1'.repeat(159), '1'.repeat(161)]) {
      site.asked.length = 0;
      await page.goto('about:blank');
      await scan(fragment);
      await expectGenuine(page);
      expect(site.asked.filter((asked) => asked.includes('/claim-'))).toEqual([]);
    }
    expect(await boxes().count()).toBe(0);
  });
});
