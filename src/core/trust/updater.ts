/** The verifier's two verbs: refresh what this device trusts, and fetch a signed file. */
import { type Bytes, sha256, toHex } from '../domain/bytes.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { ask, type Fetcher } from './fetcher.ts';
import { p256, type SignatureCheck, signatureCheck } from './keys.ts';
import { memoryFetcher } from './memory.ts';
import { ROLES } from './metadata.ts';
import { TrustError, type TrustProblem } from './problem.ts';
import { type Expired, expiredRoles, type Trusted, targetFile, viewOf } from './trusted.ts';
import { type TrustedSet, type Walk, walkRepository } from './workflow.ts';

export type { Fetcher } from './fetcher.ts';
export type { TrustProblem } from './problem.ts';
export type { Expired, Trusted } from './trusted.ts';
export { TrustError };

/** The exact texts last verified. They are verified again whenever they are loaded: storage can be edited by hand. */
export interface StoredTrust {
  /** Every root file from version 1 on. */
  readonly roots: readonly string[];
  readonly timestamp: string;
  readonly snapshot: string;
  readonly targets: string;
  /** Newest `x-signed-at` of these files, for people who look at the store. Recomputed on load, never believed. */
  readonly newestSignedAt: string;
}

export interface TrustStore {
  load(): Promise<StoredTrust | null>;
  /** Replaces the whole state or leaves it as it was. */
  save(state: StoredTrust): Promise<void>;
}

/** Built into each app build. */
export interface TrustPin {
  /** SHA-256 of the first trusted root file (any version from 1 on), lower-case hex. */
  readonly rootSha256: string;
  /** Lowest version of targets that this build accepts from a repository. */
  readonly minimumVersion: number;
  /** `YYYY-MM-DDTHH:MM:SSZ` */
  readonly builtAt: string;
}

/**
 * current: verified, nothing expired · aged: verified, but a role's time is over · kept: this refresh failed or was
 * refused, the last good state stands (it may have aged too) · refused: there is nothing good at all.
 * `saved` is false when the store could not be written (quota, private mode): true today, forgotten tomorrow.
 */
export type TrustState =
  | { readonly status: 'current'; readonly trusted: Trusted; readonly saved: boolean }
  | {
      readonly status: 'aged';
      readonly trusted: Trusted;
      readonly expired: readonly Expired[];
      readonly saved: boolean;
    }
  | {
      readonly status: 'kept';
      readonly trusted: Trusted;
      readonly expired: readonly Expired[];
      readonly problem: TrustProblem;
    }
  | { readonly status: 'refused'; readonly problem: TrustProblem };

export interface RefreshInput {
  readonly fetcher: Fetcher;
  readonly store: TrustStore;
  readonly pin: TrustPin;
  /** The device's clock, read once (5.1). */
  readonly now: Date;
  /** How signatures are checked: P-256 keys alone, unless a caller brings further kinds (`signatureCheck(p256, ed25519)`). */
  readonly signedEnough?: SignatureCheck;
}

const DAY_MS = 86_400_000;
const MAX_RACES = 3;

/**
 * Verifies what the store holds, then the repository on from there, and commits the new set once, whole: a refresh that
 * breaks off at any request leaves the old state, from which the next one converges.
 */
export async function refreshTrust(input: RefreshInput): Promise<TrustState> {
  // A page over plain http has no crypto.subtle.
  if (!crypto.subtle) return { status: 'refused', problem: problem('no-crypto') };
  const { fetcher, store, pin } = input;
  const walkOver = (source: Fetcher): Walk => ({
    fetcher: source,
    pin: pin.rootSha256,
    signedEnough: input.signedEnough ?? signatureCheck(p256),
    file: '',
    newest: '',
  });

  let stored = await load(store);
  for (let race = 0; ; race++) {
    // Whatever is wrong with a stored copy, it is then no copy of ours.
    const base = stored === null ? null : await walkRepository(null, walkOver(memoryFetcher(stored))).catch(() => null);
    const walk = walkOver(fetcher);
    let set: TrustedSet;
    try {
      set = await walkRepository(base, walk);
      // A build knows how far the world had come when it was made: a mirror frozen before that is refused.
      if (set.targets.version < pin.minimumVersion) throw new TrustError('below-minimum');
    } catch (error) {
      if (!(error instanceof TrustError)) throw error;
      const fault = problem(error.code, walk.file);
      if (base === null) return { status: 'refused', problem: fault };
      const view = seen(base, input, walk.newest);
      return { status: 'kept', trusted: view, expired: expiredRoles(base, view.now), problem: fault };
    }
    // Two tabs: what the other saved meanwhile must not be rolled back by our older view of it.
    const meanwhile = await load(store);
    if (meanwhile !== null && meanwhile.timestamp !== stored?.timestamp && race < MAX_RACES) {
      stored = meanwhile;
      continue;
    }
    const unchanged = base?.timestamp.text === set.timestamp.text && base.roots.length === set.roots.length;
    const saved = unchanged || (await save(store, set));
    const trusted = seen(set, input, '');
    const expired = expiredRoles(set, trusted.now);
    return expired.length > 0 ? { status: 'aged', trusted, expired, saved } : { status: 'current', trusted, saved };
  }
}

/**
 * A signed file's exact bytes (5.7). `fetcher` may be any: a bundle, the origin, a mirror, a neighbour's phone.
 * Faults: `unknown-target`, `missing`, `network`, `too-large`, `hash`.
 */
export async function fetchTarget(
  trusted: Trusted,
  path: string,
  fetcher: Fetcher,
): Promise<Result<Bytes, TrustProblem>> {
  // 5.7.2 Only what the signed list names; own keys only, so `__proto__` is a name like any other.
  const info = trusted.target(path);
  if (info === null) return fail(problem('unknown-target', path));
  const file = trusted.consistentSnapshot ? targetFile(path, info.sha256) : `targets/${path}`;
  try {
    const bytes = await ask(fetcher, file, info.length);
    if (bytes === null) return fail(problem('missing', file));
    // 5.7.3 Length and hash: a file of another county, year or release under the right name.
    const genuine = bytes.length === info.length && toHex(await sha256(bytes)) === info.sha256;
    return genuine ? ok(bytes) : fail(problem('hash', file));
  } catch (error) {
    if (error instanceof TrustError) return fail(problem(error.code, file));
    throw error;
  }
}

function newestOf(set: TrustedSet): string {
  return ROLES.map((role) => set[role].signedAt).sort()[3] ?? '';
}

/**
 * The set at the time rule's instant: max(device, build, newest verified signing time). A device clock behind cannot
 * revive what expired; one ahead can only make things look old.
 */
function seen(set: TrustedSet, input: RefreshInput, alsoVerified: string): Trusted {
  const device = input.now.getTime();
  // ISO instants of one form order as text.
  const floor = Date.parse([input.pin.builtAt, newestOf(set), alsoVerified].sort()[2] ?? '') || 0;
  const server = input.fetcher.serverDate?.()?.getTime();
  const suspect = floor - device > DAY_MS || (server !== undefined && Math.abs(server - device) > DAY_MS);
  return viewOf(set, new Date(Math.max(device, floor)), suspect);
}

/** An unreadable store is an empty one: what it held was only ever a copy. */
async function load(store: TrustStore): Promise<StoredTrust | null> {
  try {
    return await store.load();
  } catch {
    return null;
  }
}

async function save(store: TrustStore, set: TrustedSet): Promise<boolean> {
  const { roots, timestamp, snapshot, targets } = set;
  const state: StoredTrust = {
    roots,
    timestamp: timestamp.text,
    snapshot: snapshot.text,
    targets: targets.text,
    newestSignedAt: newestOf(set),
  };
  try {
    await store.save(state);
    return true;
  } catch {
    return false; // quota full, private mode
  }
}

function problem(code: TrustProblem['code'], file = ''): TrustProblem {
  return { code, file };
}
