import { describe, expect, it } from 'vitest';
import { type Bytes, utf8 } from '../../../src/core/domain/bytes.ts';
import { type HttpAnswer, type HttpOptions, httpFetcher } from '../../../src/core/trust/http.ts';

interface Host {
  readonly asked: { readonly url: string; readonly options: HttpOptions }[];
  cancelled: number;
  get(url: string, options: HttpOptions): Promise<HttpAnswer>;
}

/** A host that answers everything alike, in chunks. */
function host(chunks: readonly (Bytes | undefined)[] | null, status = 200, headers: Record<string, string> = {}): Host {
  const self: Host = {
    asked: [],
    cancelled: 0,
    get: async (url, options) => {
      self.asked.push({ url, options });
      const left = [...(chunks ?? [])];
      const read = async () => (left.length > 0 ? { done: false, value: left.shift() } : { done: true });
      const cancel = async () => {
        self.cancelled++;
      };
      const body = chunks === null ? null : { getReader: () => ({ read, cancel }) };
      return { status, headers: { get: (name) => headers[name] ?? null }, body };
    },
  };
  return self;
}

const DATE = 'Mon, 02 Mar 2026 01:00:00 GMT';
const HASH = 'ab'.repeat(32);

describe('what a cache may answer', () => {
  it.each([
    ['metadata/timestamp.json', 'no-store'],
    ['bundle.json', 'no-store'],
    // A cache may remember that it was not there.
    ['metadata/2.root.json', 'no-store'],
    ['metadata/2.snapshot.json', 'default'],
    ['metadata/12.targets.json', 'default'],
    ['metadata/targets.json', 'no-store'],
    ['metadata/x2.targets.json', 'no-store'],
    ['metadata/.targets.json', 'no-store'],
    ['x/metadata/2.targets.json', 'no-store'],
    [`targets/demo/2025/${HASH}.index.bin`, 'default'],
    [`targets/${HASH}.top.json`, 'default'],
    [`targets/demo/${HASH}${HASH}.long.bin`, 'default'],
    [`targets/demo/${HASH.slice(1)}.short.bin`, 'no-store'],
    [`targets/demo/${HASH}${HASH}a.longer.bin`, 'no-store'],
    ['targets/demo/2025/index.bin', 'no-store'],
    [`x/targets/demo/${HASH}.index.bin`, 'no-store'],
  ])('a cache on the way that keeps the timestamp cannot freeze a phone: %s is asked with %s', async (path, cache) => {
    const server = host([utf8('{}')]);
    await httpFetcher('/d/', server.get).fetch(path, 9);
    await httpFetcher('/d/', server.get, true).fetch(path, 9);
    const common = { redirect: 'error', credentials: 'omit' };
    expect(server.asked.map(({ options }) => options)).toEqual([
      { ...common, cache },
      { ...common, cache: 'reload' },
    ]);
  });
});

describe('addresses', () => {
  it.each([
    ['a b/中.bin', '/d/a%20b/%E4%B8%AD.bin'],
    ['a?b#c', '/d/a%3Fb%23c'],
    ['metadata/1.%2Fodd.json', '/d/metadata/1.%2Fodd.json'],
  ])('%s is asked for as %s', async (path, url) => {
    const server = host([]);
    await httpFetcher('/d/', server.get).fetch(path, 9);
    expect(server.asked[0]?.url).toBe(url);
  });
});

describe('answers', () => {
  it.each([403, 404, 410])('%i is “not there”, and its body is not read', async (status) => {
    const server = host([utf8('x')], status);
    expect(await httpFetcher('/d/', server.get).fetch('a', 9)).toBeNull();
    expect(server.cancelled).toBe(1);
  });

  it.each([100, 204, 301, 304, 400, 401, 429, 500, 503])('%i cannot be known', async (status) => {
    for (const chunks of [[utf8('x')], null]) {
      const server = host(chunks, status);
      await expect(httpFetcher('/d/', server.get).fetch('a', 9)).rejects.toMatchObject({ code: 'network' });
    }
  });

  it.each(['text/html', 'text/html; charset=utf-8', 'TEXT/HTML'])('200 with %s is “not there”', async (type) => {
    const server = host([utf8('<p>')], 200, { 'content-type': type });
    expect(await httpFetcher('/d/', server.get).fetch('a', 9)).toBeNull();
    expect(server.cancelled).toBe(1);
  });

  it('of another kind are what they are', async () => {
    const server = host([utf8('<p>')], 200, { 'content-type': 'application/x-text/html' });
    expect(await httpFetcher('/d/', server.get).fetch('a', 9)).toEqual(utf8('<p>'));
    expect(await httpFetcher('/d/', host(null).get).fetch('a', 9)).toEqual(new Uint8Array(0));
  });

  it('endless stream: cut off at the first byte above the limit, whatever its chunks', async () => {
    const chunks = [utf8('12345'), undefined, utf8('6789'), utf8('0')];
    const server = host(chunks);
    await expect(httpFetcher('/d/', server.get).fetch('a', 9)).rejects.toMatchObject({ code: 'too-large' });
    expect(server.cancelled).toBe(1);
    expect(await httpFetcher('/d/', host(chunks).get).fetch('a', 10)).toEqual(utf8('1234567890'));
  });
});

describe('the Date of the origin', () => {
  const dateAfter = async (path: string, headers: Record<string, string>, pastCaches = false) => {
    const fetcher = httpFetcher('/d/', host([utf8('{}')], 200, headers).get, pastCaches);
    await fetcher.fetch(path, 9);
    return fetcher.serverDate?.() ?? null;
  };

  it('is told by an answer of the origin itself, never by a copy from a cache', async () => {
    const timestamp = 'metadata/timestamp.json';
    expect(await dateAfter(timestamp, { date: DATE })).toEqual(new Date(DATE));
    expect(await dateAfter(timestamp, { date: DATE, age: '0' })).toEqual(new Date(DATE));
    expect(await dateAfter(timestamp, { date: DATE, age: '1' })).toBeNull();
    expect(await dateAfter(timestamp, { date: 'today' })).toBeNull();
    expect(await dateAfter(timestamp, {})).toBeNull();
    expect(await dateAfter('metadata/2.snapshot.json', { date: DATE })).toBeNull();
    expect(await dateAfter('metadata/2.snapshot.json', { date: DATE }, true)).toEqual(new Date(DATE));
  });

  it('once told, stays when a later answer does not say', async () => {
    const answers = [{ date: DATE }, {}];
    const fetcher = httpFetcher('/d/', (url, options) => host([], 200, answers.shift()).get(url, options));
    await fetcher.fetch('bundle.json', 9);
    await fetcher.fetch('metadata/timestamp.json', 9);
    expect(fetcher.serverDate?.()).toEqual(new Date(DATE));
  });
});
