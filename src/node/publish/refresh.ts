/** What a timer calls: renews the publisher's confirmation with the online key alone, and takes out what lapsed. */
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { chinaDay } from '../../core/domain/iso-date.ts';
import { fail, ok, type Result } from '../../core/domain/result.ts';
import { confirmable } from './confirmable.ts';
import { dayWork } from './day-work.ts';
import { withRoom } from './disk-full.ts';
import type { Withdrawal } from './lapsed.ts';
import { withLock } from './lock.ts';
import { findOverdue } from './overdue.ts';
import { loadMark, saveMark } from './published.ts';
import { loadOnlineSigner } from './signing/keys.ts';
import { resignTimestamp, timestampDue } from './signing/metadata.ts';
import { loadPrevious, type Previous } from './signing/previous.ts';
import type { SignedRepository } from './signing/repository.ts';
import { changeRelease, currentRelease, dropOldReleases, replaceFile } from './site.ts';
import { dropLapsedExports } from './sittings/lapsed-exports.ts';

export interface RefreshOutcome extends Withdrawal {
  /** False while more than half of the timestamp's life is left: nothing was signed. */
  readonly renewed: boolean;
  /** The public lists could not be written anew, and a page of them names whoever has left a list since. */
  readonly listsLeft: boolean;
  /** All openings are in one file, as before decision 029: nothing leaves it before the next publication. */
  readonly oldLayout: boolean;
}

export interface RefreshInput {
  readonly dir: string;
  readonly now: Date;
  readonly force?: boolean;
  /** Folder of the build that wrote the site; without it pages cannot be rendered anew and are named in `left`. */
  readonly dist?: string;
  /** Told ids of exports that were deleted, since they expired or held a lapsed penalty: also where the rest then throws. */
  readonly dropped?: (ids: readonly string[]) => void;
}

/**
 * Signs the timestamp (and the snapshot, when half its life is gone) anew once half of the timestamp's life is over,
 * or always with `force`; renders those pages and files for programs anew that hold a penalty past its last day, and
 * pages whose proposal's period is over, and the public lists once a day.
 * Signed files of openings are one a last day: past it they are deleted, which needs no key (decision 029). What a backup
 * put back is found by what lies there, not by what an earlier run did. All of it comes by one switch (decision 042). Throws
 * when there is no release yet, when the site does not verify or is not the newest publication – after what lapsed was taken
 * out –, and SigningError when the online key cannot be used.
 */
export async function refreshRelease(input: RefreshInput): Promise<RefreshOutcome> {
  return withLock(input.dir, () => withRoom(input.dir, () => refreshLocked(input)));
}

async function refreshLocked(input: RefreshInput): Promise<RefreshOutcome> {
  const { dir, now } = input;
  const dropped = await dropLapsedExports(dir, chinaDay(now));
  if (dropped.length > 0) input.dropped?.(dropped);
  const folder = await currentRelease(dir);
  const previous = folder === null ? null : await loadPrevious(join(folder, 'd'));
  if (folder === null || previous === null) {
    throw new Error('还没有发布过，请先运行 yixinma publish。/ Nothing is published yet: run yixinma publish first.');
  }
  await dropOldReleases(dir, basename(folder));
  const sound = await confirmable(folder, previous, await loadMark(dir), now);
  // A run that was killed after its switch did not get to this.
  if (sound.ok) await saveMark(dir, previous);
  // Of files that cannot be read nothing is known: the whole site is then verified, which names them.
  const overdue = await findOverdue(folder, previous, chinaDay(now)).catch(() => null);
  const { files = [], codes = null, oldLayout = false } = overdue ?? {};
  const work = await dayWork({ folder, previous, now, dist: input.dist, codes });
  // With the day of the signature a phone whose clock is behind learns that these files are rightly gone.
  const due = input.force === true || files.length > 0 || timestampDue(previous, now);
  const signed = !sound.ok ? sound : due ? await resign(input, previous) : ok(null);
  let outcome: Withdrawal = { withdrawn: [], left: [] };
  if (work.write !== null || files.length > 0 || (signed.ok && signed.value !== null)) {
    await changeRelease(dir, folder, async (copy) => {
      if (work.write !== null) outcome = await work.write(copy);
      for (const file of files) await rm(join(copy, file), { force: true });
      for (const [path, bytes] of (signed.ok && signed.value?.files) || []) {
        await replaceFile(join(copy, 'd'), path, bytes);
      }
    });
  }
  if (!signed.ok) throw signed.fault;
  if (signed.value !== null) await saveMark(dir, signed.value.next);
  return { renewed: due, ...outcome, listsLeft: work.listsLeft, oldLayout };
}

/** What lapsed is taken out even where the key is lost: the fault is told afterwards. */
async function resign({ dir, now }: RefreshInput, previous: Previous): Promise<Result<SignedRepository, unknown>> {
  try {
    const signer = await loadOnlineSigner(join(dir, 'keys'));
    return ok(resignTimestamp(previous, signer, now, (await loadMark(dir)) ?? undefined));
  } catch (fault) {
    return fail(fault);
  }
}
