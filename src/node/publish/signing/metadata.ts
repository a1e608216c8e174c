/** Signs a repository: what the TUF client of `core/trust` reads, written with exact versions and bytes. */
import { type Bytes, fromUtf8, utf8 } from '../../../core/domain/bytes.ts';
import { BUNDLE_FILE, buildBundle } from '../../../core/trust/bundle.ts';
import type { Metadata, Role } from '../../../core/trust/metadata.ts';
import { isPlainPath, targetFile } from '../../../core/trust/trusted.ts';
import { LIMITS } from '../../../core/trust/workflow.ts';
import { SigningError } from './errors.ts';
import type { Signer, Signers } from './keys.ts';
import type { Previous } from './previous.ts';
import {
  type Delegation,
  head,
  keysOfRoot,
  LIFETIMES,
  type Lifetimes,
  listedFile,
  listing,
  type RootKeys,
  readOwn,
  rootKeysOf,
  signedText,
  signersFor,
} from './roles.ts';
import { type Successors, successorOf } from './successors.ts';

export interface SignInput {
  readonly previous: Previous | null;
  /** Exact bytes by signed path, ASCII: `wugang-demo/2025/records.json`. */
  readonly targets: ReadonlyMap<string, Bytes>;
  /** Those paths whose text also travels in `bundle.json`: records.json and keys/*. */
  readonly bundled: readonly string[];
  readonly signers: Signers;
  readonly now: Date;
  readonly lifetimes?: Lifetimes;
  /** Versions that were published before, whatever `previous` says: none of them is ever used again. */
  readonly published?: PublishedVersions;
  /** Root keys that take the place of others. */
  readonly successors?: Successors;
}

/** The highest versions ever published. A site restored from a backup is behind them. */
export interface PublishedVersions {
  readonly targets: number;
  readonly snapshot: number;
  readonly timestamp: number;
}

export interface SignedRepository {
  /** Files to write under `/d/`: `metadata/…`, `targets/…` under their content-addressed names, `bundle.json`. */
  readonly files: Map<string, Bytes>;
  readonly versions: Readonly<Record<Role, number>>;
  /** What the next signing continues from. */
  readonly next: Previous;
}

/**
 * Signs targets, snapshot and timestamp anew, and a new root where one is due (first; half its life gone and the root
 * keys at hand; another online, targets or root key). Faults: SigningError `too-few-keys`, `bad-previous`, `bad-content`, `bundle-too-large`.
 * Write the files in the order of the map: the timestamp, which makes the others count, comes last but for the bundle.
 */
export function signRepository(input: SignInput): SignedRepository {
  const { previous, targets, signers, now } = input;
  const lifetimes = input.lifetimes ?? LIFETIMES;
  for (const path of targets.keys()) demandPlain(path);
  const roots = rootsFor(input, lifetimes);
  const keys = keysOfRoot(readOwn(roots[roots.length - 1] ?? '', 'root'));
  const { published } = input;
  const version = after(previous && readOwn(previous.targets, 'targets'), published?.targets);
  const list = Object.fromEntries([...targets].map(([path, bytes]) => [path, listing(bytes)]));
  const targetsText = signedText(
    { ...head('targets', version, now, lifetimes), targets: list },
    signersFor('targets', keys.roles.targets, signers.targets),
  );
  const bundled = new Map(input.bundled.map((path) => [path, textOf(path, targets)]));
  const online = signOnline({
    previous,
    targets: targetsText,
    keys,
    signer: signers.online,
    now,
    lifetimes,
    published,
  });
  const files = new Map<string, Bytes>();
  for (const [path, bytes] of targets) files.set(targetFile(path, listing(bytes).hashes.sha256), bytes);
  return assemble({ roots, targets: targetsText, ...online, bundled }, files);
}

/**
 * Confirms what is published: a new timestamp from the online key alone, and a new snapshot once half its life is gone.
 * The data files stay as they are; `files` holds only what changes.
 */
export function resignTimestamp(
  previous: Previous,
  signer: Signer,
  now: Date,
  published?: PublishedVersions,
  lifetimes: Lifetimes = LIFETIMES,
): SignedRepository {
  const keys = keysOfRoot(readOwn(previous.roots[previous.roots.length - 1] ?? '', 'root'));
  const online = signOnline({ previous, targets: previous.targets, keys, signer, now, lifetimes, published });
  return assemble({ ...previous, ...online }, new Map());
}

/** Whether half of the root's life is gone: say at every publication that the root keys are to be brought. */
export function rootDue(previous: Previous, now: Date, lifetimes: Lifetimes = LIFETIMES): boolean {
  return pastHalf(readOwn(previous.roots[previous.roots.length - 1] ?? '', 'root'), now, lifetimes.root);
}

/** Whether half of the timestamp's life is gone: then the timer signs anew, and nags when it cannot. */
export function timestampDue(previous: Previous, now: Date, lifetimes: Lifetimes = LIFETIMES): boolean {
  return pastHalf(readOwn(previous.timestamp, 'timestamp'), now, lifetimes.timestamp);
}

interface OnlineInput {
  readonly previous: Previous | null;
  readonly targets: string;
  readonly keys: RootKeys;
  readonly signer: Signer;
  readonly now: Date;
  readonly lifetimes: Lifetimes;
  readonly published: PublishedVersions | undefined;
}

/** The next version: above the last one at hand and above every one ever published. */
function after(last: Metadata | null, published = 0): number {
  return Math.max(last?.version ?? 0, published) + 1;
}

function signOnline(input: OnlineInput): { snapshot: string; timestamp: string } {
  const { previous, keys, now, lifetimes } = input;
  const by = (role: Role) => signersFor(role, keys.roles[role], [input.signer]);
  const earlier = previous === null ? null : readOwn(previous.snapshot, 'snapshot');
  const targets = readOwn(input.targets, 'targets');
  // A snapshot that still stands keeps its version and bytes: clients then fetch one small file.
  const stands =
    previous !== null &&
    earlier !== null &&
    previous.targets === input.targets &&
    earlier.version >= (input.published?.snapshot ?? 0) &&
    earlier.signatures.has(input.signer.keyid) &&
    !pastHalf(earlier, now, lifetimes.snapshot);
  const meta = { 'targets.json': listedFile(input.targets, targets.version) };
  const snapshot = stands
    ? previous.snapshot
    : signedText(
        { ...head('snapshot', after(earlier, input.published?.snapshot), now, lifetimes), meta },
        by('snapshot'),
      );
  const version = after(previous && readOwn(previous.timestamp, 'timestamp'), input.published?.timestamp);
  const listed = { 'snapshot.json': listedFile(snapshot, readOwn(snapshot, 'snapshot').version) };
  const timestamp = signedText({ ...head('timestamp', version, now, lifetimes), meta: listed }, by('timestamp'));
  return { snapshot, timestamp };
}

/** All roots, with a new one where it is due; signed by the old root's keys and the new one's. */
function rootsFor(input: SignInput, lifetimes: Lifetimes): readonly string[] {
  const { previous, signers, now } = input;
  const lastText = previous?.roots[previous.roots.length - 1];
  if (previous === null || lastText === undefined) {
    return [signRoot(1, rootKeysOf(signers), [], signers, now, lifetimes)];
  }
  const last = readOwn(lastText, 'root');
  const held = keysOfRoot(last);
  const wanted = rootKeysOf(signers);
  const sameOnline = held.roles.timestamp.keyids.includes(signers.online.keyid);
  const sameTargets = wanted.roles.targets.keyids.every((id) => held.roles.targets.keyids.includes(id));
  // Half its life gone is a reason to bring the root keys, not to stop publishing: only an expired root is.
  const atHand = signers.root.filter(({ keyid }) => held.roles.root.keyids.includes(keyid)).length;
  const renew = pastHalf(last, now, lifetimes.root) && atHand >= held.roles.root.threshold;
  const root = succeeded(held, wanted, input.successors ?? new Map());
  const sameRoot = root.keyids.every((id) => held.roles.root.keyids.includes(id));
  if (sameOnline && sameTargets && sameRoot && !renew && last.expires > now.getTime()) return previous.roots;
  const roles = {
    root,
    targets: sameTargets ? held.roles.targets : wanted.roles.targets,
    snapshot: wanted.roles.snapshot,
    timestamp: wanted.roles.timestamp,
  };
  const used = new Set(Object.values(roles).flatMap(({ keyids }) => keyids));
  const entries = Object.entries({ ...held.keys, ...wanted.keys }).filter(([id]) => used.has(id));
  const keys = { keys: Object.fromEntries(entries), roles };
  return [...previous.roots, signRoot(last.version + 1, keys, [held], signers, now, lifetimes)];
}

/**
 * Root keys stay those of the earlier root, even of holders who are absent today, but for those that were replaced: by a
 * key that is named as the successor and at hand – no other file in the folder ever becomes a root key.
 */
function succeeded(held: RootKeys, wanted: RootKeys, successors: Successors): Delegation {
  const keyids = held.roles.root.keyids.map((id) => {
    const next = successorOf(id, successors);
    return wanted.roles.root.keyids.includes(next) ? next : id;
  });
  return { ...held.roles.root, keyids: keyids.sort() };
}

function signRoot(
  version: number,
  keys: RootKeys,
  earlier: readonly RootKeys[],
  signers: Signers,
  now: Date,
  lifetimes: Lifetimes,
): string {
  const chosen = new Set([keys, ...earlier].flatMap(({ roles }) => signersFor('root', roles.root, signers.root)));
  const signed = { ...head('root', version, now, lifetimes), consistent_snapshot: true, ...keys };
  return signedText(signed, [...chosen]);
}

function assemble(next: Previous, files: Map<string, Bytes>): SignedRepository {
  const bundle = buildBundle({ ...next, files: next.bundled });
  if (!bundle.ok) {
    throw new SigningError(
      'bundle-too-large',
      'bundle.json超过256 kB。请减少随包文件。 bundle.json would exceed 256 kB. Let fewer files travel in it.',
    );
  }
  const root = readOwn(next.roots[next.roots.length - 1] ?? '', 'root');
  const [snapshot, targets] = [readOwn(next.snapshot, 'snapshot'), readOwn(next.targets, 'targets')];
  next.roots.forEach((text, i) => {
    files.set(`metadata/${i + 1}.root.json`, utf8(text));
  });
  put(files, `metadata/${targets.version}.targets.json`, next.targets, LIMITS.targets);
  put(files, `metadata/${snapshot.version}.snapshot.json`, next.snapshot, LIMITS.snapshot);
  put(files, 'metadata/timestamp.json', next.timestamp, LIMITS.timestamp);
  files.set(BUNDLE_FILE, utf8(bundle.value));
  const timestamp = readOwn(next.timestamp, 'timestamp').version;
  return {
    files,
    versions: { root: root.version, timestamp, snapshot: snapshot.version, targets: targets.version },
    next,
  };
}

function put(files: Map<string, Bytes>, name: string, text: string, limit: number): void {
  const bytes = utf8(text);
  if (bytes.length > limit) {
    throw new SigningError(
      'bad-content',
      `${name}为${bytes.length}字节，超过${limit}字节的上限，手机会拒收。 ${name} has ${bytes.length} bytes; clients refuse more than ${limit}.`,
    );
  }
  files.set(name, bytes);
}

function pastHalf(metadata: Metadata, now: Date, days: number): boolean {
  return metadata.expires - now.getTime() < (days * 86_400_000) / 2;
}

/** ASCII and plain, so that no host, file system or client reads the name as another. */
function demandPlain(path: string): void {
  if (/^[\x21-\x7e]+$/.test(path) && isPlainPath(path)) return;
  throw new SigningError(
    'bad-content',
    `签名文件名只能用ASCII字符：${path}。 A signed path must be plain ASCII: ${path}.`,
  );
}

function textOf(path: string, targets: ReadonlyMap<string, Bytes>): string {
  const bytes = targets.get(path);
  if (bytes === undefined)
    throw new SigningError('bad-content', `随包文件不在发布内容中：${path}。 Not among the targets: ${path}.`);
  return fromUtf8(bytes);
}
