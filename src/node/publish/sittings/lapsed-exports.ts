/** What waits for signatures and never can be published any more, or holds a penalty past its last day, leaves `DIR/sittings`. */
import { readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { addDays, type IsoDate } from '../../../core/domain/iso-date.ts';
import { hasLeft } from '../../../core/domain/opening-file.ts';
import { syncFolders } from '../durable.ts';
import { VALID_DAYS } from './format.ts';
import { KEPT, keptFolder, waitingExports } from './kept-folder.ts';

/**
 * Deletes such exports whole, and gives their ids; with them what an export or a deletion that was killed left behind. Each loses
 * its name first: none is ever there in part. Call it under the workspace's lock.
 */
export async function dropLapsedExports(dir: string, today: IsoDate): Promise<readonly string[]> {
  const kept = join(dir, KEPT);
  const names = await readdir(kept).catch(() => []);
  const dates = new Map((await waitingExports(dir)).map(({ id, on }) => [id, on]));
  const gone: string[] = [];
  for (const id of names.filter((name) => /^[0-9a-f]{64}$/.test(name)).sort()) {
    const on = dates.get(id);
    const expired = on !== undefined && today > addDays(on, VALID_DAYS);
    if (expired || (await holdsLapsed(keptFolder(dir, id), today))) gone.push(id);
  }
  for (const name of names.filter((one) => /^[0-9a-f]{64}\.next$/.test(one))) await remove(join(kept, name));
  for (const id of gone) {
    const folder = keptFolder(dir, id);
    await rename(folder, `${folder}.next`);
    await syncFolders([kept]);
    await remove(`${folder}.next`);
  }
  if (gone.length > 0) await syncFolders([kept]);
  return gone;
}

/** Told by the names of its data files, which carry their hash before them; also in the publication that it follows. */
async function holdsLapsed(folder: string, today: IsoDate): Promise<boolean> {
  const files = await readdir(folder, { recursive: true });
  return files.some((file) => hasLeft(basename(file).replace(/^[0-9a-f]{64}\./, ''), today));
}

function remove(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true });
}
