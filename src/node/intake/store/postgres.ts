/** PostgreSQL through pg: a pool, so that several processes may take submissions into one database. */
import { CompiledQuery, Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import { Pool, types } from 'pg';
import type { Dialect } from './dialect.ts';
import { type ColumnTypes, migrate, type SubmissionRecord, type Tables } from './schema.ts';

const CONNECT_TIMEOUT = 10_000;
const INT8 = 20;
/** Key of the advisory lock that whoever appends to the audit holds; read as the bytes of “audit”. */
const AUDIT_LOCK = 0x61_75_64_69_74;

/** Byte order, as SQLite sorts: a database made with a language's order would sort pages of a dump otherwise. */
const TYPES: ColumnTypes = { text: sql`text collate "C"`, bytes: sql`bytea`, integer: sql`bigint` };

/** Connects and brings the tables to the present form. */
export async function openPostgres(databaseUrl: string): Promise<Dialect> {
  const pool = new Pool({
    connectionString: databaseUrl,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    // BIGINT comes as text; nothing here counts beyond 2^53.
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === INT8 && format !== 'binary' ? Number : types.getTypeParser(oid, format),
    },
  });
  // A connection that breaks is replaced by the pool, and what ran on it is rejected; but without listeners, on the pool
  // for idle ones and on the client for those in use, it would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => {
    client.on('error', () => {});
  });
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({
      pool,
      // A server may be set to acknowledge before it is on disk; a receipt may not be.
      onCreateConnection: async (connection) => {
        await connection.executeQuery(
          CompiledQuery.raw(
            `select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') in ('off', 'local')`,
          ),
        );
      },
    }),
  });
  try {
    await migrate(db, TYPES);
  } catch (fault) {
    await db.destroy();
    throw fault;
  }
  return postgresDialect(db);
}

const RETRY: ReadonlySet<string> = new Set([
  '23505', // unique_violation: another process took an id first
  '40001', // serialization_failure
  '40P01', // deadlock_detected
]);

function postgresDialect(db: Kysely<Tables>): Dialect {
  return {
    kind: 'postgres',
    db,
    among: (values) => sql`(select unnest(${values}::text[]))`,
    forUpdate: sql`for update`,
    insertSubmissions,
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

/** One statement with an array a column: with a parameter a value, PostgreSQL would parse thousands of them for each group. */
async function insertSubmissions(tx: Transaction<Tables>, rows: readonly SubmissionRecord[]): Promise<void> {
  const column = (name: keyof SubmissionRecord) => sql`${rows.map((row) => row[name])}::text[]`;
  await sql`
    insert into submissions (id, digest, number, lookup, envelope, receipt, received_at, state, due, changed_at)
    select * from unnest(${column('id')}, ${column('digest')}, ${column('number')}, ${column('lookup')},
      ${column('envelope')}, ${column('receipt')}, ${column('received_at')}, ${column('state')}, ${column('due')},
      ${column('changed_at')})`.execute(tx);
}
