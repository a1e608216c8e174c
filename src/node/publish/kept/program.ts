/** Which program runs: what another one worked out is not taken over. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(fileURLToPath(new URL('.', import.meta.url)), '../../../..');

/** Digest over the sources that a publication runs, the versions of what they use, and of the platform; hex. */
export async function programDigest(root = ROOT): Promise<string> {
  const hash = createHash('sha256');
  const { node, icu, unicode, zlib } = process.versions;
  hash.update(JSON.stringify({ node, icu, unicode, zlib }));
  for (const folder of ['src/core', 'src/node']) {
    const entries = await readdir(join(root, folder), { withFileTypes: true, recursive: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    for (const file of files.sort()) hash.update(`\0${file.slice(root.length)}\0`).update(await readFile(file));
  }
  return hash.update(await readFile(join(root, 'package-lock.json'))).digest('hex');
}
