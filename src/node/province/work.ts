/** What is to be done for one bureau: its delivery taken in, its pages made anew, or what a new day changes in them. */
import { join } from 'node:path';
import { chinaDay } from '../../core/domain/iso-date.ts';
import type { ListedBureau } from '../../core/snapshot/bureau-list.ts';
import { type DayWork, dayWork } from '../publish/day-work.ts';
import { exists } from '../publish/durable.ts';
import { findOverdue } from '../publish/overdue.ts';
import type { Build } from '../publish/renderer.ts';
import type { Previous } from '../publish/signing/previous.ts';
import { directoryFetcher } from '../verify/fetchers.ts';
import { fingerprint, readRelease } from '../verify/read-release.ts';
import { type HandOver, readTaken } from './hand-over.ts';
import { reachedBy } from './mark.ts';
import { type BureauPart, loadPart } from './site.ts';
import type { Standing, Top } from './standing.ts';
import { type Refusal, takeIn } from './take-in.ts';

/** Folder of the workspace into which bureaus deliver, each into one named by its id. */
export const INBOX = 'inbox';

export interface Work {
  readonly bureau: ListedBureau;
  /** What its folder will hold; null while there is nothing of it. */
  readonly part: BureauPart | null;
  /** Whether a delivery takes its place. */
  readonly taken: boolean;
  /** Its folder is made anew of this. */
  readonly handOver: HandOver | null;
  /** What a new day changes in it, and files to delete. */
  readonly day: { readonly write: DayWork['write']; readonly files: readonly string[] } | null;
  readonly refusal: Refusal | null;
}

interface About {
  readonly dir: string;
  readonly now: Date;
  readonly dist: string;
  readonly standing: Standing;
  readonly top: Top;
  readonly build: Build;
}

export async function workOn(bureau: ListedBureau, about: About): Promise<Work> {
  const { standing, top, now, dir, dist, build } = about;
  const { province, mark, at } = standing;
  const held = at === null ? null : await loadPart(at.folder, bureau.id);
  const delivered = await takeIn({
    bureau,
    inbox: join(dir, INBOX),
    province,
    targets: top.targets,
    root: top.roots.at(-1) ?? '',
    out: held && { role: held.role, release: () => releaseOut(at?.folder ?? '', held, bureau.id, now) },
    reached: reachedBy(mark, bureau.id),
    now,
  });
  const refusal = delivered.ok ? null : delivered.fault;
  if (delivered.ok && delivered.value !== null) {
    return { bureau, part: partOf(delivered.value), taken: true, handOver: delivered.value, day: null, refusal };
  }
  if (at === null || held === null) {
    return { bureau, part: null, taken: false, handOver: null, day: null, refusal };
  }
  const folder = join(at.folder, bureau.id);
  const { role, bundled } = held;
  const part = { role, bundled };
  // Another program wrote these pages: they are made anew, from what is signed.
  if (!(await exists(join(folder, build.pageScript)))) {
    const own = await readTaken(folder, fingerprint(held.roots[0] ?? ''), bureau.id, now);
    return { bureau, part, taken: false, handOver: own.ok ? own.value : null, day: null, refusal };
  }
  const previous = { ...held, targets: role };
  const { codes, files } = await findOverdue(folder, previous, chinaDay(now));
  const { write } = await dayWork({ folder, previous, now, dist, codes, bureau: bureau.id });
  const day = write === null && files.length === 0 ? null : { write, files };
  return { bureau, part, taken: false, handOver: null, day, refusal };
}

function partOf({ release, bundled }: HandOver): BureauPart {
  return { role: release.metadata.targets, bundled };
}

async function releaseOut(folder: string, { roots }: Previous, bureau: string, now: Date) {
  const pin = fingerprint(roots[0] ?? '');
  const release = await readRelease(directoryFetcher(join(folder, bureau, 'd')), pin, now, bureau);
  return release.ok ? release.value : null;
}
