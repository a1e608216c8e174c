/** Data of a release in another folder than the one that phones read, which is the one that was verified. */
import { posix } from 'node:path';
import { trustedPaths } from '../../core/trust/trusted.ts';
import type { ReadRelease } from './read-release.ts';
import type { SiteProblem } from './site-problem.ts';

/** Whatever stands in a year's folder, and what is told by its name wherever it stands. */
const DATA = /^[^/]+\/\d{4}\/|\/(?:records|log|bureau|rulebook|tombstones)\.json$/;

/** A release is of one bureau and one year: older years are in its log, and none of their files is signed any more. */
export function strayFiles({ trusted, directory }: Pick<ReadRelease, 'trusted' | 'directory'>): SiteProblem[] {
  return straysAmong(trustedPaths(trusted), directory);
}

/** The same of any list of signed paths. */
export function straysAmong(paths: readonly string[], directory: string): SiteProblem[] {
  const strays = paths.filter((path) => DATA.test(path) && posix.dirname(path) !== directory);
  return strays.map((file) => ({ code: 'data', file, detail: `the release is ${directory}` }));
}
