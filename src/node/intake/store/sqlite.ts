/** SQLite through better-sqlite3: one file, one connection that writes, durable at every commit. */
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
  sql,
  type Transaction,
  type TransactionSettings,
} from 'kysely';
import type { Dialect } from './dialect.ts';
import { faultCode, StoreFault } from './errors.ts';
import { type ColumnTypes, migrate, type Tables } from './schema.ts';
import { groupStatements } from './sqlite-group.ts';

/** How long a write waits for another connection (a desk command, a restore), milliseconds. */
const PATIENCE = 5000;
/** SQLite's own waiting stops the whole thread; only what cannot be tried again by us may take this long. */
const SHORT_WAIT = 20;
const STATEMENTS = 200;

const TYPES: ColumnTypes = { text: sql`text`, bytes: sql`blob`, integer: sql`integer` };

/** Prepares every statement once: the store has some thirty texts, and preparing costs more than running. */
class Statements implements SqliteDatabase {
  readonly #db: Database.Database;
  readonly #prepared = new Map<string, SqliteStatement>();
  constructor(db: Database.Database) {
    this.#db = db;
  }
  prepare(text: string): SqliteStatement {
    const ready = this.#prepared.get(text);
    if (ready) return ready;
    if (this.#prepared.size >= STATEMENTS) this.#prepared.clear();
    const statement = this.#db.prepare<readonly unknown[]>(text);
    this.#prepared.set(text, statement);
    return statement;
  }
  close(): void {
    this.#db.close();
  }
}

/** Tries again while another connection has the file, in this process or another one. The event loop goes on meanwhile. */
async function patiently<Value>(work: () => Promise<Value>): Promise<Value> {
  for (const end = performance.now() + PATIENCE; ; await sleep(2)) {
    try {
      return await work();
    } catch (fault) {
      const code = faultCode(fault instanceof StoreFault ? fault.cause : fault);
      if (!code.startsWith('SQLITE_BUSY') || performance.now() > end) throw fault;
    }
  }
}

class ImmediateDriver extends SqliteDriver implements Driver {
  readonly #db: Database.Database;
  constructor(db: Database.Database) {
    super({ database: new Statements(db) });
    this.#db = db;
  }
  /**
   * Asks for the right to write at once: a transaction that only later turns out to write fails without waiting when
   * another one wrote in between. While it waits, the event loop goes on, also for the one it waits for.
   */
  override async beginTransaction(connection: DatabaseConnection, settings?: TransactionSettings): Promise<void> {
    const text = settings?.accessMode === 'read only' ? 'begin' : 'begin immediate';
    await patiently(() => connection.executeQuery(CompiledQuery.raw(text)));
  }
  /** On a full disk SQLite has rolled back already; a second one would fail and hide the cause. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#db.inTransaction) await super.rollbackTransaction(connection);
  }
}

/** SQLite's tables can be made inside a transaction; with that, two processes that start at once do not collide. */
class OneConnectionAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class FileDialect extends SqliteDialect {
  readonly #db: Database.Database;
  constructor(db: Database.Database) {
    super({ database: db });
    this.#db = db;
  }
  override createDriver(): Driver {
    return new ImmediateDriver(this.#db);
  }
  override createAdapter(): OneConnectionAdapter {
    return new OneConnectionAdapter();
  }
}

/** SQLite's name for a database without a file: quick, gone at the end, and without `snapshot`. For tests. */
const IN_MEMORY = ':memory:';

export interface SqliteOptions {
  /** Quota of the file in bytes, so that complaints cannot fill a disk that other things need. Full beyond it. */
  readonly largest?: number;
}

/** Opens or makes the file (readable by its owner alone) and brings its tables to the present form. */
export async function openSqlite(file: string, options: SqliteOptions = {}): Promise<Dialect> {
  mkdirSync(dirname(resolve(file)), { recursive: true });
  if (file !== IN_MEMORY) closeSync(openSync(file, 'a', 0o600));
  const raw = new Database(file, { timeout: SHORT_WAIT });
  const db = new Kysely<Tables>({ dialect: new FileDialect(raw) });
  try {
    await patiently(async () => {
      setUp(raw, options);
      await migrate(db, TYPES);
    });
  } catch (fault) {
    raw.close();
    throw fault;
  }
  return sqliteDialect(raw, db, file);
}

function setUp(raw: Database.Database, options: SqliteOptions): void {
  raw.pragma('journal_mode = WAL');
  raw.pragma('synchronous = FULL');
  raw.pragma('foreign_keys = ON');
  // Deleted content is overwritten, not only unlinked.
  raw.pragma('secure_delete = ON');
  const page = Number(raw.pragma('page_size', { simple: true }));
  if (options.largest !== undefined) raw.pragma(`max_page_count = ${Math.floor(options.largest / page)}`);
}

function sqliteDialect(raw: Database.Database, db: Kysely<Tables>, file: string): Dialect {
  const statements = groupStatements(raw);
  return {
    kind: 'sqlite',
    db,
    among: (values) => sql`(select value from json_each(${JSON.stringify(values)}))`,
    // Beside kysely, on the same connection and therefore in its transaction.
    takeGroup: (ids, decide) =>
      db.transaction().execute(async () => {
        const { answer, taken } = decide(statements.find(ids));
        if (taken !== null) statements.write(taken);
        return answer;
      }),
    insertSubmissions: async (_tx, rows) => statements.insert(rows),
    // `begin immediate` is the lock.
    lockAudit: async () => {},
    snapshot: (read) => readApart(file, read),
    scrub: async () => {
      raw.pragma('wal_checkpoint(TRUNCATE)');
    },
    isFull: (code) => code === 'SQLITE_FULL' || code.startsWith('SQLITE_IOERR') || code === 'ENOSPC',
    mayRetry: () => false,
    isBusy: (code) => code.startsWith('SQLITE_BUSY'),
  };
}

/** On a connection of its own: a backup that streams for minutes must not hold up the one that takes submissions. */
async function readApart<Value>(file: string, read: (tx: Transaction<Tables>) => Promise<Value>): Promise<Value> {
  const db = new Kysely<Tables>({
    dialect: new FileDialect(new Database(file, { timeout: SHORT_WAIT, readonly: true })),
  });
  try {
    return await db.transaction().setAccessMode('read only').execute(read);
  } finally {
    await db.destroy();
  }
}
