/** From the bureau's board to a phone: printed, decoded, opened in a real browser, told below the verification line. */
import { readdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { isoDate } from '../../src/core/domain/iso-date.ts';
import { claimStatement, makeClaimText, parseClaim } from '../../src/core/trust/claim.ts';
import { brotliBytes } from '../../src/node/build/budgets.ts';
import { runCommand } from '../../src/node/cli/main.ts';
import { publishedClaims } from '../../src/node/publish/claims.ts';
import { loadLastRelease } from '../../src/node/publish/last-release.ts';
import { type ClaimSigner, loadClaimSigner, revokeClaimKey } from '../../src/node/publish/signing/claim-keys.ts';
import { launchBrowser, shotPath, temporaryFolder } from '../support/browser.ts';
import { makeDemo, publishDemo } from '../support/demo-site.ts';
import { PASSPHRASE } from '../support/workspace.ts';
import { type AlteringSite, expectFailing, expectGenuine, serveAltered, settled, untouched } from './page-support.ts';

const ORIGIN = 'https://yx.example.gov.cn';
/** All with `npm run test:states`; else one of each kind, and the rest where they need no browser (`claim.test.tsx`). */
const EVERY = process.env.EVERY_STATE === '1';

let browser: Browser;
let page: Page;
let site: AlteringSite;
let dir: string;
let siteDir: string;
let signer: ClaimSigner;
/** Of the board that was printed. */
let path: string;
let claim: string;
/** Another institution, whose board might hang here. */
let another: { readonly path: string; readonly name: string; readonly address: string };
/** The code of an institution that has closed. */
let withdrawn: string;

beforeAll(async () => {
  const wasm = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  await prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer }, fireImmediately: true });
  dir = join(await temporaryFolder('claim'), 'demo');
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
  const next = last.value.records.find((one) => one.code !== record.code && one.outcome.status === 'graded');
  if (next === undefined) throw new Error('there is but one');
  another = { path: `/i/${next.code}`, name: next.name, address: next.address };
  withdrawn = last.value.records.find(({ outcome }) => outcome.status === 'withdrawn')?.code ?? '';
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
  const context = await browser.newContext({ serviceWorkers: 'block', viewport: { width: 360, height: 900 } });
  page = await context.newPage();
  await answerAt(ORIGIN);
  return () => context.close();
});

/** The site under the address that is printed, which no machine under test has. */
async function answerAt(origin: string): Promise<void> {
  await page.route(`${origin}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    // Fetched here: a file that is not there is an answer, a cut connection is none.
    await fetch(site.url + pathname).then(
      async (answer) =>
        route.fulfill({
          status: answer.status,
          headers: Object.fromEntries(answer.headers),
          body: Buffer.from(await answer.arrayBuffer()),
        }),
      () => route.abort(),
    );
  });
}

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
function signed(year: number, level: number, { at = path, kid = signer.kid } = {}): string {
  const printed = { kid, year, level };
  return makeClaimText({ ...printed, signature: signer.sign(claimStatement(printed, { origin: ORIGIN, path: at })) });
}

const boxes = () => page.locator('[role=status].claim');
const scan = (fragment: string, origin = ORIGIN) => page.goto(`${origin}${path}#${fragment}`);
/** Without the blank lines between paragraphs. */
const said = async () => (await boxes().innerText()).replace(/\n+/g, '\n');

describe('a board, scanned', () => {
  test('holds a claim for the year and grade in force, and the page says that they agree', async () => {
    expect(parseClaim(claim)).toMatchObject({ kid: 1, year: 2026, level: 2 });
    await scan(claim);
    await expectGenuine(page);
    expect(await boxes().innerText()).toBe('公示栏上的等级与现行等级一致');
    expect(await page.evaluate(() => document.querySelector('#ver')?.nextElementSibling?.className)).toBe(
      'ver claim good',
    );
    expect(await page.locator('.claim p').count()).toBe(1);
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

  /** Its address, its words; the page itself is genuine in each. */
  const CASES: readonly (readonly [string, () => string, RegExp])[] = [
    [
      'changed-digit',
      () => `${claim.slice(0, 3)}01${claim.slice(5)}`,
      /^公示栏上的防伪信息核对不通过，等级以本页为准。\n请拨打\S+告诉我们。$/,
    ],
    [
      'wrong-institution',
      () => signed(2026, 2, { at: another.path }),
      /^公示栏上的防伪信息核对不通过，等级以本页为准。\n请拨打\S+告诉我们。$/,
    ],
    [
      'unknown-key',
      () => signed(2026, 2, { kid: 9 }),
      /^公示栏使用的签名，发布单位没有公布过，等级以本页为准。\n请拨打\S+告诉我们。$/,
    ],
    [
      'too-large',
      () => claim.slice(0, 5) + '9'.repeat(155),
      /^公示栏上的防伪信息格式不对，等级以本页为准。\n请拨打\S+告诉我们。$/,
    ],
    ['leading-zeros', () => `0${claim}`, /^公示栏上的码没有读完整，没有核对。请再扫一次。$/],
    ['cut', () => claim.slice(0, 80), /^公示栏上的码没有读完整，没有核对。请再扫一次。$/],
    ['next-year', () => signed(2027, 2), /^公示栏是2027年度的，本页是2026年度的，以本页为准。$/],
  ];

  test.each(
    CASES.filter(([name]) => EVERY || /^(?:changed-digit|unknown-key|cut)$/.test(name)),
  )('%s has words of its own; the page stays genuine', async (name, fragment, words) => {
    await scan(fragment());
    await expectGenuine(page);
    await boxes().waitFor();
    expect(await said()).toMatch(words);
    await page.screenshot({ path: await shotPath(`claim-page-${name}`) });
  });

  test('on a copy of the site names the address that is printed', async () => {
    await scan(claim, site.url);
    await expectGenuine(page);
    await boxes().waitFor();
    expect(await said()).toBe(
      `公示栏上的网址是${ORIGIN}，现在打开的是${site.url}，请认准公示栏上的网址。\n公示栏上的等级与现行等级一致`,
    );
    await page.screenshot({ path: await shotPath('claim-page-wrong-origin') });
  });

  test('on a phone without crypto.subtle says that it cannot be checked, and the page that it was not', async () => {
    const plain = ORIGIN.replace('https', 'http');
    await answerAt(plain);
    await scan(claim, plain);
    await boxes().waitFor();
    expect(await said()).toBe('这个浏览器不能核对公示栏上的防伪信息，等级以本页为准。');
    expect(await page.locator('#ver').innerText()).toContain('您的手机未做自动核对');
    await page.screenshot({ path: await shotPath('claim-page-no-crypto') });
  });

  test.runIf(EVERY)('on a first visit whose network breaks off says that it was not checked', async () => {
    site.alter = (asked, bytes) => (asked.startsWith('/d/') ? null : bytes);
    await scan(claim);
    await boxes().waitFor();
    expect(await said()).toBe('公示栏上的防伪信息没有核对。请连上网络，再扫一次。');
    await page.screenshot({ path: await shotPath('claim-page-unchecked') });
  });

  test.runIf(EVERY)('where the label was withdrawn since says so', async () => {
    const printed = path;
    path = `/i/${withdrawn}`;
    await scan(signed(2026, 2));
    path = printed;
    await page.getByText(/^已核验，标识已停用/).waitFor();
    await boxes().waitFor();
    expect(await said()).toBe('公示栏上是2026年度的等级（合格），等级标识现已停用，以本页为准。');
    await page.screenshot({ path: await shotPath('claim-page-withdrawn') });
  });

  test('opens again without a network, from what the phone verified before', async () => {
    await scan(claim);
    await boxes().waitFor();
    site.alter = (asked, bytes) => (asked.startsWith('/d/') ? null : bytes);
    await page.reload();
    expect(await settled(page)).toContain('资料截至');
    await boxes().waitFor();
    expect(await boxes().innerText()).toBe('公示栏上的等级与本页一致');
    await page.screenshot({ path: await shotPath('claim-page-offline') });
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

describe('a board, scanned where the app answers: no copy of the page is there', () => {
  test.each([
    ['current', () => claim, '公示栏上的等级与现行等级一致', '公示栏上的等级与本页一致'],
    ['old', () => signed(2025, 1), '公示栏是2025年度的旧等级，已过期。2026年度等级为合格，以本页为准。', null],
    [
      'before-a-change',
      () => signed(2026, 1),
      '公示栏是2026年度调整前的等级（优秀），现行等级为合格，以本页为准。',
      '公示栏可能比本页新，没有比对。请连上网络，再扫一次。',
    ],
    ['wrong-institution', () => signed(2026, 2, { at: another.path }), null, null],
    ['cut', () => claim.slice(0, 80), '公示栏上的码没有读完整，没有核对。请再扫一次。', null],
  ])('%s, with a network and without', async (name, fragment, online, offline) => {
    const words =
      online ??
      `公示栏上的防伪信息属于另一家：${another.name}（${another.address}），等级以本页为准。\n请拨打0000-8000000告诉我们。`;
    const shell = await readFile(join(siteDir, 'index.html'));
    site.alter = (asked, bytes) => (asked === path ? shell : bytes);
    await scan(fragment());
    await page.getByText(/^已核验，与/).waitFor();
    await boxes().waitFor();
    expect(await said()).toBe(words);
    await page.screenshot({ path: await shotPath(`claim-app-${name}`) });
    site.alter = (asked, bytes) => (asked === path ? shell : asked.startsWith('/d/') ? null : bytes);
    await page.reload();
    await page.getByText(/^已核验，资料截至/).waitFor();
    await boxes().waitFor();
    expect(await said()).toBe(offline ?? words);
    await page.screenshot({ path: await shotPath(`claim-app-${name}-offline`) });
  });
});

describe('without a claim', () => {
  test('the chunk is not even asked for', async () => {
    for (const fragment of ['', 'board', 'why', '_1']) {
      site.asked.length = 0;
      await page.goto('about:blank');
      await scan(fragment);
      await expectGenuine(page);
      expect(site.asked.filter((asked) => asked.includes('/claim-'))).toEqual([]);
    }
    expect(await boxes().count()).toBe(0);
  });
});

describe.runIf(EVERY)('after the key was revoked', () => {
  test('a board that it signed says so, and blames nobody', async () => {
    expect(await revokeClaimKey(join(dir, 'keys'), signer.kid, isoDate('2026-06-01'))).toBe(true);
    await publishDemo(dir);
    const now = await serveAltered(await realpath(join(dir, 'site')));
    const before = site;
    site = now;
    await scan(claim);
    await expectGenuine(page);
    await boxes().waitFor();
    expect(await said()).toBe('公示栏使用的签名已停用，等级以本页为准。');
    await page.screenshot({ path: await shotPath('claim-page-revoked') });
    site = before;
    await now.close();
  });
});
