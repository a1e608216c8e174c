import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromUtf8, utf8 } from '../../../src/core/domain/bytes.ts';
import { directoryFetcher, httpFetcher } from '../../../src/node/verify/fetchers.ts';

describe('files from a folder', () => {
  let directory = '';
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'fetchers-'));
    await mkdir(join(directory, 'd/metadata'), { recursive: true });
    await writeFile(join(directory, 'd/metadata/timestamp.json'), '{}');
    await writeFile(join(directory, 'secret'), 'secret');
    await symlink(join(directory, 'secret'), join(directory, 'd/link'));
  });
  afterAll(() => rm(directory, { recursive: true }));

  it('are read up to the limit, and missing ones are not there', async () => {
    const fetcher = directoryFetcher(join(directory, 'd'));
    expect(await fetcher.fetch('metadata/timestamp.json', 2)).toEqual(utf8('{}'));
    await expect(fetcher.fetch('metadata/timestamp.json', 1)).rejects.toMatchObject({ code: 'too-large' });
    expect(await fetcher.fetch('metadata/2.root.json', 9)).toBeNull();
    expect(await fetcher.fetch('metadata', 9)).toBeNull();
  });

  it('never lie outside of it: parent names, links, NUL', async () => {
    const fetcher = directoryFetcher(join(directory, 'd'));
    for (const path of ['../secret', 'metadata/../../secret', 'link', '/secret', 'a\0b']) {
      expect(await fetcher.fetch(path, 99), path).toBeNull();
    }
  });
});

describe('files over HTTP', () => {
  let server: Server;
  let base = '';
  const bomb = gzipSync(new Uint8Array(5_000_000));
  const answers: Record<string, RequestListener> = {
    '/d/ok': (_, response) => response.end('fine'),
    '/d/forbidden': (_, response) => response.writeHead(403).end(),
    '/d/fault': (_, response) => response.writeHead(500, { 'content-type': 'text/html' }).end('<h1>'),
    '/d/home': (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'.padEnd(1000)),
    '/d/redirect': (_, response) => response.writeHead(302, { location: '/d/ok' }).end(),
    '/d/bomb': (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
    '/d/endless': (_, response) => {
      const timer = setInterval(() => response.write('x'.repeat(1000)), 1);
      response.on('close', () => clearInterval(timer));
    },
    '/d/truncated': (_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half');
      setTimeout(() => response.destroy(), 20);
    },
    '/d/a%2Fb%20c': (_, response) => response.end('escaped'),
    '/d/a/b%20c': (_, response) => response.end('plain'),
    '/d/metadata/timestamp.json': (_, response) =>
      response.setHeader('date', 'Mon, 02 Mar 2026 01:00:00 GMT').end('{}'),
  };
  beforeAll(async () => {
    server = createServer((request, response) => {
      const answer = answers[request.url ?? ''];
      if (answer) answer(request, response);
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/d`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it('arrive whole, with the parts of their names escaped', async () => {
    const fetcher = httpFetcher(base);
    expect(fromUtf8((await fetcher.fetch('ok', 9)) ?? utf8(''))).toBe('fine');
    expect(fromUtf8((await fetcher.fetch('a/b c', 9)) ?? utf8(''))).toBe('plain');
  });

  it('are not there on 404 and 403, or when a web page of any length stands in their place', async () => {
    const fetcher = httpFetcher(base);
    expect(await fetcher.fetch('missing', 9)).toBeNull();
    expect(await fetcher.fetch('forbidden', 9)).toBeNull();
    expect(await fetcher.fetch('home', 9)).toBeNull();
  });

  it.each(['bomb', 'endless'])('are cut off above the limit: %s', async (path) => {
    await expect(httpFetcher(base).fetch(path, 100_000)).rejects.toMatchObject({ code: 'too-large' });
  });

  it.each(['fault', 'redirect', 'truncated'])('cannot be known: %s', async (path) => {
    await expect(httpFetcher(base).fetch(path, 1000)).rejects.toThrow();
  });

  it('tell the Date of the origin', async () => {
    const fetcher = httpFetcher(base);
    expect(fetcher.serverDate?.()).toBeNull();
    await fetcher.fetch('metadata/timestamp.json', 99);
    expect(fetcher.serverDate?.()).toEqual(new Date('2026-03-02T01:00:00Z'));
  });
});
