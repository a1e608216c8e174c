/** Looks for undelivered items that the browser, or somebody's cleaning app, took away. */
import type { ItemRecord } from '../store/outbox-record.ts';
import type { OutboxStore } from '../store/outbox-store.ts';
import type { Markers } from './markers.ts';

/** Reads the store and brings the marks in line with it. `lost`: ids that have a mark and are nowhere. Throws as `list`. */
export async function readWithLosses(
  store: OutboxStore,
  markers: Markers,
): Promise<{ readonly records: readonly ItemRecord[]; readonly lost: readonly string[] }> {
  if (!store.keeps) return { records: await store.list(), lost: [] };
  // Marks first: what has one by now was stored before.
  const marked = markers.list();
  const records = await store.list();
  const known = new Set(records.map(({ id }) => id));
  const missing = marked.filter((id) => !known.has(id));
  // Marks once more: another tab that deletes changes the mark before the item.
  const still = missing.length > 0 ? new Set(markers.list()) : new Set<string>();
  const seen = new Set(marked);
  for (const { id, state } of records) {
    if (state.kind !== 'delivered') markers.set(id);
    else if (seen.has(id)) markers.clear(id);
  }
  return { records, lost: missing.filter((id) => still.has(id)) };
}
