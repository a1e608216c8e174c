/** An outbox that lasts as long as the page: private mode, storage switched off, tests. */
import type { ItemRecord } from './outbox-record.ts';
import {
  byAge,
  type DraftPlace,
  isHeld,
  isSameDraft,
  type Lease,
  type NewItem,
  type OutboxStore,
  type StoredDraft,
} from './outbox-store.ts';

export function memoryOutbox(): OutboxStore {
  const items = new Map<string, NewItem>();
  const drafts = new Map<string, StoredDraft>();
  let lease: Lease | null = null;
  const isThere = ({ key, version }: Omit<DraftPlace, 'id'>): boolean =>
    isSameDraft(drafts.get(key)?.version ?? null, version);
  return {
    keeps: false,
    add: async (item) => {
      if (items.has(item.record.id) || (item.draft && !isThere(item.draft))) return 'elsewhere';
      items.set(item.record.id, item);
      if (item.draft) drafts.delete(item.draft.key);
      return 'saved';
    },
    list: async () => [...items.values()].map(({ record }) => record).sort(byAge),
    change: async (id, change) => {
      const item = items.get(id);
      if (!item) return null;
      const next = change(item.record);
      if (next !== null) items.set(id, shed({ ...item, record: next }, next));
      return next ?? item.record;
    },
    envelope: async (id) => items.get(id)?.envelope || null,
    part: async (id, index) => items.get(id)?.parts[index] ?? null,
    copy: async (id) => items.get(id)?.copy ?? null,
    remove: async (id) => {
      items.delete(id);
    },
    saveDraft: async (key, draft, over) => {
      if (!isThere({ key, version: over })) return 'elsewhere';
      drafts.set(key, draft);
      return 'saved';
    },
    loadDraft: async (key) => drafts.get(key) ?? null,
    dropDraft: async (key, version) => {
      if (!isThere({ key, version })) return 'elsewhere';
      drafts.delete(key);
      return 'dropped';
    },
    lease: async (holder, now, ttl) => {
      if (isHeld(lease, holder, now, ttl)) return false;
      lease = { holder, until: now + ttl };
      return true;
    },
    endLease: async (holder) => {
      if (lease?.holder === holder) lease = null;
    },
  };
}

function shed(item: NewItem, record: ItemRecord): NewItem {
  const copy = record.readable ? item.copy : null;
  return record.sealed ? { ...item, copy } : { ...item, copy, envelope: '', parts: [] };
}
