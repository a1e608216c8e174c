/** Proposed grades of a whole county: on the page beside the grade in force, and over on the day after their last. */
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays, chinaDay } from '../../src/core/domain/iso-date.ts';
import type { InstitutionRecord } from '../../src/core/snapshot/record.ts';
import { runCommand } from '../../src/node/cli/main.ts';
import { refreshRelease } from '../../src/node/publish/refresh.ts';
import { readTree } from '../../src/node/publish/site.ts';
import { proofOfPage } from '../../src/node/verify/page-block.ts';
import { launchBrowser, temporaryFolder } from '../support/browser.ts';
import { DEMO_YEAR, makeProposed } from '../support/demo-site.ts';
import { type AlteringSite, expectFailing, expectGenuine, serveAltered, untouched } from './page-support.ts';

const NOW = new Date();
const DAY_MS = 86_400_000;
const NEXT = DEMO_YEAR + 1;

async function verify(dir: string, now: Date): Promise<unknown> {
  let said = '';
  const out = (text: string) => {
    said += text;
  };
  const io = { stdin: async () => '', out, err: out, now: () => now, cwd: process.cwd(), env: {} };
  await runCommand(['verify', dir, '--json'], io);
  return JSON.parse(said);
}

describe.each(['wugang', 'jinjiang'] as const)('proposed grades of %s', (rulebook) => {
  let browser: Browser;
  let dir: string;
  let site: AlteringSite;
  let records: InstitutionRecord[];

  beforeAll(async () => {
    dir = join(await temporaryFolder('proposed'), 'demo');
    await makeProposed(dir, rulebook, NOW);
    const folder = await realpath(join(dir, 'site'));
    const pages = [...(await readTree(folder))].filter(([path]) => /^i\/[^/]+\.html$/.test(path));
    records = pages.flatMap(([, html]) => {
      const proof = proofOfPage(Buffer.from(html).toString('utf8'));
      return proof === null ? [] : [proof.record];
    });
    site = await serveAltered(join(dir, 'site'));
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  async function open(code: string) {
    const page = await (await browser.newContext({ serviceWorkers: 'block' })).newPage();
    await page.goto(`${site.url}/i/${code}`);
    return page;
  }

  test('verify: every signed file, record and page, the pages compared with the build', async () => {
    expect(records.filter(({ proposal }) => proposal?.year === NEXT).length).toBeGreaterThan(200);
    expect(await verify(dir, NOW)).toMatchObject({ ok: true, comparedWithBuild: true, problems: [] });
  });

  test('stand below a grade in force that is another one, on a page that verifies', async () => {
    const one = records.find(
      ({ outcome, proposal }) => outcome.status === 'graded' && proposal && proposal.grade !== outcome.grade,
    );
    if (one?.outcome.status !== 'graded' || !one.proposal) throw new Error('no grade differs');
    const page = await open(one.code);
    await expectGenuine(page);
    expect(await page.locator('.grade h2').first().innerText()).toContain(`${DEMO_YEAR}年度`);
    const box = page.locator('.changed', { hasText: '公示' });
    expect(await box.innerText()).toContain(`公示：${NEXT}年度拟评为${one.proposal.mark.zh}`);
    expect(await box.innerText()).toContain(`现行等级仍为${one.outcome.mark.zh}。`);
    await page.context().close();
  });

  test('altered in the page are noticed', async () => {
    const one = records.find(({ proposal }) => proposal);
    site.alter = (path, bytes) =>
      path.startsWith('/i/')
        ? Buffer.from(bytes.toString().replace(/(data-f="proposal\.mark">)[^<]*/, '$1最好'))
        : bytes;
    const page = await open(one?.code ?? '');
    await expectFailing(page);
    await page.context().close();
    site.alter = untouched;
  });

  test('are over on the eighth day, by the refresh, and the site still verifies', async () => {
    const later = new Date(NOW.getTime() + 8 * DAY_MS);
    const one = records.find(({ proposal }) => proposal);
    expect(one?.proposal?.until).toBe(addDays(chinaDay(NOW), 7));
    await refreshRelease({ dir, now: later, dist: join(process.cwd(), 'dist') });
    const page = await open(one?.code ?? '');
    const box = page.locator('.changed', { hasText: '公示' });
    expect(await box.innerText()).toContain('公示已结束，最终等级待公布。');
    await page.context().close();
    expect(await verify(dir, later)).toMatchObject({ ok: true, comparedWithBuild: true, problems: [] });
  });
});
