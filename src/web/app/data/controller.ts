/**
 * What the app shows and what it is doing about it: one state, changed here alone. Local verified data first, the
 * origin behind it; a release with other content is offered, never forced under a reader's eyes.
 */
import type { Fetcher, TrustProblem } from '../../../core/trust/updater.ts';
import type { ReleaseStore, SaveOutcome } from '../../store/release-store.ts';
import { checkOrigin, loadKept, type VerifiedRelease } from '../../sync/check.ts';
import type { AppConfig } from '../../sync/config.ts';
import { planRelease, planWithStaff } from '../../sync/release-files.ts';
import { type Dataset, openDataset } from './dataset.ts';

export interface Shown {
  readonly data: Dataset;
  readonly release: VerifiedRelease;
}

/** Why the last check brought nothing. `unreadable`: verified, yet this app cannot read it. */
export type Trouble = TrustProblem | { readonly code: 'unreadable'; readonly file: string };

export type Phase =
  | { readonly kind: 'starting' }
  | { readonly kind: 'idle' }
  | { readonly kind: 'checking' }
  | { readonly kind: 'downloading'; readonly percent: number };

export interface SyncState {
  readonly phase: Phase;
  readonly shown: Shown | null;
  /** Newer content, verified and waiting for the reader's tap. */
  readonly offered: Shown | null;
  readonly trouble: Trouble | null;
  /** Whether what is shown will be there next time. */
  readonly keeping: 'unknown' | 'kept' | 'page-only' | 'full';
  /** The last check that reached the origin and was believed; null in this visit so far. */
  readonly checkedAt: Date | null;
}

export interface SyncParts {
  readonly config: AppConfig;
  readonly store: () => Promise<ReleaseStore>;
  readonly now: () => Date;
  readonly origin: (pastCaches: boolean) => Fetcher;
  /** Whether this device holds the inspector key, and therefore the staff lists. */
  readonly wantsStaff?: () => boolean;
  /** Runs work while no other tab does the same. */
  readonly exclusively: <Value>(work: () => Promise<Value>) => Promise<Value>;
}

export interface Sync {
  readonly state: () => SyncState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Shows what is kept, then checks; once. */
  start(): Promise<void>;
  /** Whether a page asked for the county yet: a form does not. */
  started(): boolean;
  /** Checks now; a check under way is joined. */
  check(): Promise<void>;
  /** As `check`, but at most once in `REST_MS`: for a page that became visible, a network that came back. */
  nudge(): void;
  /** Shows the offered release. */
  accept(): void;
}

export const REST_MS = 60_000;

const FIRST: SyncState = {
  phase: { kind: 'starting' },
  shown: null,
  offered: null,
  trouble: null,
  keeping: 'unknown',
  checkedAt: null,
};

export function createSync(parts: SyncParts): Sync {
  const { config, now } = parts;
  const listeners = new Set<() => void>();
  let state = FIRST;
  let running: Promise<void> | null = null;
  let lastTry = Number.NEGATIVE_INFINITY;
  let first: Promise<void> | null = null;
  let opened: Promise<ReleaseStore> | null = null;

  const store = (): Promise<ReleaseStore> => {
    opened ??= parts.store();
    return opened;
  };
  const change = (next: Partial<SyncState>): void => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };

  const plan = () => (parts.wantsStaff?.() === true ? planWithStaff : planRelease);

  async function showKept(): Promise<void> {
    const kept = await loadKept({ config, plan: plan(), store: await store(), now });
    if (kept === null) return;
    const data = await read(kept);
    if (data !== null) change({ shown: { data, release: kept }, keeping: 'kept' });
  }

  async function ask(): Promise<void> {
    change({ phase: { kind: 'checking' } });
    const held = await store();
    const onProgress = (done: number, total: number): void => {
      const percent = total === 0 ? 100 : Math.floor((done / total) * 100);
      change({ phase: { kind: 'downloading', percent } });
    };
    const outcome = await parts.exclusively(() =>
      checkOrigin({ config, plan: plan(), store: held, now, origin: parts.origin, onProgress }),
    );
    if (outcome.kind === 'failed') return change({ trouble: outcome.problem });
    change({ trouble: null, checkedAt: now(), keeping: keepingAfter(outcome.saved, held) });
    await take(outcome.release);
  }

  /** Same content: only its dates are newer. Other content: shown when nothing is being read, else offered. */
  async function take(release: VerifiedRelease): Promise<void> {
    const { shown } = state;
    const same = shown?.data.key === release.plan.key;
    // All of its files, too: what was kept may lack one that the app only now knows of.
    if (same && shown.release.files.size === release.files.size) {
      return change({ shown: { data: shown.data, release }, offered: null });
    }
    const data = await read(release);
    if (data === null) return;
    change(shown === null || same ? { shown: { data, release }, offered: null } : { offered: { data, release } });
  }

  async function read(release: VerifiedRelease): Promise<Dataset | null> {
    try {
      return await openDataset(release.plan.key, release.plan.directory, release.files);
    } catch {
      change({ trouble: { code: 'unreadable', file: release.plan.directory } });
      return null;
    }
  }

  function check(): Promise<void> {
    lastTry = now().getTime();
    running ??= ask()
      // A fault of ours must leave the data on the screen, and be seen as what it is.
      .catch(() => change({ trouble: { code: 'unreadable', file: '' } }))
      .finally(() => {
        running = null;
        change({ phase: { kind: 'idle' } });
      });
    return running;
  }

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: () => {
      // An unreadable store is an empty one.
      first ??= showKept()
        .catch(() => undefined)
        .then(check);
      return first;
    },
    started: () => first !== null,
    check,
    nudge: () => {
      if (now().getTime() - lastTry >= REST_MS) void check();
    },
    accept: () => {
      if (state.offered) change({ shown: state.offered, offered: null });
    },
  };
}

function keepingAfter(saved: SaveOutcome, store: ReleaseStore): SyncState['keeping'] {
  if (!store.keeps) return 'page-only';
  if (saved === 'full') return 'full';
  return saved === 'failed' ? 'page-only' : 'kept';
}
