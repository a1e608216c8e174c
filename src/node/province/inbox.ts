/** The folder into which bureaus deliver, each into one named by its id: what lies there, and what is in the wrong place. */
import { lstat, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Folder of the workspace into which bureaus deliver. */
export const INBOX = 'inbox';

/** Whether a site was delivered there. */
export async function isDelivered(folder: string): Promise<boolean> {
  const found = await lstat(join(folder, 'd')).catch(() => null);
  return found?.isDirectory() === true;
}

export interface Below {
  /** Name of the folder in which a site lies; null: there is none, though something was delivered. */
  readonly name: string | null;
  /** It is a bureau's workspace, with the folder of its private keys. */
  readonly workspace: boolean;
}

/** Looks one folder further down, for a site that was copied with its folder. Null: nothing is there. */
export async function siteBelow(folder: string): Promise<Below | null> {
  const names = await visibleNames(folder);
  if (names.length === 0) return null;
  const sites: string[] = [];
  for (const name of names) if (await isFolder(join(folder, name, 'd'))) sites.push(name);
  return { name: sites[0] ?? null, workspace: sites.length > 0 && (await isFolder(join(folder, 'keys'))) };
}

export interface Stray {
  /** Name in the inbox. */
  readonly name: string;
  /** `unpublished`: registered, and the province has not published since. `loose`: a file, an archive perhaps. */
  readonly why: 'unregistered' | 'unpublished' | 'loose';
}

/** What lies in the inbox and is looked at by nobody. `listed`: ids that the province delegates to; `registered`: from the next publication on. */
export async function straysIn(
  dir: string,
  listed: readonly string[],
  registered: readonly string[],
): Promise<readonly Stray[]> {
  const strays: Stray[] = [];
  for (const name of await visibleNames(join(dir, INBOX))) {
    if (listed.includes(name)) continue;
    const folder = await isFolder(join(dir, INBOX, name));
    const why = registered.includes(name) ? 'unpublished' : folder ? 'unregistered' : 'loose';
    if (!folder || (await visibleNames(join(dir, INBOX, name))).length > 0) strays.push({ name, why });
  }
  return strays;
}

/** Programs that copy keep what is not yet whole under names that begin with a dot. */
async function visibleNames(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((): string[] => []);
  return names.filter((name) => !name.startsWith('.')).sort();
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found?.isDirectory() === true;
}
