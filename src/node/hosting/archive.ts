/** One archive a release, for the gap between two networks: the files of the lists in the order of their upload. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { tarOf } from './tar.ts';

export interface Archive {
  readonly file: string;
  readonly bytes: number;
  /** Hex, of the archive; also in `FILE.sha256`, as `sha256sum --check` reads it. */
  readonly sha256: string;
}

/** Writes `file` (`….tar.gz`) and `file.sha256`. What is cut short leaves no file of that name. */
export async function writeArchive(file: string, folder: string, paths: readonly string[]): Promise<Archive> {
  const next = `${file}.next`;
  try {
    await pipeline(Readable.from(tarOf(folder, paths)), createGzip({ level: 6 }), createWriteStream(next));
    const hash = createHash('sha256');
    for await (const part of createReadStream(next)) hash.update(part);
    const sha256 = hash.digest('hex');
    await writeFile(`${file}.sha256`, `${sha256}  ${basename(file)}\n`);
    await rename(next, file);
    return { file, bytes: (await stat(file)).size, sha256 };
  } catch (fault) {
    await rm(next, { force: true });
    throw fault;
  }
}
