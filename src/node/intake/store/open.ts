/** Opens the store: PostgreSQL where an address is given, else a SQLite file. */
import { sql } from 'kysely';
import { appendAudit, readAudit } from './audit.ts';
import { decide, purge } from './changes.ts';
import { commit } from './commit.ts';
import type { Dialect } from './dialect.ts';
import { loadParts, saveParts, waitingPartBytes } from './parts.ts';
import { openPostgres } from './postgres.ts';
import { counts, list, load, status } from './reads.ts';
import { fill, snapshot } from './rows.ts';
import { openSqlite } from './sqlite.ts';
import type { IntakeStore } from './store.ts';
import { inTransaction } from './transaction.ts';

/**
 * Opens the store and brings its tables to the present form; an empty database is filled with them, a missing file and
 * its folder are made. Several processes may open the same one.
 * @param where.databaseUrl `postgres://…`; without it `file` is used.
 * @param where.largestFile Quota of the SQLite file in bytes; beyond it writes throw `StoreFullError`.
 * @throws {StoreFault} `migration`
 */
export async function openStore(where: {
  readonly databaseUrl?: string | undefined;
  readonly file: string;
  readonly largestFile?: number;
}): Promise<IntakeStore> {
  const { databaseUrl, file, largestFile } = where;
  if (databaseUrl !== undefined && databaseUrl !== '') return storeOver(await openPostgres(databaseUrl));
  return storeOver(await openSqlite(file, largestFile === undefined ? {} : { largest: largestFile }));
}

function storeOver(dialect: Dialect): IntakeStore {
  return {
    kind: dialect.kind,
    commit: (arrivals, sign) => commit(dialect, arrivals, sign),
    saveParts: (parts) => saveParts(dialect, parts),
    waitingPartBytes: () => waitingPartBytes(dialect),
    status: (number) => status(dialect, number),
    list: (filter) => list(dialect, filter),
    load: (id) => load(dialect, id),
    loadParts: (id, parts) => loadParts(dialect, id, parts),
    decide: (decision) => decide(dialect, decision),
    purge: (before) => purge(dialect, before),
    note: (kind, detail, at) => inTransaction(dialect, (tx) => appendAudit(dialect, tx, { kind, detail, at })),
    audit: (fromSeq, limit) => readAudit(dialect.db, fromSeq, limit),
    counts: () => counts(dialect),
    snapshot: (read) => snapshot(dialect, read),
    fill: (rows, note) => fill(dialect, rows, note),
    ping: () => ping(dialect),
    close: () => dialect.db.destroy(),
  };
}

async function ping({ db }: Dialect): Promise<boolean> {
  try {
    await sql`select 1`.execute(db);
    return true;
  } catch {
    return false;
  }
}
