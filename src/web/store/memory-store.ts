/** A store that lasts as long as the page: private mode, storage switched off, tests. */
import { isOlder, type KeptRelease, type ReleaseStore } from './release-store.ts';

export function memoryStore(): ReleaseStore {
  let kept: KeptRelease | null = null;
  return {
    keeps: false,
    loadTrust: async () => kept,
    loadFile: async (sha256) => kept?.files.get(sha256) ?? null,
    saveRelease: async (release, replaces) => {
      if (kept && kept.trust !== replaces && isOlder(release.order, kept.order)) return 'superseded';
      kept = release;
      return 'saved';
    },
  };
}
