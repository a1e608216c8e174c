/** A small real release, a server that may alter what it answers, and what a person reads on the page. */

import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { TYPES } from '../../src/node/server/headers.ts';

/** May change a file's bytes, or answer null for one that is not there. */
export type Alter = (path: string, bytes: Buffer) => Buffer | null;

export interface AlteringSite {
  readonly url: string;
  alter: Alter;
  /** When false, connections are cut. */
  online: boolean;
  /** Paths asked for since the last look. */
  readonly asked: string[];
  close(): Promise<void>;
}

export const untouched: Alter = (_, bytes) => bytes;

/** Serves a published site as it is, except for what `alter` does; no cache keeps anything. */
export async function serveAltered(siteDir: string): Promise<AlteringSite> {
  const asked: string[] = [];
  const site = { alter: untouched, online: true };
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname;
    asked.push(path);
    if (!site.online) {
      request.socket.destroy();
      return;
    }
    const file = /^\/(?:[\w-]+\/)*i\/[^.]+$/.test(path) ? `${path}.html` : path;
    readFile(join(siteDir, file))
      .then((bytes) => site.alter(path, bytes))
      .catch(() => null)
      .then((bytes) => {
        const type = TYPES[/\.\w+$/.exec(file)?.[0] ?? ''] ?? 'application/octet-stream';
        response.writeHead(bytes === null ? 404 : 200, { 'content-type': type, 'cache-control': 'no-store' });
        response.end(bytes ?? '');
      });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return Object.assign(site, { url: `http://127.0.0.1:${portOf(server)}`, asked, close: () => end(server) });
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function end(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done) => server.close(() => done()));
}

/** A generator with a seed (mulberry32): the same flips every time. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A copy with one bit turned over in `[from, to)`. */
export function flipBit(bytes: Buffer, from: number, to: number, next: () => number): Buffer {
  const copy = Buffer.from(bytes);
  const at = from + Math.floor(next() * (to - from));
  copy[at] = (copy[at] ?? 0) ^ (1 << Math.floor(next() * 8));
  return copy;
}

/** The end of the check: anything but the default words and 正在核对. */
export async function settled(page: Page): Promise<string> {
  await page.waitForFunction(() => {
    const line = document.querySelector('#ver');
    return line !== null && !line.classList.contains('plain');
  });
  return page.locator('#ver').innerText();
}

/** What a person must see of a page that was published and reached the phone as it is. */
export async function expectGenuine(page: Page): Promise<void> {
  const words = await settled(page);
  expect(words).toContain('已核验，与');
  expect(words).toMatch(/\d{4}年\d+月\d+日公布，最近确认：\d{4}年\d+月\d+日/);
  expect(await page.locator('#page').getAttribute('class')).toBe('page');
}

/** What a person must see of a page that is not: the page is blamed, the telephone is there, and nothing says verified. */
export async function expectFailing(page: Page): Promise<void> {
  const words = await settled(page);
  expect(words).toContain('本页内容未通过核验，请先不要采信');
  expect(words).toContain('这不说明该机构有问题');
  expect(words).toMatch(/请拨打\S+/);
  expect(await page.locator('body').innerText()).not.toContain('已核验，与');
  expect(await page.locator('#page').getAttribute('class')).toBe('page bad');
}
