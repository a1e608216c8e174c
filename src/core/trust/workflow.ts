/**
 * The client workflow of the TUF specification 1.0.x, sections 5.3 to 5.6, for the top-level roles.
 * It reads a repository into a trusted set or throws; nothing is kept on the way. Steps carry the specification's
 * numbers and the attack they stop. Expiry (5.3.10, 5.4.4, 5.5.6, 5.6.5) is judged afterwards, on the final set
 * and on every use of it: a version that did not change still grows old.
 */
import { type Bytes, fromUtf8, sha256, toHex, utf8 } from '../domain/bytes.ts';
import { ask, type Fetcher } from './fetcher.ts';
import { countAt, isMap, type JsonMap, mapAt, textAt } from './json.ts';
import type { SignatureCheck } from './keys.ts';
import { type Metadata, parseMetadata, type Role } from './metadata.ts';
import { TrustError } from './problem.ts';

/** Endless data: caps of each role's file in bytes, held while streaming. */
export const LIMITS: Readonly<Record<Role, number>> = {
  root: 64_000,
  timestamp: 16_000,
  snapshot: 64_000,
  targets: 512_000,
};
/** At most so many root files are read in one refresh (5.3.3). */
const MAX_ROOT_STEPS = 64;

/** Four verified files that belong together. */
export interface TrustedSet {
  /** Every root file from version 1 on; the chain is verified from the pinned one. */
  readonly roots: readonly string[];
  readonly root: Metadata;
  readonly timestamp: Metadata;
  readonly snapshot: Metadata;
  readonly targets: Metadata;
}

export interface Walk {
  readonly fetcher: Fetcher;
  /** SHA-256 of the first trusted root file, lower-case hex. */
  readonly pin: string;
  readonly signedEnough: SignatureCheck;
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
    base !== null &&
    (root === base.root ||
      ((await walk.signedEnough(root, 'timestamp', base.timestamp)) &&
        (await walk.signedEnough(root, 'snapshot', base.snapshot))));
  const before = bound ? base : null;

  const timestamp = await followTimestamp(root, before, walk);
  const snapshot = await follow('snapshot', root, mapAt(timestamp.body, 'meta'), before, walk);
  if (before !== null) refuseSnapshotRollback(before.snapshot, snapshot);
  const targets = await follow('targets', root, mapAt(snapshot.body, 'meta'), before, walk);
  mapAt(targets.body, 'targets');
  return { roots, root, timestamp, snapshot, targets };
}

/** 5.3 Update the root role, one version after the other, from the pinned root (5.2) or the last verified one. */
async function followRoots(base: TrustedSet | null, walk: Walk): Promise<{ root: Metadata; roots: readonly string[] }> {
  const roots = base === null ? [] : base.roots.slice();
  let root = base === null ? null : base.root;
  // 5.3.2, 5.3.3 The next version, until there is none; a bound, so that a host cannot keep us busy for ever.
  for (let step = 0; step < MAX_ROOT_STEPS; step++) {
    const text = await readText(`${roots.length + 1}.root.json`, LIMITS.root, walk);
    if (text === null) break;
    roots.push(text);
    const pinned = root === null && (await hashOf(text)) === walk.pin;
    // Roots before the pinned one are carried along, unread.
    if (root === null && !pinned) continue;
    const next = parseMetadata(text, 'root');
    // 5.3.4 Arbitrary software: signed by the threshold of the old root and of the new one.
    if (root !== null) await demandSigned(root, 'root', next, walk);
    await demandSigned(next, 'root', next, walk);
    // 5.3.5 Rollback and skipping: exactly the next version.
    if (next.version !== roots.length) throw new TrustError('version');
    root = next;
  }
  // A host that hides all roots is not the same as one that shows others than ours.
  if (root === null) throw new TrustError(roots.length > 0 ? 'pin' : 'missing');
  return { root, roots };
}

/** 5.4 Update the timestamp role. */
async function followTimestamp(root: Metadata, before: TrustedSet | null, walk: Walk): Promise<Metadata> {
  // 5.4.1
  const text = await readText('timestamp.json', LIMITS.timestamp, walk);
  if (text === null) throw new TrustError('missing');
  const timestamp = parseMetadata(text, 'timestamp');
  // 5.4.2 Arbitrary software.
  await demandSigned(root, 'timestamp', timestamp, walk);
  if (before === null) return timestamp;
  // 5.4.3.1 Rollback of the timestamp.
  if (timestamp.version < before.timestamp.version) throw new TrustError('rollback');
  // The same number over other bytes: someone signs two truths. The specification is silent; we are not.
  if (timestamp.version === before.timestamp.version && text !== before.timestamp.text) {
    throw new TrustError('equal-version');
  }
  // 5.4.3.2 Rollback of the snapshot.
  if (listedVersion(timestamp, 'snapshot.json') < before.snapshot.version) throw new TrustError('rollback');
  return timestamp;
}

/** 5.5 Update the snapshot role, 5.6 update the targets role: both are named by the file above them. */
async function follow(
  role: 'snapshot' | 'targets',
  root: Metadata,
  listing: JsonMap,
  before: TrustedSet | null,
  walk: Walk,
): Promise<Metadata> {
  const listed = mapAt(listing, `${role}.json`);
  const version = countAt(listed, 'version', 1);
  const known = before === null ? null : before[role];
  if (known !== null && known.version === version && (await walk.signedEnough(root, role, known))) {
    if (!(await matches(listed, utf8(known.text)))) throw new TrustError('equal-version');
    return known;
  }
  // 5.5.1, 5.6.1 Under consistent snapshots the version is part of the name: no mix of old and new files.
  const name = root.body.get('consistent_snapshot') === true ? `${version}.${role}.json` : `${role}.json`;
  const length = listed.has('length') ? countAt(listed, 'length', 0) : LIMITS[role];
  const text = await readText(name, Math.min(length, LIMITS[role]), walk);
  if (text === null) throw new TrustError('missing');
  // 5.5.2, 5.6.2 Mix and match: the very bytes that the file above vouches for.
  if (!(await matches(listed, utf8(text)))) throw new TrustError('hash');
  const metadata = parseMetadata(text, role);
  // 5.5.3, 5.6.3 Arbitrary software.
  await demandSigned(root, role, metadata, walk);
  // 5.5.4, 5.6.4 Mix and match: the version that the file above names.
  if (metadata.version !== version) throw new TrustError('version');
  return metadata;
}

/** 5.5.5 Rollback of targets files: every file listed before is listed still, at no lower version. */
function refuseSnapshotRollback(before: Metadata, snapshot: Metadata): void {
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
async function matches(listed: JsonMap, bytes: Bytes): Promise<boolean> {
  if (listed.has('length') && listed.get('length') !== bytes.length) return false;
  const hashes = listed.get('hashes');
  return !isMap(hashes) || textAt(hashes, 'sha256') === toHex(await sha256(bytes));
}

async function demandSigned(root: Metadata, role: Role, metadata: Metadata, walk: Walk): Promise<void> {
  if (!(await walk.signedEnough(root, role, metadata))) throw new TrustError('signature');
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

/** A host that answers every missing file with 200 and its home page, in whatever encoding. */
function isWebPage(bytes: Bytes): boolean {
  const blank = (byte: number | undefined) => byte !== undefined && (byte <= 0x20 || byte >= 0xbb);
  let at = 0;
  // Leading blanks, and the three bytes of a byte order mark (EF BB BF).
  while (at < 64 && blank(bytes[at])) at++;
  return bytes[at] === 0x3c;
}

async function hashOf(text: string): Promise<string> {
  return toHex(await sha256(utf8(text)));
}
