/** Our own server under the folder that the publisher names: the same site one step further down, and nothing beside it. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../../../src/node/server/server.ts';

let base: string;
let server: RunningServer;
const asked: (string | undefined)[] = [];

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'yixinma-folder-'));
  await mkdir(join(base, 'i'));
  const files = { 'index.html': 'home', 'i/7K3M9PQ2XD.html': 'page', '404.html': 'missing' };
  for (const [path, text] of Object.entries(files)) await writeFile(join(base, path), text);
  await writeFile(join(base, 'headers.json'), JSON.stringify({ styleHashes: [], basePath: '/yiliao/xinyong/' }));
  const intake = {
    listener: async () => (request: IncomingMessage, response: ServerResponse) => {
      asked.push(request.url);
      response.end('intake');
    },
    health: async () => null,
  };
  server = await startServer({ siteDir: base, port: 0, host: '127.0.0.1', intake });
});
afterAll(async () => {
  await server.close();
  await rm(base, { recursive: true, force: true });
});

it.each([
  ['/yiliao/xinyong/', 200, 'home'],
  ['/yiliao/xinyong/i/7K3M9PQ2XD', 200, 'page'],
  ['/yiliao/xinyong/report/7K3M9PQ2XD?kind=board', 200, 'home'],
  ['/yiliao/xinyong/i/ZZZZZZZZZZ', 404, 'missing'],
  ['/yiliao/xinyong/api/submissions', 200, 'intake'],
  ['/healthz', 200, 'ok'],
  ['/i/7K3M9PQ2XD', 404, 'not found'],
  ['/api/submissions', 404, 'not found'],
  ['/yiliao/xinyongx/', 404, 'not found'],
  ['/yiliao/xinyong/../../headers.json', 404, 'not found'],
])('%s answers %i', async (path, status, text) => {
  const answer = await fetch(server.url + path, { redirect: 'manual' });
  expect(answer.status).toBe(status);
  expect(await answer.text()).toContain(text);
});

it.each(['/', '/yiliao/xinyong', '/yiliao/xinyong?from=board'])('%s leads to the site', async (path) => {
  const answer = await fetch(server.url + path, { redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([302, '/yiliao/xinyong/']);
});

it('the intake is asked as if there were no folder', () => {
  expect(asked).toEqual(['/api/submissions']);
});
