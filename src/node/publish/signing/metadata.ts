/** Signs a repository: what the TUF client of `core/trust` reads, written with exact versions and bytes. */
import { type Bytes, fromUtf8 } from '../../../core/domain/bytes.ts';
import type { Metadata, Role } from '../../../core/trust/metadata.ts';
import { isPlainPath, targetFile } from '../../../core/trust/trusted.ts';
import { SigningError } from './errors.ts';
import type { Signer, Signers } from './keys.ts';
import type { Previous } from './previous.ts';
import { assemble, type SignedRepository } from './repository.ts';
import {
  head,
  keysOfRoot,
  LIFETIMES,
  type Lifetimes,
  listedFile,
  listing,
  pastHalf,
  type RootKeys,
  readOwn,
  signedText,
  signersFor,
} from './roles.ts';
import { rootsFor } from './root.ts';
import type { Successors } from './successors.ts';

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
