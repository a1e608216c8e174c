/**
 * In which order files go to a host that is not switched in one step (decision 038). Pure.
 *
 * 1. `content`: names that never change their content. Nothing refers to them yet, so they may stand half there.
 * 2. `newest`: the timestamp, then the bundle. From now on phones learn the new release, and all it names is there.
 * 3. `pages`: each page says which release it belongs to. An old page under the new bundle is 「已有新的公布」, which is true;
 *    a new page under the old bundle would be called not genuine.
 * 4. `worker`: whoever meets the new service worker fetches the shell that it names, and keeps it.
 * 5. Deletions: what nothing refers to any more, penalties past their last day among it.
 *
 * Within a step programs may send in any order, or several files at once.
 */
import { type Manifest, UNKNOWN } from './manifest.ts';

export const STEPS = ['content', 'newest', 'pages', 'worker'] as const;
export type Step = (typeof STEPS)[number];

export interface UploadLists extends Readonly<Record<Step, readonly string[]>> {
  /** What lies at the host, or may, and is not of this release. */
  readonly gone: readonly string[];
}

/** In a province's site each bureau has a folder, which is a site of its own; no folder of a site is called `d` or `assets` within another. */
const CONTENT = /^(?:[a-z0-9-]+\/)?(?:assets\/|d\/targets\/|d\/metadata\/\d+\.)/;
const NEWEST = /^(?:[a-z0-9-]+\/)?d\//;
const WORKER = /^(?:[a-z0-9-]+\/)?sw\.js$/;
const BUNDLE = /^(?:[a-z0-9-]+\/)?d\/bundle\.json$/;

export function stepOf(path: string): Step {
  if (CONTENT.test(path)) return 'content';
  if (NEWEST.test(path)) return 'newest';
  return WORKER.test(path) ? 'worker' : 'pages';
}

/** Every path of a site in the order of its upload. */
export function inOrder(paths: Iterable<string>): readonly string[] {
  const sorted = [...paths].sort((a, b) => Number(BUNDLE.test(a)) - Number(BUNDLE.test(b)) || (a < b ? -1 : 1));
  return STEPS.flatMap((step) => sorted.filter((path) => stepOf(path) === step));
}

/**
 * What has to be sent and deleted so that a host that holds `host` holds `site`.
 * @param host what is known of the host; `UNKNOWN` files are sent again, or deleted
 */
export function uploadLists(site: Manifest, host: Manifest): UploadLists {
  const changed = inOrder([...site].filter(([path, digest]) => host.get(path) !== digest).map(([path]) => path));
  const of = (step: Step) => changed.filter((path) => stepOf(path) === step);
  const gone = [...host.keys()].filter((path) => !site.has(path)).sort();
  return { content: of('content'), newest: of('newest'), pages: of('pages'), worker: of('worker'), gone };
}

/** What a host may hold after an upload from `before` to `listed` that nobody confirmed. */
export function mayHold(before: Manifest, listed: Manifest): Manifest {
  const paths = new Set([...before.keys(), ...listed.keys()]);
  return new Map(
    [...paths].map((path) => {
      const digest = before.get(path);
      return [path, digest !== undefined && digest === listed.get(path) ? digest : UNKNOWN];
    }),
  );
}
