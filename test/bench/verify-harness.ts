/** In the browser: a release fetched, verified, and opened by the app's own code, each timed by itself. */
import { httpFetcher } from '../../src/core/trust/http.ts';
import type { Fetcher } from '../../src/core/trust/updater.ts';
import { openDataset } from '../../src/web/app/data/dataset.ts';
import { memoryStore } from '../../src/web/store/memory-store.ts';
import { checkOrigin, loadKept } from '../../src/web/sync/check.ts';
import type { AppConfig } from '../../src/web/sync/config.ts';
import { planRelease } from '../../src/web/sync/release-files.ts';

/** Milliseconds, but for the last two. */
export interface Load {
  /** Waiting for bytes. */
  readonly fetching: number;
  /** The rest of the check: signatures, hashes, parsing of what is signed. */
  readonly verify: number;
  /** Inflating and reading the data, so that a person can search. */
  readonly open: number;
  readonly whole: number;
  /** All of it verified once more, without a network. */
  readonly again: number;
  readonly files: number;
  readonly bytes: number;
}

async function load(base: string, config: AppConfig, now: number): Promise<Load> {
  let fetching = 0;
  const over = httpFetcher(base, (url, options) => fetch(url, options));
  const timed: Fetcher = {
    fetch: async (path, limit) => {
      const from = performance.now();
      try {
        return await over.fetch(path, limit);
      } finally {
        fetching += performance.now() - from;
      }
    },
  };
  const parts = { config, plan: planRelease, store: memoryStore(), now: () => new Date(now) };
  const from = performance.now();
  const outcome = await checkOrigin({ ...parts, origin: () => timed, onProgress: () => undefined });
  if (outcome.kind !== 'release') throw new Error(`${outcome.problem.code} ${outcome.problem.file}`);
  const checked = performance.now();
  const { plan, files } = outcome.release;
  await openDataset(plan.key, plan.directory, files);
  const opened = performance.now();
  if ((await loadKept(parts)) === null) throw new Error('what was kept does not verify');
  const again = performance.now() - opened;
  const bytes = [...files.values()].reduce((sum, { length }) => sum + length, 0);
  const [verify, open, whole] = [checked - from - fetching, opened - checked, opened - from];
  return { fetching, verify, open, whole, again, files: files.size, bytes };
}

Object.assign(globalThis, { loadRelease: load });
