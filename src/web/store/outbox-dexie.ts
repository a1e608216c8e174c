/** The outbox in IndexedDB, a database of its own: refreshing the public data never touches it. */
import Dexie, { type Table } from 'dexie';
import { type Bytes, fromUtf8, utf8 } from '../../core/domain/bytes.ts';
import { newLocalKey, openLocal, sealLocal } from './outbox-cipher.ts';
import { memoryOutbox } from './outbox-memory.ts';
import { type ItemRecord, parseRecord } from './outbox-record.ts';
import {
  byAge,
  type Change,
  isHeld,
  type KeepOutcome,
  type Lease,
  type NewItem,
  type OutboxStore,
  type ReadableCopy,
} from './outbox-store.ts';

/** Sealed text and photos of a copy or a draft. As rows are read, everything is unknown. */
interface SealedRow {
  readonly key: string;
  readonly savedAt: unknown;
  readonly text: unknown;
  readonly photos: unknown;
}

type Database = Dexie & {
  readonly items: Table<unknown, string>;
  /** Envelope (`[id, -1]`, a text) and sealed parts (`[id, index]`, bytes). */
  readonly pieces: Table<{ readonly id: string; readonly index: number; readonly data: unknown }, [string, number]>;
  readonly copies: Table<SealedRow, string>;
  readonly drafts: Table<SealedRow, string>;
  readonly keys: Table<{ readonly name: string; readonly key: unknown }, string>;
  readonly leases: Table<{ readonly name: string; readonly holder: unknown; readonly until: unknown }, string>;
};

/** Safari before 14.1 can leave an open request without any answer. */
const OPEN_LIMIT_MS = 4000;
const ENVELOPE = -1;
const LEASE = 'sender';
const LOCAL = 'local';

/**
 * Opens `yixinma-outbox-<bureau>`; an outbox of the page's own life where IndexedDB is missing, does not open, or cannot
 * keep a key (some private modes): then nothing may say that it is kept.
 */
export async function openOutbox(bureau: string): Promise<OutboxStore> {
  if (!hasIndexedDb()) return memoryOutbox();
  try {
    // Chrome's default says "stored" while the bytes are still in the system's hands: a battery that dies would lose them.
    const durable = { chromeTransactionDurability: 'strict' } as const;
    const database = new Dexie(`yixinma-outbox-${bureau}`, durable) as Database;
    database.version(1).stores({
      items: 'id',
      pieces: '[id+index]',
      copies: 'key',
      drafts: 'key',
      keys: 'name',
      leases: 'name',
    });
    database.on('versionchange', () => database.close());
    await withLimit(database.open(), OPEN_LIMIT_MS);
    return dexieOutbox(database, await localKey(database));
  } catch {
    return memoryOutbox();
  }
}

/** Switched off, it is missing, null, or throws when it is only looked at. */
function hasIndexedDb(): boolean {
  try {
    return Boolean(globalThis.indexedDB);
  } catch {
    return false;
  }
}

/** The key of this device; the first of two tabs that make one wins. */
async function localKey(database: Database): Promise<CryptoKey> {
  const kept = (await database.keys.get(LOCAL))?.key;
  if (kept instanceof CryptoKey) return kept;
  const fresh = await newLocalKey();
  return database.transaction('rw', database.keys, async () => {
    const there = (await database.keys.get(LOCAL))?.key;
    if (there instanceof CryptoKey) return there;
    await database.keys.put({ name: LOCAL, key: fresh });
    return fresh;
  });
}

function dexieOutbox(database: Database, key: CryptoKey): OutboxStore {
  const { items, pieces, drafts, copies, leases } = database;
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
    saveDraft: async (name, draft) => {
      try {
        await drafts.put(await sealRow(key, `draft ${name}`, draft, draft.savedAt));
        return 'saved';
      } catch (error) {
        return outcomeOf(error);
      }
    },
    loadDraft: async (name) => {
      const row = await drafts.get(`draft ${name}`);
      const draft = await openRow(key, row);
      return draft && typeof row?.savedAt === 'string' ? { ...draft, savedAt: row.savedAt } : null;
    },
    dropDraft: (name) => drafts.delete(`draft ${name}`),
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

async function addWhole(database: Database, key: CryptoKey, item: NewItem): Promise<KeepOutcome> {
  const { id } = item.record;
  // Encrypted before the transaction begins: one that waits for anything but the database ends by itself.
  const copy = item.copy && (await sealRow(key, id, item.copy, item.record.writtenAt));
  const { items, pieces, copies } = database;
  await database.transaction('rw', items, pieces, copies, async () => {
    await items.add(item.record);
    await pieces.add({ id, index: ENVELOPE, data: item.envelope });
    await pieces.bulkAdd(item.parts.map((data, index) => ({ id, index, data })));
    if (copy) await copies.add(copy);
  });
  return 'saved';
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

async function sealRow(key: CryptoKey, name: string, { text, photos }: ReadableCopy, savedAt: string) {
  const sealed = photos.map((photo, index) => sealLocal(key, utf8(`${name} ${index}`), photo));
  return { key: name, savedAt, text: await sealLocal(key, utf8(name), utf8(text)), photos: await Promise.all(sealed) };
}

/** Null when anything of it does not open. */
async function openRow(key: CryptoKey, row: SealedRow | undefined): Promise<ReadableCopy | null> {
  const sealed = bytesOf(row?.text);
  if (!row || !sealed || !Array.isArray(row.photos)) return null;
  const text = await openLocal(key, utf8(row.key), sealed);
  const photos: Bytes[] = [];
  for (const [index, photo] of row.photos.entries()) {
    const bytes = bytesOf(photo);
    const plain = bytes && (await openLocal(key, utf8(`${row.key} ${index}`), bytes));
    if (!plain) return null;
    photos.push(plain);
  }
  return text && { text: fromUtf8(text), photos };
}

function isRecord(record: ItemRecord | null): record is ItemRecord {
  return record !== null;
}

function leaseOf(row: { readonly holder: unknown; readonly until: unknown } | undefined): Lease | null {
  const { holder, until } = row ?? {};
  return typeof holder === 'string' && typeof until === 'number' ? { holder, until } : null;
}

function bytesOf(value: unknown): Bytes | null {
  return value instanceof Uint8Array && value.buffer instanceof ArrayBuffer ? (value as Bytes) : null;
}

function outcomeOf(error: unknown): KeepOutcome {
  const names = [nameOf(error), error instanceof Dexie.DexieError ? nameOf(error.inner) : ''];
  return names.includes('QuotaExceededError') ? 'full' : 'failed';
}

function nameOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'name' in value ? String(value.name) : '';
}

function withLimit<Value>(work: PromiseLike<Value>, ms: number): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the store did not open')), ms);
    work.then(resolve, reject).then(() => clearTimeout(timer));
  });
}
