import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { writeCounty } from '../../src/node/demo/workspace.ts';
import { launchBrowser, temporaryFolder } from '../support/browser.ts';
import { copyOf, demoCounty, makeDemo, publishDemo } from '../support/demo-site.ts';
import {
  type Alter,
  type AlteringSite,
  expectFailing,
  expectGenuine,
  flipBit,
  random,
  serveAltered,
  settled,
  untouched,
} from './page-support.ts';

let browser: Browser;
let dir: string;
let site: AlteringSite;
let path: string;
let html: Buffer;
let open: Page | null = null;

beforeAll(async () => {
  dir = join(await temporaryFolder('page'), 'demo');
  await makeDemo(dir, 'wugang');
  const folder = await realpath(join(dir, 'site'));
  site = await serveAltered(folder);
  browser = await launchBrowser();
  ({ path, html } = await aPage(
    folder,
    (text) => text.includes('data-f="penalties.0.cause"') && text.includes('state.mark'),
  ));
});

afterEach(async () => {
  await open?.context().close();
  open = null;
  site.alter = untouched;
  site.online = true;
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** The first page, by code, of which the condition holds. */
async function aPage(folder: string, holds: (text: string) => boolean): Promise<{ path: string; html: Buffer }> {
  const codes = (await readFile(join(dir, 'codes.csv'), 'utf8')).trim().split('\n').slice(1);
  for (const code of codes.map((line) => line.slice(0, 10)).sort()) {
    const bytes = await readFile(join(folder, 'i', `${code}.html`)).catch(() => null);
    if (bytes !== null && holds(bytes.toString())) return { path: `/i/${code}`, html: bytes };
  }
  throw new Error('the release has no such page');
}

/** A first visit: a profile that knows nothing, without a service worker between page and server. */
async function visit(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ serviceWorkers: 'block', ...options });
  open = await context.newPage();
  await open.goto(site.url + path);
  return open;
}

/** Where a part of the data block lies in the page's bytes. */
function placeOf(start: string, end: string): [from: number, to: number] {
  const from = html.indexOf(start, html.indexOf('id="proof"')) + start.length;
  return [from, html.indexOf(end, from)];
}

const onPage =
  (change: (bytes: Buffer) => Buffer): Alter =>
  (asked, bytes) =>
    asked === path ? change(bytes) : bytes;

describe('a page as it was published', () => {
  test('says so, with two dates', async () => {
    await expectGenuine(await visit());
  });

  test('verifies a first visit with one request beside page and script', async () => {
    site.asked.length = 0;
    await expectGenuine(await visit());
    expect(site.asked.filter((asked) => asked.startsWith('/d/'))).toEqual(['/d/bundle.json']);
  });

  test('without script says that nothing was checked, which is true for ever', async () => {
    const page = await visit({ javaScriptEnabled: false });
    const words = await page.locator('#ver').innerText();
    expect(words).toContain('您的手机未做自动核对');
    expect(await page.locator('body').innerText()).not.toContain('已核验，');
    expect(await page.locator('main').innerText()).toMatch(/公示至\d{4}年/);
  });

  test('says the same when the script finds no network and knows nothing yet', async () => {
    site.alter = (asked, bytes) => (asked === '/d/bundle.json' ? null : bytes);
    const page = await visit();
    await page.waitForTimeout(900);
    expect(await page.locator('#ver').innerText()).toContain('您的手机未做自动核对');
  });

  test('verified once, is dated when the network is gone', async () => {
    const page = await visit();
    await expectGenuine(page);
    site.alter = (asked, bytes) => (asked === '/d/bundle.json' ? null : bytes);
    await page.reload();
    const words = await settled(page);
    expect(words).toMatch(/已核验，资料截至\d{4}年\d+月\d+日，可能不是最新/);
    expect(words).toContain('连上网络后再打开一次');
  });
});

describe('one bit turned over on the way, in', () => {
  const seeds = Array.from({ length: 20 }, (_, i) => i + 1);

  test.each(seeds)('the record, %i', async (seed) => {
    const [from, to] = placeOf('"record":{', '},"release"');
    site.alter = onPage((bytes) => flipBit(bytes, from, to, random(seed)));
    await expectFailing(await visit());
  });

  test.each(seeds)('the proof, %i', async (seed) => {
    const [from, to] = placeOf('"path":[', ']');
    site.alter = onPage((bytes) => flipBit(bytes, from, to, random(100 + seed)));
    await expectFailing(await visit());
  });

  test.each(seeds)('the bundle, %i', async (seed) => {
    site.alter = (asked, bytes) =>
      asked === '/d/bundle.json' ? flipBit(bytes, 0, bytes.length, random(200 + seed)) : bytes;
    await expectFailing(await visit());
  });
});

describe('an altered page', () => {
  const replaced = (from: string | RegExp, to: string) =>
    onPage((bytes) => {
      const text = bytes.toString();
      const changed = text.replace(from, to);
      if (changed === text) throw new Error('nothing was altered');
      return Buffer.from(changed);
    });

  test('with another visible grade over an intact data block fails', async () => {
    site.alter = replaced(/(data-f="state\.mark">)[^<]+/, '$1优秀');
    await expectFailing(await visit());
  });

  test('with a penalty taken out of sight fails', async () => {
    site.alter = replaced(/<li><p><span data-f="penalties\.0[\s\S]*?(?=<li>|<\/ul>)/, '');
    await expectFailing(await visit());
  });

  test('without the day it was made for fails, whatever it no longer shows', async () => {
    site.alter = replaced(/ data-day="[^"]*"/, '');
    await expectFailing(await visit());
  });

  test('under the code of another institution fails when its words were changed to fit', async () => {
    site.alter = replaced(/(data-f="name">)[^<]+/, '$1另一家医院');
    await expectFailing(await visit());
  });

  test('that names a release which nobody signed fails', async () => {
    site.alter = replaced(/"version":1([},])/, '"version":7$1');
    await expectFailing(await visit());
  });

  test('that is only damaged in a cache is replaced by the one the server has', async () => {
    let times = 0;
    const damage = replaced(/(data-f="state\.mark">)[^<]+/, '$1优秀');
    site.alter = (asked, bytes) => (asked === path && times++ === 0 ? damage(asked, bytes) : bytes);
    const page = await visit();
    await page.waitForFunction(() => document.querySelector('#ver.good') !== null);
    await expectGenuine(page);
    expect(times).toBe(3);
  });

  test('does not reload for ever when the copy stays damaged and only the fetched one is sound', async () => {
    const damage = replaced(/(data-f="state\.mark">)[^<]+/, '$1优秀');
    let documents = 0;
    const page = await (await browser.newContext({ serviceWorkers: 'block' })).newPage();
    open = page;
    await page.route(`**${path}`, async (route) => {
      if (route.request().resourceType() !== 'document') return route.continue();
      documents++;
      return route.fulfill({ contentType: 'text/html', body: damage(path, html) ?? '' });
    });
    await page.goto(site.url + path);
    await page.waitForTimeout(1_500);
    await expectFailing(page);
    expect(documents).toBe(2);
  });
});

describe('a second visit', () => {
  /** The page and bundle of another county, signed with the attacker's own keys, under this county's address. */
  async function forgery(): Promise<{ readonly page: string; readonly bundle: Buffer }> {
    const other = join(await temporaryFolder('forged'), 'demo');
    await makeDemo(other, 'wugang');
    // Of the same code: under the address of another one it would fail by that alone.
    const page = await readFile(join(other, `site${path}.html`), 'utf8');
    return { page, bundle: await readFile(join(other, 'site/d/bundle.json')) };
  }

  test('to a page that brings a root of its own, with a bundle signed to fit, fails and changes no trust', async () => {
    const page = await visit();
    await expectGenuine(page);
    const trust = () => page.evaluate(() => localStorage.getItem(`${location.origin}/`));
    const before = await trust();
    const forged = await forgery();
    const alter: Alter = (asked, bytes) => {
      if (asked === path) return Buffer.from(forged.page);
      return asked === '/d/bundle.json' ? forged.bundle : bytes;
    };
    site.alter = alter;
    await page.reload();
    await expectFailing(page);
    expect(await trust()).toBe(before);
    // The forgery is complete: a phone that knows nothing has only the pin that the page brings.
    const stranger = await (await browser.newContext({ serviceWorkers: 'block' })).newPage();
    await stranger.goto(site.url + path);
    await expectGenuine(stranger);
    await stranger.context().close();
    site.alter = (asked, bytes) => (asked === '/d/bundle.json' ? null : alter(asked, bytes));
    await page.reload();
    await expectFailing(page);
    site.alter = untouched;
    await page.reload();
    await expectGenuine(page);
  });
});

describe('a captive portal', () => {
  test.each([
    ['a page behind an empty line', '\r\n<!DOCTYPE html><title>登录</title>'],
    ['JSON of its own', '{"code":302,"url":"http://10.0.0.1/login"}'],
  ])('that answers %s for the bundle does not make a good page fail', async (_, answer) => {
    site.alter = (asked, bytes) => (asked === '/d/bundle.json' ? Buffer.from(answer) : bytes);
    const page = await visit();
    await page.waitForTimeout(900);
    expect(await page.locator('#ver').innerText()).toContain('您的手机未做自动核对');
    expect(await page.locator('#page').getAttribute('class')).toBe('page');
  });
});

describe('time', () => {
  test('a penalty is gone on the day after its last one, without a new page', async () => {
    const until = /shownUntil":"(\d{4}-\d\d-\d\d)"/.exec(html.toString())?.[1] ?? '';
    const page = await (await browser.newContext({ serviceWorkers: 'block' })).newPage();
    open = page;
    await page.clock.setFixedTime(new Date(Date.parse(until) + 4 * 86_400_000));
    await page.goto(site.url + path);
    await settled(page);
    const text = await page.locator('body').innerText();
    expect(text).toContain('目前没有公示期内的行政处罚。');
    expect(text).toMatch(/行政处罚（公示期内）\s*，\s*0条/);
    expect(await page.locator('[data-f^="penalties."]').count()).toBe(0);
  });

  test('a phone two years behind is told that its date is wrong', async () => {
    const page = await (await browser.newContext({ serviceWorkers: 'block' })).newPage();
    open = page;
    await page.clock.setFixedTime(new Date(Date.now() - 730 * 86_400_000));
    await page.goto(site.url + path);
    expect(await settled(page)).toContain('这部手机的日期好像不对');
  });

  test('a lapsed penalty leaves a page that fails too', async () => {
    const until = /shownUntil":"(\d{4}-\d\d-\d\d)"/.exec(html.toString())?.[1] ?? '';
    site.alter = onPage((bytes) => Buffer.from(bytes.toString().replace(/(data-f="name">)[^<]+/, '$1另一家医院')));
    const page = await (await browser.newContext({ serviceWorkers: 'block' })).newPage();
    open = page;
    await page.clock.setFixedTime(new Date(Date.parse(until) + 4 * 86_400_000));
    await page.goto(site.url + path);
    await expectFailing(page);
    expect(await page.locator('[data-f^="penalties."]').count()).toBe(0);
  });

  test('a phone clock behind, by hours or by a year, keeps no penalty that the signed day has ended', async () => {
    const until = /shownUntil":"(\d{4}-\d\d-\d\d)"/.exec(html.toString())?.[1] ?? '';
    const copy = await copyOf(dir);
    // Four in the morning in China, after the last day.
    const signed = new Date(`${until}T20:00:00Z`);
    await publishDemo(copy, { now: signed });
    const later = await serveAltered(await realpath(join(copy, 'site')));
    later.alter = onPage(() => html);
    try {
      for (const hours of [10, 365 * 24]) {
        const page = await (await browser.newContext({ serviceWorkers: 'block' })).newPage();
        await page.clock.setFixedTime(signed.getTime() - hours * 3_600_000);
        await page.route('**/d/bundle.json', async (route) => {
          const response = await route.fetch();
          await route.fulfill({ response, headers: { ...response.headers(), date: signed.toUTCString() } });
        });
        await page.goto(later.url + path);
        expect(await settled(page)).toContain(hours === 10 ? '已核验' : '这部手机的日期好像不对');
        expect(await page.locator('[data-f^="penalties."]').count()).toBe(0);
        expect(await page.locator('body').innerText()).toMatch(/行政处罚（公示期内）\s*，\s*0条/);
        await page.context().close();
      }
    } finally {
      await later.close();
    }
  });

  describe('beside a newer release', () => {
    let later: AlteringSite;
    beforeAll(async () => {
      later = await serveLaterRelease();
    });
    afterAll(() => later?.close());

    async function look(alter: Alter): Promise<Page> {
      later.alter = alter;
      const page = await (await browser.newContext({ serviceWorkers: 'block' })).newPage();
      open = page;
      await page.goto(later.url + path);
      return page;
    }

    test('a page of an older release beside a newer one is genuine and dated, no attack', async () => {
      const words = await settled(await look(onPage(() => html)));
      expect(words).toContain('可能不是最新');
      expect(words).toContain('已有新的公布');
    });

    test('a new page with a cached bundle is genuine, for the bundle is asked for once more', async () => {
      const cached = await readFile(join(dir, 'site/d/bundle.json'));
      let times = 0;
      const page = await look((asked, bytes) => (asked === '/d/bundle.json' && times++ === 0 ? cached : bytes));
      await expectGenuine(page);
      expect(times).toBe(2);
      await page.context().close();
      // A cache that never lets go: of a release that nothing vouches for no one says that it is genuine.
      await expectFailing(await look((asked, bytes) => (asked === '/d/bundle.json' ? cached : bytes)));
    });
  });
});

/** A copy of the county with everybody moved one house on, published as a second release: the first is not kept. */
async function serveLaterRelease(): Promise<AlteringSite> {
  const copy = await copyOf(dir);
  const { bureau, rows } = demoCounty();
  const institutions = rows.institutions.map((row) => ({ ...row, address: `${row.address}旁` }));
  await writeCounty(copy, { bureau, rows: { ...rows, institutions } });
  await publishDemo(copy);
  return serveAltered(await realpath(join(copy, 'site')));
}

describe('the test itself', () => {
  test('does not take a script that always claims success for a check', async () => {
    const claims = `addEventListener('DOMContentLoaded',()=>{const v=document.getElementById('ver');v.className='ver good';v.lastElementChild.textContent='已核验，与公布的一致。2026年1月1日公布，最近确认：2026年1月1日'})`;
    const [from, to] = placeOf('"record":{', '},"release"');
    site.alter = (asked, bytes) => {
      if (asked.startsWith('/assets/page-')) return Buffer.from(claims);
      return asked === path ? flipBit(bytes, from, to, random(1)) : bytes;
    };
    const page = await visit();
    await expect(expectFailing(page)).rejects.toThrow();
    await expectGenuine(page);
  });
});
