/** The outbox's tables in IndexedDB and the key of this device: a database of its own, untouched by refreshing public data. */
import Dexie, { type Table } from 'dexie';
import { openInTime } from './indexed-db.ts';
import { newLocalKey } from './outbox-cipher.ts';
import type { DraftRow, SealedRow } from './outbox-rows.ts';

export type Database = Dexie & {
  readonly items: Table<unknown, string>;
  /** Envelope (`[id, -1]`, a text) and sealed parts (`[id, index]`, bytes). */
  readonly pieces: Table<{ readonly id: string; readonly index: number; readonly data: unknown }, [string, number]>;
  readonly copies: Table<SealedRow, string>;
  readonly drafts: Table<DraftRow, string>;
  readonly keys: Table<{ readonly name: string; readonly key: unknown }, string>;
  readonly leases: Table<{ readonly name: string; readonly holder: unknown; readonly until: unknown }, string>;
};

const LOCAL = 'local';

/** Opens `yixinma-outbox-<bureau>`; throws where that fails. */
export async function openDatabase(bureau: string): Promise<Database> {
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
  await openInTime(database);
  return database;
}

/** The key of this device; the first of two tabs that make one wins. */
export async function localKey(database: Database): Promise<CryptoKey> {
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
