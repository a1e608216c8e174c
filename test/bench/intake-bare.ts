/** The bare databases doing the same inserts: the same tables, the same columns, durable, one transaction a row. */
import { randomBytes } from 'node:crypto';
import Database from 'better-sqlite3';
import { Pool } from 'pg';
import { openStore } from '../../src/node/intake/store/open.ts';
import type { Ready } from './intake-load.ts';

const COLUMNS = [
  'id',
  'digest',
  'number',
  'lookup',
  'envelope',
  'receipt',
  'received_at',
  'state',
  'due',
  'changed_at',
];
const TIME = '2026-03-02T08:00:00.000Z';
/** As long as a receipt in a group of 32. */
const RECEIPT = 'x'.repeat(900);

function row({ id, digest, envelope }: Ready): readonly (string | null)[] {
  return [id, digest, id.slice(0, 23), digest, envelope, RECEIPT, TIME, 'received', null, TIME];
}

export interface Bare {
  /** One row, durable when it resolves. */
  insert(ready: Ready): Promise<void>;
  close(): Promise<void>;
}

export async function bareSqlite(file: string): Promise<Bare & { insertMany(batch: readonly Ready[]): void }> {
  await (await openStore({ file })).close();
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  const places = COLUMNS.map(() => '?').join(', ');
  const insert = db.prepare(`insert into submissions (${COLUMNS.join(', ')}) values (${places})`);
  return {
    insert: async (ready) => {
      insert.run(...row(ready));
    },
    insertMany: db.transaction((batch: readonly Ready[]) => {
      for (const ready of batch) insert.run(...row(ready));
    }),
    close: async () => void db.close(),
  };
}

export async function barePostgres(databaseUrl: string, callers: number): Promise<Bare> {
  await (await openStore({ file: '', databaseUrl })).close();
  // A server takes a hundred connections; more callers share them, as they would behind any pool.
  const pool = new Pool({ connectionString: databaseUrl, max: Math.min(callers, 64) });
  const places = COLUMNS.map((_, at) => `$${at + 1}`).join(', ');
  const text = `insert into submissions (${COLUMNS.join(', ')}) values (${places})`;
  return {
    insert: async (ready) => {
      await pool.query({ name: 'insert', text, values: [...row(ready)] });
    },
    close: () => pool.end(),
  };
}

/** Writes of 4 kB, each followed by a sync, a second: what the disk allows. */
export async function syncRate(file: string): Promise<number> {
  const { open } = await import('node:fs/promises');
  const { fdatasyncSync, writeSync } = await import('node:fs');
  const handle = await open(file, 'w');
  const block = randomBytes(4096);
  const end = performance.now() + 1000;
  let count = 0;
  while (performance.now() < end) {
    writeSync(handle.fd, block);
    fdatasyncSync(handle.fd);
    count++;
  }
  await handle.close();
  return count;
}
