/** Hashed files of earlier builds: a kept page, or a tab that is still open, names them after an update. */

const OLD = 'old-assets-v1';
/** Beside us, on the same host, other sites may keep theirs. */
const named = (base: string): string => OLD + base;
/** About five builds of the app. */
const LIMIT = 60;
/** Workbox names it `workbox-precache-v2-<scope>`. */
const PRECACHE = /^workbox-precache/;

/**
 * Copies precached files that the new build no longer lists, before the precache drops them at activation.
 * Called while installing.
 * @param base path of the site, from slash to slash; `listed` are whole paths below it
 */
export async function keepOldAssets(base: string, listed: ReadonlySet<string>): Promise<void> {
  const old = await caches.open(named(base));
  for (const name of await caches.keys()) {
    if (!PRECACHE.test(name)) continue;
    const current = await caches.open(name);
    for (const request of await current.keys()) {
      const path = new URL(request.url).pathname;
      if (!path.startsWith(`${base}assets/`) || listed.has(path)) continue;
      const response = await current.match(request);
      // Out of space: an open tab may then have to load again, nothing else is lost.
      if (response) await old.put(path, response).catch(() => undefined);
    }
  }
  const kept = await old.keys();
  for (const request of kept.slice(0, Math.max(0, kept.length - LIMIT))) await old.delete(request);
}

/** A hashed file that is not in the current shell: the kept one, else the network. */
export async function oldAsset(base: string, request: Request): Promise<Response> {
  const kept = await (await caches.open(named(base))).match(request, { ignoreSearch: true, ignoreVary: true });
  return kept ?? fetch(request);
}
