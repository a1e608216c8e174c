/** Whether the page belongs to a release that the bureau signed, and how fresh that knowledge is. */

import { sha256, toHex, utf8 } from '../../../core/domain/bytes.ts';
import { chinaDay, type IsoDate } from '../../../core/domain/iso-date.ts';
import type { PageProof } from '../../../core/snapshot/page-proof.ts';
import type { Fetcher } from '../../../core/trust/fetcher.ts';
import { memoryFetcher } from '../../../core/trust/memory.ts';
import type { Release } from '../../../core/trust/releases.ts';
import { fetchTarget, refreshTrust, type Trusted } from '../../../core/trust/updater.ts';
import type { PageStorage } from '../device-storage.ts';
import type { Verification } from '../types.ts';
import { type Standing, verificationOf } from '../verification.ts';
import type { Loaded } from './bundle.ts';
import { pageStore, storedBundle } from './store.ts';

export interface CheckResult {
  readonly verification: Verification;
  /** The later of the device's day and the newest signed one; not there when nothing is known. */
  readonly day?: IsoDate;
  /** What was verified, and the files that travelled along: for the chunk that reads a printed claim. */
  readonly trusted?: Trusted;
  readonly files?: ReadonlyMap<string, string>;
}

/**
 * Checks with a bundle or, without one, with what this phone verified before. Null: these data do not vouch for the
 * page; others may – past all caches, or the phone's own. Throws without a bundle when the storage was edited by hand.
 */
export async function checkRelease(
  proof: PageProof,
  { bundle, serverDate }: Loaded,
  storage: PageStorage,
  now: Date,
): Promise<CheckResult | null> {
  const path = `${proof.directory}/records.json`;
  const source = bundle ?? storedBundle(storage, path);
  const records = source?.files.get(path);
  if (!source || !records) return null;
  // Everything that travelled along must be listed as it is, or this is not the bundle that was published. Before anything
  // is saved, and only so: what the page stands on is fetched below, from what is signed.
  for (const [file, text] of source.files) {
    const hash = toHex(await sha256(utf8(text)));
    if (![file, hash].every((one) => source.targets.includes(one))) return null;
  }
  const fetcher: Fetcher = { ...memoryFetcher(source, source.files), serverDate: () => serverDate ?? null };
  const state = await refreshTrust({ fetcher, store: pageStore(storage, records), pin: proof.pin, now });
  // Neither refused nor merely kept.
  if (!('saved' in state)) return null;
  if (!(await fetchTarget(state.trusted, path, fetcher)).ok) return null;
  // Its bytes are verified, so its shape is what the publisher wrote.
  const { releases }: { releases: readonly Release[] } = JSON.parse(records);
  const { trusted } = state;
  const judged = judge(bundle ? state.status : 'kept', trusted, releases, proof.release, now);
  return judged && { ...judged, files: source.files };
}

/** A release is the named one when all of these are. */
const NAMED = ['version', 'root', 'count', 'time'] as const;

/** Null: the page’s release is not among these. */
export function judge(
  standing: Standing,
  trusted: Trusted,
  releases: readonly Release[],
  named: PageProof['release'],
  device: Date,
): CheckResult | null {
  const newest = releases[releases.length - 1];
  if (!newest || !releases.some((one) => NAMED.every((key) => one[key] === named[key]))) return null;
  return {
    verification: verificationOf(standing, trusted, named.time, newest.time, device),
    day: chinaDay(trusted.now),
    trusted,
  };
}
