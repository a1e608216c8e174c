/** Copies of static pages: which answers may be kept, which copy is shown when the network does not answer in time. */

/** The part of the browser's `Cache` that is used here; tests bring their own. */
export interface CopyCache {
  match(key: string): Promise<Response | undefined>;
  put(key: string, response: Response): Promise<void>;
  delete(key: string): Promise<boolean>;
  keys(): Promise<readonly { readonly url: string }[]>;
}

export interface PageParts {
  /** Path of the site, from slash to slash. */
  readonly base: string;
  readonly cache: CopyCache;
  readonly fetchPage: () => Promise<Response>;
  readonly shell: () => Promise<Response>;
  readonly sleep: (ms: number) => Promise<void>;
  /** Work that goes on after the answer was given. */
  readonly later: (work: Promise<unknown>) => void;
}

/** Copies beyond this leave, those not used for longest first. */
export const PAGE_LIMIT = 60;

const PAGE = /^(?:en\/)?i\/[^/.]+$/;

/**
 * The name under which a page's copy is kept: its path without query and fragment. Null for other addresses.
 * @param base path of the site, from slash to slash
 */
export function pageKey({ pathname }: URL, base: string): string | null {
  return pathname.startsWith(base) && PAGE.test(pathname.slice(base.length)) ? pathname : null;
}

/**
 * Whether an answer is the page itself. A sign-in page of a café's network, a redirect, a gateway's error page are
 * not: kept once, they would be shown as the bureau's page for weeks.
 */
export function isPage(response: Response, url: URL): boolean {
  const asked = `${url.origin}${url.pathname}${url.search}`;
  return (
    response.status === 200 &&
    response.type === 'basic' &&
    !response.redirected &&
    response.url === asked &&
    (response.headers.get('content-type') ?? '').trim().toLowerCase().startsWith('text/html')
  );
}

/** Keeps an answer when it is the page; says whether it was. */
export async function keepPage(cache: CopyCache, key: string, url: URL, response: Response): Promise<boolean> {
  if (!isPage(response, url)) return false;
  await putLast(cache, key, response);
  return true;
}

/** Deleted first, so that it stands last in `keys()`: their order is the order of use. */
async function putLast(cache: CopyCache, key: string, response: Response): Promise<void> {
  await cache.delete(key);
  // A full phone keeps no copy; the answer itself is not lost by that.
  await cache.put(key, response).catch(() => undefined);
}

export async function trimPages(cache: CopyCache, limit = PAGE_LIMIT): Promise<void> {
  const keys = await cache.keys();
  for (const key of keys.slice(0, Math.max(0, keys.length - limit))) await cache.delete(new URL(key.url).pathname);
}

type Outcome = { readonly kind: 'page'; readonly response: Response } | { readonly kind: 'gone' | 'none' };

async function fromNetwork(parts: PageParts, key: string, url: URL): Promise<Outcome> {
  const response = await parts.fetchPage().catch(() => null);
  if (response === null) return { kind: 'none' };
  if (isPage(response, url)) {
    const copy = response.clone();
    parts.later(putLast(parts.cache, key, copy).then(() => trimPages(parts.cache)));
    return { kind: 'page', response };
  }
  // The bureau took the page down: its copy goes too, and the app says what it knows.
  if (response.status === 404 || response.status === 410) {
    await parts.cache.delete(key);
    return { kind: 'gone' };
  }
  return { kind: 'none' };
}

/** The page from the network within `limitMs`, else its copy, else the app's shell. A late answer is still kept. */
export async function answerPage(parts: PageParts, url: URL, limitMs: number): Promise<Response> {
  const key = pageKey(url, parts.base);
  if (key === null) return parts.shell();
  const network = fromNetwork(parts, key, url);
  parts.later(network);
  const first = await Promise.race([network, parts.sleep(limitMs).then((): Outcome => ({ kind: 'none' }))]);
  if (first.kind === 'page') return first.response;
  const copy = first.kind === 'none' ? await parts.cache.match(key) : undefined;
  if (!copy) return parts.shell();
  parts.later(putLast(parts.cache, key, copy.clone()));
  return copy;
}
