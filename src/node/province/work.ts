/** What is to be done for one bureau: its delivery taken in, its pages made anew, or what a new day changes in them. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chinaDay } from '../../core/domain/iso-date.ts';
import { fail } from '../../core/domain/result.ts';
import type { ListedBureau } from '../../core/snapshot/bureau-list.ts';
import { type DayWork, dayWork } from '../publish/day-work.ts';
import { exists } from '../publish/durable.ts';
import { findOverdue } from '../publish/overdue.ts';
import type { Build } from '../publish/renderer.ts';
import type { Previous } from '../publish/signing/previous.ts';
import { systemFaultKind } from '../publish/system-fault.ts';
import { directoryFetcher } from '../verify/fetchers.ts';
import { fingerprint, readRelease } from '../verify/read-release.ts';
import { type HandOver, type HandOverFault, readTaken } from './hand-over.ts';
import { INBOX } from './inbox.ts';
import { reachedBy } from './mark.ts';
import { type BureauPart, loadPart } from './site.ts';
import type { Standing, Top } from './standing.ts';
import { type Refusal, takeIn } from './take-in.ts';

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
  /** All bureaus of the list. */
  readonly bureaus: readonly ListedBureau[];
  /** What is done already in this renewal. */
  readonly works: readonly Work[];
  /** Bureaus whose folder could not be made anew at an attempt before this one: each keeps what it had. */
  readonly aside: ReadonlyMap<string, Refusal>;
  readonly force?: boolean;
  readonly dir: string;
  readonly now: Date;
  readonly dist: string;
  readonly standing: Standing;
  readonly top: Top;
  readonly build: Build;
}

export async function workOn(bureau: ListedBureau, about: About): Promise<Work> {
  const { at } = about.standing;
  const held = at === null ? null : await loadPart(at.folder, bureau.id);
  const aside = about.aside.get(bureau.id);
  const delivered = aside === undefined ? await deliveryOf(bureau, held, about) : fail(aside);
  const refusal = delivered.ok ? null : delivered.fault;
  if (delivered.ok && delivered.value !== null) {
    return { bureau, part: partOf(delivered.value), taken: true, handOver: delivered.value, day: null, refusal };
  }
  if (at === null || held === null) {
    return { bureau, part: null, taken: false, handOver: null, day: null, refusal };
  }
  const { role, bundled } = held;
  const kept: Work = { bureau, part: { role, bundled }, taken: false, handOver: null, day: null, refusal };
  try {
    return { ...kept, ...(await standingWork(bureau, held, join(at.folder, bureau.id), about)) };
  } catch (fault) {
    if (systemFaultKind(fault) !== null) throw fault;
    return { ...kept, refusal: refusal ?? notWritten(fault) };
  }
}

/** What was signed and sound could not be turned into pages, or those that stand could not be renewed. */
export function notWritten(fault: unknown): Refusal {
  return { code: 'not-written', detail: fault instanceof Error ? fault.message : String(fault) };
}

function deliveryOf(bureau: ListedBureau, held: (Previous & BureauPart) | null, about: About) {
  const { bureaus, dir, now, top, standing } = about;
  const { province, mark, at } = standing;
  return takeIn({
    bureau,
    bureaus,
    inbox: join(dir, INBOX),
    province,
    targets: top.targets,
    root: top.roots.at(-1) ?? '',
    out: held && { role: held.role, release: () => releaseOut(at?.folder ?? '', held, bureau.id, now) },
    elsewhere: () => codesElsewhere(bureau, about),
    reached: reachedBy(mark, bureau.id),
    thorough: about.force === true,
    now,
  });
}

/** Of what is about to be out, or is. */
async function codesElsewhere({ id }: ListedBureau, { bureaus, works, standing }: About): Promise<Map<string, string>> {
  const codes = new Map<string, string>();
  for (const other of bureaus) {
    if (other.id === id) continue;
    const release = works.find(({ bureau }) => bureau.id === other.id)?.handOver?.release;
    const own = release
      ? [...release.records, ...release.tombstones].map(({ code }) => code)
      : await pagesIn(join(standing.at?.folder ?? '', other.id, 'i'));
    for (const code of own) codes.set(code, other.id);
  }
  return codes;
}

/** Names of the pages of institutions, which are their codes. */
async function pagesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((fault: NodeJS.ErrnoException): string[] => {
    if (fault.code === 'ENOENT') return [];
    throw fault;
  });
  return names.map((name) => name.replace(/\..*$/, ''));
}

/** Where nothing new was delivered: pages by another program made anew, from what is signed, or what the day changes. Throws what stops it. */
async function standingWork(
  bureau: ListedBureau,
  held: Previous & BureauPart,
  folder: string,
  { now, dist, build, aside }: About,
): Promise<Partial<Work>> {
  // They could not be made anew before, and stay as they are.
  const stays = aside.has(bureau.id);
  if (!stays && !(await exists(join(folder, build.pageScript)))) {
    const own = await readTaken(folder, fingerprint(held.roots[0] ?? ''), bureau.id, now);
    return own.ok ? { handOver: own.value } : { refusal: notWritten(foldersFault(own.fault)) };
  }
  const previous = { ...held, targets: held.role };
  const { codes, files } = await findOverdue(folder, previous, chinaDay(now));
  const { write } = await dayWork({ folder, previous, now, dist, codes, bureau: bureau.id });
  return { day: write === null && files.length === 0 ? null : { write, files } };
}

function foldersFault(fault: HandOverFault): string {
  const named = 'problems' in fault ? fault.problems.map(({ file, code }) => `${file} ${code}`) : [fault.code];
  return named.slice(0, 3).join('，');
}

function partOf({ release, bundled }: HandOver): BureauPart {
  return { role: release.metadata.targets, bundled };
}

async function releaseOut(folder: string, { roots }: Previous, bureau: string, now: Date) {
  const pin = fingerprint(roots[0] ?? '');
  const release = await readRelease(directoryFetcher(join(folder, bureau, 'd')), pin, now, bureau);
  return release.ok ? release.value : null;
}
