/** What signatures do not cover – the looks of pages, the app – beside the build at hand. */
import { fileURLToPath } from 'node:url';
import { compareWithBuild } from '../../publish/compare-build.ts';
import { pageLooks } from '../../publish/page-looks.ts';
import { loadBuild } from '../../publish/renderer.ts';
import type { SiteReader } from '../../publish/site-reader.ts';
import type { PageLooks } from '../../verify/page-fault.ts';
import type { ReadRelease } from '../../verify/read-release.ts';
import type { SiteProblem } from '../../verify/site-problem.ts';

const DIST = fileURLToPath(new URL('../../../../dist', import.meta.url));

/** What a program knows of how sites are written; null where it does not. */
export interface Looks {
  readonly pages: PageLooks | null;
  /** Problems of everything else; null where another build wrote it. */
  readonly rest: ((release: ReadRelease, site: SiteReader, now: Date) => Promise<readonly SiteProblem[] | null>) | null;
}

/** Of the build in this checkout; nothing where there is none. */
export async function looksOfBuild(): Promise<Looks> {
  const builds = await Promise.all([loadBuild(DIST), loadBuild(DIST, true)]).catch(() => null);
  if (builds === null) return { pages: null, rest: null };
  const [build] = builds;
  return {
    pages: pageLooks(build.renderer, builds),
    rest: (release, site, now) => compareWithBuild(build, release, site, now),
  };
}
