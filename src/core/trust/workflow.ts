/**
 * The client workflow of the TUF specification 1.0.x, sections 5.3 to 5.6, for the top-level roles.
 * It reads a repository into a trusted set or throws; nothing is kept on the way. Steps carry the specification's
 * numbers and the attack they stop. Expiry (5.3.10, 5.4.4, 5.5.6, 5.6.5) is judged afterwards, on the final set
 * and on every use of it: a version that did not change still grows old.
 */
import { type Bytes, fromUtf8, sha256, toHex, utf8 } from '../domain/bytes.ts';
import { ask, type Fetcher } from './fetcher.ts';
import { countAt, isMap, type JsonMap, mapAt, textAt } from './json.ts';
import type { Delegator, SignatureCheck } from './keys.ts';
import { type Metadata, parseMetadata, type Role } from './metadata.ts';
import { TrustError } from './problem.ts';

/** Endless data: caps of each role's file in bytes, held while streaming. */
export const LIMITS: Readonly<Record<Role, number>> = {
  root: 64_000,
  timestamp: 16_000,
  snapshot: 64_000,
  targets: 512_000,
};
const SNAPSHOT = 'snapshot.json';
/** At most so many root files are read in one refresh (5.3.3). */
const MAX_ROOT_STEPS = 64;

export interface RootChain {
  /** Every root file from version 1 on; the chain is verified from the pinned one. */
  readonly roots: readonly string[];
  readonly root: Metadata;
}

/** Four verified files that belong together. */
export interface TrustedSet extends RootChain {
  readonly timestamp: Metadata;
  readonly snapshot: Metadata;
  readonly targets: Metadata;
}

export interface Walk {
  readonly fetcher: Fetcher;
  /** SHA-256 of the first trusted root file, lower-case hex. */
  readonly pin: string;
  readonly signedEnough: SignatureCheck;
  /** Whether bytes have the hashes that are listed for them; SHA-256 alone, unless more is loaded. */
  readonly hashed?: (hashes: JsonMap, bytes: Bytes) => Promise<boolean>;
  /** The file being read, for the report of a refusal. */
  file: string;
  /** The newest `x-signed-at` verified on this walk, even if the walk fails later. */
  newest: string;
}

/** Reads and verifies the repository, on from `base`. Throws TrustError. */
export async function walkRepository(base: TrustedSet | null, walk: Walk): Promise<TrustedSet> {
  const { root, roots } = await followRoots(base, walk);

  // 5.3.11 Fast-forward recovery: a stolen online key may have signed the highest version there is. Once the root has
  // replaced that key, what only it signed no longer binds. (What the present keys still vouch for does bind.)
  const bound =
    base &&
    (root === base.root ||
      ((await walk.signedEnough(root, 'timestamp', base.timestamp)) &&
        (await walk.signedEnough(root, 'snapshot', base.snapshot))));
  const before = bound ? base : null;

  const timestamp = await followTimestamp(root, before, walk);
  const snapshot = await follow('snapshot', root, timestamp, before?.snapshot, walk);
  if (before) refuseSnapshotRollback(before.snapshot, snapshot);
  const targets = await follow('targets', root, snapshot, before?.targets, walk);
  mapAt(targets.body, 'targets');
  return { roots, root, timestamp, snapshot, targets };
}

/**
 * 5.3 Update the root role, one version after the other, from the pinned root (5.2) or the last verified one.
 * @param steps a bound, so that a host cannot keep us busy for ever (5.3.3)
 */
export async function followRoots(base: RootChain | null, walk: Walk, steps = MAX_ROOT_STEPS): Promise<RootChain> {
  const roots = base ? base.roots.slice() : [];
  let root = base?.root;
  // 5.3.2, 5.3.3 The next version, until there is none.
  for (let step = 0; step < steps; step++) {
    const text = await readText(`${roots.length + 1}.root.json`, LIMITS.root, walk);
    // 5.3.5 The root we have, once more: discarded, and no fault.
    if (text === null || text === root?.text) break;
    // Roots before the pinned one are carried along, unread.
    if (root || (await hashOf(text)) === walk.pin) {
      const next = parseMetadata(text, 'root');
      // 5.3.4 Arbitrary software: signed by the threshold of the old root and of the new one.
      if (root) await demandSigned(root, 'root', next, walk);
      await demandSigned(next, 'root', next, walk);
      // 5.3.5 Rollback and skipping: exactly the next version.
      if (next.version !== roots.length + 1) throw new TrustError('version');
      root = next;
    }
    roots.push(text);
  }
  // A host that hides all roots is not the same as one that shows others than ours.
  if (!root) throw new TrustError(roots.length > 0 ? 'pin' : 'missing');
  return { root, roots };
}

/** 5.4 Update the timestamp role. */
export async function followTimestamp(
  root: Metadata,
  before: Pick<TrustedSet, 'timestamp'> | null,
  walk: Walk,
): Promise<Metadata> {
  // 5.4.1
  const text = await readText('timestamp.json', LIMITS.timestamp, walk);
  if (text === null) throw new TrustError('missing');
  const timestamp = parseMetadata(text, 'timestamp');
  // 5.4.2 Arbitrary software.
  await demandSigned(root, 'timestamp', timestamp, walk);
  if (!before) return timestamp;
  // 5.4.3.1 Rollback of the timestamp.
  if (timestamp.version < before.timestamp.version) throw new TrustError('rollback');
  // The same number over other bytes: someone signs two truths. The specification is silent; we are not.
  if (timestamp.version === before.timestamp.version && text !== before.timestamp.text) {
    throw new TrustError('equal-version');
  }
  // 5.4.3.2 Rollback of the snapshot.
  if (listedVersion(timestamp, SNAPSHOT) < listedVersion(before.timestamp, SNAPSHOT)) throw new TrustError('rollback');
  return timestamp;
}

/**
 * 5.5 Update the snapshot role, 5.6 update the targets role or one that it delegates to: each is named by the file above.
 * @param delegator says whose signatures count
 * @param above lists the file's version and, where it does, length and hashes
 * @param known the file of that role that is trusted so far
 * @param type what a delegated role's file is: `targets`
 */
export async function follow(
  role: string,
  delegator: Delegator,
  above: Metadata,
  known: Metadata | null | undefined,
  walk: Walk,
  type = role as Role,
): Promise<Metadata> {
  const listed = mapAt(mapAt(above.body, 'meta'), `${role}.json`);
  const version = countAt(listed, 'version', 1);
  if (known && known.version === version && (await walk.signedEnough(delegator, role, known))) {
    if (!(await matches(listed, utf8(known.text), walk))) throw new TrustError('equal-version');
    return known;
  }
  // 5.5.1, 5.6.1 Under consistent snapshots the version is part of the name: no mix of old and new files.
  const prefix = delegator.body.get('consistent_snapshot') === true ? `${version}.` : '';
  const length = listed.has('length') ? countAt(listed, 'length', 0) : LIMITS[type];
  const name = `${prefix}${encodeURIComponent(role)}.json`;
  const text = await readText(name, Math.min(length, LIMITS[type]), walk);
  if (text === null) throw new TrustError('missing');
  // 5.5.2, 5.6.2 Mix and match: the very bytes that the file above vouches for.
  if (!(await matches(listed, utf8(text), walk))) throw new TrustError('hash');
  const metadata = parseMetadata(text, type);
  // 5.5.3, 5.6.3 Arbitrary software.
  await demandSigned(delegator, role, metadata, walk);
  // 5.5.4, 5.6.4 Mix and match: the version that the file above names.
  if (metadata.version !== version) throw new TrustError('version');
  return metadata;
}

/** 5.5.5 Rollback of targets files: every file listed before is listed still, at no lower version. */
export function refuseSnapshotRollback(before: Metadata, snapshot: Metadata): void {
  for (const file of mapAt(before.body, 'meta').keys()) {
    if (!mapAt(snapshot.body, 'meta').has(file) || listedVersion(snapshot, file) < listedVersion(before, file)) {
      throw new TrustError('rollback');
    }
  }
}

function listedVersion(metadata: Metadata, file: string): number {
  return countAt(mapAt(mapAt(metadata.body, 'meta'), file), 'version', 1);
}

/** Whether the bytes have the length and hash of a listing, as far as it names them (timestamp and snapshot may not). */
async function matches(listed: JsonMap, bytes: Bytes, walk: Walk): Promise<boolean> {
  if (listed.has('length') && listed.get('length') !== bytes.length) return false;
  const hashes = listed.get('hashes');
  if (!isMap(hashes)) return true;
  return walk.hashed ? walk.hashed(hashes, bytes) : textAt(hashes, 'sha256') === toHex(await sha256(bytes));
}

export async function demandSigned(delegator: Delegator, role: string, metadata: Metadata, walk: Walk): Promise<void> {
  if (!(await walk.signedEnough(delegator, role, metadata))) throw new TrustError('signature');
  // ISO instants of one form order as text.
  if (metadata.signedAt > walk.newest) walk.newest = metadata.signedAt;
}

/** One metadata file as text; null when it is not there, or when a web page stands in its place. */
async function readText(name: string, limit: number, walk: Walk): Promise<string | null> {
  walk.file = `metadata/${name}`;
  const bytes = await ask(walk.fetcher, walk.file, limit);
  if (bytes === null || isWebPage(bytes)) return null;
  try {
    return fromUtf8(bytes);
  } catch {
    throw new TrustError('format');
  }
}

/** A host that answers every missing file with 200 and its home page, in whatever encoding, after blanks or a byte order mark. */
function isWebPage(bytes: Bytes): boolean {
  return /^[^!-\xba]*</.test(String.fromCharCode(...bytes.subarray(0, 64)));
}

async function hashOf(text: string): Promise<string> {
  return toHex(await sha256(utf8(text)));
}
