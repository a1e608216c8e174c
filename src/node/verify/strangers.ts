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
  for (const file of signedFiles(release)) known.add(`d/${file}`);
  return known;
}

/** Data files below `d/`, those that a province signs itself among them. */
export function signedFiles({ trusted, metadata, delegated }: ReadRelease): string[] {
  const own = trustedPaths(trusted).map((path) => [path, trusted.target(path)?.sha256] as const);
  const above = delegated === undefined ? [] : listedIn(metadata.targets);
  return [...own, ...above].flatMap(([path, hash]) => (hash === undefined ? [] : [targetFile(path, hash)]));
}

/** Of a verified file of the targets role. */
function listedIn(text: string): (readonly [path: string, hash: string])[] {
  const { signed } = JSON.parse(text) as { signed: { targets: Record<string, { hashes: { sha256: string } }> } };
  return Object.entries(signed.targets).map(([path, { hashes }]) => [path, hashes.sha256] as const);
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
