import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serve, serveCommand } from '../../../src/node/cli/serve.ts';
import { keepFresh } from '../../../src/node/server/keep-fresh.ts';
import { startServer } from '../../../src/node/server/server.ts';
import { terminal } from '../../support/terminal.ts';

let dir: string;
const recorder = () => {
  const { io, said: lines } = terminal({ cwd: dir, now: new Date('2026-11-22T04:00:00Z') });
  return { io, lines };
};

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'yixinma-serve-'));
  await mkdir(join(dir, 'workspace/site'), { recursive: true });
  await writeFile(join(dir, 'workspace/site/index.html'), '<!doctype html>site');
  await mkdir(join(dir, 'empty'));
});
afterAll(() => rm(dir, { recursive: true }));

it.each([['workspace'], ['workspace/site']])('serves %s until it is stopped', async (path) => {
  const { io, lines } = recorder();
  let seen = '';
  const command = serveCommand(async (url) => {
    seen = await (await fetch(url)).text();
  });
  expect(await command.run([path, '--port', '0'], io)).toBe(0);
  expect(seen).toBe('<!doctype html>site');
  expect(lines.out).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\n$/);
});

it('refuses a folder without a site, and says what to do', async () => {
  const { io, lines } = recorder();
  expect(await serve.run(['empty'], io)).toBe(1);
  expect(lines.err).toContain('yixinma publish');
});

it('refuses a port in use, and says what to do', async () => {
  const other = await startServer({ siteDir: dir, port: 0, host: '127.0.0.1' });
  const { io, lines } = recorder();
  expect(await serve.run(['workspace', '--port', String(other.port)], io)).toBe(1);
  expect(lines.err).toContain('--port');
  await other.close();
});

it.each([
  [[]],
  [['a', 'b']],
  [['workspace', '--port', 'x']],
  [['workspace', '--port', '70000']],
])('calls %j wrong usage', async (args) => {
  expect(await serve.run(args, recorder().io)).toBe(2);
});

it('tells a failed renewal and goes on trying', async () => {
  const told: string[] = [];
  const stop = keepFresh({
    dir: join(dir, 'empty'),
    now: () => new Date(),
    report: (text) => told.push(text),
    everyMs: 10,
  });
  while (told.length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
  stop();
  expect(told[0]).toContain('续签失败');
});
