/**
 * Files as one tar (POSIX.1-1988 ustar), which every system unpacks in the order in which it was written. By hand: it is one
 * header of 512 bytes a file, and a zip by the library at hand ends at 65,535 files.
 */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

const BLOCK = 512;

/** A path that no ustar header can hold: more than 100 bytes of name, or 155 of folder. */
export class TarError extends Error {
  readonly code = 'path-too-long';
  constructor(path: string) {
    super(`文件名太长，不能打包：${path}。/ This path is too long for the archive: ${path}.`);
    this.name = 'TarError';
  }
}

/**
 * The bytes of an archive with these files of a folder, one after the other. The same files give the same bytes: owner and
 * rights are fixed, times are the files' own. @throws {TarError}
 */
export async function* tarOf(folder: string, paths: readonly string[]): AsyncGenerator<Buffer> {
  for (const path of paths) {
    const file = join(folder, path);
    const [bytes, { mtimeMs }] = await Promise.all([readFile(file), stat(file)]);
    yield tarHeader(path, bytes.length, Math.floor(mtimeMs / 1000));
    yield bytes;
    yield Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK);
  }
  yield Buffer.alloc(2 * BLOCK);
}

/** The header of a plain file. */
function tarHeader(path: string, size: number, seconds: number): Buffer {
  const header = Buffer.alloc(BLOCK);
  const { name, prefix } = splitPath(path);
  header.write(name, 0, 'utf8');
  const octal = (value: number, at: number, digits: number) =>
    header.write(`${value.toString(8).padStart(digits, '0')}\0`, at, 'latin1');
  octal(0o644, 100, 7);
  octal(0, 108, 7);
  octal(0, 116, 7);
  octal(size, 124, 11);
  octal(seconds, 136, 11);
  header.write('        0', 148, 'latin1');
  header.write('ustar\x0000', 257, 'latin1');
  header.write(prefix, 345, 'utf8');
  // The checksum counts its own field as eight blanks.
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return header;
}

/** At the first slash behind which the name is short enough. */
function splitPath(path: string): { readonly name: string; readonly prefix: string } {
  const fits = (text: string, limit: number) => Buffer.byteLength(text) <= limit;
  if (fits(path, 100)) return { name: path, prefix: '' };
  for (let at = path.indexOf('/'); at > 0; at = path.indexOf('/', at + 1)) {
    const [prefix, name] = [path.slice(0, at), path.slice(at + 1)];
    if (fits(prefix, 155) && fits(name, 100)) return { name, prefix };
  }
  throw new TarError(path);
}
