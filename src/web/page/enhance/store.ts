/**
 * What this phone verified before, in `localStorage`, with the list of releases that belongs to it. It is verified again whenever
 * it is read. It lies under the address of the site: another bureau's root in its place, from the next folder of the same host,
 * would make every page of ours somebody else's.
 */
import { sha256, toHex, utf8 } from '../../../core/domain/bytes.ts';
import type { Bundle } from '../../../core/trust/bundle.ts';
import type { StoredTrust, TrustStore } from '../../../core/trust/updater.ts';
import type { PageStorage } from '../device-storage.ts';
import { base } from './base.ts';

/** What was stored, with `records.json` of the same day; null when there is none. Throws when it was edited by hand. */
function storedTrust(storage: PageStorage): (StoredTrust & { readonly records: string }) | null {
  return JSON.parse(String(storage.getItem(base)));
}

/** The same as a bundle: without a network, it is what there is. */
export function storedBundle(storage: PageStorage, path: string): Bundle | null {
  const stored = storedTrust(storage);
  return stored && { ...stored, files: new Map([[path, stored.records]]) };
}

/**
 * Whether this phone already trusts a first root that is not `pin`. A page brings its own pin: on a second visit, another
 * one is somebody else's. What was edited by hand beyond reading is no trust, and is dropped.
 * @param pin SHA-256, lower-case hex
 */
export async function trustsOther(storage: PageStorage, pin: string): Promise<boolean> {
  try {
    const first = storedTrust(storage)?.roots[0];
    return first !== undefined && toHex(await sha256(utf8(first))) !== pin;
  } catch {
    return false;
  }
}

/**
 * Saving may throw when the storage is full or forbidden: the check then works for today and forgets.
 * @param records the text to save with the metadata, whose hash binds it
 */
export function pageStore(storage: PageStorage, records: string): TrustStore {
  return {
    load: async () => storedTrust(storage),
    save: async (state) => storage.setItem(base, JSON.stringify({ ...state, records })),
  };
}
