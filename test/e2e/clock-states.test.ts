/**
 * The states of verification in page, app and scan on phones whose clock is right, two years behind and two years ahead, in a
 * real browser over one really published county. A wrong clock alone makes nothing current, and hides nothing that is in force
 * while the origin answers.
 */
import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import type { InstitutionRecord } from '../../src/core/snapshot/record.ts';
import { claimStatement, makeClaimText } from '../../src/core/trust/claim.ts';
import { publishedClaims } from '../../src/node/publish/claims.ts';
import { loadLastRelease } from '../../src/node/publish/last-release.ts';
import { loadClaimSigner } from '../../src/node/publish/signing/claim-keys.ts';
import { launchBrowser, shotPath, temporaryFolder } from '../support/browser.ts';
import { makeDemo } from '../support/demo-site.ts';
import { PASSPHRASE } from '../support/workspace.ts';
import { type AlteringSite, serveAltered, untouched } from './page-support.ts';

const DAY_MS = 86_400_000;
const NOW = Date.now();
const CLOCKS = { behind: -730, right: 0, ahead: 730 } as const;
type Clock = keyof typeof CLOCKS;
const SURFACES = ['page', 'app', 'scan'] as const;
type Surface = (typeof SURFACES)[number];

const SUSPECT = /这部手机的日期好像不对（\d{4}年\d+月\d+日）。请校准后再看“有效期”。/;
const GENUINE = /^已核验，与\S+公布的一致/;
const DATED = /已核验，资料截至\d{4}年\d+月\d+日，可能不是最新/;

let browser: Browser;
/** Jinjiang, whose grades end by date; Wugang, which knows labels withdrawn. */
let jinjiang: County;
let wugang: County;
let context: BrowserContext | null = null;

interface County {
  readonly site: AlteringSite;
  readonly shell: Buffer;
  readonly code: string;
  /** The digits on its board. */
  readonly board: string;
}

beforeAll(async () => {
  const dir = join(await temporaryFolder('clocks'), 'demo');
  await makeDemo(dir, 'jinjiang', new Date(NOW));
  jinjiang = await countyOf(dir, ({ status, ...outcome }) => status === 'graded' && 'validUntil' in outcome);
  wugang = await countyOf(inject('demoDir'), ({ status }) => status === 'withdrawn');
  browser = await launchBrowser();
});
afterEach(async () => {
  await context?.close();
  context = null;
  jinjiang.site.alter = untouched;
  wugang.site.alter = untouched;
});
afterAll(async () => {
  await browser?.close();
  await jinjiang?.site.close();
  await wugang?.site.close();
});

/** One institution of a published county, and the claim that its bureau prints for it. */
async function countyOf(dir: string, wanted: (outcome: InstitutionRecord['outcome']) => boolean): Promise<County> {
  const siteDir = await realpath(join(dir, 'site'));
  const last = await loadLastRelease(dir, new Date(NOW));
  if (!last.ok || last.value === null) throw new Error('nothing is published');
  const record = last.value.records.find(({ outcome }) => wanted(outcome));
  const keys = (await publishedClaims(dir, last.value))?.keys ?? [];
  const origin = keys[0]?.origin ?? '';
  const signer = await loadClaimSigner(join(dir, 'keys'), keys, origin, async () => PASSPHRASE);
  if (record === undefined || signer === null)
    throw new Error('the county has no such institution, or no key of claims');
  const printed = { kid: signer.kid, year: record.year, level: 'level' in record.outcome ? record.outcome.level : 1 };
  const statement = claimStatement(printed, { origin, path: `/i/${record.code}` });
  return {
    site: await serveAltered(siteDir),
    shell: await readFile(join(siteDir, 'index.html')),
    code: record.code,
    board: makeClaimText({ ...printed, signature: signer.sign(statement) }),
  };
}

/** What is done to reach a state, and what must stand on the page afterwards, on each clock. */
interface State {
  readonly county?: () => County;
  /** Seen before with a network, and now without. */
  readonly offline?: boolean;
  /** What the phone gets instead of the published bytes. */
  readonly alter?: (surface: Surface) => AlteringSite['alter'];
  readonly says: (surface: Surface, clock: Clock) => readonly RegExp[];
  /** Whether the mark of the grade is shown. */
  readonly mark: (surface: Surface, clock: Clock) => boolean;
}

const altered =
  (surface: Surface): AlteringSite['alter'] =>
  (asked, bytes) => {
    if (surface === 'app') return /index[^/]*\.bin$/.test(asked) ? Buffer.concat([bytes, Buffer.of(0)]) : bytes;
    return asked.startsWith('/i/')
      ? Buffer.from(bytes.toString().replace(/(data-f="?state\.mark"?>)[^<]+/, '$1全优'))
      : bytes;
  };

const STATES: Readonly<Record<string, State>> = {
  'not checked': {
    alter: () => (asked, bytes) => (asked.startsWith('/d/') ? null : bytes),
    says: (surface) => (surface === 'app' ? [/没有取到资料。|没有网络/] : [/您的手机未做自动核对。/]),
    mark: (surface, clock) => surface !== 'app' && clock !== 'ahead',
  },
  current: {
    says: (_, clock) => (clock === 'right' ? [GENUINE] : [GENUINE, SUSPECT]),
    mark: () => true,
  },
  aged: {
    offline: true,
    // Nothing here can tell that a clock is ahead: by it the term is over, and the day of the data is said.
    says: (_, clock) =>
      clock === 'right'
        ? [DATED]
        : clock === 'behind'
          ? [GENUINE, SUSPECT]
          : [/^已核验，该等级已失效/, DATED, /新等级以最新公布为准。/],
    mark: (_, clock) => clock !== 'ahead',
  },
  withdrawn: {
    county: () => wugang,
    says: (_, clock) => (clock === 'right' ? [/^已核验，标识已停用/] : [/^已核验，标识已停用/, SUSPECT]),
    mark: () => false,
  },
  'not genuine': {
    alter: altered,
    says: (surface) =>
      surface === 'app'
        ? [/收到的资料未通过核验，没有采用。/]
        : [/^本页内容未通过核验，请先不要采信/, /这不说明该机构有问题。/],
    mark: (surface) => surface !== 'app',
  },
};

/** Opens the address as a phone with this clock would, and waits for the end of the check. */
async function open(surface: Surface, clock: Clock, state: State): Promise<Page> {
  context = await browser.newContext({ serviceWorkers: 'block', viewport: { width: 360, height: 900 } });
  const page = await context.newPage();
  await page.clock.setFixedTime(new Date(NOW + CLOCKS[clock] * DAY_MS));
  const { site, shell, code, board } = (state.county ?? (() => jinjiang))();
  const path = `/i/${code}`;
  const answer = (alter: AlteringSite['alter']): void => {
    site.alter = (asked, bytes) => (surface === 'app' && asked === path ? shell : alter(asked, bytes));
  };
  const url = `${site.url}${path}${surface === 'scan' ? `#${board}` : ''}`;
  answer(state.alter?.(surface) ?? untouched);
  await page.goto(url);
  if (state.offline) {
    await page
      .getByText(/^已核验，/)
      .first()
      .waitFor();
    answer((asked, bytes) => (asked.startsWith('/d/') ? null : bytes));
    await page.reload();
  }
  return page;
}

const text = async (page: Page): Promise<string> => {
  const line = page.locator('#ver');
  return (await line.count()) > 0
    ? `${await line.innerText()}\n${await page.locator('.grade').innerText()}`
    : page.locator('body').innerText();
};

/** All 45 with `npm run test:states`; else those in which a wrong clock has been believed. */
const EVERY = process.env.EVERY_STATE === '1';
const VISITS = SURFACES.flatMap((surface) => Object.keys(CLOCKS).map((clock) => [surface, clock as Clock] as const));
const FEW = VISITS.filter(([surface, clock]) => surface !== 'page' && clock !== 'right');

describe.each(
  Object.entries(STATES).filter(([name]) => EVERY || /^(?:current|aged)$/.test(name)),
)('%s', (name, state) => {
  test.each(EVERY ? VISITS : FEW)('%s, clock %s', async (surface, clock) => {
    const page = await open(surface, clock, state);
    for (const said of state.says(surface, clock))
      await expect.poll(() => text(page), { timeout: 20_000 }).toMatch(said);
    const words = await text(page);
    expect(await page.locator('.seal:visible').count()).toBe(state.mark(surface, clock) ? 1 : 0);
    // A wrong clock alone makes nothing current.
    if (clock === 'right' && name === 'current') expect(words).not.toMatch(/可能不是最新|好像不对/);
    else if (name === 'current') expect(words).toMatch(SUSPECT);
    if (name === 'current' && surface === 'scan') {
      await expect.poll(() => page.locator('.claim').innerText()).toMatch(/公示栏上的等级与(?:现行等级|本页)一致/);
    }
    if (name === 'not checked' || name === 'not genuine') expect(words).not.toContain('已核验，');
    await page.screenshot({ path: await shotPath(`clock-${name.replace(' ', '-')}-${surface}-${clock}`) });
  });
});
