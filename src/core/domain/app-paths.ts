/** Which addresses below the site's folder are the app's: for its worker, our own server and other hosts alike. */

/** As the app's router writes them; `:code` is one segment. A test compares them with the routes of `src/web/app`. */
export const APP_PATHS = [
  '/',
  '/i/:code',
  '/en/i/:code',
  '/print/:code',
  '/status',
  '/report',
  '/report/:code',
  '/mine',
  '/standard',
  '/en/standard',
  '/lists',
  '/en/lists',
  '/draw',
  '/log',
  '/inspector',
] as const;

// A segment with a dot is a file (robots.txt, a printed list), not a page of the app.
const PATTERN = new RegExp(`^(?:${APP_PATHS.map((path) => path.slice(1).replace(':code', '[^/.]+')).join('|')})/?$`);

/**
 * Whether the app answers an address. What lies deeper, or is not listed, may be another site's: a bureau in a folder of
 * the same host (decision 039).
 * @param path URL path
 * @param base path of the site, from slash to slash
 */
export function isAppPath(path: string, base: string): boolean {
  return path.startsWith(base) && PATTERN.test(path.slice(base.length));
}

/** Whether an address lies right below the site's folder, in either language: it is nobody else's, whatever is there. */
export function isOwnDepth(path: string, base: string): boolean {
  return path.startsWith(base) && /^(?:en\/)?[^/.]+$/.test(path.slice(base.length));
}
