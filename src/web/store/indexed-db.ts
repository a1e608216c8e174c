/** What every database of ours needs to know of IndexedDB. */
import Dexie from 'dexie';

/** Safari before 14.1 can leave an open request without any answer. */
const OPEN_LIMIT_MS = 4000;

/** Switched off, it is missing, null, or throws when it is only looked at. */
export function hasIndexedDb(): boolean {
  try {
    return Boolean(globalThis.indexedDB);
  } catch {
    return false;
  }
}

/** Opens it, and closes it when a newer tab wants to change it. Throws where it does not open in time. */
export async function openInTime(database: Dexie): Promise<void> {
  // Else a newer tab would be blocked for ever.
  database.on('versionchange', () => database.close());
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the store did not open')), OPEN_LIMIT_MS);
  });
  await Promise.race([database.open(), late]).finally(() => clearTimeout(timer));
}

/** Why something was not written. */
export function outcomeOf(error: unknown): 'full' | 'failed' {
  const names = [nameOf(error), error instanceof Dexie.DexieError ? nameOf(error.inner) : ''];
  return names.includes('QuotaExceededError') ? 'full' : 'failed';
}

function nameOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'name' in value ? String(value.name) : '';
}
