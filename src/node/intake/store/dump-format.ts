/**
 * The form of a dump, the same for both databases: gzipped NDJSON. First a header, then a line a row – `{"t": table, …}`
 * with the columns under their names, bytes in base64 – table by table, last a line with the counts and the SHA-256 of
 * all uncompressed bytes before it.
 */
import * as v from 'valibot';
import { STATES } from '../../../core/complaint/status.ts';
import { STORED_TABLES, type StoredRow } from './stored-rows.ts';

export const DUMP_FORMAT = 'yixinma-intake-dump';
export const DUMP_VERSION = 1;
/** Longest line, bytes: the largest chunk in base64 and an envelope are far below. */
export const LONGEST_LINE = 2 * 1024 * 1024;

export type DumpFaultCode =
  /** Another kind of file. */
  | 'not-a-dump'
  /** Written by a newer program. */
  | 'version'
  | 'altered'
  | 'truncated';

const SAYS: Readonly<Record<DumpFaultCode, string>> = {
  'not-a-dump': '这不是备份文件，请检查所选文件。/ This is not a backup: check which file you chose.',
  version: '备份由更新版本的程序生成，请先升级。/ A newer version made this backup: update the program first.',
  altered: '备份内容已被改动或损坏，请改用另一份备份。/ The backup was altered or damaged: use another copy.',
  truncated: '备份不完整，请改用另一份备份。/ The backup is incomplete: use another copy.',
};

/** A file that is not put back; nothing was stored. */
export class DumpFault extends Error {
  readonly code: DumpFaultCode;
  /** 1 is the header. */
  readonly line: number;
  constructor(code: DumpFaultCode, line: number, cause?: unknown) {
    super(`第${line}行：${SAYS[code].replace('/ ', `/ Line ${line}: `)}`, { cause });
    this.name = 'DumpFault';
    this.code = code;
    this.line = line;
  }
}

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Counts = v.strictObject({ submissions: count, parts: count, history: count, audit: count });

export const HeaderSchema = v.strictObject({
  format: v.literal(DUMP_FORMAT),
  version: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  /** When it was made, ISO 8601. */
  at: v.string(),
  counts: Counts,
});
export type DumpHeader = v.InferOutput<typeof HeaderSchema>;

export const ClosingSchema = v.strictObject({
  t: v.literal('end'),
  counts: Counts,
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});
export type DumpClosing = v.InferOutput<typeof ClosingSchema>;

const text = v.string();
const state = v.picklist(STATES);
const base64 = v.pipe(
  text,
  v.base64(),
  v.transform((spelled) => new Uint8Array(Buffer.from(spelled, 'base64'))),
);

const RowSchema = v.variant('t', [
  v.strictObject({
    t: v.literal('submissions'),
    id: text,
    digest: text,
    number: text,
    lookup: text,
    envelope: v.nullable(text),
    receipt: text,
    received_at: text,
    state,
    due: v.nullable(text),
    changed_at: text,
  }),
  v.strictObject({ t: v.literal('parts'), submission: text, sha256: text, received_at: text, bytes: base64 }),
  v.strictObject({ t: v.literal('history'), submission: text, seq: count, state, at: text, answer: v.nullable(text) }),
  v.strictObject({ t: v.literal('audit'), seq: count, at: text, kind: text, detail: text, previous: text, hash: text }),
]);

/** One line of a dump, with its line break. */
export function rowLine(stored: StoredRow): string {
  if (stored.table !== 'parts') return `${JSON.stringify({ t: stored.table, ...stored.row })}\n`;
  const { bytes, ...rest } = stored.row;
  const spelled = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  return `${JSON.stringify({ t: stored.table, ...rest, bytes: spelled })}\n`;
}

/** Null for anything that `rowLine` does not write. */
export function readRow(value: unknown): StoredRow | null {
  const read = v.safeParse(RowSchema, value);
  if (!read.success) return null;
  const row = read.output;
  switch (row.t) {
    case 'submissions': {
      const { t, ...rest } = row;
      return { table: t, row: rest };
    }
    case 'parts': {
      const { t, ...rest } = row;
      return { table: t, row: rest };
    }
    case 'history': {
      const { t, ...rest } = row;
      return { table: t, row: rest };
    }
    case 'audit': {
      const { t, ...rest } = row;
      return { table: t, row: rest };
    }
  }
}

/** Whether a row of `next` may come after one of `last`. */
export function inOrder(last: StoredRow['table'], next: StoredRow['table']): boolean {
  return STORED_TABLES.indexOf(next) >= STORED_TABLES.indexOf(last);
}
