/** What signatures do not cover – the looks of pages, the app – beside the build at hand. */
import { fileURLToPath } from 'node:url';
import { type BuildComparison, compareWithBuild } from '../../publish/compare-build.ts';
import { pageLooks } from '../../publish/page-looks.ts';
import { loadBuild } from '../../publish/renderer.ts';
import type { SiteReader } from '../../publish/site-reader.ts';
import { tombstoneLooks } from '../../publish/tombstones.ts';
import type { PageLooks } from '../../verify/page-fault.ts';
import type { ReadRelease } from '../../verify/read-release.ts';
import type { TombstoneLooks } from '../../verify/tombstone-pages.ts';

const DIST = fileURLToPath(new URL('../../../../dist', import.meta.url));

/** What a program knows of how sites are written; null where it does not. */
export interface Looks {
  readonly pages: PageLooks | null;
  /** Of pages that say who has left the list. */
  readonly gone: TombstoneLooks | null;
  /** Problems of everything else; null where another build wrote it. */
  /** Paths of the scripts that pages of this build name, below a site. */
  readonly scripts: readonly string[];
  readonly rest: ((release: ReadRelease, site: SiteReader, now: Date) => Promise<BuildComparison | null>) | null;
}

/** Without the slash before them. */
function scriptFiles(builds: readonly { readonly pageScript: string; readonly pageScriptEn: string }[]): string[] {
  return builds.flatMap(({ pageScript, pageScriptEn }) => [pageScript.slice(1), pageScriptEn.slice(1)]);
}

/** Of the build in this checkout; nothing where there is none. */
export async function looksOfBuild(): Promise<Looks> {
  const builds = await Promise.all([loadBuild(DIST), loadBuild(DIST, true)]).catch(() => null);
  if (builds === null) return { pages: null, gone: null, scripts: [], rest: null };
  const [{ renderer }] = builds;
  return {
    pages: pageLooks(renderer, builds),
    gone: tombstoneLooks(renderer, builds),
    scripts: scriptFiles(builds),
    rest: async (release, site, now) => {
      for (const build of builds) {
        const compared = await compareWithBuild(build, release, site, now);
        if (compared !== null) return compared;
      }
      return null;
    },
  };
}
