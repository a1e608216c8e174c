/** Pages rendered for who asks beside the files that publishing writes: the whole demo county, over HTTP. */
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chinaDay, type IsoDate } from '../../src/core/domain/iso-date.ts';
import { publicNow } from '../../src/core/snapshot/public-now.ts';
import { writeCounty } from '../../src/node/demo/workspace.ts';
import { loadServed } from '../../src/node/hosting/served.ts';
import { styleHash } from '../../src/node/publish/pages.ts';
import { refreshRelease } from '../../src/node/publish/refresh.ts';
import { loadBuild, scriptOf } from '../../src/node/publish/renderer.ts';
import { type RequestedPages, requestedPages } from '../../src/node/server/requested-pages.ts';
import { type RunningServer, startServer } from '../../src/node/server/server.ts';
import { directoryFetcher } from '../../src/node/verify/fetchers.ts';
import { dayOfPage, proofOfPage } from '../../src/node/verify/page-block.ts';
import { fingerprint, readRelease } from '../../src/node/verify/read-release.ts';
import { temporaryFolder } from '../support/browser.ts';
import { demoCodes, demoCounty, makeDemo, publishDemo } from '../support/demo-site.ts';
import { freePort, nginxInstalled, startNginx } from '../support/nginx.ts';
import { cheapKeys } from '../support/workspace.ts';

const FIRST = new Date('2026-11-20T04:00:00Z');
const SECOND = new Date('2026-11-27T04:00:00Z');
/** The day after the first penalty of the county lapses. */
const LAPSED = new Date('2026-12-21T04:00:00Z');
/** Every grade of the year has lapsed. */
const NEXT_YEAR = new Date('2028-01-10T04:00:00Z');
/** The public lists, as addresses and as files. */
const LISTS = ['/lists', '/en/lists', '/lists.html', '/en/lists.html', '/lists?from=home'];
const DIST = join(process.cwd(), 'dist');

let files: string;
let requested: string;
let now = SECOND;
let gone: string;
const told: string[] = [];
let pages: RequestedPages;
let asFiles: RunningServer;
let asRequested: RunningServer;

/** The county is published whole; then without one institution, here as files, there on request. */
beforeAll(async () => {
  const base = await temporaryFolder('on-request');
  [files, requested] = [join(base, 'files'), join(base, 'requested')];
  await cheapKeys(files);
  await makeDemo(files, 'wugang', FIRST);
  const county = demoCounty();
  const id = county.rows.institutions[0]?.id ?? '';
  gone = (await demoCodes(files)).get(id) ?? '';
  const entries = Object.entries(county.rows as Readonly<Record<string, readonly { readonly id?: string }[]>>);
  const rows = entries.map(([sheet, all]) => [sheet, all.filter((row) => row.id !== id)] as const);
  await writeCounty(files, { ...county, rows: Object.fromEntries(rows) as unknown as typeof county.rows });
  await cp(files, requested, { recursive: true, verbatimSymlinks: true });
  const config = join(requested, 'bureau.json');
  await writeFile(config, JSON.stringify({ ...JSON.parse(await readFile(config, 'utf8')), pages: 'on-request' }));
  await publishDemo(files, { now });
  await publishDemo(requested, { now });
  const report = (text: string) => told.push(text);
  pages = requestedPages({ siteDir: join(requested, 'site'), now: () => now, report });
  expect(await pages.open()).toBe(true);
  const at = { port: 0, host: '127.0.0.1' };
  asFiles = await startServer({ siteDir: join(files, 'site'), ...at });
  asRequested = await startServer({ siteDir: join(requested, 'site'), ...at, pages });
});
afterAll(async () => {
  await asFiles.close();
  await asRequested.close();
  await pages.close();
});

async function answer(server: RunningServer, path: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${server.url}${path}`, { headers: { 'Accept-Encoding': 'identity', ...headers } });
  const { date: _, ...said } = Object.fromEntries(response.headers);
  return { status: response.status, said, text: await response.text() };
}

/** Addresses of everything that `publish` wrote into the folders of pages. */
async function addresses(dir: string): Promise<string[]> {
  const of = async (folder: string) => (await readdir(join(dir, 'site', folder))).map((name) => `/${folder}/${name}`);
  return [...(await of('i')), ...(await of('en/i'))].map((path) => path.replace(/\.html$/, ''));
}

async function differing(paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const [one, other] = [await answer(asFiles, path), await answer(asRequested, path)];
    if (JSON.stringify(one) !== JSON.stringify(other)) found.push(path);
  }
  return found;
}

describe('pages on request', () => {
  it('are no files: not one lies in the site, and every signed file does', async () => {
    const list = async (dir: string) => readdir(join(dir, 'site'), { recursive: true });
    const [one, other] = [await list(files), await list(requested)];
    expect(one).toContain('lists.html');
    expect(other.filter((path) => /(?:^|\/)(?:i(?:\/|$)|lists[^/]*\.html$)/.test(path))).toEqual([]);
    const data = (paths: readonly string[]) => paths.filter((path) => path.startsWith('d/')).length;
    expect(data(other)).toBe(data(one));
  });

  it('are what publish would have written, byte for byte, with the same headers', async () => {
    const paths = await addresses(files);
    expect(paths.length).toBeGreaterThan(900);
    expect(paths).toContain(`/i/${gone}`);
    expect(await differing([...paths, ...LISTS])).toEqual([]);
  });

  it.each([
    ['/i/0000000000'],
    ['/en/i/0000000000'],
    ['/i/0000000000.json'],
    [`/i/GONE.json`],
    ['/i/'],
    ['/i/a/b'],
    ['/i/x.bin'],
    ['/en/i/GONE.json'],
    ['/lists-red-4e00'],
    ['/en/lists-red-0.html'],
    ['/lists-'],
    ['/listsx'],
  ])('answer %s as a site of files does: there is no such page', async (pattern) => {
    const path = pattern.replace('GONE', gone);
    expect((await answer(asFiles, path)).status).toBe(404);
    expect(await differing([path])).toEqual([]);
  });

  it('answer a code as it is typed, HEAD, and who holds the page already', async () => {
    const spelled = `/i/${gone.toLowerCase()}`;
    expect(await differing([spelled, `/i/${gone}/`, `/i/${gone}?from=board`])).toEqual([]);
    const { said, text } = await answer(asRequested, `/i/${gone}`);
    expect(await answer(asRequested, `/i/${gone}`, { 'If-None-Match': said.etag ?? '' })).toMatchObject({
      status: 304,
    });
    const squeezed = await answer(asRequested, `/i/${gone}`, { 'Accept-Encoding': 'br' });
    expect(squeezed.said['content-encoding']).toBe('br');
    expect(squeezed.text).toBe(text);
  });

  it.skipIf(!nginxInstalled)('come through nginx as they are, and the rest of the site from its files', async () => {
    const port = await freePort();
    const served = await loadServed(requested, DIST);
    const backend = { port: asRequested.port, intake: false, onRequest: true, largestBody: 1 };
    const site = { ...served, ...backend, origin: `http://127.0.0.1:${port}`, basePath: '/' };
    const stop = await startNginx({ ...site, certificate: '', key: '' });
    const code = (await addresses(files))[0]?.slice(3) ?? '';
    const asked = [`/i/${code}`, `/i/${code}.json`, `/en/i/${code}`, `/i/${gone}`, '/i/0000000000', '/standard'];
    for (const path of [...asked, ...LISTS, '/lists-red-4e00']) {
      const [direct, through] = [
        await answer(asRequested, path),
        await answer({ ...asRequested, url: site.origin }, path),
      ];
      expect([through.status, through.text], path).toEqual([direct.status, direct.text]);
      for (const name of ['content-security-policy', 'cache-control', 'x-robots-tag']) {
        expect(through.said[name], `${path} ${name}`).toBe(direct.said[name]);
      }
    }
    await stop();
  });

  it('show no penalty on the day after its last, whether or not refresh has run, as refreshed files do', async () => {
    now = LAPSED;
    const { withdrawn } = await refreshRelease({ dir: files, now, dist: DIST });
    expect(withdrawn.length).toBeGreaterThan(0);
    const paths = withdrawn.flatMap((code) => [`/i/${code}`, `/en/i/${code}`, `/i/${code}.json`]);
    expect(await differing(paths)).toEqual([]);
    const renewed = { withdrawn: [], left: [], listsLeft: false };
    expect(await refreshRelease({ dir: requested, now, dist: DIST })).toMatchObject(renewed);
    await pages.open();
    expect(await differing([...paths, ...LISTS])).toEqual([]);
  });

  it('are a year later what publicNow makes of that day', async () => {
    now = NEXT_YEAR;
    const data = join(requested, 'site/d');
    const pin = fingerprint(await readFile(join(data, 'metadata/1.root.json')));
    const release = await readRelease(directoryFetcher(data), pin, now);
    if (!release.ok) throw new Error(JSON.stringify(release.fault));
    const build = await loadBuild(DIST);
    const { renderer } = build;
    const { terms, bureau, records } = release.value;
    const days = new Set<IsoDate | null>();
    for (const record of records.filter(({ code }) => code.includes('0'))) {
      const { text } = await answer(asRequested, `/i/${record.code}`);
      days.add(dayOfPage(text));
      const proof = proofOfPage(text);
      if (proof === null) throw new Error(`${record.code} has no proof`);
      const view = publicNow(record, proof.openings, chinaDay(now));
      const scriptUrl = scriptOf(build, bureau, 'zh');
      const about = { proof, view, terms, bureau, scriptUrl, styleHash: styleHash(renderer.pageStyle(terms)) };
      expect(text === renderer.renderInstitutionPage({ ...about, lang: 'zh' }), record.code).toBe(true);
    }
    expect([...days]).toEqual(['2028-01-10']);
    expect(told).toEqual([]);
  });
});
