/** Draws every revealed round again: seed and list must be those that were sealed, and give those who were drawn. */
import { drawFaults, parseDrawFile } from '../../core/snapshot/draw.ts';
import type { Fetcher } from '../../core/trust/fetcher.ts';
import { trustedPaths } from '../../core/trust/trusted.ts';
import { fetchTarget } from '../../core/trust/updater.ts';
import type { ReadRelease } from './read-release.ts';

/** Faults of `draw.json`, a line a round: `round 2: commitment, drawn`. */
export async function checkDraw(
  fetcher: Fetcher,
  { trusted }: Pick<ReadRelease, 'trusted'>,
): Promise<{ readonly code: 'draw'; readonly file: string; readonly detail: string }[]> {
  const problems: Awaited<ReturnType<typeof checkDraw>> = [];
  for (const file of trustedPaths(trusted).filter((path) => path.endsWith('/draw.json'))) {
    const bytes = await fetchTarget(trusted, file, fetcher);
    const read = bytes.ok ? parseDrawFile(bytes.value) : null;
    if (read === null) problems.push({ code: 'draw', file, detail: bytes.ok ? 'unreadable' : bytes.fault.code });
    for (const round of read?.rounds ?? []) {
      const faults = await drawFaults(round);
      if (faults.length > 0) problems.push({ code: 'draw', file, detail: `round ${round.n}: ${faults.join(', ')}` });
    }
  }
  return problems;
}
