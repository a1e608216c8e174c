/** What a folder holds, file by file, in the format of `sha256sum`: to tell what changed, and to check a host by. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { HostingError } from './error.ts';

/** Path below the site, `/`-separated → SHA-256 in hex, or `UNKNOWN`. */
export type Manifest = ReadonlyMap<string, string>;

/** A file that may lie at the host with one content or another, or not at all. */
export const UNKNOWN = '-';

/** Files read side by side. */
const AT_ONCE = 32;

/** In a list of one path a line, such a character would make two paths of one, or one that names nothing. */
const UNLISTABLE = /[\p{Cc}\u2028\u2029]/u;

/** Every file below a folder, sorted by path. @throws {HostingError} */
export async function manifestOf(folder: string): Promise<Manifest> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const odd = files.find((file) => UNLISTABLE.test(relative(folder, file)));
  if (odd !== undefined) throw new HostingError('name-unlistable', JSON.stringify(relative(folder, odd)));
  const found: [string, string][] = [];
  for (let at = 0; at < files.length; at += AT_ONCE) {
    const batch = files.slice(at, at + AT_ONCE).map(async (file): Promise<[string, string]> => {
      const digest = createHash('sha256').update(await readFile(file));
      return [relative(folder, file).split(sep).join('/'), digest.digest('hex')];
    });
    found.push(...(await Promise.all(batch)));
  }
  return new Map(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Lines of `sha256sum`: two blanks between digest and path. */
export function manifestText(manifest: Manifest): string {
  return [...manifest].map(([path, digest]) => `${digest}  ${path}\n`).join('');
}

const LINE = /^([0-9a-f]{64}|-) {2}(.+)$/;

/** Reads `manifestText`. A line of another shape makes the whole unreadable: null. */
export function parseManifest(text: string): Manifest | null {
  const lines = text.split('\n').filter((line) => line !== '');
  const read = lines.map((line) => LINE.exec(line));
  if (read.includes(null)) return null;
  return new Map(read.flatMap((found) => (found?.[1] && found[2] ? [[found[2], found[1]]] : [])));
}
