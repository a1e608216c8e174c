/** A fetcher over HTTP, the same in browser and Node: the platform's `fetch` comes in as an argument. */
import { type Bytes, concat } from '../domain/bytes.ts';
import type { Fetcher } from './fetcher.ts';
import { TrustError } from './problem.ts';

/** As much of `fetch` as is used; both platforms' own function fits. */
export type HttpGet = (url: string, init: HttpOptions) => Promise<HttpAnswer>;

export interface HttpOptions {
  readonly cache: 'no-store' | 'default' | 'reload';
  readonly redirect: 'error';
  readonly credentials: 'omit';
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: { getReader(): HttpReader } | null;
}

export interface HttpReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
  cancel(): Promise<void>;
}

/**
 * Named by version or hash, so that a cache may answer. Anything else changes under its address – the next root, too, which
 * a cache may remember as not there.
 */
const FIXED = /(?:^metadata\/\d+\.(?!root\.json$)|^targets\/(?:.*\/)?[0-9a-f]{64,128}\.)/;

/**
 * @param base address of the repository root, ending in `/d/`
 * @param pastCaches ask past every cache, for the one retry before a page is called not genuine
 */
export function httpFetcher(base: string, get: HttpGet, pastCaches = false): Fetcher {
  let serverDate: Date | null = null;
  return {
    serverDate: () => serverDate,
    async fetch(path, limit) {
      // A role's name comes quoted: its `%` stays.
      const url = base + path.split('/').map(encodeURIComponent).join('/').replace(/%25/g, '%');
      // A redirect leads to a login page or to someone else's bytes; credentials have no place here.
      const cache = pastCaches ? 'reload' : FIXED.test(path) ? 'default' : 'no-store';
      const answer = await get(url, { cache, redirect: 'error', credentials: 'omit' });
      // A copy from a cache carries the day on which it was stored.
      if (cache !== 'default') serverDate = dateOf(answer) ?? serverDate;
      const { status } = answer;
      // A home page or a login page in place of a file, however long: not there.
      const page = /^text\/html/i.test(answer.headers.get('content-type') ?? '');
      if (status !== 200 || page) {
        await answer.body?.getReader().cancel();
        if (status === 200 || status === 404 || status === 403 || status === 410) return null;
        throw new TrustError('network');
      }
      return answer.body === null ? new Uint8Array(0) : readAtMost(answer.body.getReader(), limit);
    },
  };
}

/** Reads a stream to its end, or cuts it off above `limit`: an endless stream, a compressed bomb, a wrong file. */
async function readAtMost(reader: HttpReader, limit: number): Promise<Bytes> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return concat(...parts);
    if (value === undefined) continue;
    length += value.length;
    if (length > limit) {
      await reader.cancel();
      throw new TrustError('too-large');
    }
    parts.push(value);
  }
}

function dateOf(answer: HttpAnswer): Date | null {
  if (Number(answer.headers.get('age') ?? 0) > 0) return null;
  const ms = Date.parse(answer.headers.get('date') ?? '');
  return Number.isNaN(ms) ? null : new Date(ms);
}
