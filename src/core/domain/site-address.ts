/** Where the site lies: at the root of a host, or in a folder of somebody else's (decision 039). */
import type { Bureau } from './bureau.ts';

export type Site = Pick<Bureau, 'origin' | 'basePath'>;

/** URL path of what lies at `path` of the site: `/i/7K3M9PQ2XD` → `/yiliao/xinyong/i/7K3M9PQ2XD`. */
export function sitePath({ basePath = '/' }: Pick<Site, 'basePath'>, path: string): string {
  return basePath.slice(0, -1) + path;
}

/** The same as a whole address; of the site itself, with no slash at its end, by default. It is what codes and claims say. */
export function siteUrl(site: Site, path = ''): string {
  return `${site.origin}${sitePath(site, path)}`;
}
