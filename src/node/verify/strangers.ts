/** Files in the folders of data and pages that nobody published. */
import { openDataPath } from '../../core/snapshot/open-data.ts';
import { PAGE_LANGS, pageFile } from '../../core/snapshot/page-path.ts';
import { targetFile, trustedPaths } from '../../core/trust/trusted.ts';
import type { ReadRelease } from './read-release.ts';
import type { SiteProblem } from './site-problem.ts';

/** Every path below a site that follows from a release: data and pages; the app and its pictures are its build's. */
export function publishedFiles(release: ReadRelease): Set<string> {
  const known = new Set<string>(['d/bundle.json']);
  for (const { code } of [...release.records, ...release.tombstones]) {
    for (const lang of PAGE_LANGS) known.add(pageFile(code, lang));
  }
  for (const { code } of release.records) known.add(openDataPath(code));
  for (const path of trustedPaths(release.trusted)) {
    const target = release.trusted.target(path);
    if (target !== null) known.add(`d/${targetFile(path, target.sha256)}`);
  }
  return known;
}

/** Where nothing else may stand. Metadata of earlier versions may stay. */
const OURS = /^(?:d\/(?!metadata\/)|(?:en\/)?i\/)/;

export function strangers(paths: readonly string[], releases: readonly ReadRelease[]): SiteProblem[] {
  const known = new Set(releases.flatMap((release) => [...publishedFiles(release)]));
  return paths
    .filter((path) => OURS.test(path) && !known.has(path))
    .map((file) => ({ code: 'app', file, detail: STRANGE }));
}

export const STRANGE = 'nobody published this file';
