/**
 * Several bureaus on one device: the province's signed list, and for each bureau its own verified data, its own date and
 * state. What is wrong with one says nothing of another.
 */
import { bureauListPath, type ListedBureau, parseBureauList } from '../../../core/snapshot/bureau-list.ts';
import type { Fetcher, TrustProblem } from '../../../core/trust/updater.ts';
import type { ReleaseStore } from '../../store/release-store.ts';
import { checkOrigin, loadKept, type VerifiedRelease } from '../../sync/check.ts';
import type { ProvinceConfig } from '../../sync/config.ts';
import { planFiles } from '../../sync/release-files.ts';
import { createSync, type Sync } from '../data/controller.ts';

export interface Place {
  readonly bureau: ListedBureau;
  /** Path of its own site, from slash to slash. */
  readonly path: string;
  readonly sync: Sync;
}

export interface PlacesState {
  /** Null while nothing is known. */
  readonly places: readonly Place[] | null;
  /** Why the list could not be had, or is not today's. */
  readonly trouble: TrustProblem | null;
  readonly busy: boolean;
}

export interface PlacesParts {
  readonly config: ProvinceConfig;
  readonly now: () => Date;
  /** The store of that name; and whether this device has one. */
  readonly store: (name: string) => Promise<ReleaseStore>;
  readonly isStored: (name: string) => Promise<boolean>;
  /** The repository below a site's path. */
  readonly origin: (path: string) => (pastCaches: boolean) => Fetcher;
  readonly exclusively: <Value>(work: () => Promise<Value>) => Promise<Value>;
}

export interface Places {
  readonly state: () => PlacesState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Shows what is kept, asks for the list, and has every bureau whose data are kept checked. */
  start(): Promise<void>;
}

/** Of the list, as the verifier and the store see a bureau. */
const planOf = (province: string) => planFiles([bureauListPath(province)]);

export function createPlaces(parts: PlacesParts): Places {
  const { config, now } = parts;
  const listeners = new Set<() => void>();
  const known = new Map<string, Place>();
  let state: PlacesState = { places: null, trouble: null, busy: true };
  const change = (next: Partial<PlacesState>): void => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };
  const storeName = (id: string) => `yixinma-${id}-${config.pin.rootSha256.slice(0, 16)}`;
  const place = (bureau: ListedBureau): Place => {
    const before = known.get(bureau.id);
    const path = `${config.basePath}${bureau.id}/`;
    const sync =
      before?.sync ??
      createSync({
        config: { pin: config.pin, bureau: bureau.id, basePath: path },
        now,
        // The bureau's own site, in its folder, keeps its data under the same name: what is loaded here is there too.
        store: () => parts.store(storeName(bureau.id)),
        origin: parts.origin(path),
        exclusively: parts.exclusively,
      });
    const made = { bureau, path, sync };
    known.set(bureau.id, made);
    return made;
  };
  const show = (release: VerifiedRelease): readonly Place[] => {
    const bytes = release.files.get(bureauListPath(config.province)) ?? new Uint8Array();
    const places = parseBureauList(bytes).bureaus.map(place);
    change({ places });
    return places;
  };
  const startKept = async (places: readonly Place[]): Promise<void> => {
    for (const { bureau, sync } of places) if (await parts.isStored(storeName(bureau.id))) void sync.start();
  };

  async function run(): Promise<void> {
    const about = {
      config: { pin: config.pin, bureau: config.province, basePath: config.basePath },
      plan: planOf(config.province),
      store: await parts.store(storeName(config.province)),
      now,
    };
    const kept = await loadKept(about).catch(() => null);
    if (kept !== null) await startKept(show(kept));
    const origin = parts.origin(config.basePath);
    const outcome = await parts.exclusively(() => checkOrigin({ ...about, origin, onProgress: () => undefined }));
    if (outcome.kind === 'failed') return change({ trouble: outcome.problem });
    change({ trouble: null });
    await startKept(show(outcome.release));
  }

  let first: Promise<void> | null = null;
  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: () => {
      first ??= run()
        // A fault of ours must leave what is on the screen, and be seen as what it is.
        .catch(() => change({ trouble: { code: 'format', file: bureauListPath(config.province) } }))
        .finally(() => change({ busy: false }));
      return first;
    },
  };
}
