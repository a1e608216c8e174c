/** IndexedDB through Dexie: one value a signed file, since rows would cost a hundred times the time and space. */
import Dexie, { type EntityTable } from 'dexie';
import type { Bytes } from '../../core/domain/bytes.ts';
import { hasIndexedDb, openInTime, outcomeOf } from './indexed-db.ts';
import { memoryStore } from './memory-store.ts';
import { isOlder, type KeptRelease, parseOrder, type ReleaseStore, type SaveOutcome } from './release-store.ts';

/** As rows are read: whatever was saved, anybody with the device in hand can have changed it. */
interface FileRow {
  readonly sha256: string;
  readonly bytes: unknown;
}

interface ReleaseRow {
  readonly id: 'current';
  readonly trust: unknown;
  readonly order: unknown;
  readonly savedAt: unknown;
}

type Database = Dexie & {
  readonly files: EntityTable<FileRow, 'sha256'>;
  readonly releases: EntityTable<ReleaseRow, 'id'>;
};

/** Opens the device's store; one that keeps nothing when there is none. `name` tells releases of other roots apart. */
export async function openStore(name: string): Promise<ReleaseStore> {
  if (!hasIndexedDb()) return memoryStore();
  const database = new Dexie(name) as Database;
  database.version(1).stores({ files: 'sha256', releases: 'id' });
  try {
    await openInTime(database);
  } catch {
    return memoryStore();
  }
  return dexieStore(database);
}

/** Whether this device has a store of that name; none is made by asking. */
export async function isStored(name: string): Promise<boolean> {
  return hasIndexedDb() && Dexie.exists(name).catch(() => false);
}

function dexieStore(database: Database): ReleaseStore {
  return {
    keeps: true,
    loadTrust: async () => trustOf(await database.releases.get('current').catch(() => undefined)),
    loadFile: async (sha256) => bytesOf(await database.files.get(sha256).catch(() => undefined)),
    saveRelease: (release, replaces) => saveWhole(database, release, replaces).catch(outcomeOf),
  };
}

function trustOf(row: ReleaseRow | undefined): { readonly trust: string; readonly savedAt: string } | null {
  const { trust, savedAt } = row ?? {};
  return typeof trust === 'string' && typeof savedAt === 'string' ? { trust, savedAt } : null;
}

function bytesOf(row: FileRow | undefined): Bytes | null {
  const bytes = row?.bytes;
  return bytes instanceof Uint8Array && bytes.buffer instanceof ArrayBuffer ? (bytes as Bytes) : null;
}

/** One transaction: after any interruption the device holds the old release or the new one, never a mixture. */
function saveWhole(database: Database, release: KeptRelease, replaces?: string): Promise<SaveOutcome> {
  return database.transaction('rw', database.files, database.releases, async (): Promise<SaveOutcome> => {
    if (looksNewer(await database.releases.get('current'), release, replaces)) return 'superseded';
    const names = [...release.files.keys()];
    const there = await database.files.bulkGet(names);
    // A file is compared byte by byte, not by its name: a damaged one would otherwise stay for ever.
    const changed = [...release.files].filter(([, bytes], at) => !isSame(bytesOf(there[at]), bytes));
    await database.files.bulkPut(changed.map(([sha256, bytes]) => ({ sha256, bytes })));
    const all = await database.files.toCollection().primaryKeys();
    await database.files.bulkDelete(all.filter((sha256) => !release.files.has(sha256)));
    const { trust, order, savedAt } = release;
    await database.releases.put({ id: 'current', trust, order, savedAt });
    return 'saved';
  });
}

/** A state that cannot be loaded is older than anything, whatever order it claims. */
function looksNewer(row: ReleaseRow | undefined, release: KeptRelease, replaces?: string): boolean {
  const last = trustOf(row);
  const order = parseOrder(row?.order);
  return last !== null && order !== null && last.trust !== replaces && isOlder(release.order, order);
}

function isSame(a: Bytes | null, b: Bytes): boolean {
  return a !== null && a.length === b.length && a.every((byte, at) => byte === b[at]);
}
