/** `npx yixinma serve` as a service manager stops it: what is started ends with what it was started by. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { temporaryFolder } from '../support/browser.ts';

const SERVE = ['scripts/yixinma.mjs', 'serve', '--port', '0'];

async function urlOf(stdout: NodeJS.ReadableStream): Promise<string> {
  const [said] = await once(stdout, 'data');
  const url = /http:\S+/.exec(String(said))?.[0] ?? '';
  expect(await (await fetch(url)).text()).toBe('served');
  return url;
}

it('SIGTERM ends the server too, with its exit code', async () => {
  const dir = await temporaryFolder('stopped');
  await writeFile(join(dir, 'index.html'), 'served');
  const wrapper = spawn(process.execPath, [...SERVE, dir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await urlOf(wrapper.stdout);
  wrapper.kill('SIGTERM');
  expect(await once(wrapper, 'exit')).toEqual([0, null]);
  await expect(fetch(url)).rejects.toThrow();
});

it('the shell between, which passes no signal on, takes the server with it where npx put it there', async () => {
  const dir = await temporaryFolder('stopped');
  await writeFile(join(dir, 'index.html'), 'served');
  const line = `"${process.execPath}" ${SERVE.join(' ')} "${dir}" & wait`;
  const env = { ...process.env, npm_command: 'exec' };
  const shell = spawn('sh', ['-c', line], { stdio: ['ignore', 'pipe', 'inherit'], env });
  const url = await urlOf(shell.stdout);
  shell.kill('SIGTERM');
  await vi.waitFor(() => expect(fetch(url)).rejects.toThrow(), 10_000);
});
