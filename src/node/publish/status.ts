/** How a bureau's publication stands: what expires when, and which keys are at hand. Needs no passphrase. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addMonths, chinaDay, type IsoDate } from '../../core/domain/iso-date.ts';
import { isStaffFile } from '../../core/domain/opening-file.ts';
import { importInspectorKey, parseStaffHeader } from '../../core/snapshot/staff-file.ts';
import { mapAt, textAt } from '../../core/trust/json.ts';
import type { Role } from '../../core/trust/metadata.ts';
import type { Release } from '../../core/trust/releases.ts';
import { targetFile } from '../../core/trust/trusted.ts';
import { directoryFetcher } from '../verify/fetchers.ts';
import { fingerprint, type ReadProblem, readRelease } from '../verify/read-release.ts';
import { type DueRemoval, loadDueRemovals } from './due-removals.ts';
import { demandFolder } from './lock.ts';
import { findOverdue } from './overdue.ts';
import { loadInspectorKey } from './signing/inspector-key.ts';
import { loadPrevious, type Previous } from './signing/previous.ts';
import { keysOfRoot, LIFETIMES, type RootKeys, readOwn } from './signing/roles.ts';
import { keysAtHand, loadSeenKeys } from './signing/seen-keys.ts';
import { loadSuccessors, successorOf } from './signing/successors.ts';
import { currentRelease } from './site.ts';
import { waitingExports } from './sittings/kept-folder.ts';

const DAY_MS = 86_400_000;
export const ROLES: readonly Role[] = ['timestamp', 'snapshot', 'targets', 'root'];

export interface RoleStatus {
  readonly role: Role;
  /** Instant, milliseconds. */
  readonly expires: number;
  /** Whole days left, negative when it is over. */
  readonly days: number;
  /** `due`: less than half of its life is left – for targets and root, which need offline keys, a sixth. */
  readonly state: 'good' | 'due' | 'expired';
}

export interface KeyStatus {
  /** `root-1`, `targets-2`, `online`; null for a key that is not here and was never seen. */
  readonly name: string | null;
  readonly role: 'root' | 'targets' | 'online';
  /** Lower-case hex. */
  readonly keyid: string;
  /** `pending`: named as a successor, in use from the next publication on. `stray`: here, and of no role. */
  readonly state: 'here' | 'elsewhere' | 'pending' | 'stray';
  /** Where and when a key that is not here was seen last; null where that is not known, or it is here. */
  readonly seen: { readonly place: string; readonly on: IsoDate } | null;
}

export interface Status {
  readonly release: Release | null;
  readonly roles: readonly RoleStatus[];
  readonly keys: readonly KeyStatus[];
  /** How many root and targets keys a signature needs. */
  readonly needed: { readonly root: number; readonly targets: number };
  /** Published penalties that the workbook says are revoked or repaired; null where that is not known. */
  readonly removals: readonly DueRemoval[] | null;
  /** Codes and files that still hold something past its last day: `refresh` did not run, or could not. */
  readonly overdue: readonly string[];
  /** Null where the bureau hands out no inspector key. */
  readonly inspector: InspectorStatus | null;
  /** All penalties are in one signed file, as before decision 029. */
  readonly oldLayout: boolean;
  /** Exports that wait for signatures. */
  readonly waiting: readonly { readonly id: string; readonly on: IsoDate }[];
  /** What does not verify in the folder of the site. */
  readonly problems: readonly ReadProblem[];
}

export interface InspectorStatus {
  /** Day on which the key was made. */
  readonly from: IsoDate;
  /** Older than a year: inspectors come and go. */
  readonly old: boolean;
  /** The published staff lists are under this key. */
  readonly published: boolean;
}

/** Null before the first publication. */
export async function loadStatus(dir: string, now: Date): Promise<Status | null> {
  await demandFolder(dir);
  const folder = await currentRelease(dir);
  const previous = folder === null ? null : await loadPrevious(join(folder, 'd'));
  if (folder === null || previous === null) return null;
  const texts: Record<Role, string> = { ...previous, root: previous.roots.at(-1) ?? '' };
  const roles = ROLES.map((role) => roleStatus(role, readOwn(texts[role], role).expires, now));
  const held = keysOfRoot(readOwn(texts.root, 'root'));
  const read = await readRelease(directoryFetcher(join(folder, 'd')), fingerprint(previous.roots[0] ?? ''), now);
  const overdue = await findOverdue(folder, previous, chinaDay(now)).catch(() => null);
  return {
    release: read.ok ? (read.value.releases.at(-1) ?? null) : null,
    roles,
    keys: await keyStatus(join(dir, 'keys'), held),
    needed: { root: held.roles.root.threshold, targets: held.roles.targets.threshold },
    removals: read.ok ? await loadDueRemovals(dir, read.value, now) : null,
    inspector: await inspectorStatus(dir, folder, previous, now),
    overdue: [...(overdue?.codes ?? []), ...(overdue?.files ?? [])],
    oldLayout: overdue?.oldLayout === true,
    waiting: await waitingExports(dir),
    problems: read.ok ? [] : read.fault,
  };
}

/** Key files that are here and that the newest root does not know; none before there is one. */
export async function unusedKeys(dir: string, previous: Previous | null): Promise<readonly KeyStatus[]> {
  if (previous === null) return [];
  const held = keysOfRoot(readOwn(previous.roots.at(-1) ?? '', 'root'));
  const keys = await keyStatus(join(dir, 'keys'), held);
  return keys.filter(({ state }) => state === 'pending' || state === 'stray');
}

/**
 * Targets and online keys in the folder that the newest root does not know and nobody named as a successor. A root key of that kind is only
 * ignored: an old one, back from its holder, does no harm.
 */
export async function foreignKeys(dir: string, previous: Previous | null): Promise<readonly KeyStatus[]> {
  return (await unusedKeys(dir, previous)).filter(({ state, role }) => state === 'stray' && role !== 'root');
}

async function inspectorStatus(
  dir: string,
  folder: string,
  previous: Previous,
  now: Date,
): Promise<InspectorStatus | null> {
  const held = await loadInspectorKey(join(dir, 'keys')).catch(() => null);
  if (held === null) return null;
  const { id } = await importInspectorKey(held.code);
  const listed = mapAt(readOwn(previous.targets, 'targets').body, 'targets');
  const files = [...listed.keys()].filter(isStaffFile).map((path) => {
    return join(folder, 'd', targetFile(path, textAt(mapAt(mapAt(listed, path), 'hashes'), 'sha256')));
  });
  const headers = await Promise.all(
    files.map(async (file) => parseStaffHeader(await readFile(file).catch(() => Buffer.of()))),
  );
  const published = headers.length > 0 && headers.every((header) => header?.keyId === id);
  return { from: held.from, old: addMonths(held.from, 12) < chinaDay(now), published };
}

export function roleStatus(role: Role, expires: number, now: Date): RoleStatus {
  const left = expires - now.getTime();
  const share = role === 'timestamp' || role === 'snapshot' ? 2 : 6;
  const state = left <= 0 ? 'expired' : left < (LIFETIMES[role] * DAY_MS) / share ? 'due' : 'good';
  return { role, expires, days: Math.floor(left / DAY_MS), state };
}

/** Every key that the root knows or the folder holds. */
export async function keyStatus(directory: string, held: RootKeys): Promise<KeyStatus[]> {
  const successors = await loadSuccessors(directory);
  const present = await keysAtHand(directory);
  const seen = new Map((await loadSeenKeys(directory)).map((key) => [key.keyid, key]));
  const roles = [
    ['root', held.roles.root.keyids],
    ['targets', held.roles.targets.keyids],
    ['online', held.roles.timestamp.keyids],
  ] as const;
  return roles.flatMap(([role, ids]) => {
    // No other file than one that was named ever gets into a root.
    const awaited = ids.map((id) => successorOf(id, successors));
    const here = present.filter(({ name }) => name.startsWith(role));
    const known = here.map(({ name, keyid }): KeyStatus => {
      const next = awaited.includes(keyid) ? 'pending' : 'stray';
      return { name, role, keyid, state: ids.includes(keyid) ? 'here' : next, seen: null };
    });
    const absent = [...new Set([...ids, ...awaited])].filter((id) => !here.some(({ keyid }) => keyid === id));
    const elsewhere = absent.map((keyid): KeyStatus => {
      const { name = null, place, on } = seen.get(keyid) ?? {};
      const state = ids.includes(keyid) ? 'elsewhere' : 'pending';
      return { name, role, keyid, state, seen: place === undefined || on === undefined ? null : { place, on } };
    });
    return [...known, ...elsewhere];
  });
}
