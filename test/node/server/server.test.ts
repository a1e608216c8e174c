import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeFromBytes } from '../../../src/core/domain/institution-code.ts';
import { type RunningServer, startServer } from '../../../src/node/server/server.ts';

const CODE = codeFromBytes(Uint8Array.from([7, 18, 3, 20, 9, 22, 23, 2, 26]));
const PAGE = `<!doctype html><title>页面</title>${'<p>内容</p>'.repeat(200)}`;
const ENGLISH = '<!doctype html><title>page</title>';
const SHELL = '<!doctype html><div id="app"></div>';
const NOT_THERE = '<!doctype html><title>没有这个编码</title>';
const STYLE_HASH = 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';

let home: string;
let server: RunningServer;

async function writeSite(folder: string, page = PAGE): Promise<void> {
  for (const sub of ['i', 'en/i', 'd/demo/2026', 'assets', 'pictures'])
    await mkdir(join(folder, sub), { recursive: true });
  const files: Record<string, string | Uint8Array> = {
    'index.html': SHELL,
    'headers.json': JSON.stringify({ styleHashes: [STYLE_HASH, "'unsafe-inline'", 'x\r\nSet-Cookie: a=b'] }),
    [`i/${CODE}.html`]: page,
    [`i/${CODE}.json`]: '{"v":1}',
    [`en/i/${CODE}.html`]: ENGLISH,
    'assets/app-1a2b3c4d5e.js': `export default ${JSON.stringify('x'.repeat(4000))};`,
    'assets/icon.png': new Uint8Array([0x89, 0x50, 0x4e, 0x47]),
    'pictures/shield.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'pictures/emblem.webp': 'RIFF',
    'd/timestamp.json': '{"signed":1}',
    'd/bundle.json': '{"bundle":1}',
    'd/1.root.json': '{"root":1}',
    'd/demo/2026/aa.index.bin': new Uint8Array(3000).fill(7),
    'sw.js': 'self.x=1',
  };
  for (const [path, content] of Object.entries(files)) await writeFile(join(folder, path), content);
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** The path goes out as written: no client may tidy an attack away. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: '127.0.0.1', port: server.port, path, headers, method, agent: false },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('end', () =>
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(chunks) }),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end();
  });
}

/** Raw bytes on the wire, for requests that no client would send. */
function speak(bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(server.port, '127.0.0.1', () => socket.write(bytes));
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
    });
    socket.on('error', () => resolve(text));
    socket.on('close', () => resolve(text));
  });
}

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'yixinma-server-'));
  await writeSite(join(home, 'releases/1'));
  await writeFile(join(home, 'secret.txt'), 'SECRET');
  await writeFile(join(home, 'releases/secret.html'), 'SECRET');
  await symlink(join(home, 'secret.txt'), join(home, 'releases/1/leak.txt'));
  await symlink(home, join(home, 'releases/1/out'));
  await writeFile(join(home, 'releases/1/.env'), 'SECRET');
  await symlink('releases/1', join(home, 'site'));
  server = await startServer({ siteDir: join(home, 'site'), port: 0, host: '127.0.0.1' });
});

afterAll(async () => {
  await server.close();
  await rm(home, { recursive: true });
});

describe('what is found', () => {
  it('serves an institution page under its code without a redirect', async () => {
    const answer = await ask(`/i/${CODE}`);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.body.toString()).toBe(PAGE);
  });

  it('finds the page of a code typed in lower case, with a blank or with look-alikes', async () => {
    const typed = [
      CODE.toLowerCase(),
      `${CODE.slice(0, 5)}%20${CODE.slice(5)}`,
      `${CODE.slice(0, 5)}-${CODE.slice(5)}`,
    ];
    for (const code of typed) expect((await ask(`/i/${code}`)).status, code).toBe(200);
  });

  it('serves the English page under its own address, in every spelling, with the headers of the Chinese one', async () => {
    const chinese = await ask(`/i/${CODE}`);
    for (const code of [CODE, CODE.toLowerCase(), `${CODE.slice(0, 5)}%20${CODE.slice(5)}`]) {
      const { status, headers, body } = await ask(`/en/i/${code}`);
      expect([status, body.toString()], code).toEqual([200, ENGLISH]);
      for (const name of ['content-type', 'cache-control', 'content-security-policy', 'x-robots-tag']) {
        expect(headers[name], name).toBe(chinese.headers[name]);
      }
    }
    // The file for programs has one address.
    expect((await ask(`/en/i/${CODE}.json`)).headers['content-type']).toBe('text/plain; charset=utf-8');
  });

  it('serves the app at the home page and on the routes that it answers', async () => {
    for (const path of [
      '/',
      '/?q=1',
      '/status',
      '/print/board/x',
      '/report',
      '/report/7K3M9PQ2XD',
      '/mine',
      '/inspector',
      '/log',
      '/lists',
    ]) {
      const answer = await ask(path);
      expect([answer.status, answer.body.toString()], path).toEqual([200, SHELL]);
    }
  });

  it('gives the published page of what is not there for an unknown code and any other unknown path, with 404', async () => {
    const file = join(home, 'releases/1/404.html');
    await writeFile(file, NOT_THERE);
    for (const path of ['/i/0000000000', '/i/nonsense', '/i/', '/en/i/0000000000', '/en/i/', '/en', '/nothing']) {
      const answer = await ask(path);
      expect([answer.status, answer.body.toString()], path).toEqual([404, NOT_THERE]);
      expect(answer.headers['cache-control'], path).toBe('no-store');
    }
    await rm(file);
  });

  it('asks whoever comes before the first publication to wait, by a page that looks again by itself', async () => {
    const early = await startServer({ siteDir: join(home, 'not-yet'), port: 0, host: '127.0.0.1' });
    try {
      for (const path of ['/', '/i/0000000000', '/app/search']) {
        const answer = await fetch(`${early.url}${path}`);
        expect([answer.status, answer.headers.get('retry-after'), answer.headers.get('cache-control')], path).toEqual([
          503,
          '3',
          'no-store',
        ]);
        expect(await answer.text(), path).toMatch(/http-equiv="refresh".*正在准备/s);
      }
      const signed = await fetch(`${early.url}/d/timestamp.json`);
      expect([signed.status, await signed.text()]).toEqual([503, 'not ready\n']);
    } finally {
      await early.close();
    }
  });

  it('never gives a page to a program that asks for an unknown code', async () => {
    const answer = await ask('/i/0000000000.json');
    expect([answer.status, answer.headers['content-type']]).toEqual([404, 'text/plain; charset=utf-8']);
    expect(answer.body.toString()).not.toContain('<');
  });

  it('never gives a page for a missing signed file', async () => {
    for (const path of ['/d/2.root.json', '/d/', '/d', '/d/demo/2026/none.bin']) {
      const answer = await ask(path);
      expect([answer.status, answer.headers['content-type']], path).toEqual([404, 'text/plain; charset=utf-8']);
      expect(answer.body.toString()).not.toContain('<');
    }
  });

  it('gives a page of its own for any other unknown path, and never the app', async () => {
    for (const path of ['/nothing', '/assets/gone.js', '/status.php', '/i/a/b']) {
      const answer = await ask(path);
      expect(answer.status, path).toBe(404);
      expect(answer.body.toString(), path).toContain('没有这个页面');
    }
  });

  it('answers HEAD with the headers of GET and no body', async () => {
    const [get, head] = [await ask(`/i/${CODE}`), await ask(`/i/${CODE}`, {}, 'HEAD')];
    expect(head.body.length).toBe(0);
    const { date: _, ...headers } = head.headers;
    expect(get.headers).toMatchObject(headers);
  });

  it('refuses other methods and says which it knows', async () => {
    const answer = await ask('/', {}, 'DELETE');
    expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD']);
  });

  it('says that it is well, and that it is not while there is no site', async () => {
    expect((await ask('/healthz')).status).toBe(200);
    const empty = await startServer({ siteDir: join(home, 'none'), port: 0, host: '127.0.0.1' });
    expect((await fetch(`${empty.url}/healthz`)).status).toBe(503);
    await empty.close();
  });

  it('serves the new release from the first request after the switch', async () => {
    await writeSite(join(home, 'releases/2'), PAGE.replace('内容', '新的内容'));
    const before = await ask(`/i/${CODE}`);
    await symlink('releases/2', join(home, 'site.next'));
    await rename(join(home, 'site.next'), join(home, 'site'));
    const after = await ask(`/i/${CODE}`);
    expect(after.body.toString()).toContain('新的内容');
    expect(after.headers.etag).not.toBe(before.headers.etag);
    await symlink('releases/1', join(home, 'site.next'));
    await rename(join(home, 'site.next'), join(home, 'site'));
  });
});

describe('caching', () => {
  it.each([
    ['/d/timestamp.json', 'no-store'],
    ['/d/bundle.json', 'no-store'],
    ['/assets/app-1a2b3c4d5e.js', 'public, max-age=31536000, immutable'],
    ['/assets/icon.png', 'no-cache'],
    [`/i/${CODE}`, 'no-cache'],
    ['/', 'no-cache'],
    ['/sw.js', 'no-cache'],
    // Not immutable: a penalty past its term must leave shared caches on the day.
    ['/d/demo/2026/aa.index.bin', 'no-cache'],
    ['/d/1.root.json', 'no-cache'],
  ])('%s is %s', async (path, expected) => {
    expect((await ask(path)).headers['cache-control']).toBe(expected);
  });

  it('answers 304 to a known entity tag, weak or in a list, and 200 to another', async () => {
    const { etag = '' } = (await ask(`/i/${CODE}`)).headers;
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const answer = await ask(`/i/${CODE}`, { 'If-None-Match': known });
      expect([answer.status, answer.body.length], known).toEqual([304, 0]);
    }
    expect((await ask(`/i/${CODE}`, { 'If-None-Match': '"other"' })).status).toBe(200);
  });

  it('notices a file that was replaced', async () => {
    const file = join(home, 'releases/1/d/timestamp.json');
    await writeFile(`${file}.next`, '{"signed":2}');
    await rename(`${file}.next`, file);
    expect((await ask('/d/timestamp.json')).body.toString()).toBe('{"signed":2}');
  });
});

describe('compression', () => {
  it('sends text as the client takes it, each form under its own entity tag', async () => {
    const tags = new Set<string | undefined>();
    for (const [accept, encoding] of [
      ['br, gzip', 'br'],
      ['gzip', 'gzip'],
      ['br;q=0.2, gzip;q=0.9', 'gzip'],
      ['*', 'br'],
      ['br;q=0, gzip;q=0', undefined],
      ['identity', undefined],
    ] as const) {
      const answer = await ask(`/i/${CODE}`, { 'Accept-Encoding': accept });
      expect(answer.headers['content-encoding'], accept).toBe(encoding);
      expect(answer.headers.vary).toBe('Accept-Encoding');
      const plain =
        encoding === 'br' ? brotliDecompressSync(answer.body) : encoding ? gunzipSync(answer.body) : answer.body;
      expect(plain.toString()).toBe(PAGE);
      tags.add(answer.headers.etag);
    }
    expect(tags.size).toBe(3);
  });

  it('sends signed binary files as their bytes, whatever the client takes', async () => {
    const answer = await ask('/d/demo/2026/aa.index.bin', { 'Accept-Encoding': 'br, gzip' });
    expect(answer.headers['content-encoding']).toBeUndefined();
    expect(answer.headers['content-type']).toBe('application/octet-stream');
    expect(answer.body).toEqual(Buffer.alloc(3000, 7));
  });
});

describe('rules for browsers', () => {
  it('allows the publisher’s style by its hash, and nothing that is no hash', async () => {
    const policy = String((await ask(`/i/${CODE}`)).headers['content-security-policy']);
    expect(policy).toContain(`style-src 'self' '${STYLE_HASH}';`);
    expect(policy).not.toContain('unsafe-inline');
    expect(policy).not.toContain('Set-Cookie');
  });

  it('lets no script run in a picture that is opened by itself', async () => {
    const { headers } = await ask('/pictures/shield.svg');
    expect(headers['content-type']).toBe('image/svg+xml; charset=utf-8');
    expect(headers['x-content-type-options']).toBe('nosniff');
    const script = /(?:^|; )script-src ([^;]*)/.exec(String(headers['content-security-policy']))?.[1];
    expect(script?.split(' ')).toEqual(["'self'", "'wasm-unsafe-eval'"]);
    expect((await ask('/pictures/emblem.webp')).headers['content-type']).toBe('image/webp');
  });

  it('puts the same rules on every answer, errors included', async () => {
    for (const path of ['/', '/nothing', '/d/none', '/healthz', '/%2e%2e/x']) {
      const { headers } = await ask(path);
      expect(headers, path).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'permissions-policy': expect.stringContaining('geolocation=()'),
        'content-security-policy': expect.stringContaining("default-src 'self'"),
      });
      expect(headers['strict-transport-security'], path).toBeUndefined();
    }
  });
});

describe('open data', () => {
  it('may be fetched by pages of other origins and is kept by no search engine, also where it is missing', async () => {
    for (const path of [
      `/i/${CODE}.json`,
      '/i/0000000000.json',
      '/d/bundle.json',
      '/d/demo/2026/aa.index.bin',
      '/d/x',
    ]) {
      const { headers } = await ask(path, { Origin: 'https://elsewhere.example' });
      expect(headers, path).toMatchObject({
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
        'x-robots-tag': 'noindex',
      });
    }
    expect((await ask(`/i/${CODE}.json`)).headers['content-type']).toBe('application/json; charset=utf-8');
  });

  it('is nothing else: pages, the app and what another origin posts stay with their own', async () => {
    for (const path of [`/i/${CODE}`, '/', '/sw.js', '/headers.json', '/nothing', '/d', '/healthz', '/api/status']) {
      const { headers } = await ask(path, { Origin: 'https://elsewhere.example' });
      expect(headers['access-control-allow-origin'], path).toBeUndefined();
      expect(headers['cross-origin-resource-policy'], path).toBe('same-origin');
    }
    const preflight = await ask('/d/bundle.json', { Origin: 'https://elsewhere.example' }, 'OPTIONS');
    expect([preflight.status, preflight.headers['access-control-allow-origin']]).toEqual([405, undefined]);
  });
});

describe('attacks', () => {
  it.each([
    ['dot segments', '/../secret.txt'],
    ['dot segments in the middle', '/i/../../../secret.txt'],
    ['encoded dot segments', '/%2e%2e/secret.txt'],
    ['half-encoded dot segments', '/.%2e/secret.txt'],
    ['encoded slash', '/i%2f..%2f..%2fsecret.txt'],
    ['backslash', '/..\\secret.txt'],
    ['encoded backslash', '/..%5c..%5csecret.txt'],
    ['NUL byte', '/i/7K3M9PQ2X%00.html'],
    ['line break in the path', '/i/%0d%0aSet-Cookie:a'],
    ['broken percent-encoding', '/%zz'],
    ['overlong UTF-8', '/%c0%ae%c0%ae/secret.txt'],
    ['drive letter', '/C:/secret.txt'],
    ['alternate data stream', '/index.html::$DATA'],
    ['trailing dot', '/index.html.'],
    ['hidden file', '/.env'],
    ['empty segments', '//secret.txt'],
  ])('refuses %s', async (_, path) => {
    const answer = await ask(path);
    expect(answer.status).toBe(400);
    expect(answer.body.toString()).not.toContain('SECRET');
  });

  it.each([
    ['double encoding', '/%252e%252e/secret.txt'],
    ['a link to a file outside', '/leak.txt'],
    ['a link to a folder outside', '/out/secret.txt'],
    ['a page beside the release', '/i/..secret'],
    ['a folder', '/assets'],
  ])('does not find %s', async (_, path) => {
    const answer = await ask(path);
    expect([400, 404]).toContain(answer.status);
    expect(answer.body.toString()).not.toContain('SECRET');
  });

  it('refuses a target of 3,000 characters', async () => {
    expect((await ask(`/${'a'.repeat(3000)}`)).status).toBe(414);
  });

  it('outlives malformed requests, absolute targets, giant headers and cut connections', async () => {
    expect(await speak('GARBAGE\r\n\r\n')).toContain('400');
    expect(await speak('GET http://elsewhere/secret HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).toContain(
      '400',
    );
    expect(await speak('GET * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).toContain('400');
    expect(await speak(`GET / HTTP/1.1\r\nHost: x\r\nA: ${'b'.repeat(40_000)}\r\n\r\n`)).toContain('431');
    const cut = connect(server.port, '127.0.0.1', () => cut.end('GET /i/'));
    cut.resume();
    await new Promise((resolve) => cut.on('close', resolve));
    expect((await ask('/healthz')).status).toBe(200);
  });
});

describe('opening and closing', () => {
  it('says that the port is taken', async () => {
    await expect(startServer({ siteDir: home, port: server.port, host: '127.0.0.1' })).rejects.toMatchObject({
      code: 'port-in-use',
    });
  });

  it('ends although a client keeps its connection', async () => {
    const other = await startServer({ siteDir: join(home, 'site'), port: 0, host: '127.0.0.1' });
    const idle = connect(other.port, '127.0.0.1');
    idle.on('error', () => undefined);
    await new Promise((resolve) => idle.on('connect', resolve));
    const started = performance.now();
    await other.close();
    expect(performance.now() - started).toBeLessThan(4000);
    await expect(fetch(`${other.url}/healthz`)).rejects.toThrow();
  });
});
