/** Pages on request over a change of releases: the new one whole, or the last good one. */
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { publishRelease } from '../../src/node/publish/publish.ts';
import { switchRelease } from '../../src/node/publish/site.ts';
import { PagesNotReady, type RequestedPages, requestedPages } from '../../src/node/server/requested-pages.ts';
import { type RunningServer, startServer } from '../../src/node/server/server.ts';
import { NOW, onSite, PASSPHRASE, writeBuild, writeCounty } from '../support/workspace.ts';

const IDS = ['A1', 'A2', 'A3'];
let base: string;
let dir: string;
let codes: readonly string[];
const now = NOW;
let told: string[] = [];
let pages: RequestedPages;
let server: RunningServer;

/** Every name ends with the same letter, so that a mixture of two releases would show. */
async function publish(letter: string): Promise<void> {
  const names = IDS.map((id) => ({ 机构编号: id, 名称: `诊所${id}${letter}`, 地址: '中街12号', 许可证号: id }));
  await writeCounty(dir, { 机构: names, 评定: onSite('A1', '85') }, { pages: 'on-request' });
  const input = { dir, year: 2026, stage: 'final', now, passphrase: PASSPHRASE, dist: join(base, 'dist') } as const;
  expect(await publishRelease(input)).toMatchObject({ ok: true });
}

/** Another release that somebody wrote beside the current one, with one byte of one kind of file changed. */
async function switchToBent(pattern: RegExp): Promise<void> {
  const [current = ''] = await readdir(join(dir, 'releases'));
  const name = `${current}-bent`;
  await cp(join(dir, 'releases', current), join(dir, 'releases', name), { recursive: true });
  const targets = join(dir, 'releases', name, 'd/targets/example/2026');
  const file = join(targets, (await readdir(targets)).find((one) => pattern.test(one)) ?? '');
  const bytes = await readFile(file);
  bytes[20] = (bytes[20] ?? 0) ^ 1;
  await writeFile(file, bytes);
  await switchRelease(dir, name);
}

const lettersOf = async () =>
  Promise.all(
    codes.map(async (code) => {
      const response = await fetch(`${server.url}/i/${code}`);
      return /诊所A\d(.)/.exec(await response.text())?.[1] ?? response.status;
    }),
  );

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'yixinma-requested-'));
  dir = join(base, 'county');
  await writeBuild(join(base, 'dist'));
  await publish('甲');
  codes = (await readFile(join(dir, 'codes.csv'), 'utf8'))
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.slice(0, 10));
  const report = (text: string) => told.push(text);
  const siteDir = join(dir, 'site');
  pages = requestedPages({ siteDir, now: () => now, report, dist: join(base, 'dist'), everyMs: 3_600_000 });
  server = await startServer({ siteDir, port: 0, host: '127.0.0.1', pages });
});
afterAll(async () => {
  await server.close();
  await pages.close();
  await rm(base, { recursive: true, force: true });
});

it('the first request waits for the release to be verified', async () => {
  expect(await lettersOf()).toEqual(['甲', '甲', '甲']);
});

it('a publication is taken whole: while it is read the pages of the one before are shown', async () => {
  await publish('乙');
  const seen = new Set<string>();
  const opened = pages.open();
  let done = false;
  void opened.then(() => {
    done = true;
  });
  while (!done) seen.add((await lettersOf()).join(''));
  expect([...seen].filter((letters) => !/^(甲{3}|乙{3}|甲+乙+)$/.test(letters))).toEqual([]);
  expect(await lettersOf()).toEqual(['乙', '乙', '乙']);
  expect(told).toEqual([]);
  await cp(join(dir, 'site'), join(base, 'good'), { recursive: true, dereference: true });
});

it('attack: a release with one byte changed is not shown, and the log says so', async () => {
  told = [];
  await switchToBent(/profile/);
  expect(await pages.open()).toBe(true);
  expect(await lettersOf()).toEqual(['乙', '乙', '乙']);
  expect(told).toEqual([expect.stringContaining('仍提供上一版的网页')]);
});

it('the next good publication is taken again', async () => {
  await cp(join(base, 'good'), join(dir, 'releases/good'), { recursive: true });
  await switchRelease(dir, 'good');
  await publish('丙');
  await pages.open();
  expect(await lettersOf()).toEqual(['丙', '丙', '丙']);
});

it('where no release ever verified a page is 503 with words, never 404: its institution is not gone', async () => {
  await switchToBent(/index/);
  const report = () => undefined;
  const fresh = requestedPages({ siteDir: join(dir, 'site'), now: () => now, report, dist: join(base, 'dist') });
  expect(await fresh.open()).toBe(false);
  await expect(fresh.find([`i/${codes[0]}.html`], 'identity')).rejects.toBeInstanceOf(PagesNotReady);
  const other = await startServer({ siteDir: join(dir, 'site'), port: 0, host: '127.0.0.1', pages: fresh });
  const response = await fetch(`${other.url}/i/${codes[0]}`);
  expect([response.status, response.headers.get('retry-after'), response.headers.get('cache-control')]).toEqual([
    503,
    '30',
    'no-store',
  ]);
  expect(await response.text()).toContain('网页暂时打不开');
  await other.close();
  await fresh.close();
});
