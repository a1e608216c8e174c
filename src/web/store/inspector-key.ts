/** The inspector key of this device, in a database of its own: scripts can use it and not read it out, as Web Crypto keeps it. */
import Dexie, { type EntityTable } from 'dexie';
import type { InspectorKey } from '../../core/snapshot/staff-file.ts';
import { hasIndexedDb, openInTime } from './indexed-db.ts';

export interface InspectorKeyStore {
  load(): Promise<InspectorKey | null>;
  /** False where it will be gone with the page. */
  save(key: InspectorKey): Promise<boolean>;
  forget(): Promise<void>;
}

interface Row {
  readonly name: 'key';
  readonly id: unknown;
  readonly handle: unknown;
}

type Database = Dexie & { readonly keys: EntityTable<Row, 'name'> };

/** One a bureau. Where nothing can be kept, the key lasts as long as the page. */
export function openInspectorKeys(bureau: string): InspectorKeyStore {
  let held: InspectorKey | null = null;
  const database = opened(`yixinma-inspector-${bureau}`);
  return {
    load: async () => held ?? keyOf(await (await database)?.keys.get('key').catch(() => undefined)),
    save: async (key) => {
      held = key;
      const there = await database;
      if (there === null) return false;
      const put = there.keys.put({ name: 'key', ...key });
      return put.then(
        () => true,
        () => false,
      );
    },
    forget: async () => {
      held = null;
      await (await database)?.keys.clear();
    },
  };
}

async function opened(name: string): Promise<Database | null> {
  if (!hasIndexedDb()) return null;
  const database = new Dexie(name) as Database;
  database.version(1).stores({ keys: 'name' });
  return openInTime(database).then(
    () => database,
    () => null,
  );
}

/** Whatever was saved, anybody with the device in hand can have changed it. */
function keyOf(row: Row | undefined): InspectorKey | null {
  const { id, handle } = row ?? {};
  const usable = handle instanceof CryptoKey && handle.algorithm.name === 'HKDF';
  return typeof id === 'string' && usable ? { id, handle } : null;
}
