/**
 * One check: verify what the origin offers, fetch the files that changed, keep all of it at once. Pure of the browser:
 * network, store and clock are arguments.
 */

import { type Bytes, fromUtf8 } from '../../core/domain/bytes.ts';
import { BUNDLE_FILE, BUNDLE_LIMIT, bundleFetcher } from '../../core/trust/bundle.ts';
import { trustedVersions } from '../../core/trust/trusted.ts';
import {
  type Expired,
  type Fetcher,
  fetchTarget,
  refreshTrust,
  type Trusted,
  type TrustProblem,
  type TrustState,
} from '../../core/trust/updater.ts';
import {
  isOlder,
  type KeptRelease,
  type ReleaseOrder,
  type ReleaseStore,
  type SaveOutcome,
} from '../store/release-store.ts';
import type { AppConfig } from './config.ts';
import { type BureauRelease, bureauRelease } from './delegated.ts';
import { isDispensable, type NeededFile, type Plan, type ReleasePlan } from './release-files.ts';
import { offlineFetcher, storeFetcher } from './sources.ts';
import { type StagingStore, stagingStore } from './staging-store.ts';

/** A release whose every file is verified. */
export interface VerifiedRelease {
  readonly trusted: Trusted;
  readonly expired: readonly Expired[];
  readonly plan: ReleasePlan;
  readonly files: ReadonlyMap<string, Bytes>;
  /** When this device stored it; for a release from the network, now. ISO 8601. */
  readonly savedAt: string;
}

export type CheckOutcome =
  | { readonly kind: 'release'; readonly release: VerifiedRelease; readonly saved: SaveOutcome }
  | { readonly kind: 'failed'; readonly problem: TrustProblem };

export interface CheckParts {
  readonly config: AppConfig;
  /** Which files of the release are wanted. */
  readonly plan: Plan;
  readonly store: ReleaseStore;
  readonly now: () => Date;
  /** The origin's repository; with `true` past every cache. */
  readonly origin: (pastCaches: boolean) => Fetcher;
  readonly onProgress: (done: number, total: number) => void;
}

/** What the device holds, verified again from the pin on; null when there is nothing whole. */
export async function loadKept(parts: Omit<CheckParts, 'origin' | 'onProgress'>): Promise<VerifiedRelease | null> {
  const { config, store, now } = parts;
  const kept = await store.loadTrust();
  if (kept === null) return null;
  const staged = stagingStore(store);
  const state = await refreshTrust({ fetcher: offlineFetcher, store: staged, pin: config.pin, now: now() });
  if (state.status === 'refused') return null;
  const release = await bureauRelease(releaseOf(state, kept.trust), config.bureau, [offlineFetcher]);
  if (!release.ok) return null;
  const { trusted, expired } = release.value;
  const plan = parts.plan(trusted, config.bureau);
  if (plan === null) return null;
  const files = await collect(await keptOf(plan, store), trusted, [storeFetcher(store)], () => undefined);
  if (!files.ok) return null;
  return { trusted, expired, plan, files: files.value, savedAt: kept.savedAt };
}

/** The plan without what an earlier version of the app did not fetch: an update must not take a county away. */
async function keptOf(plan: ReleasePlan, store: ReleaseStore): Promise<ReleasePlan> {
  const files: NeededFile[] = [];
  for (const file of plan.files) {
    if (!isDispensable(file) || (await store.loadFile(file.sha256)) !== null) files.push(file);
  }
  return { ...plan, files };
}

/** Asks the origin. A failure leaves the store as it was. */
export async function checkOrigin(parts: CheckParts): Promise<CheckOutcome> {
  const { store, config, now, onProgress } = parts;
  const staged = stagingStore(store);
  const { state, sources } = await refreshFrom(parts, staged);
  if (state.status === 'kept' || state.status === 'refused') return { kind: 'failed', problem: state.problem };
  const release = await bureauRelease(releaseOf(state, staged.text()), config.bureau, sources);
  if (!release.ok) return { kind: 'failed', problem: release.fault };
  const { trusted, expired, trust } = release.value;
  const plan = parts.plan(trusted, config.bureau);
  if (plan === null) return { kind: 'failed', problem: { code: 'missing', file: `targets/${config.bureau}` } };
  const files = await collect(plan, trusted, [storeFetcher(store), ...sources], onProgress);
  if (!files.ok) return { kind: 'failed', problem: files.problem };
  const savedAt = now().toISOString();
  const saved =
    trust === null
      ? 'failed'
      : await saveSurely(parts, {
          trust,
          order: orderOf(trusted),
          files: new Map(plan.files.flatMap(({ path, sha256 }) => entry(sha256, files.value.get(path)))),
          savedAt,
        });
  return { kind: 'release', saved, release: { trusted, expired, plan, files: files.value, savedAt } };
}

function releaseOf(state: Exclude<TrustState, { status: 'refused' }>, trust: string | null): BureauRelease {
  return { trusted: state.trusted, expired: 'expired' in state ? state.expired : [], trust };
}

function orderOf(trusted: Trusted): ReleaseOrder {
  const { root, timestamp } = trustedVersions(trusted);
  return { root, timestamp };
}

/** Other tabs may save between two attempts; more often than this is a fault. */
const SAVE_ATTEMPTS = 3;

/**
 * Saves, and believes that something newer is stored only when that really loads and is newer: a hand-edited order
 * must not keep a device from ever saving again.
 */
async function saveSurely(parts: CheckParts, release: KeptRelease): Promise<SaveOutcome> {
  let replaces: string | undefined;
  for (let attempt = 0; attempt < SAVE_ATTEMPTS; attempt++) {
    const outcome = await parts.store.saveRelease(release, replaces);
    if (outcome !== 'superseded') return outcome;
    const there = await parts.store.loadTrust();
    const loaded = await loadKept(parts).catch(() => null);
    if (loaded !== null && isOlder(release.order, orderOf(loaded.trusted))) return 'superseded';
    replaces = there?.trust;
  }
  return 'failed';
}

function entry(sha256: string, bytes: Bytes | undefined): readonly [string, Bytes][] {
  return bytes ? [[sha256, bytes]] : [];
}

/** One request where it suffices: the bundle. What it cannot prove is asked for once more, file by file, past caches. */
async function refreshFrom(
  { config, now, origin }: CheckParts,
  staged: StagingStore,
): Promise<{ readonly state: TrustState; readonly sources: readonly Fetcher[] }> {
  const plain = origin(false);
  const bundle = await bundleOf(plain);
  if (bundle !== null) {
    const fetcher: Fetcher = plain.serverDate ? { ...bundle, serverDate: plain.serverDate } : bundle;
    const state = await refreshTrust({ fetcher, store: staged, pin: config.pin, now: now() });
    if (state.status === 'current') return { state, sources: [bundle, plain, origin(true)] };
  }
  const fresh = origin(true);
  const state = await refreshTrust({ fetcher: fresh, store: staged, pin: config.pin, now: now() });
  return { state, sources: [plain, fresh] };
}

async function bundleOf(origin: Fetcher): Promise<Fetcher | null> {
  const bytes = await origin.fetch(BUNDLE_FILE, BUNDLE_LIMIT).catch(() => null);
  if (bytes === null) return null;
  try {
    const fetcher = bundleFetcher(fromUtf8(bytes));
    return fetcher.ok ? fetcher.value : null;
  } catch {
    return null; // not UTF-8: not a bundle
  }
}

type Collected =
  | { readonly ok: true; readonly value: ReadonlyMap<string, Bytes> }
  | { readonly ok: false; readonly problem: TrustProblem };

/** Every planned file from the first source that has it genuinely. The last source's refusal is the one reported. */
async function collect(
  plan: ReleasePlan,
  trusted: Trusted,
  sources: readonly Fetcher[],
  onProgress: (done: number, total: number) => void,
): Promise<Collected> {
  const files = new Map<string, Bytes>();
  const total = plan.files.reduce((sum, file) => sum + file.length, 0);
  let done = 0;
  for (const { path, length } of plan.files) {
    let problem: TrustProblem = { code: 'missing', file: path };
    for (const source of sources) {
      const result = await fetchTarget(trusted, path, source);
      if (result.ok) {
        files.set(path, result.value);
        break;
      }
      problem = result.fault;
    }
    if (!files.has(path)) return { ok: false, problem };
    done += length;
    onProgress(done, total);
  }
  return { ok: true, value: files };
}
