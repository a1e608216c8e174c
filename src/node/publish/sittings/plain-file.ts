/** Files of a folder that others wrote: read only where they are what they seem, and no longer than they may be. */
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** A summary of 20,000 institutions that all moved has some 5 MB; a list of as many files as many. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Null where there is no such file, where it is a link or a device, and where it is longer than any of ours. */
export async function readPlain(file: string): Promise<string | null> {
  const about = await lstat(file).catch(() => null);
  if (about === null || !about.isFile() || about.size > MOST_BYTES) return null;
  return readFile(file, 'utf8').catch(() => null);
}

/** Whatever of a folder is neither a file nor a folder, by its path in there: links lead out of it, devices never end. */
export async function oddEntries(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  return entries
    .filter((entry) => !entry.isFile() && !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}
