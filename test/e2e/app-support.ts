/** Servers of a published site that can be ended, and what a person does on a first visit. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, realpath } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { temporaryFolder } from '../support/browser.ts';

/** A copy of a workspace's current site, which a test may change byte by byte. */
export async function copySite(demoDir: string): Promise<string> {
  const copy = join(await temporaryFolder('site'), 'site');
  await cp(await realpath(join(demoDir, 'site')), copy, { recursive: true });
  return copy;
}

export interface Serving {
  readonly url: string;
  /** Ends the process; afterwards nothing listens there. */
  end(): Promise<void>;
}

/** Serves in another process. `port` of an earlier serving keeps the origin, and with it what the browser kept. */
export async function serve(siteDir: string, port?: number): Promise<Serving> {
  const chosen = port ?? (await freePort());
  const child = spawn(process.execPath, [resolve('test/e2e/app-server.ts'), siteDir, String(chosen)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const failed = once(child, 'exit').then(() => Promise.reject(new Error('the server did not start')));
  const [line] = await Promise.race([once(child.stdout, 'data'), failed]);
  failed.catch(() => undefined);
  const url = String(line).trim();
  return { url, end: () => endProcess(child, url) };
}

async function endProcess(child: ChildProcess, url: string): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
  const answer = await fetch(url).catch(() => null);
  if (answer !== null) throw new Error('somebody still answers');
}

export function portOf({ url }: Serving): number {
  return Number(new URL(url).port);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

export async function firstPage(context: BrowserContext): Promise<Page> {
  return context.pages()[0] ?? (await context.newPage());
}

/** One visit as a person makes it: the home page opens, the data are stored, the worker is ready. */
export async function visitOnce(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/`);
  await page.getByLabel('查机构').waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.getByRole('link', { name: '资料状态' }).click();
  await page.getByText(/^已存\d+家/).waitFor();
}

/** Chromium writes its list of caches five seconds after a change; a browser ended before that may have lost them. */
export async function settle(page: Page): Promise<void> {
  await page.waitForTimeout(6000);
}
