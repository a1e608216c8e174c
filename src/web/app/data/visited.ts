/** The institution pages that were opened on this phone: the service worker kept them, and they open without a network. */
import { pageCopies } from '../../page/copies.ts';

export interface Visited {
  readonly path: string;
  /** As the kept page calls it, as one short plain line. Nothing was checked here: the page does that itself when it opens. */
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
  return plainLine(page.querySelector('[data-f="name"]')?.textContent ?? '');
}

/** Longer than any name of an institution, in characters. */
const NAME_LIMIT = 60;
/** Control and formatting characters, line ends of Unicode: an override shows another name than the one that is there. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

function plainLine(text: string): string {
  const characters = [...text.replace(/\s+/g, ' ').replace(INVISIBLE, '').trim()];
  return characters.length > NAME_LIMIT ? `${characters.slice(0, NAME_LIMIT).join('')}…` : characters.join('');
}
