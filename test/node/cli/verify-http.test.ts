/** `verify` and `mirror` over HTTP: plain file servers, hosts that answer everything, connections that break. */
import { readFile, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { makeVerifiedSite, type VerifiedSite, yixinma } from '../../support/verified-site.ts';

let site: VerifiedSite;
let server: Server;
let url = '';
/** What the host does with an address; undefined: the file, or 404. */
let host: (path: string) => { status: number; text: string } | undefined = () => undefined;
const asked: string[] = [];

beforeAll(async () => {
  site = await makeVerifiedSite();
  server = createServer(async (request, response) => {
    const path = decodeURIComponent(request.url ?? '').slice(1);
    asked.push(path);
    const answer = host(path);
    if (answer?.status === 0) return void response.destroy();
    if (answer) return void response.writeHead(answer.status, { 'content-type': 'text/html' }).end(answer.text);
    const file = join(site.second, path);
    const found = await stat(file).catch(() => null);
    if (!found?.isFile()) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': path.endsWith('.html') ? 'text/html' : 'application/octet-stream' });
    response.end(await readFile(file));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}, 60_000);
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await site.dispose();
});
afterEach(() => {
  host = () => undefined;
  asked.length = 0;
});

const run = (...args: string[]) => yixinma(site.base, args);

it('a plain file server without a mapping of page addresses: genuine, with one remark instead of every page missing', async () => {
  const { code, out } = await run('verify', url);
  expect([code, out]).toEqual([0, expect.stringContaining('没有把 /i/编码 对应到 i/编码.html')]);
  expect(out).toContain('机构页面6个');
  expect(JSON.parse((await run('verify', url, '--json')).out)).toMatchObject({ ok: true, addressesMapped: false });
});

it('over an address it is said that other pages on the host were not looked for', async () => {
  const { out } = await run('verify', url);
  expect(out).toContain('没有查找：这台服务器上有没有别人放的其他网页');
  expect(out).not.toContain('此外没有别的文件');
  expect((await run('verify', url, '--lang', 'en')).out).toContain('Not looked for: other pages');
  expect(JSON.parse((await run('verify', url, '--json')).out)).toMatchObject({ ok: true, listed: false });
});

it('a host that answers whatever is missing with its home page, pages at their printed addresses or not', async () => {
  const isFile = (path: string) => /\.(?:html|json|bin)$/.test(path) && !/\/[2-9]\.root\.json$/.test(path);
  host = (path) => (isFile(path) ? undefined : { status: 200, text: '<html><h1>home' });
  expect(await run('verify', url)).toMatchObject({ code: 0, out: expect.stringContaining('机构页面6个') });
});

it('one page by its printed address, which another build wrote: its facts alone are compared', async () => {
  const { code, out } = await run('verify', `${url}/i/${site.codes[1]}`);
  expect([code, out]).toEqual([3, expect.stringContaining(`机构：白水镇卫生院（${site.codes[1]}）`)]);
});

it.each([
  '/',
  '?from=wechat',
  '#1.2.3',
  '.html',
  '.html/?a=b#c',
])('one page by its address with %s behind it, in either language, in small letters', async (tail) => {
  for (const path of [`i/${site.codes[1]}`, `en/i/${site.codes[1]?.toLowerCase()}`]) {
    const { code, out, err } = await run('verify', `${url}/${path}${tail}`);
    expect([code, out, err]).toEqual([3, expect.stringContaining(`白水镇卫生院（${site.codes[1]}）`), '']);
  }
});

it.each([
  '/index.html',
  '/en/',
  '/standard.html',
  '/en/lists/?a',
])('the whole site by the address of its page %s', async (tail) => {
  expect(await run('verify', `${url}${tail}`)).toMatchObject({ code: 0, out: expect.stringContaining('机构页面6个') });
});

it('a code that the site does not have, or an address that is none of a page: which address is meant', async () => {
  const other = await run('verify', `${url}/i/0000000000/`);
  expect([other.code, other.err]).toEqual([3, expect.stringContaining('没有取到编码 0000000000 的页面')]);
  const short = await run('verify', `${url}/i/000`);
  expect([short.code, short.err]).toEqual([3, expect.stringContaining('写到“/i/机构编码”为止')]);
});

it('nobody answers: exit code 3, and what to look at', async () => {
  const { code, err } = await run('verify', 'http://127.0.0.1:9');
  expect([code, err]).toEqual([3, expect.stringContaining('请检查网址和网络')]);
});

it('pages that cannot be fetched are unknown, not missing', async () => {
  host = (path) => (path.startsWith('en/') ? { status: 503, text: '' } : undefined);
  const { code, out } = await run('verify', url);
  expect(code).toBe(3);
  expect(out).toContain('？ 没有核验完');
  expect(out).toContain('✗ 没有取到的文件（3处）');
});

it('a mirror whose connection breaks keeps what verified, and goes on from there', async () => {
  const last = `en/i/${site.codes[2]}.html`;
  host = (path) => (path.startsWith(last.replace('.html', '')) ? { status: 0, text: '' } : undefined);
  const broken = await run('mirror', url, 'kept');
  expect([broken.code, broken.err]).toEqual([1, expect.stringContaining('会接着做')]);
  await expect(stat(join(site.base, 'kept'))).rejects.toThrow();
  host = () => undefined;
  asked.length = 0;
  const { code, out } = await run('mirror', url, 'kept');
  expect([code, out]).toEqual([0, expect.stringContaining('记录3条，页面6个')]);
  expect(asked.filter((path) => path.endsWith('.html'))).toEqual([last]);
  expect(asked.filter((path) => path.endsWith('.bin'))).toEqual([]);
  expect((await run('verify', 'kept')).code).toBe(0);
});

it('attack: a page altered between the two runs of a mirror is not taken for the one that verified', async () => {
  host = (path) => (path.startsWith('en/') ? { status: 0, text: '' } : undefined);
  expect((await run('mirror', url, 'twice')).code).toBe(1);
  const page = await readFile(join(site.second, `en/i/${site.codes[0]}.html`), 'utf8');
  host = (path) =>
    path === `en/i/${site.codes[0]}.html`
      ? { status: 200, text: page.replace(/data-f="state.mark">\w+/, 'data-f="state.mark">Poor') }
      : undefined;
  const { code, err } = await run('mirror', url, 'twice');
  expect([code, err]).toEqual([1, expect.stringContaining('核验未通过，没有复制')]);
  await expect(stat(join(site.base, 'twice.partial'))).rejects.toThrow();
});
