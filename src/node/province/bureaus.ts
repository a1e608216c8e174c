/** Adding, replacing and removing a bureau: public keys out of what it handed over, against the fingerprint in its notice. */
import { join } from 'node:path';
import { type Bureau, pagesOnRequest } from '../../core/domain/bureau.ts';
import { fail, ok, type Result } from '../../core/domain/result.ts';
import { withLock } from '../publish/lock.ts';
import { keyidOf } from '../publish/signing/keys.ts';
import { loadPrevious, type Previous } from '../publish/signing/previous.ts';
import { keysOfRoot, readOwn } from '../publish/signing/roles.ts';
import { directoryFetcher } from '../verify/fetchers.ts';
import { fingerprint, readRelease } from '../verify/read-release.ts';
import type { SiteProblem } from '../verify/site-problem.ts';
import { type Held, heldByAnother, nearlySame } from './alike.ts';
import { folderOf, loadProvince, type Province } from './config.ts';
import { type Delegate, loadDelegates, saveDelegates } from './delegates.ts';
import { dataFault, signedFilesFault, treeFault } from './delivered-shape.ts';
import { isDelivered, siteBelow } from './inbox.ts';
import { isTakenName } from './taken-names.ts';

export type AddRefusal =
  | { readonly code: 'nothing-there' }
  /** A site lies in a folder below. `detail`: its name. */
  | { readonly code: 'nested'; readonly detail: string }
  | { readonly code: 'not-genuine'; readonly problems: readonly SiteProblem[] }
  | { readonly code: 'name-taken' | 'key-taken' | 'pages-on-request' }
  /** What another bureau calls itself already, or its region. */
  | { readonly code: 'held'; readonly what: readonly Held[]; readonly by: Delegate }
  /** Its pages are printed for another address. */
  | { readonly code: 'elsewhere'; readonly detail: string; readonly wanted: string };

export interface Candidate {
  readonly delegate: Delegate;
  /** What is known of it so far; null: a new bureau. */
  readonly known: Delegate | null;
  /** Bureaus, or the platform itself, whose name or area is nearly the same. */
  readonly near: readonly (Delegate | Province)[];
  /** Path below which it takes complaints itself; null: it takes none online. */
  readonly intake: string | null;
}

/** Reads a bureau's hand-over from its own first root. Nothing is changed. */
export async function readCandidate(dir: string, folder: string, now: Date): Promise<Result<Candidate, AddRefusal>> {
  const province = await loadProvince(dir);
  const delegates = await loadDelegates(dir);
  const offered = await offeredIn(folder);
  if (!offered.ok) return offered;
  const previous = offered.value;
  const root = fingerprint(previous.roots[0] ?? '');
  const release = await readRelease(directoryFetcher(join(folder, 'd')), root, now);
  if (!release.ok) return fail({ code: 'not-genuine', problems: release.fault });
  const { bureau, metadata } = release.value;
  const { id, name, nameEn, county, countyEn, regionCode } = bureau;
  const held = keysOfRoot(readOwn(metadata.roots.at(-1) ?? '', 'root'));
  const { keyids, threshold } = held.roles.targets;
  const keys = keyids.map((keyid) => held.keys[keyid]?.keyval.public ?? '');
  const delegate = { id, name, nameEn, county, countyEn, regionCode, root, keys, threshold };
  const refusal = refusalOf(bureau, delegate, province, delegates);
  if (refusal !== null) return fail(refusal);
  const known = delegates.find((one) => one.id === id) ?? null;
  const near = nearlySame(delegate, [...delegates, province]);
  return ok({ delegate, known, near, intake: bureau.intake === 'online' ? `${folderOf(province, id)}api/` : null });
}

function refusalOf(
  bureau: Bureau,
  delegate: Delegate,
  province: Province,
  delegates: readonly Delegate[],
): AddRefusal | null {
  const { id, origin, basePath = '/' } = bureau;
  // Its staff lists travel in its pages.
  if (pagesOnRequest(bureau)) return { code: 'pages-on-request' };
  if (isTakenName(id) || id === province.id) return { code: 'name-taken' };
  const wanted = `${province.origin}${folderOf(province, id)}`;
  if (`${origin}${basePath}` !== wanted) return { code: 'elsewhere', detail: `${origin}${basePath}`, wanted };
  // One key of two bureaus: whoever holds it speaks for both.
  const others = new Set(delegates.filter((one) => one.id !== id).flatMap((one) => one.keys.map(keyidOf)));
  if (delegate.keys.some((pem) => others.has(keyidOf(pem)))) return { code: 'key-taken' };
  const held = heldByAnother(delegate, delegates);
  return held === null ? null : { code: 'held', ...held };
}

/** The signed texts of a folder that is of plain files alone, and no more of them than are taken in later. */
async function offeredIn(folder: string): Promise<Result<Previous, AddRefusal>> {
  const bent = (problem: SiteProblem) => fail({ code: 'not-genuine' as const, problems: [problem] });
  if (!(await isDelivered(folder))) {
    const below = await siteBelow(folder);
    return fail(below?.name ? { code: 'nested', detail: below.name } : { code: 'nothing-there' });
  }
  const unreadable = (await signedFilesFault(folder)) ?? (await treeFault(folder));
  if (unreadable !== null) return bent(unreadable);
  const previous = await loadPrevious(join(folder, 'd')).catch(() => undefined);
  if (previous === undefined) return bent({ code: 'format', file: 'd/metadata' });
  if (previous === null) return fail({ code: 'nothing-there' });
  const tooMuch = dataFault(previous.targets);
  return tooMuch === null ? ok(previous) : bent(tooMuch);
}

/** Delegates to it at the next publication. */
export async function addBureau(dir: string, delegate: Delegate): Promise<void> {
  await withLock(dir, async () => {
    const others = (await loadDelegates(dir)).filter(({ id }) => id !== delegate.id);
    await saveDelegates(dir, [...others, delegate]);
  });
}

/** Delegates to it no more from the next publication on. False: there is none of that id. */
export async function removeBureau(dir: string, id: string): Promise<boolean> {
  return withLock(dir, async () => {
    const all = await loadDelegates(dir);
    const left = all.filter((one) => one.id !== id);
    if (left.length < all.length) await saveDelegates(dir, left);
    return left.length < all.length;
  });
}
