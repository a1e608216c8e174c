/** Where a published site is: an address, its folder, or a workspace with it inside. */
import { realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pagesOnRequest } from '../../../core/domain/bureau.ts';
import type { Fetcher } from '../../../core/trust/fetcher.ts';
import { compareWithBuild, type SiteReader } from '../../publish/compare-build.ts';
import { loadBuild } from '../../publish/renderer.ts';
import { readTree } from '../../publish/site.ts';
import { directoryFetcher, httpFetcher } from '../../verify/fetchers.ts';
import type { ReadRelease } from '../../verify/read-release.ts';
import type { SiteProblem } from '../../verify/site-problem.ts';
import type { SiteText } from '../../verify/verify-site.ts';

const DIST = fileURLToPath(new URL('../../../../dist', import.meta.url));
const FILE_LIMIT = 16 * 1024 * 1024;

/** Signed files, and everything else by its path. */
export interface Source {
  readonly fetcher: Fetcher;
  readonly site: SiteReader;
}

/** The unsigned texts of a site. */
export function textOf({ site }: Source): SiteText {
  return async (path) => {
    const bytes = await site.file(path);
    return bytes === null ? null : Buffer.from(bytes).toString('utf8');
  };
}

/** Whether the pages of what was verified were not where they were looked for: they are no files, and this is a folder. */
export function pagesElsewhere({ site }: Source, release: ReadRelease | null): boolean {
  return site.list !== null && release !== null && pagesOnRequest(release.bureau);
}

export const PAGES_ELSEWHERE =
  '⚠ 机构网页由 yixinma serve 随时生成，文件夹里没有，这次没有核验：请再核验网址。/ Institution pages are rendered by yixinma serve and are no files of this folder: they were not verified. Verify the address too.';

/** A URL, a site folder, or a workspace with a `site` in it. */
export async function sourceOf(where: string, cwd: string): Promise<Source> {
  if (/^https?:\/\//.test(where)) {
    const base = where.endsWith('/') ? where : `${where}/`;
    return { fetcher: httpFetcher(`${base}d/`), site: { file: (path) => download(base, path), list: null } };
  }
  const folder = resolve(cwd, where);
  const inside = await stat(join(folder, 'site/d')).catch(() => null);
  const root = inside?.isDirectory() ? join(folder, 'site') : folder;
  const files = directoryFetcher(root);
  const list = async () => [...(await readTree(await realpath(root))).keys()];
  return { fetcher: directoryFetcher(join(root, 'd')), site: { file: (path) => files.fetch(path, FILE_LIMIT), list } };
}

/** One unsigned file, a web page too. The server may know `i/<code>` and `/` without their suffixes only. */
async function download(base: string, path: string): Promise<Uint8Array | null> {
  const address = path === 'index.html' ? base : base + path.replace(/^((?:en\/)?i\/[^/]+)\.html$/, '$1');
  const answer = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(30_000) });
  if (!answer.ok) return null;
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return bytes.length > FILE_LIMIT ? null : bytes;
}

/** What signatures do not cover, beside the build at hand; null where another build wrote the site. */
export async function compareLooks(
  release: ReadRelease,
  site: SiteReader,
  now: Date,
): Promise<readonly SiteProblem[] | null> {
  const build = await loadBuild(DIST).catch(() => null);
  return build === null ? null : compareWithBuild(build, release, site, now);
}
