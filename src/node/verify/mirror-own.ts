/** The province's own part of a verified copy: its roles and its list, beside the bureaus' folders. */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { directoryFetcher } from './fetchers.ts';
import { swap } from './mirror.ts';
import { fingerprint } from './read-release.ts';
import { type OwnFiles, repositoryIn } from './repository.ts';

/** Fingerprint of a copy's first root; null where there is no copy. */
export async function rootOfCopy(target: string): Promise<string | null> {
  const d = join(target, 'd');
  const root = (folder: string) => readFile(join(folder, 'metadata/1.root.json')).catch(() => null);
  const found = await root(d);
  // A run that was ended between two renames left it under its other name.
  if (found === null && (await root(`${d}.old`)) !== null) await rename(`${d}.old`, d);
  const bytes = found ?? (await root(d));
  return bytes === null ? null : fingerprint(bytes);
}

/** Writes it, whole; faults are those of the file system. `not-a-copy`: something else is there, and was left alone. */
export async function mirrorOwn(
  target: string,
  { files, timestamp }: OwnFiles,
  pin: string,
  now: Date,
): Promise<'done' | 'older' | 'not-a-copy'> {
  const d = join(target, 'd');
  if ((await rootOfCopy(target)) === null) {
    if ((await readdir(target).catch(() => [])).length > 0) return 'not-a-copy';
  } else {
    const held = await repositoryIn(directoryFetcher(d), pin, now);
    if (held.kind !== 'province') return 'not-a-copy';
    if (held.own.timestamp > timestamp) return 'older';
  }
  const partial = `${d}.partial`;
  await rm(partial, { recursive: true, force: true });
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(partial, path)), { recursive: true });
    await writeFile(join(partial, path), bytes);
  }
  await swap(d, partial, `${d}.old`);
  return 'done';
}
