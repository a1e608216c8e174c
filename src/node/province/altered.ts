/** Whether a delivery that was taken in before is still what was taken in: one that somebody changed since is no delivery. */
import { createHash } from 'node:crypto';
import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mapAt, textAt } from '../../core/trust/json.ts';
import { targetFile } from '../../core/trust/trusted.ts';
import { readOwn } from '../publish/signing/roles.ts';

/**
 * The first signed data file that has other bytes than its list says; null: none. Cheap enough for every renewal: names and lengths, then hashes. What is gone is
 * not looked for: it left on its last day, or a copy is under way.
 */
export async function alteredFile(folder: string, targets: string): Promise<string | null> {
  const listed = mapAt(readOwn(targets, 'targets').body, 'targets');
  for (const path of listed.keys()) {
    const entry = mapAt(listed, path);
    const sha256 = textAt(mapAt(entry, 'hashes'), 'sha256');
    const file = `d/${targetFile(path, sha256)}`;
    const found = await lstat(join(folder, file)).catch(() => null);
    if (found === null) continue;
    if (!found.isFile() || found.size !== entry.get('length')) return file;
    const bytes = await readFile(join(folder, file));
    if (createHash('sha256').update(bytes).digest('hex') !== sha256) return file;
  }
  return null;
}
