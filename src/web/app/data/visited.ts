/** The institution pages that were opened on this phone: the service worker kept them, and they open without a network. */
import { pageCopies } from '../../page/copies.ts';

export interface Visited {
  readonly path: string;
  /** As the kept page calls it. Nothing was checked here: the page does that itself when it opens. */
  readonly name: string;
}

/** The last `limit` of them, newest first; none where the browser keeps none. */
export async function visitedPages(basePath: string, limit: number): Promise<readonly Visited[]> {
  const name = pageCopies(basePath);
  if (!('caches' in globalThis) || !(await caches.has(name))) return [];
  const cache = await caches.open(name);
  // Copies stand in the order of their use.
  const newest = [...(await cache.keys())].reverse().slice(0, limit);
  const read = await Promise.all(
    newest.map(async (request) => ({
      path: new URL(request.url).pathname,
      name: nameIn((await (await cache.match(request))?.text()) ?? ''),
    })),
  );
  return read.filter(({ name }) => name !== '');
}

function nameIn(html: string): string {
  const page = new DOMParser().parseFromString(html, 'text/html');
  return page.querySelector('[data-f="name"]')?.textContent?.trim() ?? '';
}
