/** Unpacks what `hosting archive` packs: a gzipped tar of plain files (POSIX.1-1988 ustar). Anything else is refused. */
import { createReadStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { isPlainPath } from '../../core/trust/trusted.ts';

const BLOCK = 512;
/** No file of a site is larger. */
const FILE_LIMIT = 64 * 1024 * 1024;

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
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bytes);
    files++;
  }
  if (files === 0) throw new UnpackError();
  return files;
}

async function* entriesOf(archive: string): AsyncGenerator<{ path: string; bytes: Buffer }> {
  let held = Buffer.alloc(0);
  let wanted: { path: string; size: number } | null = null;
  let ended = false;
  try {
    for await (const part of createReadStream(archive).pipe(createGunzip())) {
      held = Buffer.concat([held, part as Buffer]);
      let at = 0;
      while (!ended) {
        if (wanted === null) {
          if (held.length - at < BLOCK) break;
          const header = held.subarray(at, at + BLOCK);
          at += BLOCK;
          if (header.every((byte) => byte === 0)) ended = true;
          else wanted = entryOf(header);
        } else {
          const padded = Math.ceil(wanted.size / BLOCK) * BLOCK;
          if (held.length - at < padded) break;
          yield { path: wanted.path, bytes: held.subarray(at, at + wanted.size) };
          at += padded;
          wanted = null;
        }
      }
      held = held.subarray(at);
    }
  } catch (fault) {
    // What gunzip says of bytes that are none.
    throw fault instanceof Error && 'code' in fault && /^Z_|^ERR_/.test(String(fault.code)) ? new UnpackError() : fault;
  }
  if (!ended) throw new UnpackError();
}

function entryOf(header: Buffer): { path: string; size: number } {
  const text = (from: number, length: number) =>
    header
      .subarray(from, from + length)
      .toString('utf8')
      .replace(/\0.*$/s, '');
  const [name, prefix, size, type] = [text(0, 100), text(345, 155), text(124, 12), text(156, 1)];
  const path = (prefix === '' ? name : `${prefix}/${name}`).replace(/^\.\//, '');
  const bytes = Number.parseInt(size, 8);
  const plain = type === '0' || type === '';
  if (text(257, 5) !== 'ustar' || !plain || !isPlainPath(path) || !(bytes <= FILE_LIMIT)) throw new UnpackError();
  return { path, size: bytes };
}
