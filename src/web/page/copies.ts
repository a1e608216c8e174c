/**
 * Name of the cache in which the service worker keeps the pages that were opened; the app lists them when it has no data.
 * Other sites of the same host keep their own.
 * @param base path of the site, from slash to slash
 */
export function pageCopies(base: string): string {
  return `pages-v1${base}`;
}
