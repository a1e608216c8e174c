/** Unpacks what `hosting archive` packs: a gzipped tar of plain files (POSIX.1-1988 ustar). Anything else is refused. */
import { createReadStream } from 'node:fs';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { isPlainPath } from '../../core/trust/trusted.ts';
import { HeldBytes } from './held-bytes.ts';

const BLOCK = 512;
/** No file of a site is larger. */
const FILE_LIMIT = 64 * 1024 * 1024;
/** More than a site of 100,000 institutions. */
const TOTAL_LIMIT = 8 * 1024 * 1024 * 1024;
/** No site packs so well: its data files are packed already, and its hashes and proofs do not pack. */
const MOST_PACKED = 100;
/** So much may come of any archive. */
const SMALL = 4 * 1024 * 1024;

/** Not an archive of ours, cut short, or with names that lead out of the folder. */
export class UnpackError extends Error {
  constructor() {
    super('unpack');
    this.name = 'UnpackError';
  }
}

/** Writes the files of an archive below `folder`; gives their number. @throws {UnpackError} */
export async function unpack(archive: string, folder: string): Promise<number> {
  let files = 0;
  for await (const { path, bytes } of entriesOf(archive)) {
    const file = join(folder, path);
    await write(file, bytes);
    files++;
  }
  if (files === 0) throw new UnpackError();
  return files;
}

async function write(file: string, bytes: Buffer): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bytes);
  } catch (fault) {
    // One name is a file and a folder, or no name at all.
    const code = fault instanceof Error && 'code' in fault ? String(fault.code) : '';
    throw ['EEXIST', 'EISDIR', 'ENOTDIR', 'ENAMETOOLONG'].includes(code) ? new UnpackError() : fault;
  }
}

async function* entriesOf(archive: string): AsyncGenerator<{ path: string; bytes: Buffer }> {
  const limit = await inflatedLimit(archive);
  const held = new HeldBytes();
  let [inflated, wanted, ended] = [0, null as Entry | null, false];
  try {
    for await (const part of createReadStream(archive).pipe(createGunzip())) {
      inflated += (part as Buffer).length;
      if (inflated > limit) throw new UnpackError();
      if (!ended) held.add(part as Buffer);
      while (!ended) {
        const bytes = held.take(wanted === null ? BLOCK : Math.ceil(wanted.size / BLOCK) * BLOCK);
        if (bytes === null) break;
        if (wanted !== null) yield { path: wanted.path, bytes: bytes.subarray(0, wanted.size) };
        else ended = bytes.every((byte) => byte === 0);
        wanted = wanted === null && !ended ? entryOf(bytes) : null;
      }
    }
  } catch (fault) {
    // What gunzip says of bytes that are none.
    throw fault instanceof Error && 'code' in fault && /^Z_|^ERR_/.test(String(fault.code)) ? new UnpackError() : fault;
  }
  if (!ended) throw new UnpackError();
}

/** Bytes that an archive may inflate to, the heads of its files included: their number is bounded so too. */
async function inflatedLimit(archive: string): Promise<number> {
  const { size } = await stat(archive);
  return Math.min(TOTAL_LIMIT, Math.max(SMALL, size * MOST_PACKED));
}

interface Entry {
  readonly path: string;
  readonly size: number;
}

function entryOf(header: Buffer): Entry {
  const text = (from: number, length: number) =>
    header
      .subarray(from, from + length)
      .toString('utf8')
      .replace(/\0.*$/s, '');
  const [name, prefix, size, type] = [text(0, 100), text(345, 155), text(124, 12), text(156, 1)];
  const path = (prefix === '' ? name : `${prefix}/${name}`).replace(/^\.\//, '');
  // Number.parseInt would take a sign, or digits before anything else.
  const bytes = /^[0-7]+ *$/.test(size) ? Number.parseInt(size, 8) : Number.NaN;
  const plain = type === '0' || type === '';
  if (text(257, 5) !== 'ustar' || !plain || !isPlainPath(path) || !(bytes <= FILE_LIMIT)) throw new UnpackError();
  return { path, size: bytes };
}
