/** PostgreSQL through pg: a pool, so that several processes may take submissions into one database. */
import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';
import { Pool, types } from 'pg';
import type { Dialect } from './dialect.ts';
import { AUDIT_LOCK, INSERT_SUBMISSIONS, insertColumns, takeGroupOver } from './postgres-group.ts';
import { type ColumnTypes, migrate, type Tables } from './schema.ts';

const CONNECT_TIMEOUT = 10_000;
const INT8 = 20;

/** Byte order, as SQLite sorts: a database made with a language's order would sort pages of a dump otherwise. */
const TYPES: ColumnTypes = { text: sql`text collate "C"`, bytes: sql`bytea`, integer: sql`bigint` };

/** Connects and brings the tables to the present form. */
export async function openPostgres(databaseUrl: string): Promise<Dialect> {
  const pool = new Pool({
    connectionString: databaseUrl,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    // What belongs to one transaction and needs no answer first goes out in one write; see `takeGroup`.
    pipeline: true,
    // BIGINT comes as text; nothing here counts beyond 2^53.
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === INT8 && format !== 'binary' ? Number : types.getTypeParser(oid, format),
    },
    // Waited for before anybody gets the connection. A server may be set to acknowledge before it is on disk; a receipt
    // may not be.
    onConnect: async (client) => {
      client.on('error', () => {});
      await client.query(
        `select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') in ('off', 'local')`,
      );
    },
  });
  // A connection that breaks is replaced by the pool, and what ran on it is rejected; but without listeners, here for
  // idle ones and above for those in use, it would end the process.
  pool.on('error', () => {});
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await migrate(db, TYPES);
  } catch (fault) {
    await db.destroy();
    throw fault;
  }
  return postgresDialect(pool, db);
}

const RETRY: ReadonlySet<string> = new Set([
  '23505', // unique_violation: another process took an id first
  '40001', // serialization_failure
  '40P01', // deadlock_detected
]);

function postgresDialect(pool: Pool, db: Kysely<Tables>): Dialect {
  return {
    kind: 'postgres',
    db,
    among: (values) => sql`(select unnest(${values}::text[]))`,
    takeGroup: takeGroupOver(pool),
    insertSubmissions: async (tx, rows) => {
      await tx.executeQuery(CompiledQuery.raw(INSERT_SUBMISSIONS, insertColumns(rows)));
    },
    lockAudit: async (tx) => {
      await sql`select pg_advisory_xact_lock(${sql.lit(AUDIT_LOCK)})`.execute(tx);
    },
    snapshot: (read) => db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(read),
    // Deleted rows are the vacuum's.
    scrub: async () => {},
    isFull: (code) => code === '53100' || code === 'ENOSPC',
    mayRetry: (code) => RETRY.has(code),
    isBusy: (code) => code === '55P03',
  };
}
