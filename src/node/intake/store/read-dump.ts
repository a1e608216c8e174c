/** Reads a dump off a stream and refuses whatever `dumpStore` did not write. */
import { createHash, type Hash } from 'node:crypto';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import * as v from 'valibot';
import { type AuditHead, followsAudit } from './audit.ts';
import {
  ClosingSchema,
  DUMP_VERSION,
  type DumpClosing,
  DumpFault,
  type DumpHeader,
  HeaderSchema,
  inOrder,
  LONGEST_LINE,
  readRow,
} from './dump-format.ts';
import { faultCode } from './errors.ts';
import { STORED_TABLES, type StoredRow, type StoredTable } from './stored-rows.ts';

export interface DumpReader {
  /** Throws `DumpFault` at the first line that does not belong there, and at the end when something is missing. */
  rows(): AsyncGenerator<StoredRow>;
  /** After the last row. */
  result(): { readonly header: DumpHeader; readonly closing: DumpClosing };
  /** Which one is being read; 1 is the header. */
  line(): number;
}

export function readDump(from: Readable): DumpReader {
  const check = new Check();
  let line = 1;
  return {
    async *rows() {
      try {
        for await (const bytes of linesOf(from)) {
          const row = check.take(bytes, line);
          if (row) yield row;
          line++;
        }
      } catch (fault) {
        throw asDumpFault(fault, line);
      }
      if (!check.complete) throw new DumpFault('truncated', line);
    },
    result: () => check.result(),
    line: () => line,
  };
}

/** What unzipping says of a file that was cut off or changed. */
function asDumpFault(fault: unknown, line: number): unknown {
  if (fault instanceof RangeError) return new DumpFault('altered', line, fault);
  const code = faultCode(fault);
  const cut = fault instanceof CutOff || code === 'Z_BUF_ERROR' || code === 'ERR_STREAM_PREMATURE_CLOSE';
  if (cut) return new DumpFault('truncated', line, fault);
  if (code === 'Z_DATA_ERROR') return new DumpFault(line === 1 ? 'not-a-dump' : 'altered', line, fault);
  return fault;
}

class CutOff extends Error {}

/** Lines without their break. Throws `CutOff` when something follows the last one, RangeError for a line without end. */
async function* linesOf(from: Readable): AsyncGenerator<Buffer> {
  const unzipped = createGunzip();
  // Its fault comes out of the iteration below; the callback keeps it from being thrown a second time.
  pipeline(from, unzipped, () => {});
  let pieces: Buffer[] = [];
  let length = 0;
  for await (const chunk of unzipped) {
    if (!Buffer.isBuffer(chunk)) continue;
    let start = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      yield Buffer.concat([...pieces, chunk.subarray(start, end)]);
      pieces = [];
      length = 0;
      start = end + 1;
    }
    pieces.push(chunk.subarray(start));
    length += chunk.length - start;
    if (length > LONGEST_LINE) throw new RangeError('a line too long');
  }
  if (length > 0) throw new CutOff();
}

/** Takes line after line; what it lets through is a row. */
class Check {
  readonly #hash: Hash = createHash('sha256');
  readonly #counts: Record<StoredTable, number> = { submissions: 0, parts: 0, history: 0, audit: 0 };
  #header: DumpHeader | null = null;
  #closing: DumpClosing | null = null;
  #table: StoredTable = 'submissions';
  #audit: AuditHead | undefined;

  get complete(): boolean {
    return this.#closing !== null;
  }
  take(bytes: Buffer, line: number): StoredRow | null {
    // Nothing comes after the closing line.
    if (this.#closing) throw new DumpFault('altered', line);
    const value = parseLine(bytes, line);
    if (!this.#header) this.#header = readHeader(value);
    else if (isClosing(value)) this.#close(value, line);
    else return this.#row(value, bytes, line);
    this.#update(bytes);
    return null;
  }
  result(): { readonly header: DumpHeader; readonly closing: DumpClosing } {
    if (!this.#header || !this.#closing) throw new DumpFault('truncated', 1);
    return { header: this.#header, closing: this.#closing };
  }
  #update(bytes: Buffer): void {
    this.#hash.update(bytes).update('\n');
  }
  #row(value: unknown, bytes: Buffer, line: number): StoredRow {
    const row = readRow(value);
    if (!row || !inOrder(this.#table, row.table)) throw new DumpFault('altered', line);
    if (row.table === 'audit') {
      if (!followsAudit(row.row, this.#audit)) throw new DumpFault('altered', line);
      this.#audit = row.row;
    }
    this.#table = row.table;
    this.#counts[row.table]++;
    this.#update(bytes);
    return row;
  }
  #close(value: unknown, line: number): void {
    const read = v.safeParse(ClosingSchema, value);
    if (!read.success || read.output.sha256 !== this.#hash.copy().digest('hex')) throw new DumpFault('altered', line);
    const { counts } = read.output;
    const same = (table: StoredTable) =>
      counts[table] === this.#counts[table] && this.#header?.counts[table] === counts[table];
    if (!STORED_TABLES.every(same)) throw new DumpFault('altered', line);
    this.#closing = read.output;
  }
}

function parseLine(bytes: Buffer, line: number): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (fault) {
    throw new DumpFault(line === 1 ? 'not-a-dump' : 'altered', line, fault);
  }
}

function readHeader(value: unknown): DumpHeader {
  const read = v.safeParse(HeaderSchema, value);
  if (!read.success) throw new DumpFault('not-a-dump', 1);
  if (read.output.version > DUMP_VERSION) throw new DumpFault('version', 1);
  return read.output;
}

const isClosing = (value: unknown) => typeof value === 'object' && value !== null && 't' in value && value.t === 'end';
