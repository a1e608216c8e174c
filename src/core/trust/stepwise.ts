/**
 * The client workflow to the letter (5.1 to 5.6): every step is kept as soon as it is verified, and what has expired is
 * not taken. This is how other clients of the field behave, and what the public conformance suite watches for. It stands on the very steps of
 * `workflow.ts`; a patient's phone goes through them in another order of events: it keeps all or nothing, and dates what
 * is old instead of hiding it.
 */
import type { Bytes } from '../domain/bytes.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { fetchArtifact } from './delegations/artifact.ts';
import { type Found, findTarget } from './delegations/search.ts';
import { hashedAs } from './delegations/target-entry.ts';
import { everyKey } from './every-key.ts';
import type { Fetcher } from './fetcher.ts';
import { mapAt } from './json.ts';
import { type Metadata, parseMetadata, type Role } from './metadata.ts';
import { TrustError, type TrustProblem } from './problem.ts';
import {
  demandSigned,
  follow,
  followRoots,
  followTimestamp,
  refuseSnapshotRollback,
  type TrustedSet,
  type Walk,
} from './workflow.ts';

/** One file a role, under the role's name; the root's is there from the start. */
export interface StepStore {
  load(role: string): Promise<string | null>;
  save(role: string, text: string): Promise<void>;
  remove(role: string): Promise<void>;
}

export interface StepInput {
  readonly fetcher: Fetcher;
  readonly store: StepStore;
  /** Read once for the whole update (5.1). */
  readonly now: Date;
  /** Told when the timestamp of the version we have comes with other bytes: discarded, as 5.4.3.1 says, but not unnoticed. */
  readonly onEqualVersion?: (file: string) => void;
}

export interface Steps {
  /** 5.6.7 Which role speaks of a file, and what it says; `unknown-target` when none does. */
  readonly find: (path: string) => Promise<Result<Found, TrustProblem>>;
  /** 5.7 The bytes of a file that was found. */
  readonly fetch: (path: string, found: Found) => Promise<Result<Bytes, TrustProblem>>;
}

/** At most so many roots in one update (5.3.3). */
const MAX_ROOTS = 1024;

/** One update. When it fails, what was verified before the step that failed is kept. */
export async function refreshStepwise(input: StepInput): Promise<Result<Steps, TrustProblem>> {
  const { fetcher } = input;
  const walk: Walk = { fetcher, pin: '', signedEnough: everyKey, hashed: hashedAs, file: '', newest: '' };
  return attempt(walk, async () => {
    const set = await update(input, walk);
    const consistent = set.root.body.get('consistent_snapshot') === true;
    return {
      find: (path) =>
        attempt(walk, async () => {
          const found = await findKept(set, path, input, walk);
          if (found !== null) return found;
          walk.file = path;
          throw new TrustError('unknown-target');
        }),
      fetch: (path, found) =>
        attempt(walk, () => {
          walk.file = `targets/${path}`;
          return fetchArtifact(path, found, consistent, fetcher);
        }),
    };
  });
}

/** A refusal as a value, with the file that was being read. */
async function attempt<T>(walk: Walk, run: () => Promise<T>): Promise<Result<T, TrustProblem>> {
  try {
    return ok(await run());
  } catch (error) {
    if (error instanceof TrustError) return fail({ code: error.code, file: walk.file });
    throw error;
  }
}

async function update(input: StepInput, walk: Walk): Promise<TrustedSet> {
  const { store } = input;
  const roots = await updateRoots(input, walk);
  const { root } = roots;
  const { timestamp: oldTimestamp, snapshot: oldSnapshot } = await keptOnline(root, input, walk);

  const timestamp = await updateTimestamp(root, oldTimestamp, input, walk);
  await keep('timestamp', timestamp, oldTimestamp, input);

  const snapshot = await follow('snapshot', root, timestamp, oldSnapshot, walk);
  if (oldSnapshot !== null) refuseSnapshotRollback(oldSnapshot, snapshot);
  mapAt(snapshot.body, 'meta');
  await keep('snapshot', snapshot, oldSnapshot, input);

  const oldTargets = await loadKept('targets', 'targets', store);
  const targets = await follow('targets', root, snapshot, oldTargets, walk);
  mapAt(targets.body, 'targets');
  await keep('targets', targets, oldTargets, input);
  return { ...roots, timestamp, snapshot, targets };
}

/** 5.2 and 5.3: from the trusted root onward, keeping each. */
async function updateRoots({ store, now }: StepInput, walk: Walk) {
  walk.file = 'root.json';
  const text = await store.load('root');
  if (text === null) throw new TrustError('missing');
  const first = parseMetadata(text, 'root');
  await demandSigned(first, 'root', first, walk);
  // Versions before the trusted one are not at hand, and not asked for.
  let chain = { root: first, roots: new Array<string>(first.version).fill('') };
  for (let step = 0; step < MAX_ROOTS; step++) {
    const next = await followRoots(chain, walk, 1);
    if (next.root === chain.root) break;
    await store.save('root', next.root.text);
    chain = { root: next.root, roots: [...next.roots] };
  }
  // 5.3.10 Freeze, of the last root only.
  demandFresh(chain.root, now);
  return chain;
}

/** 5.3.11 What the present keys no longer vouch for is deleted: recovery from a fast-forward attack. */
async function keptOnline(root: Metadata, { store }: StepInput, walk: Walk) {
  const timestamp = await loadKept('timestamp', 'timestamp', store);
  const snapshot = await loadKept('snapshot', 'snapshot', store);
  const rotated =
    (timestamp && !(await walk.signedEnough(root, 'timestamp', timestamp))) ||
    (snapshot && !(await walk.signedEnough(root, 'snapshot', snapshot)));
  if (!rotated) return { timestamp, snapshot };
  await store.remove('timestamp');
  await store.remove('snapshot');
  return { timestamp: null, snapshot: null };
}

/** 5.4 */
async function updateTimestamp(root: Metadata, old: Metadata | null, input: StepInput, walk: Walk): Promise<Metadata> {
  if (old === null) return followTimestamp(root, null, walk);
  try {
    return await followTimestamp(root, { timestamp: old }, walk);
  } catch (error) {
    // 5.4.3.1 The version we have: discarded, whatever it says.
    if (!(error instanceof TrustError) || error.code !== 'equal-version') throw error;
    input.onEqualVersion?.(walk.file);
    return old;
  }
}

/** 5.6.7, with delegated roles kept as they are verified. */
async function findKept(set: TrustedSet, path: string, input: StepInput, walk: Walk): Promise<Found | null> {
  const loaded = new Map<string, Metadata | null>();
  return findTarget(set, path, {
    walk,
    known: async (role) => {
      const kept = await loadKept(role, 'targets', input.store);
      loaded.set(role, kept);
      return kept;
    },
    accept: (role, metadata) => keep(role, metadata, loaded.get(role), input),
  });
}

/** 5.4.4, 5.5.6, 5.6.5 Freeze: also what is unchanged has an end. Then keep what is new. */
async function keep(
  role: string,
  metadata: Metadata,
  old: Metadata | null | undefined,
  { store, now }: StepInput,
): Promise<void> {
  demandFresh(metadata, now);
  if (metadata.text !== old?.text) await store.save(role, metadata.text);
}

function demandFresh(metadata: Metadata, now: Date): void {
  if (metadata.expires <= now.getTime()) throw new TrustError('expired');
}

/** What cannot be read is not there: it was only ever a copy. */
async function loadKept(role: string, type: Role, store: StepStore): Promise<Metadata | null> {
  const text = await store.load(role);
  if (text === null) return null;
  try {
    return parseMetadata(text, type);
  } catch {
    return null;
  }
}
