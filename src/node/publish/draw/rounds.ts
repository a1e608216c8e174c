/** The rounds of the last release, as they were signed. */
import { join } from 'node:path';
import { type DrawRound, parseDrawFile } from '../../../core/snapshot/draw.ts';
import { fetchTarget } from '../../../core/trust/updater.ts';
import { directoryFetcher } from '../../verify/fetchers.ts';
import type { ReadRelease } from '../../verify/read-release.ts';
import { currentRelease } from '../site.ts';

type Signed = Pick<ReadRelease, 'trusted' | 'directory'>;

/** Signed path of a release's rounds. */
export function drawPath(directory: string): string {
  return `${directory}/draw.json`;
}

/** By number; none before the first commitment. Throws where the signed file cannot be had or read. */
export async function publishedRounds(dir: string, last: Signed | null): Promise<readonly DrawRound[]> {
  const folder = await currentRelease(dir);
  if (last === null || folder === null) return [];
  const path = drawPath(last.directory);
  if (last.trusted.target(path) === null) return [];
  const bytes = await fetchTarget(last.trusted, path, directoryFetcher(join(folder, 'd')));
  const file = bytes.ok ? parseDrawFile(bytes.value) : null;
  if (file === null) throw new Error(`${path} 读不出来，请从备份恢复 site。/ ${path} is unreadable: restore the site.`);
  return file.rounds;
}
