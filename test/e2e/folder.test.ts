/**
 * A site in a folder of somebody else's host, `/yiliao/xinyong/`, behind real nginx where it is installed: what a patient, an
 * inspector and a complainant do there, with script and without, with a network and without.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { claimStatement, makeClaimText } from '../../src/core/trust/claim.ts';
import { loadServed } from '../../src/node/hosting/served.ts';
import { BODY_LIMITS } from '../../src/node/intake/limits.ts';
import { publishedClaims } from '../../src/node/publish/claims.ts';
import { loadLastRelease } from '../../src/node/publish/last-release.ts';
import { loadClaimSigner } from '../../src/node/publish/signing/claim-keys.ts';
import { launchBrowser } from '../support/browser.ts';
import { copyOf, publishDemo } from '../support/demo-site.ts';
import { storedIds } from '../support/intake-host.ts';
import { freePort, nginxInstalled, startNginx } from '../support/nginx.ts';
import { PASSPHRASE } from '../support/workspace.ts';
import { expectGenuine } from './page-support.ts';

const BASE = '/yiliao/xinyong/';
const ADDRESS = `https://yx.example.gov.cn${BASE.slice(0, -1)}`;

let dir: string;
let serving: ChildProcess;
let stopNginx: (() => Promise<void>) | null = null;
let start: () => Promise<void>;
let browser: Browser;
/** Of the site, with the slash at its end. */
let url: string;
let code: string;
let claim: string;

beforeAll(async () => {
  dir = await copyOf(inject('demoDir'));
  const bureau = JSON.parse(await readFile(join(dir, 'bureau.json'), 'utf8'));
  await writeFile(join(dir, 'bureau.json'), JSON.stringify({ ...bureau, basePath: BASE }));
  await publishDemo(dir);
  await makeClaim();
  const [front, back] = [await freePort(), await freePort()];
  const port = nginxInstalled ? front : back;
  start = async () => {
    serving = spawn(process.execPath, ['scripts/yixinma.ts', 'serve', dir, '--port', String(back)], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    if (serving.stdout) await once(serving.stdout, 'data');
    if (!nginxInstalled) return;
    const { siteDir, styleHashes } = await loadServed(dir, join(process.cwd(), 'dist'));
    const site = { siteDir, styleHashes, origin: `http://127.0.0.1:${front}`, basePath: BASE };
    const largestBody = Math.max(...Object.values(BODY_LIMITS));
    stopNginx = await startNginx({
      ...site,
      port: back,
      intake: true,
      onRequest: false,
      largestBody,
      certificate: '',
      key: '',
    });
  };
  await start();
  url = `http://127.0.0.1:${port}${BASE}`;
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await stop();
});

async function stop(): Promise<void> {
  await stopNginx?.();
  stopNginx = null;
  if (serving === undefined || serving.exitCode !== null || serving.signalCode !== null) return;
  const ended = once(serving, 'exit');
  serving.kill('SIGKILL');
  await ended;
}

/** As on a board of an institution of the second grade. */
async function makeClaim(): Promise<void> {
  const last = await loadLastRelease(dir, new Date());
  if (!last.ok || last.value === null) throw new Error('nothing is published');
  const record = last.value.records.find(({ outcome }) => outcome.status === 'graded' && outcome.level === 2);
  code = record?.code ?? '';
  const keys = (await publishedClaims(dir, last.value))?.keys ?? [];
  const signer = await loadClaimSigner(join(dir, 'keys'), keys, ADDRESS, async () => PASSPHRASE);
  if (signer === null) throw new Error('no key signs for the folder');
  const printed = { kid: signer.kid, year: 2026, level: 2 };
  const statement = claimStatement(printed, { origin: ADDRESS, path: `/i/${code}` });
  claim = makeClaimText({ ...printed, signature: signer.sign(statement) });
}

/** What the page asked of others than the site, or got no answer for, or was forbidden by its policy. */
function watch(page: Page): string[] {
  const wrong: string[] = [];
  page.on('request', (request) => {
    if (!/^(?:data|blob):/.test(request.url()) && !request.url().startsWith(url)) wrong.push(request.url());
  });
  page.on('response', (response) => {
    if (response.status() >= 400) wrong.push(`${response.status()} ${response.url()}`);
  });
  page.on('console', (message) => {
    if (message.type() === 'error') wrong.push(message.text());
  });
  return wrong;
}

/** Every address in the page, on this host, and whether the folder holds all of them. */
async function linksOf(page: Page): Promise<readonly string[]> {
  const found = await page.evaluate(() =>
    [...document.querySelectorAll('[href],[src]')].map(
      (one) => one.getAttribute('href') ?? one.getAttribute('src') ?? '',
    ),
  );
  return [...new Set(found.filter((link) => link.startsWith('/')))];
}

it('without script a page is whole, and every link and file of it answers below the folder', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const wrong = watch(page);
  for (const path of [`i/${code}`, `en/i/${code}`, 'standard', 'lists', 'nothing-here']) {
    await page.goto(url + path);
    // (404.html brings the app's scripts along; they are not asked for here.)
    const html = await page.content();
    const links = [
      ...new Set(
        [...html.matchAll(/ (?:href|src)="(\/[^"]*)"/g)].map(([, link = '']) => link.replaceAll('&amp;', '&')),
      ),
    ];
    expect(links.length, path).toBeGreaterThan(2);
    for (const link of links) {
      expect(link.startsWith(BASE), `${path}: ${link}`).toBe(true);
      expect((await fetch(new URL(link, url))).status, link).toBe(200);
    }
  }
  expect(wrong.filter((line) => !line.includes('nothing-here') && !line.includes('404'))).toEqual([]);
  const canonical = await (await fetch(`${url}i/${code}`)).text();
  expect(canonical).toContain(`<link rel="canonical" href="${ADDRESS}/i/${code}"`);
  await context.close();
});

it('a scanned board’s claim is verified, the page too, and nothing is asked outside of the folder', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const wrong = watch(page);
  await page.goto(`${url}i/${code}#${claim}`);
  await expectGenuine(page);
  const said = await page.locator('[role=status].claim').innerText();
  // The board was printed for the bureau's own host.
  expect(said).toContain(`公示栏上的网址是https://yx.example.gov.cn${BASE.slice(0, -1)}，`);
  expect(said).toContain('公示栏上的等级与现行等级一致');
  const scope = await page.evaluate(async () => (await navigator.serviceWorker.ready).scope);
  expect(scope).toBe(url);
  expect(wrong).toEqual([]);
  await context.close();
});

it('an inspector searches without a network, the kept page opens, and a complaint written then is delivered later', async () => {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'zh-CN' });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const wrong = watch(page);
  await page.goto(`${url}i/${code}`);
  await expectGenuine(page);
  const name = await page.locator('[data-f=name]').first().innerText();
  await page.locator(`a[href="${BASE}"]`).first().click();
  await page.waitForURL(url);
  await page.getByLabel('查机构').waitFor();
  await page.waitForFunction(async () =>
    (await indexedDB.databases()).some(({ name }) => name?.startsWith('yixinma-intake-')),
  );
  await page.waitForTimeout(1500);
  expect(await linksOf(page)).toSatisfy((links: readonly string[]) => links.every((link) => link.startsWith(BASE)));
  expect(wrong).toEqual([]);

  await stop();
  await page.goto(`${url}i/${code}`);
  await page.locator('[data-f=name]').first().waitFor();
  await page.goto(url);
  await page.getByLabel('查机构').fill(name);
  await page.getByRole('link', { name }).first().click();
  await page.waitForURL(`${url}i/${code}`);
  await page.getByRole('link', { name: '网上反映问题' }).first().click();
  await page.waitForURL(`${url}report/${code}**`);
  await writeComplaint(page, name);
  await page.waitForURL(`${url}mine#**`);
  await page.getByText('已存在本机，尚未送达').first().waitFor();

  await start();
  await page.goto(`${url}mine`);
  await page.getByText('已送达').first().waitFor();
  expect(storedIds(join(dir, 'intake'))).toHaveLength(1);
  await context.close();
});

async function writeComplaint(page: Page, name: string): Promise<void> {
  const next = () => page.getByRole('button', { name: '下一步' }).click();
  await page.getByText(name).first().waitFor();
  await page.getByText('举报违法行为').click();
  await next();
  await page.getByLabel('看病的人没有资格').check();
  await next();
  await page.getByLabel('经过').fill('11月3日上午，给我看牙的人不在公示栏的名单里。');
  for (let step = 0; step < 6; step++) await next();
  await page.getByRole('button', { name: '提交' }).click();
}
