/** The tables, the same on both databases, and how they came about. */
import type { Kysely, RawBuilder } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { SubmissionState } from '../../../core/complaint/status.ts';
import type { Bytes } from '../../../core/domain/bytes.ts';
import { StoreFault } from './errors.ts';

export interface SubmissionRecord {
  readonly id: string;
  readonly digest: string;
  readonly number: string;
  readonly lookup: string;
  /** Null in a tombstone. */
  readonly envelope: string | null;
  /** JSON text of the receipt. */
  readonly receipt: string;
  readonly received_at: string;
  readonly state: SubmissionState;
  readonly due: string | null;
  readonly changed_at: string;
}

export interface PartRecord {
  readonly submission: string;
  readonly sha256: string;
  readonly bytes: Bytes;
  readonly received_at: string;
}

/** A part whose submission has not arrived: kept apart so that nobody must search among years of photos for these few. */
export interface WaitingRecord {
  readonly submission: string;
  readonly sha256: string;
  readonly size: number;
  readonly received_at: string;
}

/** A decision. That a submission was received stands in its own row. */
export interface HistoryRecord {
  readonly submission: string;
  /** 1, 2, 3 … within a submission. */
  readonly seq: number;
  readonly state: SubmissionState;
  readonly at: string;
  /** JSON text of the sealed answer. */
  readonly answer: string | null;
}

export interface AuditRecord {
  readonly seq: number;
  readonly at: string;
  readonly kind: string;
  readonly detail: string;
  readonly previous: string;
  readonly hash: string;
}

export interface Tables {
  readonly submissions: SubmissionRecord;
  readonly parts: PartRecord;
  readonly waiting: WaitingRecord;
  readonly history: HistoryRecord;
  readonly audit: AuditRecord;
}

/** What the columns are called in a dialect. Texts sort by their bytes on both, so that pages and dumps run alike. */
export interface ColumnTypes {
  readonly text: RawBuilder<unknown>;
  readonly bytes: RawBuilder<unknown>;
  readonly integer: RawBuilder<unknown>;
}

/** The first form. A change to the tables is a new migration; one that ran anywhere is never edited. */
function first({ text, bytes, integer }: ColumnTypes): Migration {
  return {
    async up(db) {
      await db.schema
        .createTable('submissions')
        .addColumn('id', text, (column) => column.primaryKey())
        .addColumn('digest', text, (column) => column.notNull())
        .addColumn('number', text, (column) => column.notNull().unique())
        .addColumn('lookup', text, (column) => column.notNull())
        .addColumn('envelope', text)
        .addColumn('receipt', text, (column) => column.notNull())
        .addColumn('received_at', text, (column) => column.notNull())
        .addColumn('state', text, (column) => column.notNull())
        .addColumn('due', text)
        .addColumn('changed_at', text, (column) => column.notNull())
        .execute();
      await db.schema
        .createIndex('submissions_by_state')
        .on('submissions')
        .columns(['state', 'received_at', 'id'])
        .execute();
      await db.schema
        .createTable('parts')
        .addColumn('submission', text, (column) => column.notNull())
        .addColumn('sha256', text, (column) => column.notNull())
        .addColumn('received_at', text, (column) => column.notNull())
        .addColumn('bytes', bytes, (column) => column.notNull())
        .addPrimaryKeyConstraint('parts_key', ['submission', 'sha256'])
        .execute();
      await db.schema
        .createTable('waiting')
        .addColumn('submission', text, (column) => column.notNull())
        .addColumn('sha256', text, (column) => column.notNull())
        .addColumn('size', integer, (column) => column.notNull())
        .addColumn('received_at', text, (column) => column.notNull())
        .addPrimaryKeyConstraint('waiting_key', ['submission', 'sha256'])
        .addForeignKeyConstraint('waiting_part', ['submission', 'sha256'], 'parts', ['submission', 'sha256'])
        .execute();
      await db.schema
        .createTable('history')
        .addColumn('submission', text, (column) => column.notNull().references('submissions.id'))
        .addColumn('seq', integer, (column) => column.notNull())
        .addColumn('state', text, (column) => column.notNull())
        .addColumn('at', text, (column) => column.notNull())
        .addColumn('answer', text)
        .addPrimaryKeyConstraint('history_key', ['submission', 'seq'])
        .execute();
      await db.schema
        .createTable('audit')
        .addColumn('seq', integer, (column) => column.primaryKey())
        .addColumn('at', text, (column) => column.notNull())
        .addColumn('kind', text, (column) => column.notNull())
        .addColumn('detail', text, (column) => column.notNull())
        .addColumn('previous', text, (column) => column.notNull())
        .addColumn('hash', text, (column) => column.notNull())
        .execute();
    },
  };
}

/**
 * Brings the tables to the present form; does nothing when they are. Several processes may start at once.
 * @throws {StoreFault} `migration`
 */
export async function migrate(db: Kysely<Tables>, types: ColumnTypes): Promise<void> {
  const provider = { getMigrations: async () => ({ '001-first': first(types) }) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error === undefined) return;
  throw new StoreFault(
    'migration',
    '数据库的表无法建立或升级：请确认账号有建表权限、程序版本不低于上次所用版本。/ The tables could not be made or upgraded: check that the account may create tables, and that this program is not older than the last one used here.',
    error,
  );
}
