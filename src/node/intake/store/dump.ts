/** Backup, restore and move: the whole store through one stream. */
import { createHash } from 'node:crypto';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { DUMP_FORMAT, DUMP_VERSION, type DumpClosing, DumpFault, type DumpHeader, rowLine } from './dump-format.ts';
import { faultCode } from './errors.ts';
import { readDump } from './read-dump.ts';
import type { IntakeStore } from './store.ts';
import type { StoredTable, StoreSnapshot } from './stored-rows.ts';

/**
 * Writes everything as it stood at one moment, and ends `into`. Submissions are taken meanwhile; they are not in it.
 * Only what `into` calls durable is a backup: a caller syncs its file and renames it when this has resolved.
 */
export async function dumpStore(store: IntakeStore, into: Writable, at: string): Promise<DumpClosing> {
  return store.snapshot(async (all) => {
    const lines = new DumpLines(all, at);
    await pipeline(Readable.from(lines.write()), createGzip(), into);
    return lines.closing();
  });
}

class DumpLines {
  readonly #all: StoreSnapshot;
  readonly #at: string;
  readonly #hash = createHash('sha256');
  readonly #counts: Record<StoredTable, number> = { submissions: 0, parts: 0, history: 0, audit: 0 };
  constructor(all: StoreSnapshot, at: string) {
    this.#all = all;
    this.#at = at;
  }
  async *write(): AsyncGenerator<string> {
    const header: DumpHeader = { format: DUMP_FORMAT, version: DUMP_VERSION, at: this.#at, counts: this.#all.counts };
    yield this.#hashed(`${JSON.stringify(header)}\n`);
    for await (const row of this.#all.rows()) {
      this.#counts[row.table]++;
      yield this.#hashed(rowLine(row));
    }
    yield `${JSON.stringify(this.closing())}\n`;
  }
  closing(): DumpClosing {
    return { t: 'end', counts: { ...this.#counts }, sha256: this.#hash.copy().digest('hex') };
  }
  #hashed(line: string): string {
    this.#hash.update(line);
    return line;
  }
}

/**
 * Puts a dump into an empty store and appends `restored` to the audit. All or nothing, in one transaction.
 * @throws {StoreFault} `not-empty`
 * @throws {DumpFault} altered, truncated, or no dump; names the line (for a row twice or without its owner: up to where
 *   had been read)
 */
export async function restoreInto(store: IntakeStore, from: Readable, at: string): Promise<DumpClosing> {
  const dump = readDump(from);
  try {
    await store.fill(dump.rows(), () => {
      const { header, closing } = dump.result();
      const detail = { made: header.at, sha256: closing.sha256, ...closing.counts };
      return { kind: 'restored', detail: JSON.stringify(detail), at };
    });
  } catch (fault) {
    // A row twice, or one that belongs to a row which is not there.
    if (CONSTRAINT.test(faultCode(fault))) throw new DumpFault('altered', dump.line(), fault);
    throw fault;
  }
  return dump.result().closing;
}

/** Both databases' codes for a broken key. */
const CONSTRAINT = /^(?:SQLITE_CONSTRAINT.*|23\d{3})$/;
