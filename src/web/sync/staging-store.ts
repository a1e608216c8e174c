/** The verifier's state while the files of its release are still on their way; what the store holds stays as it is until then. */

import type { StoredTrust } from '../../core/trust/updater.ts';
import type { ReleaseStore } from '../store/release-store.ts';

/** What is stored: the verifier's state, with the files of delegated roles where the repository has any (`delegated.ts`). */
type KeptTrust = StoredTrust & { readonly delegated?: unknown };

export interface StagingStore {
  load(): Promise<StoredTrust | null>;
  save(state: StoredTrust): Promise<void>;
  /** The state to keep beside its files: what was saved here, else what the store holds. */
  text(): string | null;
}

/**
 * The verifier's state waits here until the files of its release are there too: both are then written in one
 * transaction, so that what is kept can always be verified whole.
 */
export function stagingStore(store: ReleaseStore): StagingStore {
  let staged: string | null = null;
  /** Kept files of delegated roles: carried along, for a new version of them is held against the one that is trusted. */
  let delegated: unknown;
  return {
    load: async () => {
      const kept = await store.loadTrust();
      staged = kept?.trust ?? null;
      const stored = kept === null ? null : parseStored(kept.trust);
      delegated = stored?.delegated;
      return stored;
    },
    save: async (state) => {
      staged = JSON.stringify({ ...state, delegated });
    },
    text: () => staged,
  };
}

/** The verifier reads each text of it strictly; here only that they are texts. */
function parseStored(text: string): KeptTrust | null {
  try {
    const value: unknown = JSON.parse(text);
    return isStored(value) ? value : null;
  } catch {
    return null;
  }
}

function isStored(value: unknown): value is KeptTrust {
  if (typeof value !== 'object' || value === null) return false;
  const { roots, timestamp, snapshot, targets } = value as Record<string, unknown>;
  return (
    Array.isArray(roots) &&
    roots.every((root) => typeof root === 'string') &&
    [timestamp, snapshot, targets].every((text) => typeof text === 'string')
  );
}
