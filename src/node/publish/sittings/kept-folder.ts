/** `DIR/sittings`: where exports are kept, a folder for each, and which of them wait for signatures. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { type IsoDate, parseIsoDate } from '../../../core/domain/iso-date.ts';

export const KEPT = 'sittings';
/** What does not travel with an export. */
export const PRIVATE = 'private.json';

const DATED = v.looseObject({ today: v.string() });

export function keptFolder(dir: string, id: string): string {
  return join(dir, KEPT, id);
}

/** Ids of the exports that wait for signatures, with the day on which each was made. Damaged ones are left out. */
export async function waitingExports(dir: string): Promise<readonly { readonly id: string; readonly on: IsoDate }[]> {
  const ids = (await readdir(join(dir, KEPT)).catch(() => [])).filter((id) => /^[0-9a-f]{64}$/.test(id)).sort();
  const found = await Promise.all(ids.map(async (id) => ({ id, on: await dayOf(keptFolder(dir, id)) })));
  return found.flatMap(({ id, on }) => (on === null ? [] : [{ id, on }]));
}

async function dayOf(folder: string): Promise<IsoDate | null> {
  try {
    return parseIsoDate(v.parse(DATED, JSON.parse(await readFile(join(folder, PRIVATE), 'utf8'))).today);
  } catch {
    return null;
  }
}
