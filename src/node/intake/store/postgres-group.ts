/** Taking a group on PostgreSQL: one transaction in two trips to the server, because every trip costs both sides. */
import type { Pool, PoolClient, QueryResult } from 'pg';
import { checkNote, FIRST_PREVIOUS } from './audit.ts';
import type { Dialect, Found, PartKey, Taken } from './dialect.ts';
import type { SubmissionRecord } from './schema.ts';

/** Key of the advisory lock that whoever appends to the audit holds; read as the bytes of “audit”. */
export const AUDIT_LOCK = 0x61_75_64_69_74;

/** Each statement sees what was committed before it, whatever level the database is set to: the audit's needs that. */
const BEGIN = 'begin isolation level read committed';
const KNOWN = 'select id, digest, receipt from submissions where id = any($1)';
/** Locked, so that a purge cannot delete a part between here and the commit; in one order, so that nobody waits in a ring. */
const WAITING = 'select submission, sha256 from waiting where submission = any($1) order by 1, 2 for update';
const LOCK = `select pg_advisory_xact_lock(${AUDIT_LOCK})`;

const COLUMNS = [
  ...['id', 'digest', 'number', 'lookup', 'envelope', 'receipt', 'received_at', 'state', 'due', 'changed_at'],
] as const satisfies readonly (keyof SubmissionRecord)[];

/** An array a column: with a parameter a value, PostgreSQL would parse thousands of them for each group. */
export const INSERT_SUBMISSIONS = `insert into submissions (${COLUMNS.join(', ')})
  select * from unnest(${COLUMNS.map((_, at) => `$${at + 1}::text[]`).join(', ')})`;

/** The parameters of `INSERT_SUBMISSIONS`. */
export const insertColumns = (rows: readonly SubmissionRecord[]): Buffer[] =>
  COLUMNS.map((name) => textArray(rows.map((row) => row[name])));

const TEXT_OID = 25;

/**
 * A `text[]` as PostgreSQL sends and receives it in binary. pg's own way, a text with quotes and backslashes, takes the
 * server as long to read as the rows take to store.
 */
function textArray(values: readonly (string | null)[]): Buffer {
  const length = values.reduce((sum, value) => sum + 4 + (value === null ? 0 : Buffer.byteLength(value)), 20);
  const bytes = Buffer.allocUnsafe(length);
  let at = 0;
  // One dimension, with nulls, of texts, so many, counted from 1.
  for (const word of [1, 1, TEXT_OID, values.length, 1]) at = bytes.writeInt32BE(word, at);
  for (const value of values) {
    const size = value === null ? -1 : bytes.write(value, at + 4);
    at = bytes.writeInt32BE(size, at) + Math.max(size, 0);
  }
  return bytes;
}

const SETTLE = 'delete from waiting where submission = any($1)';
const DROP = 'delete from parts where (submission, sha256) in (select * from unnest($1::text[], $2::text[]))';

/** `entryAfter` of `audit.ts` in SQL, so that the lock is not held while the head travels here and the entry back. */
const APPEND = `
  with head as (select seq, hash from audit order by seq desc limit 1),
    next as (select coalesce(max(seq), 0) + 1 as seq, coalesce(max(hash), '${FIRST_PREVIOUS}') as previous from head)
  insert into audit (seq, at, kind, detail, previous, hash)
  select seq, $1::text, $2::text, $3::text, previous, encode(sha256(convert_to(
    concat_ws(chr(10), 'yixinma-audit-1', seq, $1::text, $2::text, previous, $3::text), 'UTF8')), 'hex') from next`;

/** `Dialect.takeGroup`. */
export function takeGroupOver(pool: Pool): Dialect['takeGroup'] {
  return async (ids, decide) => {
    const client = await pool.connect();
    try {
      const { answer, taken } = decide(await find(client, ids));
      await write(client, taken);
      client.release();
      return answer;
    } catch (fault) {
      // A connection that cannot even do this is of no more use.
      await client.query('rollback').then(
        () => client.release(),
        () => client.release(true),
      );
      throw fault;
    }
  };
}

/** Everything that is queried within `send` leaves in one write. */
function together<Value>({ connection: { stream } }: PoolClient, send: () => Value): Value {
  stream.cork();
  try {
    return send();
  } finally {
    stream.uncork();
  }
}

async function find(client: PoolClient, ids: readonly string[]): Promise<Found> {
  const [, known, waiting] = await together(client, () =>
    Promise.all([
      client.query(BEGIN),
      client.query<Found['known'][number]>({ name: 'known', text: KNOWN, values: [ids] }),
      client.query<PartKey>({ name: 'waiting', text: WAITING, values: [ids] }),
    ]),
  );
  return { known: known.rows, waiting: waiting.rows };
}

async function write(client: PoolClient, taken: Taken | null): Promise<void> {
  const done = await together(client, () =>
    Promise.all([...(taken === null ? [] : writes(client, taken)), client.query('commit')]),
  );
  // A transaction in which something failed answers so, instead of failing once more.
  if (done.at(-1)?.command !== 'COMMIT') throw new Error('the transaction was rolled back');
}

/** From the lock to the commit the server waits for nobody: whoever comes next waits for its disk alone. */
function writes(client: PoolClient, { rows, settled, unlisted, note }: Taken): Promise<QueryResult>[] {
  checkNote(note);
  const parts = [unlisted.map((part) => part.submission), unlisted.map((part) => part.sha256)];
  return [
    client.query(LOCK),
    client.query({ name: 'insert_submissions', text: INSERT_SUBMISSIONS, values: insertColumns(rows) }),
    ...(settled.length === 0 ? [] : [client.query(SETTLE, [settled])]),
    ...(unlisted.length === 0 ? [] : [client.query(DROP, parts)]),
    client.query({ name: 'append', text: APPEND, values: [note.at, note.kind, note.detail] }),
  ];
}
