/**
 * What `check.ts` says, for a page in a province's site: the province's root vouches for the bureau's keys, and the bureau's
 * own role for its files. A chunk (`../province/main.ts`) knows of delegations; without it nothing is said of the page.
 */
import type { PageProof } from '../../../core/snapshot/page-proof.ts';
import { memoryFetcher } from '../../../core/trust/memory.ts';
import type { Release } from '../../../core/trust/releases.ts';
import { refreshTrust, type StoredTrust, type TrustStore } from '../../../core/trust/updater.ts';
import type { PageStorage } from '../device-storage.ts';
import type * as Province from '../province/main.ts';
import type { Loaded } from './bundle.ts';
import { type CheckResult, judge } from './check.ts';
import { pageStore, storedBundle } from './store.ts';

/** Address of the chunk, filled in by the build. */
declare const DELEGATED_SCRIPT: string;

/** As `checkRelease` of `check.ts`. */
export async function checkRelease(
  proof: PageProof,
  { bundle, serverDate }: Loaded,
  storage: PageStorage,
  now: Date,
): Promise<CheckResult | null> {
  const path = `${proof.directory}/records.json`;
  const source = bundle ?? storedBundle(storage, path);
  const records = source?.files.get(path);
  const { isListed, releaseOf }: typeof Province = await import(/* @vite-ignore */ DELEGATED_SCRIPT);
  if (!source || !records || !(await isListed(source))) return null;
  const { load, save } = pageStore(storage, records);
  const store: TrustStore = { load, save: (state) => save({ ...state, role: source.role } as StoredTrust) };
  const fetcher = { ...memoryFetcher(source), serverDate: () => serverDate ?? null };
  const state = await refreshTrust({ fetcher, store, pin: proof.pin, now });
  const release = 'saved' in state && (await releaseOf(source, state.trusted, path));
  if (!release) return null;
  const { releases }: { releases: readonly Release[] } = JSON.parse(records);
  const standing = bundle ? (release.expired[0] ? 'aged' : state.status) : 'kept';
  const judged = judge(standing, release.trusted, releases, proof.release, now);
  return judged && { ...judged, files: source.files };
}
