/** Takes signatures in, and publishes once there are enough: what was exported, byte for byte, or nothing. */
import { basename, join } from 'node:path';
import { chinaDay } from '../../../core/domain/iso-date.ts';
import { fail, ok, type Result } from '../../../core/domain/result.ts';
import { directoryFetcher } from '../../verify/fetchers.ts';
import { fingerprint, type ReadProblem, readRelease } from '../../verify/read-release.ts';
import { withRoom } from '../disk-full.ts';
import { finishPublication } from '../finish.ts';
import { type LastRelease, loadLastRelease } from '../last-release.ts';
import { withLock } from '../lock.ts';
import type { OnProgress } from '../progress.ts';
import { loadMark, type PublishedMark, saveMark } from '../published.ts';
import { loadBuild } from '../renderer.ts';
import type { PublishReport } from '../report.ts';
import { loadOnlineSigner } from '../signing/keys.ts';
import { completeRepository } from '../signing/metadata.ts';
import { keysAtHand, rememberSeen } from '../signing/seen-keys.ts';
import { currentRelease, dropOldReleases } from '../site.ts';
import {
  type CollectRefusal,
  collect,
  type Gathered,
  gather,
  isPublished,
  type RefusedSignature,
  usable,
} from './collect.ts';
import type { SignatureFile } from './format.ts';
import { loadKept } from './kept.ts';
import { dropKept } from './kept-folder.ts';
import { type Missing, signedTexts } from './signatures.ts';

export interface ImportInput {
  readonly dir: string;
  /** Folders of exports that came back, or single signature files. */
  readonly paths: readonly string[];
  readonly now: Date;
  readonly dist: string;
  readonly progress?: OnProgress;
}

export type Imported = { readonly id: string; readonly refused: readonly RefusedSignature[] } & (
  | { readonly status: 'published'; readonly report: PublishReport }
  /** An earlier run did it; nothing changed now. */
  | { readonly status: 'already' }
  | { readonly status: 'waiting'; readonly missing: readonly Missing[] }
);

export type ImportRefusal =
  | CollectRefusal
  | { readonly code: 'last-release'; readonly problems: readonly ReadProblem[] };

/**
 * Checks every signature against the roots, keeps the good ones, and publishes when each threshold is reached: snapshot and timestamp are signed by the
 * online key then. Until the switch the site is the old release. Killed at whatever moment, the same call again ends the same.
 * Throws SigningError (online key), BusyError, DiskFullError, and Error where what was kept was altered.
 */
export async function importSigned(input: ImportInput): Promise<Result<Imported, ImportRefusal>> {
  const gathered = await gather(input.paths);
  if (!gathered.ok) return gathered;
  return withLock(input.dir, () => withRoom(input.dir, () => importLocked(input, gathered.value)));
}

async function importLocked(input: ImportInput, gathered: Gathered): Promise<Result<Imported, ImportRefusal>> {
  const { dir, now } = input;
  const { id } = gathered;
  const mark = await loadMark(dir);
  const last = await loadLastRelease(dir, now);
  if (!last.ok) return fail({ code: 'last-release', problems: last.fault });
  const previous = last.value?.previous ?? null;
  if (last.value !== null && isPublished(last.value.previous, id)) {
    // A run that was killed after its switch did not get to this.
    const [folder, keys] = [await currentRelease(dir), join(dir, 'keys')];
    if (folder !== null) await dropOldReleases(dir, basename(folder));
    await saveMark(dir, last.value.previous);
    await rememberSeen(keys, await keysAtHand(keys), chinaDay(now));
    await dropKept(dir);
    return ok({ status: 'already', id, refused: [] });
  }
  const kept = await loadKept(dir, id, now);
  const checked = usable(kept?.export ?? null, gathered, { last: previous, mark }, now);
  if (!checked.ok) return checked;
  const { refused, good, missing } = await collect(dir, gathered, checked.value);
  if (missing.length > 0 || kept === null) return ok({ status: 'waiting', id, refused, missing });
  const report = await publishNow(input, kept, good, { last: last.value, mark });
  await dropKept(dir);
  return ok({ status: 'published', id, refused, report });
}

async function publishNow(
  { dir, now, dist, progress: told = () => undefined }: ImportInput,
  kept: NonNullable<Awaited<ReturnType<typeof loadKept>>>,
  good: readonly SignatureFile[],
  { last, mark }: { readonly last: LastRelease | null; readonly mark: PublishedMark | null },
): Promise<PublishReport> {
  const { ready } = kept;
  const build = await loadBuild(dist);
  const online = await loadOnlineSigner(join(dir, 'keys'));
  const signed = completeRepository(signedTexts(good, kept.export.roles), {
    ...{ previous: last?.previous ?? null, targets: ready.targets, bundled: ready.bundled, online, now },
    ...(mark === null ? {} : { published: mark }),
  });
  const pin = fingerprint(signed.next.roots[0] ?? '');
  const check = async (folder: string) => {
    const read = await readRelease(directoryFetcher(join(folder, 'd')), pin, now);
    if (!read.ok)
      throw new Error(
        `the release does not verify: ${read.fault.map(({ code, file }) => `${file} ${code}`).join(', ')}`,
      );
  };
  return finishPublication(ready, signed, { dir, build, today: chinaDay(now), told, check });
}
