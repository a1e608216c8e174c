/**
 * The service worker, as a short list of rules:
 *
 * 1. `/d/` (signed data) and `/api/` are never touched: only the verifier decides what is current, never a cache.
 * 2. The shell (index.html and hashed files) is precached, and nothing else: one missing file would wedge updates for ever.
 * 3. `/i/<code>`, `/en/i/<code>`: the network within 3 s, else the kept copy, else the app, which shows the institution from its own data.
 * 4. Any other address of the app: the shell. Every other one goes to the network: it may be another site's, in a folder of ours.
 *    Without a network, one right below our folder gets the shell, which says that there is no such page.
 * 5. Hashed files of earlier builds stay a while, for pages that still name them.
 * 6. An update waits until the page asks for it (`SKIP_WAITING`), because somebody may be filling in a form.
 * 7. What waits in the outbox is sent, and the bureau's keys are fetched, behind everything else: no page waits for it. Both
 *    go to the network and the verifier by themselves; rule 1 holds for them too.
 */
import { createHandlerBoundToURL, matchPrecache, precacheAndRoute } from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import { isAppPath, isOwnDepth } from '../../core/domain/app-paths.ts';
import { pageCopies } from '../page/copies.ts';
import { keepOldAssets, oldAsset } from './old-assets.ts';
import { createWorkerOutbox } from './outbox.ts';
import { answerPage, keepPage, type PageParts, pageKey, trimPages } from './page-copies.ts';

declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: readonly { url: string; revision: string | null }[];
};

const NETWORK_LIMIT_MS = 3000;
/** The folder of the site, in which this worker lies. */
const BASE = new URL('./', self.location.href).pathname;

/** The build puts the list in place of this expression. */
const manifest = [...self.__WB_MANIFEST];
const shell = createHandlerBoundToURLLater('index.html');
const outbox = createWorkerOutbox(() => matchPrecache('index.html'));

precacheAndRoute(manifest, { cleanURLs: false, directoryIndex: '' });

registerRoute(
  ({ request, url, sameOrigin }) => sameOrigin && request.mode === 'navigate' && pageKey(url, BASE) !== null,
  async ({ request, url, event }) => {
    const parts: PageParts = {
      base: BASE,
      cache: await caches.open(pageCopies(BASE)),
      fetchPage: () => fetch(request),
      shell: () => shell(request, url, event),
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      later: (work) => event.waitUntil(work),
    };
    return answerPage(parts, url, NETWORK_LIMIT_MS);
  },
);

registerRoute(
  ({ request, url, sameOrigin }) => sameOrigin && request.mode === 'navigate' && isAppPath(url.pathname, BASE),
  ({ request, url, event }) => shell(request, url, event),
);

registerRoute(
  ({ request, url, sameOrigin }) => sameOrigin && request.mode === 'navigate' && isOwnDepth(url.pathname, BASE),
  ({ request, url, event }) => fetch(request).catch(() => shell(request, url, event)),
);

registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith(`${BASE}assets/`),
  ({ request }) => oldAsset(BASE, request),
);

self.addEventListener('install', (event) => {
  event.waitUntil(keepOldAssets(BASE, new Set(manifest.map((entry) => BASE + entry.url))));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(keepOpenPages());
  // Not waited for: until an activation is over, no page gets an answer.
  void outbox.tend();
});

/** Background Sync, which only some browsers have and TypeScript does not list. */
self.addEventListener('sync', (event) => {
  if (event instanceof ExtendableEvent && 'tag' in event) event.waitUntil(outbox.sync(String(event.tag)));
});

self.addEventListener('message', (event) => {
  const asked = (event.data as { readonly type?: unknown } | null)?.type;
  if (asked === 'SKIP_WAITING') event.waitUntil(self.skipWaiting());
});

/** The page that registered this worker was loaded before it: keep it, so that it opens again without a network. */
async function keepOpenPages(): Promise<void> {
  const cache = await caches.open(pageCopies(BASE));
  for (const client of await self.clients.matchAll({ type: 'window', includeUncontrolled: true })) {
    const url = new URL(client.url);
    const key = pageKey(url, BASE);
    if (key === null || (await cache.match(key))) continue;
    const response = await fetch(url.pathname, { redirect: 'manual' }).catch(() => null);
    if (response) await keepPage(cache, key, new URL(url.pathname, url), response);
  }
  await trimPages(cache);
}

/** `createHandlerBoundToURL` wants the precache set up first; this defers it to the first use. */
function createHandlerBoundToURLLater(url: string) {
  return (request: Request, from: URL, event: ExtendableEvent): Promise<Response> =>
    createHandlerBoundToURL(url)({ request, url: from, event });
}
