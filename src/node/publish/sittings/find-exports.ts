/** Where an export lies, for whoever typed another path: a medium's own folder, or a name with a slip in it. */
import { lstat, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EXPORT_FILE, UNSIGNED } from './format.ts';

/** Folders that are looked into: a medium has few, a home folder may have many. */
const MOST = 200;

/** Whether it holds any of what an export holds first. What is wrong with it, if anything, is another question. */
export async function isExport(folder: string): Promise<boolean> {
  const has = async (file: string) => (await lstat(join(folder, file)).catch(() => null)) !== null;
  return (await has(EXPORT_FILE)) || (await has(UNSIGNED.targets));
}

/** Exports below `folder`, else beside it, whole paths, by name. */
export async function exportsNear(folder: string): Promise<readonly string[]> {
  const below = await exportsIn(folder);
  return below.length > 0 ? below : exportsIn(dirname(folder));
}

async function exportsIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
  const found: string[] = [];
  for (const one of folders.sort().slice(0, MOST)) if (await isExport(one)) found.push(one);
  return found;
}
