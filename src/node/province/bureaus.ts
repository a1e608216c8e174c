/** Adding, replacing and removing a bureau: public keys out of what it handed over, against the fingerprint in its notice. */
import { join } from 'node:path';
import { pagesOnRequest } from '../../core/domain/bureau.ts';
import { fail, ok, type Result } from '../../core/domain/result.ts';
import { withLock } from '../publish/lock.ts';
import { keyidOf } from '../publish/signing/keys.ts';
import { loadPrevious, type Previous } from '../publish/signing/previous.ts';
import { keysOfRoot, readOwn } from '../publish/signing/roles.ts';
import { directoryFetcher } from '../verify/fetchers.ts';
import { fingerprint, readRelease } from '../verify/read-release.ts';
import type { SiteProblem } from '../verify/site-problem.ts';
import { folderOf, loadProvince } from './config.ts';
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
  /** Its pages are printed for another address. */
  | { readonly code: 'elsewhere'; readonly detail: string; readonly wanted: string };

export interface Candidate {
  readonly delegate: Delegate;
  /** What is known of it so far; null: a new bureau. */
  readonly known: Delegate | null;
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
  const { id, name, nameEn, county, countyEn, regionCode, origin, basePath = '/' } = release.value.bureau;
  // Its staff lists travel in its pages.
  if (pagesOnRequest(release.value.bureau)) return fail({ code: 'pages-on-request' });
  if (isTakenName(id) || id === province.id) return fail({ code: 'name-taken' });
  const wanted = `${province.origin}${folderOf(province, id)}`;
  if (`${origin}${basePath}` !== wanted) return fail({ code: 'elsewhere', detail: `${origin}${basePath}`, wanted });
  const held = keysOfRoot(readOwn(release.value.metadata.roots.at(-1) ?? '', 'root'));
  const { keyids, threshold } = held.roles.targets;
  const keys = keyids.map((keyid) => held.keys[keyid]?.keyval.public ?? '');
  // One key of two bureaus: whoever holds it speaks for both.
  const others = new Set(delegates.filter((one) => one.id !== id).flatMap((one) => one.keys.map(keyidOf)));
  if (keys.some((pem) => others.has(keyidOf(pem)))) return fail({ code: 'key-taken' });
  const delegate = { id, name, nameEn, county, countyEn, regionCode, root, keys, threshold };
  const intake = release.value.bureau.intake === 'online' ? `${folderOf(province, id)}api/` : null;
  return ok({ delegate, known: delegates.find((one) => one.id === id) ?? null, intake });
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
