/** Real nginx, with the configuration that we write, beside our own server: the same answers to the same requests. */
import { spawnSync } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { request as requestTls } from 'node:https';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { runCommand } from '../../src/node/cli/main.ts';
import { loadServed, nginxIsOld } from '../../src/node/hosting/served.ts';
import { type RunningServer, startServer } from '../../src/node/server/server.ts';
import { ensureCertificate } from '../../src/node/server/tls.ts';
import { temporaryFolder } from '../support/browser.ts';
import { copyOf, demoCodes } from '../support/demo-site.ts';
import { freePort, mainFor, nginxInstalled, startNginx } from '../support/nginx.ts';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

function ask(origin: string, path: string, method = 'GET'): Promise<Answer> {
  const ask = origin.startsWith('https:') ? requestTls : request;
  return new Promise((resolve, reject) => {
    const outgoing = ask(origin, { path, method, rejectUnauthorized: false, agent: false }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const { statusCode = 0, headers } = incoming;
        resolve({ status: statusCode, headers, body: Buffer.concat(chunks).toString('latin1') });
      });
    });
    outgoing.on('error', reject).end();
  });
}

const stops: (() => Promise<void>)[] = [];
let own: RunningServer;
let origin = '';
let secureOrigin = '';
let code = '';
let certificate = '';
let files: readonly string[] = [];

beforeAll(async () => {
  if (!nginxInstalled) return;
  const dir = inject('demoDir');
  const { bureau: _, ...served } = await loadServed(dir, join(process.cwd(), 'dist'));
  files = (await readdir(served.siteDir, { withFileTypes: true, recursive: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(served.siteDir.length));
  code = [...(await demoCodes(dir)).values()][0] ?? '';
  own = await startServer({ siteDir: served.siteDir, port: 0, host: '127.0.0.1' });
  const { key, cert } = await ensureCertificate({ dir: await temporaryFolder('cert'), addresses: [], now: new Date() });
  certificate = join(await temporaryFolder('pem'), 'both.pem');
  await writeFile(certificate, `${cert}\n${key}`);
  const backend = { port: own.port, intake: false, onRequest: false, largestBody: 1 };
  const site = { ...served, ...backend, basePath: '/', certificate, key: certificate };
  origin = `http://127.0.0.1:${await freePort()}`;
  secureOrigin = `https://127.0.0.1:${await freePort()}`;
  stops.push(await startNginx({ ...site, origin }));
  stops.push(await startNginx({ ...site, origin: secureOrigin, intake: true }));
}, 60_000);
afterAll(async () => {
  for (const stop of stops) await stop();
  await own?.close();
});

/** What both must say; validators and lengths are each server's own. */
const COMPARED = [
  'content-type',
  'cache-control',
  'content-security-policy',
  'x-content-type-options',
  'x-frame-options',
  'referrer-policy',
  'permissions-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'access-control-allow-origin',
  'x-robots-tag',
  'location',
];

function comparable({ status, headers, body }: Answer) {
  return { status, body, ...Object.fromEntries(COMPARED.map((name) => [name, headers[name]])) };
}

describe.skipIf(!nginxInstalled)('nginx, or skipped where it is not installed', () => {
  it('answers every file of a release as our own server does', async () => {
    const sample = files.filter((path, at) => !/\/i\//.test(path) || at % 97 === 0);
    expect(sample.length).toBeGreaterThan(40);
    for (const path of sample) {
      const [theirs, ours] = await Promise.all([ask(origin, path), ask(own.url, path)]);
      expect(comparable(theirs), path).toEqual(comparable(ours));
      expect(theirs.status).toBe(200);
    }
  });

  it('answers addresses that are no files as our own server does: pages, routes of the app, what is not there', async () => {
    const targets = [
      '/',
      `/i/${code}`,
      `/i/${code}/`,
      `/i/${code}?from=board`,
      `/en/i/${code}`,
      '/i/ZZZZZZZZZZ',
      '/i/ZZZZZZZZZZ.html',
      '/i/ZZZZZZZZZZ.json',
      '/standard',
      '/en/standard',
      '/lists',
      '/en/lists',
      '/status',
      '/mine',
      `/report/${code}?kind=complaint`,
      `/print/${code}`,
      '/draw',
      '/inspector',
      '/report/a.b',
      '/nothing',
      '/nothing/here.png',
      '/assets/page-0123456789.js',
      '/d/metadata/999.root.json',
      '/d/nothing',
      '/d',
      '/d/',
      '/d/metadata/',
      '/api/openapi.json',
    ];
    for (const path of targets) {
      const [theirs, ours] = await Promise.all([ask(origin, path), ask(own.url, path)]);
      expect(comparable(theirs), path).toEqual(comparable(ours));
    }
    expect((await ask(origin, `/i/${code}`)).status).toBe(200);
    expect((await ask(origin, '/i/ZZZZZZZZZZ')).status).toBe(404);
  });

  it('neither redirects a folder to itself nor serves what lies outside of the site', async () => {
    for (const path of [
      '/assets',
      '/i',
      '/d',
      '/../bureau.json',
      '/%2e%2e/keys/published.json',
      '/i/..%2f..%2fbureau',
    ]) {
      const { status } = await ask(origin, path);
      expect([400, 404], path).toContain(status);
    }
    expect((await ask(origin, `/i/${code}`, 'POST')).status).toBe(405);
  });

  it('reads what the command writes for a workspace, its intake included', async () => {
    const dir = await copyOf(inject('demoDir'));
    const said: string[] = [];
    const out = (text: string) => void said.push(text);
    const io = { stdin: async () => '', out, err: out, now: () => new Date(), cwd: dir, env: {} };
    expect(
      await runCommand(['hosting', 'nginx', '.', '--cert', certificate, '--key', certificate], io),
      said.join(''),
    ).toBe(0);
    const folder = join(dir, 'hosting/nginx');
    expect(await readFile(join(folder, 'server.conf'), 'utf8')).toContain('server_name "yx.example.gov.cn";');
    expect(await readFile(join(folder, 'locations.conf'), 'utf8')).toContain('proxy_pass http://127.0.0.1:8787;');
    const dist = join(process.cwd(), 'dist');
    expect(await nginxIsOld(dir, dist)).toBe(false);
    const checked = spawnSync('nginx', [...(await mainFor(folder)), '-t'], { encoding: 'utf8' });
    expect(checked.stderr).not.toContain('[warn]');
    expect(checked.status, checked.stderr).toBe(0);
    // As if a newer program, with another style sheet, were about to publish.
    const text = await readFile(join(folder, 'locations.conf'), 'utf8');
    await writeFile(join(folder, 'locations.conf'), text.replaceAll(/sha256-[^']+/g, 'sha256-of-before'));
    expect(await nginxIsOld(dir, dist)).toBe(true);
  });

  it('over TLS adds HSTS and hands /api to the intake service', async () => {
    const page = await ask(secureOrigin, `/i/${code}`);
    expect(page.headers['strict-transport-security']).toBe('max-age=31536000');
    const passed = await ask(secureOrigin, '/api/openapi.json');
    // Our server here has no intake: the answer shows that it was asked, under the path as it came.
    expect(passed.status).toBe(404);
    expect(passed.headers['content-security-policy']).toBe(page.headers['content-security-policy']);
    expect(passed.headers['strict-transport-security']).toBe('max-age=31536000');
  });
});
