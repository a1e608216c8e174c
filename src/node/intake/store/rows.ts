/** All rows of all tables, out of one store and into an empty one: what backup, restore and the move between databases share. */
import type { Kysely, Transaction } from 'kysely';
import { appendAudit } from './audit.ts';
import type { Dialect } from './dialect.ts';
import { StoreFault } from './errors.ts';
import { findWaiting } from './parts.ts';
import type { AuditRecord, HistoryRecord, PartRecord, SubmissionRecord, Tables } from './schema.ts';
import type { AuditEntry } from './store.ts';
import { type RowCounts, STORED_TABLES, type StoredRow, type StoredTable, type StoreSnapshot } from './stored-rows.ts';
import { inTransaction } from './transaction.ts';

/** `IntakeStore.snapshot`. */
export function snapshot<Value>(dialect: Dialect, read: (all: StoreSnapshot) => Promise<Value>): Promise<Value> {
  return dialect.snapshot(async (tx) => read({ counts: await rowCounts(tx), rows: () => allRows(tx) }));
}

async function rowCounts(db: Kysely<Tables>): Promise<RowCounts> {
  const count = async (table: StoredTable) => {
    const row = await db
      .selectFrom(table)
      .select((of) => of.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return row.count;
  };
  return {
    submissions: await count('submissions'),
    parts: await count('parts'),
    history: await count('history'),
    audit: await count('audit'),
  };
}

/** Rows a page. Parts are up to 256 kB each. */
const PAGE = { submissions: 50, parts: 16, history: 100, audit: 500 } as const;

async function* allRows(db: Kysely<Tables>): AsyncGenerator<StoredRow> {
  for await (const row of pages((last?: SubmissionRecord) => submissionsAfter(db, last?.id ?? ''))) {
    yield { table: 'submissions', row };
  }
  for await (const row of pages((last?: PartRecord) => partsAfter(db, last?.submission ?? '', last?.sha256 ?? ''))) {
    yield { table: 'parts', row };
  }
  for await (const row of pages((last?: HistoryRecord) => historyAfter(db, last?.submission ?? '', last?.seq ?? 0))) {
    yield { table: 'history', row };
  }
  for await (const row of pages((last?: AuditRecord) => auditAfter(db, last?.seq ?? 0))) yield { table: 'audit', row };
}

async function* pages<Row>(next: (last?: Row) => Promise<readonly Row[]>): AsyncGenerator<Row> {
  let page = await next();
  for (let last = page[page.length - 1]; last !== undefined; last = page[page.length - 1]) {
    yield* page;
    page = await next(last);
  }
}

const submissionsAfter = (db: Kysely<Tables>, id: string) =>
  db.selectFrom('submissions').selectAll().where('id', '>', id).orderBy('id').limit(PAGE.submissions).execute();

const partsAfter = (db: Kysely<Tables>, submission: string, sha256: string) =>
  db
    .selectFrom('parts')
    .selectAll()
    .where((of) => of(of.refTuple('submission', 'sha256'), '>', of.tuple(submission, sha256)))
    .orderBy('submission')
    .orderBy('sha256')
    .limit(PAGE.parts)
    .execute();

const historyAfter = (db: Kysely<Tables>, submission: string, seq: number) =>
  db
    .selectFrom('history')
    .selectAll()
    .where((of) => of(of.refTuple('submission', 'seq'), '>', of.tuple(submission, seq)))
    .orderBy('submission')
    .orderBy('seq')
    .limit(PAGE.history)
    .execute();

const auditAfter = (db: Kysely<Tables>, seq: number) =>
  db.selectFrom('audit').selectAll().where('seq', '>', seq).orderBy('seq').limit(PAGE.audit).execute();

/**
 * `IntakeStore.fill`. One transaction: when `rows` throws, the store is as empty as before. `note` is asked after the
 * last row.
 * @throws {StoreFault} `not-empty`
 */
export function fill(
  dialect: Dialect,
  rows: AsyncIterable<StoredRow>,
  note: () => Pick<AuditEntry, 'kind' | 'detail' | 'at'>,
): Promise<AuditEntry> {
  // Once only: the rows are read off a stream and cannot be had again.
  return inTransaction(
    dialect,
    async (tx) => {
      await dialect.lockAudit(tx);
      await refuseUnlessEmpty(tx);
      const batch = new Batch(dialect, tx);
      for await (const row of rows) await batch.add(row);
      await batch.flush();
      await findWaiting(tx);
      return appendAudit(dialect, tx, note());
    },
    { attempts: 1 },
  );
}

async function refuseUnlessEmpty(tx: Transaction<Tables>): Promise<void> {
  const counts = await rowCounts(tx);
  if (STORED_TABLES.every((table) => counts[table] === 0)) return;
  throw new StoreFault(
    'not-empty',
    '目标数据库不是空的，未写入任何内容。请换一个空的数据库再恢复。/ The database is not empty; nothing was written. Restore into an empty one.',
  );
}

/** Gathers rows of one table up to a page and inserts them together. */
class Batch {
  readonly #dialect: Dialect;
  readonly #tx: Transaction<Tables>;
  #table: StoredTable = 'submissions';
  #rows: StoredRow[] = [];
  constructor(dialect: Dialect, tx: Transaction<Tables>) {
    this.#dialect = dialect;
    this.#tx = tx;
  }
  async add(row: StoredRow): Promise<void> {
    if (row.table !== this.#table || this.#rows.length >= PAGE[row.table]) await this.flush();
    this.#table = row.table;
    this.#rows.push(row);
  }
  async flush(): Promise<void> {
    const rows = this.#rows;
    this.#rows = [];
    const submissions = rows.flatMap((one) => (one.table === 'submissions' ? [one.row] : []));
    const parts = rows.flatMap((one) => (one.table === 'parts' ? [one.row] : []));
    const history = rows.flatMap((one) => (one.table === 'history' ? [one.row] : []));
    const audit = rows.flatMap((one) => (one.table === 'audit' ? [one.row] : []));
    if (submissions.length > 0) await this.#dialect.insertSubmissions(this.#tx, submissions);
    if (parts.length > 0) await this.#tx.insertInto('parts').values(parts).execute();
    if (history.length > 0) await this.#tx.insertInto('history').values(history).execute();
    if (audit.length > 0) await this.#tx.insertInto('audit').values(audit).execute();
  }
}
