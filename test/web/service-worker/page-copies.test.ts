import { describe, expect, it } from 'vitest';
import {
  answerPage,
  type CopyCache,
  isPage,
  PAGE_LIMIT,
  type PageParts,
  pageKey,
  trimPages,
} from '../../../src/web/service-worker/page-copies.ts';

const HOST = 'https://yx.example.gov.cn';
const PAGE = new URL(`${HOST}/i/7K3M9PQ2XD`);

interface Looks {
  readonly status?: number;
  readonly url?: string;
  readonly type?: ResponseType;
  readonly redirected?: boolean;
  readonly contentType?: string;
}

/** A response as the network gives it: address and type cannot be set on a constructed one. */
function answer(body: string, looks: Looks = {}): Response {
  const headers = { 'content-type': looks.contentType ?? 'text/html; charset=utf-8' };
  const response = new Response(body, { status: looks.status ?? 200, headers });
  const { url = PAGE.href, type = 'basic', redirected = false } = looks;
  const given = Object.defineProperties(response, {
    url: { value: url },
    type: { value: type },
    redirected: { value: redirected },
  });
  const clone = given.clone.bind(given);
  return Object.defineProperty(given, 'clone', { value: () => clone() });
}

function fakeCache(): CopyCache & { readonly entries: Map<string, Response> } {
  const entries = new Map<string, Response>();
  return {
    entries,
    match: async (key) => entries.get(key)?.clone(),
    put: async (key, response) => void entries.set(key, response),
    delete: async (key) => entries.delete(key),
    keys: async () => [...entries.keys()].map((key) => ({ url: HOST + key })),
  };
}

function worker(fetchPage: () => Promise<Response>, cache = fakeCache()) {
  const work: Promise<unknown>[] = [];
  const parts: PageParts = {
    base: '/',
    cache,
    fetchPage,
    shell: async () => new Response('shell'),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    later: (one) => void work.push(one),
  };
  const open = async (): Promise<string> => {
    const response = await answerPage(parts, PAGE, 20);
    return response.text();
  };
  return { open, cache, settled: () => Promise.all(work) };
}

const never = () => new Promise<Response>(() => undefined);
const dead = () => Promise.reject(new TypeError('network'));

describe('a static page', () => {
  it('comes from the network and is kept', async () => {
    const { open, cache, settled } = worker(async () => answer('fresh'));
    expect(await open()).toBe('fresh');
    await settled();
    expect([...cache.entries.keys()]).toEqual(['/i/7K3M9PQ2XD']);
  });

  it.each([
    ['there is no network', dead],
    ['the network does not answer in time', never],
    ['a café asks to sign in by a redirect', async () => answer('', { type: 'opaqueredirect', status: 200, url: '' })],
    ['a gateway answers with an error page', async () => answer('502', { status: 502 })],
    ['another page comes in its place', async () => answer('portal', { url: `${HOST}/login` })],
    ['a file comes in its place', async () => answer('{}', { contentType: 'application/json' })],
  ])('comes from its copy when %s, and the copy stays as it was', async (_, network) => {
    const cache = fakeCache();
    cache.entries.set(PAGE.pathname, new Response('kept'));
    const { open } = worker(network, cache);
    expect(await open()).toBe('kept');
    expect(await (await cache.match(PAGE.pathname))?.text()).toBe('kept');
  });

  it('is the app where there is neither network nor copy', async () => {
    expect(await worker(dead).open()).toBe('shell');
    expect(await worker(never).open()).toBe('shell');
  });

  it('is the app, and its copy goes, once the bureau took the page down', async () => {
    const cache = fakeCache();
    cache.entries.set(PAGE.pathname, new Response('kept'));
    expect(await worker(async () => answer('', { status: 404 }), cache).open()).toBe('shell');
    expect(cache.entries.size).toBe(0);
  });

  it('is kept when it comes late, although its older copy was shown', async () => {
    const cache = fakeCache();
    cache.entries.set(PAGE.pathname, new Response('kept'));
    const late = () => new Promise<Response>((resolve) => setTimeout(() => resolve(answer('late')), 40));
    const { open, settled } = worker(late, cache);
    expect(await open()).toBe('kept');
    await settled();
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await (await cache.match(PAGE.pathname))?.text()).toBe('late');
  });

  it('is one below the folder of the site alone', () => {
    const [inside, outside] = [`${HOST}/yiliao/xinyong/i/7K3M9PQ2XD`, `${HOST}/i/7K3M9PQ2XD`];
    expect(pageKey(new URL(inside), '/yiliao/xinyong/')).toBe('/yiliao/xinyong/i/7K3M9PQ2XD');
    expect(pageKey(new URL(outside), '/yiliao/xinyong/')).toBeNull();
    expect(pageKey(new URL(inside), '/')).toBeNull();
  });

  it('is kept under its path: query and claim are not part of it, signed data never are pages', () => {
    expect(pageKey(new URL(`${PAGE.href}?lang=en#123`), '/')).toBe('/i/7K3M9PQ2XD');
    expect(pageKey(new URL(`${HOST}/en/i/7K3M9PQ2XD?a=1`), '/')).toBe('/en/i/7K3M9PQ2XD');
    for (const path of [
      '/d/bundle.json',
      '/api/submissions',
      '/',
      '/i/',
      '/i/a/b',
      '/i/x.json',
      '/en/i/',
      '/en/7K3M9PQ2XD',
    ]) {
      expect(pageKey(new URL(HOST + path), '/')).toBeNull();
    }
    expect(isPage(answer('', { url: `${PAGE.href}?lang=en` }), new URL(`${PAGE.href}?lang=en#1`))).toBe(true);
  });

  it('leaves after sixty others, the one unused for longest first', async () => {
    const cache = fakeCache();
    for (let n = 0; n < PAGE_LIMIT + 3; n++) cache.entries.set(`/i/${n}`, new Response(''));
    await trimPages(cache);
    expect(cache.entries.size).toBe(PAGE_LIMIT);
    expect(cache.entries.has('/i/2')).toBe(false);
    expect(cache.entries.has('/i/3')).toBe(true);
  });
});
