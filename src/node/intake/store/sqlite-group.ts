/** Taking a group on SQLite: statements prepared once, because building them would cost more than the rows. */
import type Database from 'better-sqlite3';
import { type AuditHead, BEFORE_ALL, entryAfter } from './audit.ts';
import type { Found, PartKey, Taken } from './dialect.ts';
import type { SubmissionRecord } from './schema.ts';
import type { AuditEntry } from './store.ts';

const COLUMNS = 'id, digest, number, lookup, envelope, receipt, received_at, state, due, changed_at';
const AMONG = 'in (select value from json_each(?))';

interface GroupStatements {
  find(ids: readonly string[]): Found;
  insert(rows: readonly SubmissionRecord[]): void;
  write(taken: Taken): void;
}

/** To be run within a transaction of the same connection. */
export function groupStatements(raw: Database.Database): GroupStatements {
  const known = raw.prepare<[string], Found['known'][number]>(
    `select id, digest, receipt from submissions where id ${AMONG}`,
  );
  const waiting = raw.prepare<[string], PartKey>(`select submission, sha256 from waiting where submission ${AMONG}`);
  const head = raw.prepare<[], AuditHead>('select seq, hash from audit order by seq desc limit 1');
  const submission = raw.prepare<[SubmissionRecord]>(
    `insert into submissions (${COLUMNS}) values (${COLUMNS.replace(/\w+/g, '@$&')})`,
  );
  const settle = raw.prepare<[string]>(`delete from waiting where submission ${AMONG}`);
  const drop = raw.prepare<[PartKey]>('delete from parts where submission = @submission and sha256 = @sha256');
  const append = raw.prepare<[AuditEntry]>(
    'insert into audit (seq, at, kind, detail, previous, hash) values (@seq, @at, @kind, @detail, @previous, @hash)',
  );
  const insert = (rows: readonly SubmissionRecord[]) => {
    for (const row of rows) submission.run(row);
  };
  return {
    find: (ids) => {
      const list = JSON.stringify(ids);
      return { known: known.all(list), waiting: waiting.all(list) };
    },
    insert,
    write: ({ rows, settled, unlisted, note }) => {
      insert(rows);
      if (settled.length > 0) settle.run(JSON.stringify(settled));
      for (const part of unlisted) drop.run(part);
      append.run(entryAfter(head.get() ?? BEFORE_ALL, note));
    },
  };
}
