/** What publishing fills into the app's shell, and the page of what is not there. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Build, loadBuild } from '../../../src/node/publish/renderer.ts';
import { shellFiles } from '../../../src/node/publish/shell.ts';
import { parseSiteRules, securityHeaders } from '../../../src/node/server/headers.ts';
import { parseConfig } from '../../../src/web/sync/config.ts';
import { writeBuild } from '../../support/workspace.ts';
import { bureau } from '../../web/page/sample.ts';

const HOSTILE = '</script><script>alert(1)</script><!--$&"\'';
const pin = { rootSha256: 'a'.repeat(64), minimumVersion: 1, builtAt: '2026-01-01T00:00:00Z' };

let dist: string;
let build: Build;
beforeAll(async () => {
  dist = await mkdtemp(join(tmpdir(), 'yixinma-shell-'));
  await writeBuild(dist);
  build = await loadBuild(dist);
});
afterAll(() => rm(dist, { recursive: true, force: true }));

it('carries name and telephone of the bureau in the configuration, and no name can close the data block', async () => {
  const files = await shellFiles(build, { pin, bureau: { ...bureau, name: HOSTILE } });
  const index = String(files.get('index.html'));
  const block = /<script type="application\/json" id="config">([^<]*)<\/script>/.exec(index)?.[1];
  expect(parseConfig(block ?? null)).toEqual({
    pin,
    bureau: bureau.id,
    basePath: '/',
    contact: { name: HOSTILE, nameEn: bureau.nameEn, phone: bureau.phone, phoneHours: bureau.phoneHours },
  });
  expect(index).not.toContain('alert(1)</script>');
});

it('fills the telephone into the shell’s place for it, for where no script runs', async () => {
  const files = await shellFiles(build, { pin, bureau });
  expect(String(files.get('index.html'))).toContain(`<noscript><p>${bureau.phone}</p></noscript>`);
});

it('in a folder names its files and its home from the root of the host, whatever address it answers under', async () => {
  const index = await readFile(join(dist, 'site/index.html'), 'utf8');
  const files = '<link rel="icon" href="./icon.svg"><script src="./assets/a.js"></script><a href="https://x.cn/">x</a>';
  await writeFile(join(dist, 'site/index.html'), index.replace('<title>', `${files}<title>`));
  const placed = await shellFiles(build, { pin, bureau: { ...bureau, basePath: '/yiliao/xinyong/' } });
  await writeFile(join(dist, 'site/index.html'), index);
  for (const name of ['index.html', '404.html']) {
    const page = String(placed.get(name));
    expect(page).toContain('href="/yiliao/xinyong/icon.svg"');
    expect(page).toContain('src="/yiliao/xinyong/assets/a.js"');
    expect(page).toContain('href="https://x.cn/"');
    expect(page).toContain('"basePath":"/yiliao/xinyong/"');
  }
  expect(JSON.parse(String(placed.get('headers.json')))).toMatchObject({ basePath: '/yiliao/xinyong/' });
});

it('carries the policy that our server sends, before anything is loaded, for hosts that send none', async () => {
  const files = await shellFiles(build, { pin, bureau });
  const { styleHashes } = parseSiteRules(String(files.get('headers.json')));
  const sent = securityHeaders(styleHashes, { secure: true, selfSigned: false })['Content-Security-Policy'] ?? '';
  for (const name of ['index.html', '404.html']) {
    const page = String(files.get(name));
    const [, policy = ''] = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    expect(`${policy}; frame-ancestors 'none'`).toBe(sent);
    expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.search(/<(?:script|link|style)/));
  }
});

it('makes 404.html of the shell: its scripts and configuration, its page complete, its style sheets last', async () => {
  const index = await readFile(join(dist, 'site/index.html'), 'utf8');
  const style = '<link rel="stylesheet" crossorigin href="/assets/a.css">';
  await writeFile(
    join(dist, 'site/index.html'),
    `${style}\n<script type="module" src="/assets/a.js"></script>${index}`,
  );
  const page = String((await shellFiles(build, { pin, bureau })).get('404.html'));
  await writeFile(join(dist, 'site/index.html'), index);
  expect(page).toContain(`<div id="app"><h1>${bureau.phone}</h1></div>${style}</body>`);
  expect(page.match(/rel="stylesheet"/g)).toHaveLength(1);
  expect(page).toContain('<script type="module" src="/assets/a.js">');
  expect(page).toContain(pin.rootSha256);
  expect(page).toContain(
    '<title>没有这个页面</title><meta name="robots" content="noindex" /><style>body{color:#000}</style>',
  );
});

it.each([
  ['{"pin":null,"bureau":null}', /configuration/],
  ['<!--contact-->', /telephone/],
  ['<div id="app">', /page/],
])('refuses a build whose shell has no %s', async (place, message) => {
  const index = await readFile(join(dist, 'site/index.html'), 'utf8');
  await writeFile(join(dist, 'site/index.html'), index.replace(place, ''));
  await expect(shellFiles(build, { pin, bureau })).rejects.toThrow(message);
  await writeFile(join(dist, 'site/index.html'), index);
});
