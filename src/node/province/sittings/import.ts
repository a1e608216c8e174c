/** Takes the signatures of a province in, and publishes once there are enough: the delegations that were exported, and no others. */
import { join } from 'node:path';
import { ok, type Result } from '../../../core/domain/result.ts';
import { withRoom } from '../../publish/disk-full.ts';
import { exists } from '../../publish/durable.ts';
import { withLock } from '../../publish/lock.ts';
import {
  type CollectRefusal,
  collect,
  type Gathered,
  gather,
  isPublished,
  type RefusedSignature,
  usable,
} from '../../publish/sittings/collect.ts';
import { damaged, dropKept, EXPORT, keptFolder } from '../../publish/sittings/kept-folder.ts';
import { type Missing, signedTexts } from '../../publish/sittings/signatures.ts';
import { renewAndRemember } from '../publish.ts';
import type { Renewed, RenewInput } from '../renew.ts';
import { standingIn } from '../standing.ts';
import { type ReadProvinceExport, readProvinceParts } from './read.ts';

export interface ProvinceImportInput extends Omit<RenewInput, 'sign' | 'force'> {
  /** Folders of exports that came back, or single signature files. */
  readonly paths: readonly string[];
}

export type ProvinceImported = { readonly id: string; readonly refused: readonly RefusedSignature[] } & (
  | { readonly status: 'published'; readonly renewed: Renewed }
  /** An earlier run did it; nothing changed now. */
  | { readonly status: 'already' }
  | { readonly status: 'waiting'; readonly missing: readonly Missing[] }
);

/**
 * Good signatures are kept; once each threshold is reached all is done that `renew` does, with the online key. Killed at whatever moment, the
 * same call again ends the same. Throws as `renew`, and where what was kept was altered.
 */
export async function importProvince(input: ProvinceImportInput): Promise<Result<ProvinceImported, CollectRefusal>> {
  const gathered = await gather(input.paths);
  if (!gathered.ok) return gathered;
  return withLock(input.dir, () => withRoom(input.dir, () => importLocked(input, gathered.value)));
}

async function importLocked(
  { paths: _, ...input }: ProvinceImportInput,
  gathered: Gathered,
): Promise<Result<ProvinceImported, CollectRefusal>> {
  const { dir, now } = input;
  const { id } = gathered;
  const { mark, at } = await standingIn(dir, now);
  const last = at?.previous ?? null;
  if (last !== null && isPublished(last, id)) {
    await dropKept(dir);
    return ok({ status: 'already', id, refused: [] });
  }
  const kept = usable(await loadKept(dir, id, now), gathered, { last, mark }, now);
  if (!kept.ok) return kept;
  const { list, roles } = kept.value;
  const { refused, good, missing } = await collect(dir, gathered, kept.value);
  if (missing.length > 0) return ok({ status: 'waiting', id, refused, missing });
  const { root, targets } = signedTexts(good, roles);
  const roots = [...(last?.roots ?? []), ...(root === null ? [] : [root])];
  const renewed = await renewAndRemember({ ...input, sign: async () => ({ roots, targets, list }) });
  await dropKept(dir);
  return ok({ status: 'published', id, refused, renewed });
}

/** Null where this machine made no such export, or it went with a later publication. Throws where it was altered. */
async function loadKept(dir: string, id: string, now: Date): Promise<ReadProvinceExport | null> {
  const folder = keptFolder(dir, id);
  if (!(await exists(folder))) return null;
  const read = await readProvinceParts(join(folder, EXPORT), now);
  if (!read.ok) throw damaged(folder, read.fault.map(({ detail }) => detail).join('、'));
  if (read.value.id !== id) throw damaged(folder, 'id');
  return read.value;
}
