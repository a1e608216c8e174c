/** Ends a publication at “ready to be signed”: one folder that travels to whoever holds the offline keys. */
import { join } from 'node:path';
import { addDays, type IsoDate } from '../../../core/domain/iso-date.ts';
import { fail, ok, type Result } from '../../../core/domain/result.ts';
import { withRoom } from '../disk-full.ts';
import { withLock } from '../lock.ts';
import type { Prepared, PublishInput, PublishRefusal } from '../publication.ts';
import { prepareRelease } from '../publish.ts';
import { makeReady, type Ready } from '../ready.ts';
import type { Review } from '../review/review.ts';
import { type Plan, planSigning } from '../signing/metadata.ts';
import { keyRing } from '../signing/seen-keys.ts';
import { loadSuccessors } from '../signing/successors.ts';
import { exportId, VALID_DAYS } from './format.ts';
import { keep } from './kept.ts';
import { copyOut } from './kept-folder.ts';
import { readParts } from './read.ts';
import { demandFree, travelling, type Written, writeExport } from './travel.ts';

export interface ExportInput extends Omit<PublishInput, 'passphrase'> {
  /** The folder that travels; it must not be there yet, and not in the workspace. */
  readonly out: string;
  /** Shown the review; false: it is not to be exported. */
  readonly shown: (review: Review) => Promise<boolean>;
  /** The workspace's passphrase, where a key of the workspace's own is to be made or opened (claims, complaints). */
  readonly passphrase: () => Promise<string>;
}

export interface Exported extends Written {
  readonly id: string;
  readonly folder: string;
  /** Last day on which it can be signed and taken in. */
  readonly until: IsoDate;
}

/**
 * Makes everything but the signatures, keeps it, and writes the folder. Needs no offline key. Refusals as those of `publish`; throws SigningError
 * and what the file system says. The site is as it was.
 */
export async function exportForSigning(input: ExportInput): Promise<Result<Exported, PublishRefusal>> {
  await demandFree(input.dir, input.out);
  return withLock(input.dir, () => withRoom(input.dir, () => exportLocked(input)));
}

async function exportLocked(input: ExportInput): Promise<Result<Exported, PublishRefusal>> {
  if (!(input.year >= 2000 && input.year <= 2100)) return fail({ code: 'year-out-of-range' });
  const prepared = await prepareRelease(input);
  if (!prepared.ok) return prepared;
  if (!(await input.shown(prepared.value.review))) return fail({ code: 'not-signed' });
  const ready = await makeReady(input, prepared.value, input.passphrase);
  const plan = await planFor(input, prepared.value, ready);
  const id = exportId(plan.root?.signed ?? null, plan.targets);
  const files = await travelling(input.dir, { kind: 'bureau', id, plan, targets: ready.targets });
  const read = (folder: string) => readParts(folder, input.now);
  const { folder, made } = await keep(input.dir, id, ready, (to) => writeExport(to, files, read));
  await copyOut(folder, input.out);
  return ok({ ...made, id, folder: input.out, until: addDays(prepared.value.today, VALID_DAYS) });
}

async function planFor({ dir, now, media = [] }: ExportInput, { last, mark }: Prepared, ready: Ready): Promise<Plan> {
  const keys = join(dir, 'keys');
  return planSigning({
    ...{ previous: last?.previous ?? null, targets: ready.targets, now },
    ring: await keyRing(keys, media, last === null),
    successors: await loadSuccessors(keys),
    ...(mark === null ? {} : { published: mark }),
    // Whoever is asked to sign can bring the root keys too.
    renew: () => true,
  });
}
