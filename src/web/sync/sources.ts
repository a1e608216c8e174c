/** Fetchers over what is at hand: the device's store, a bundle, nothing. All answers are verified by whoever asked. */
import { type Fetcher, TrustError } from '../../core/trust/updater.ts';
import type { ReleaseStore } from '../store/release-store.ts';

/** Without a network: nothing can be known. */
export const offlineFetcher: Fetcher = { fetch: () => Promise.reject(new TrustError('network')) };

/** Content-addressed target files out of the store. */
export function storeFetcher(store: ReleaseStore): Fetcher {
  return {
    fetch: async (path) => {
      const sha256 = /\/([0-9a-f]{64})\.[^/]+$/.exec(path)?.[1];
      return sha256 === undefined ? null : store.loadFile(sha256);
    },
  };
}
