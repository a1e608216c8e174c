/** Ends a province's publication at “ready to be signed”: one folder that travels to whoever holds its offline keys. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addDays, chinaDay } from '../../../core/domain/iso-date.ts';
import { withRoom } from '../../publish/disk-full.ts';
import { withLock } from '../../publish/lock.ts';
import { keyRing } from '../../publish/signing/seen-keys.ts';
import { loadSuccessors } from '../../publish/signing/successors.ts';
import type { Exported } from '../../publish/sittings/export.ts';
import { exportId, VALID_DAYS } from '../../publish/sittings/format.ts';
import { copyOut, EXPORT, keepWhole, PRIVATE } from '../../publish/sittings/kept-folder.ts';
import { dropLapsedExports } from '../../publish/sittings/lapsed-exports.ts';
import { demandFree, travelling, writeExport } from '../../publish/sittings/travel.ts';
import { loadDelegates } from '../delegates.ts';
import { listFile } from '../publish.ts';
import { planTop } from '../signing.ts';
import { standingIn } from '../standing.ts';
import { readProvinceParts } from './read.ts';

export interface ProvinceExportInput {
  readonly dir: string;
  readonly now: Date;
  /** The folder that travels; it must not be there yet, and not in the workspace. */
  readonly out: string;
}

/** Needs no offline key; the site is as it was. Throws as `renew`, and SigningError `too-few-keys`, `foreign-key`. */
export async function exportProvince(input: ProvinceExportInput): Promise<Exported> {
  await demandFree(input.dir, input.out);
  return withLock(input.dir, () => withRoom(input.dir, () => exportLocked(input)));
}

async function exportLocked({ dir, now, out }: ProvinceExportInput): Promise<Exported> {
  const { province, mark, at } = await standingIn(dir, now);
  const today = chinaDay(now);
  await dropLapsedExports(dir, today);
  const delegates = await loadDelegates(dir);
  const list = listFile(province, delegates);
  const keys = join(dir, 'keys');
  const plan = planTop({
    ...{ previous: at?.previous ?? null, delegates, list, mark, now },
    ring: await keyRing(keys, [], at === null),
    successors: await loadSuccessors(keys),
    // Whoever is asked to sign can bring the root keys too.
    renew: () => true,
  });
  const id = exportId(plan.root?.signed ?? null, plan.targets);
  const files = await travelling(dir, { kind: 'province', id, plan, targets: new Map([list]) });
  const { folder, made } = await keepWhole(dir, id, async (next) => {
    await writeFile(join(next, PRIVATE), JSON.stringify({ today }), { mode: 0o600 });
    return writeExport(join(next, EXPORT), files, (to) => readProvinceParts(to, now));
  });
  await copyOut(folder, out);
  return { ...made, id, folder: out, until: addDays(today, VALID_DAYS) };
}
