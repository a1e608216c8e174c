/** A province's site on hosts that are not ours: nginx, upload lists, an archive, and a host that knows folders only. */
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { manifestOf } from '../../src/node/hosting/manifest.ts';
import { servedFor } from '../../src/node/hosting/served.ts';
import { loadProvince, publisherOf } from '../../src/node/province/config.ts';
import { startServer } from '../../src/node/server/server.ts';
import { freePort, nginxInstalled, startNginx } from '../support/nginx.ts';
import { A, B, publishAll, twoBureaus } from '../support/province.ts';
import { yixinma } from '../support/verified-site.ts';
import { NOW, writeBuild } from '../support/workspace.ts';

let base: string;
let dir: string;
let code: string;
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'yixinma-province-hosting-'));
  await writeBuild(join(base, 'dist'));
  dir = (await twoBureaus(base, join(base, 'dist'))).province;
  code = ((await readdir(join(dir, 'site', A, 'i'))).sort()[0] ?? '').slice(0, 10);
});
afterAll(() => rm(base, { recursive: true, force: true }));

const run = (...args: string[]) => yixinma(base, ['hosting', ...args], NOW);
const list = async (name: string) => (await readFile(join(dir, 'hosting', name), 'utf8')).split('\n').filter(Boolean);

const SAME = [
  'content-type',
  'cache-control',
  'content-security-policy',
  'access-control-allow-origin',
  'x-robots-tag',
];

it.skipIf(!nginxInstalled)(
  'nginx answers in the province’s own folder and in every bureau’s as our server does',
  async () => {
    const served = await servedFor(dir, publisherOf(await loadProvince(dir)), join(base, 'dist'));
    expect(served.folders).toEqual([A, B]);
    const own = await startServer({ siteDir: served.siteDir, port: 0, host: '127.0.0.1' });
    const origin = `http://127.0.0.1:${await freePort()}`;
    const site = { port: own.port, intake: false, onRequest: false, largestBody: 1, certificate: '', key: '' };
    const stop = await startNginx({ ...served, ...site, origin, basePath: '/' });
    const ask = async (url: string) => {
      const answer = await fetch(url, { redirect: 'manual' });
      const headers = SAME.map((name) => answer.headers.get(name));
      return { status: answer.status, headers, body: await answer.text() };
    };
    try {
      const paths = [`/i/${code}`, `/en/i/${code}`, `/i/${code}.json`, '/i/NOBODY', '/', '/status', '/d/bundle.json'];
      const more = ['/d/none', '/none', '/assets/page-1.js', '/standard', '/d/metadata/timestamp.json'];
      for (const path of [
        '/',
        '/d/bundle.json',
        '/none',
        ...[...paths, ...more].map((one) => `/${A}${one}`),
        `/${B}/`,
      ]) {
        expect(await ask(origin + path), path).toEqual(await ask(own.url + path));
      }
      // Not only both the same.
      expect((await ask(`${origin}/${A}/i/${code}`)).status).toBe(200);
      expect((await ask(`${origin}/${A}/d/bundle.json`)).headers[1]).toBe('no-store');
    } finally {
      await stop();
      await own.close();
    }
  },
);

it('lists what to upload in an order in which no phone meets a bureau’s page before its bundle', async () => {
  expect((await run('upload', 'province')).code).toBe(0);
  const lists = await Promise.all(['1-content', '2-newest', '3-pages', '4-worker'].map((name) => list(`${name}.txt`)));
  expect(lists.flat().toSorted()).toEqual([...(await manifestOf(join(dir, 'site'))).keys()]);
  const [content = [], newest = [], pages = [], worker] = lists;
  expect(newest.filter((path) => path.endsWith('bundle.json'))).toEqual(newest.slice(-3));
  expect(newest.toSorted()).toEqual(
    ['', `${A}/`, `${B}/`].flatMap((at) => [`${at}d/bundle.json`, `${at}d/metadata/timestamp.json`]).toSorted(),
  );
  expect(content).toContain(`${A}/assets/page-1.js`);
  expect(content.some((path) => path.startsWith(`${B}/d/targets/${B}/`))).toBe(true);
  expect(pages).toContain(`${A}/i/${code}.html`);
  expect(worker).toEqual([`${A}/sw.js`, `${B}/sw.js`, 'sw.js']);
  expect((await run('upload', 'province', '--done')).code).toBe(0);
  expect((await run('upload', 'province')).out).toContain('已经是最新的');
  // The timer says that the host has to follow.
  const refreshed = await yixinma(base, ['province', 'refresh', 'province', '--force'], NOW);
  expect(refreshed.out).toContain('还没有到网站上：请运行 yixinma hosting upload');
});

it('an archive holds all of it; made for a host that knows folders only it verifies too, bureau by bureau', async () => {
  const archive = join(dir, 'site.tar.gz');
  expect((await run('archive', 'province', '--out', archive)).code).toBe(0);
  expect((await yixinma(base, ['verify', archive], NOW)).out).toContain('共2个发布单位');
  const file = join(dir, 'province.json');
  await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, 'utf8')), pages: 'folders' }));
  await publishAll(dir, join(base, 'dist'));
  expect((await run('upload', 'province')).code).toBe(0);
  const staged = join(base, 'staged');
  await cp(join(dir, 'hosting/site'), staged, { recursive: true });
  const names = await readdir(join(staged, A, 'i'));
  expect(names).toContain(code);
  expect(names.filter((name) => name.endsWith('.html'))).toEqual([]);
  expect(await readFile(join(staged, B, 'status/index.html'))).toEqual(await readFile(join(staged, B, 'index.html')));
  expect(await yixinma(base, ['verify', staged], NOW)).toMatchObject({ code: 0 });
  await writeFile(file, (await readFile(file, 'utf8')).replace('"folders"', '"on-request"'));
  expect((await run('nginx', 'province')).err).toContain('应为 files 或 folders');
});
