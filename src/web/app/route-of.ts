/** The router's path for a path of the host: without the site's folder. Null outside of it. */
export function routeOf(pathname: string, basePath: string): string | null {
  return pathname.startsWith(basePath) ? pathname.slice(basePath.length - 1) : null;
}
