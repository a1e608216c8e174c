/** The outbox in IndexedDB: whole submissions go in, change and go in one transaction each. */
import Dexie from 'dexie';
import { hasIndexedDb, outcomeOf } from './indexed-db.ts';
import { type Database, localKey, openDatabase } from './outbox-database.ts';
import { dropDraft, loadDraft, saveDraft } from './outbox-drafts.ts';
import { memoryOutbox } from './outbox-memory.ts';
import { type ItemRecord, parseRecord } from './outbox-record.ts';
import { bytesOf, openRow, sealRow } from './outbox-rows.ts';
import {
  byAge,
  type Change,
  type DraftOutcome,
  isHeld,
  type Lease,
  type NewItem,
  type OutboxStore,
} from './outbox-store.ts';

const ENVELOPE = -1;
const LEASE = 'sender';

/**
 * Opens the outbox of this device; one of the page's own life where IndexedDB is missing, does not open, or cannot keep a
 * key (some private modes): then nothing may say that it is kept.
 */
export async function openOutbox(bureau: string): Promise<OutboxStore> {
  if (!hasIndexedDb()) return memoryOutbox();
  try {
    const database = await openDatabase(bureau);
    return dexieOutbox(database, await localKey(database));
  } catch {
    return memoryOutbox();
  }
}

function dexieOutbox(database: Database, key: CryptoKey): OutboxStore {
  const { items, pieces, copies, leases } = database;
  return {
    keeps: true,
    add: (item) => addWhole(database, key, item).catch(outcomeOf),
    list: async () => {
      const rows = await items.toArray();
      return rows.map(parseRecord).filter(isRecord).sort(byAge);
    },
    change: (id, change) => changeOne(database, id, change),
    envelope: async (id) => {
      const text = (await pieces.get([id, ENVELOPE]))?.data;
      return typeof text === 'string' ? text : null;
    },
    part: async (id, index) => bytesOf((await pieces.get([id, index]))?.data),
    copy: async (id) => openRow(key, await copies.get(id)),
    remove: (id) => removeWhole(database, id),
    saveDraft: (name, draft, over) => saveDraft({ database, key }, name, draft, over).catch(outcomeOf),
    loadDraft: (name) => loadDraft({ database, key }, name),
    dropDraft: (name, version) => dropDraft(database, name, version).catch(() => 'failed' as const),
    lease: (holder, now, ttl) =>
      database.transaction('rw', leases, async () => {
        if (isHeld(leaseOf(await leases.get(LEASE)), holder, now, ttl)) return false;
        await leases.put({ name: LEASE, holder, until: now + ttl });
        return true;
      }),
    endLease: (holder) =>
      database.transaction('rw', leases, async () => {
        if (leaseOf(await leases.get(LEASE))?.holder === holder) await leases.delete(LEASE);
      }),
  };
}

async function addWhole(database: Database, key: CryptoKey, item: NewItem): Promise<DraftOutcome> {
  const { id } = item.record;
  // Encrypted before the transaction begins: one that waits for anything but the database ends by itself.
  const copy = item.copy && (await sealRow(key, id, item.copy, item.record.writtenAt));
  const { items, pieces, copies, drafts } = database;
  return database.transaction('rw', items, pieces, copies, drafts, async (): Promise<DraftOutcome> => {
    if ((await items.get(id)) !== undefined) return 'elsewhere';
    const { draft } = item;
    if (draft && (await dropDraft(database, draft.key, draft.version)) !== 'dropped') return 'elsewhere';
    await items.add(item.record);
    await pieces.add({ id, index: ENVELOPE, data: item.envelope });
    await pieces.bulkAdd(item.parts.map((data, index) => ({ id, index, data })));
    if (copy) await copies.add(copy);
    return 'saved';
  });
}

function changeOne(database: Database, id: string, change: Change): Promise<ItemRecord | null> {
  const { items, pieces, copies } = database;
  return database.transaction('rw', items, pieces, copies, async () => {
    const record = parseRecord(await items.get(id));
    if (record === null) return null;
    const next = change(record);
    if (next === null) return record;
    await items.put(next);
    if (!next.readable) await copies.delete(id);
    if (!next.sealed) await dropPieces(database, id);
    return next;
  });
}

function removeWhole(database: Database, id: string): Promise<void> {
  const { items, pieces, copies } = database;
  return database.transaction('rw', items, pieces, copies, async () => {
    await items.delete(id);
    await copies.delete(id);
    await dropPieces(database, id);
  });
}

async function dropPieces({ pieces }: Database, id: string): Promise<void> {
  await pieces.where('[id+index]').between([id, Dexie.minKey], [id, Dexie.maxKey]).delete();
}

function isRecord(record: ItemRecord | null): record is ItemRecord {
  return record !== null;
}

function leaseOf(row: { readonly holder: unknown; readonly until: unknown } | undefined): Lease | null {
  const { holder, until } = row ?? {};
  return typeof holder === 'string' && typeof until === 'number' ? { holder, until } : null;
}
