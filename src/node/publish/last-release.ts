/** What the last release leaves for the next, believed only after verification. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type Result } from '../../core/domain/result.ts';
import { directoryFetcher } from '../verify/fetchers.ts';
import { fingerprint, type ReadProblem, type ReadRelease, readRelease } from '../verify/read-release.ts';
import { loadPrevious, type Previous } from './signing/previous.ts';
import { currentRelease } from './site.ts';

export interface LastRelease extends ReadRelease {
  /** The exact metadata that the next signing continues from. */
  readonly previous: Previous;
}

/** Null before the first publication. A site that was altered on disk is refused, so that nothing is built on it. */
export async function loadLastRelease(
  dir: string,
  now: Date,
): Promise<Result<LastRelease | null, readonly ReadProblem[]>> {
  const folder = await currentRelease(dir);
  if (folder === null) return ok(null);
  const previous = await loadPrevious(join(folder, 'd'));
  if (previous === null) return ok(null);
  const root = await readFile(join(folder, 'd/metadata/1.root.json'));
  const release = await readRelease(directoryFetcher(join(folder, 'd')), fingerprint(root), now);
  return release.ok ? ok({ ...release.value, previous }) : release;
}
