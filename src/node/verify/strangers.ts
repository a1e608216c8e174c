/** The files of a folder that a signed release accounts for, by their paths. */
import { openDataPath } from '../../core/snapshot/open-data.ts';
import { PAGE_LANGS, pageFile } from '../../core/snapshot/page-path.ts';
import { countAt, mapAt } from '../../core/trust/json.ts';
import { type Trusted, targetFile, trustedPaths, trustedVersions } from '../../core/trust/trusted.ts';
import type { ReadRelease } from './read-release.ts';

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

const METADATA = /^d\/metadata\/(?:([1-9]\d{0,15})\.)?([\w-]+)\.json$/;

/**
 * Whether a path is that of the repository's metadata: in force, or of an earlier version, which may stay and was not checked;
 * null: neither. Roots were all checked. A version to come is nobody's.
 */
export function metadataAge(path: string, trusted: Trusted): 'in force' | 'earlier' | null {
  const [, version, role = ''] = METADATA.exec(path) ?? [];
  if (role === '') return null;
  if (role === 'timestamp') return version === undefined ? 'in force' : null;
  const newest = newestVersion(role, trusted);
  if (version === undefined) return newest > 0 && role !== 'root' && !trusted.consistentSnapshot ? 'in force' : null;
  if (Number(version) > newest) return null;
  return role === 'root' || Number(version) === newest ? 'in force' : 'earlier';
}

/** 0 for a role that there is not. */
function newestVersion(role: string, trusted: Trusted): number {
  const versions = trustedVersions(trusted);
  if (role === 'root' || role === 'snapshot' || role === 'targets') return versions[role];
  const listed = mapAt(trusted.set.snapshot.body, 'meta');
  return listed.has(`${role}.json`) ? countAt(mapAt(listed, `${role}.json`), 'version', 0) : 0;
}
