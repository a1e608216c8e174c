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
  type KeyRing,
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
import { planRoot, type RootPlan } from './root.ts';
import type { Successors } from './successors.ts';

export interface SignInput extends Omit<PlanInput, 'ring' | 'renew'> {
  /** Exact bytes by signed path, ASCII: `wugang-demo/2025/records.json`. */
  readonly targets: ReadonlyMap<string, Bytes>;
  /** Those paths whose text also travels in `bundle.json`: records.json and keys/*. */
  readonly bundled: readonly string[];
  readonly signers: Signers;
  /** All keys that a root may name; those of `signers` where it is not given. */
  readonly ring?: KeyRing;
}

/** The highest versions ever published. A site restored from a backup is behind them. */
export interface PublishedVersions {
  readonly targets: number;
  readonly snapshot: number;
  readonly timestamp: number;
}

export interface PlanInput {
  readonly previous: Previous | null;
  readonly targets: ReadonlyMap<string, Bytes>;
  readonly ring: KeyRing;
  readonly now: Date;
  readonly lifetimes?: Lifetimes;
  /** Versions that were published before, whatever `previous` says: none of them is ever used again. */
  readonly published?: PublishedVersions;
  /** Keys that take the place of others. */
  readonly successors?: Successors;
  readonly renew: (held: RootKeys) => boolean;
}

/** What offline keys are to sign. */
export interface Plan {
  /** Null where the root in force stands. */
  readonly root: RootPlan | null;
  readonly targets: object;
  /** Keys of the root that will be in force. */
  readonly keys: RootKeys;
}

/**
 * What is signed anew: targets, and a root where one is due (first; half its life gone; another online, targets or root key).
 * Needs no key. Faults: SigningError `too-few-keys`, `foreign-key`, `bad-previous`, `bad-content`.
 */
export function planSigning(input: PlanInput): Plan {
  const { previous, targets, now } = input;
  const lifetimes = input.lifetimes ?? LIFETIMES;
  for (const path of targets.keys()) demandPlain(path);
  const root = planRoot({ ...input, lifetimes });
  const keys = root?.keys ?? keysOfRoot(readOwn(previous?.roots.at(-1) ?? '', 'root'));
  const version = after(previous && readOwn(previous.targets, 'targets'), input.published?.targets);
  const list = Object.fromEntries([...targets].map(([path, bytes]) => [path, listing(bytes)]));
  return { root, targets: { ...head('targets', version, now, lifetimes), targets: list }, keys };
}

/** What the offline keys signed, as texts of files. */
export interface SignedOffline {
  /** Null where the root in force stands. */
  readonly root: string | null;
  readonly targets: string;
}

/**
 * The repository of what was signed offline, with snapshot and timestamp by the online key. Faults: SigningError
 * `too-few-keys`, `bad-content`, `bundle-too-large`. Write the files in the order of the map: the timestamp, which makes the
 * others count, comes last but for the bundle.
 */
export function completeRepository(
  offline: SignedOffline,
  input: Pick<SignInput, 'previous' | 'targets' | 'bundled' | 'now' | 'lifetimes' | 'published'> & {
    readonly online: Signer;
  },
): SignedRepository {
  const { previous, targets, online, now, published } = input;
  const roots = [...(previous?.roots ?? []), ...(offline.root === null ? [] : [offline.root])];
  const keys = keysOfRoot(readOwn(roots[roots.length - 1] ?? '', 'root'));
  const lifetimes = input.lifetimes ?? LIFETIMES;
  const files = new Map<string, Bytes>();
  for (const [path, bytes] of targets) files.set(targetFile(path, listing(bytes).hashes.sha256), bytes);
  const bundled = new Map(input.bundled.map((path) => [path, textOf(path, targets)]));
  const confirmed = signOnline({
    previous,
    targets: offline.targets,
    keys,
    signer: online,
    now,
    lifetimes,
    published,
  });
  return assemble({ roots, targets: offline.targets, ...confirmed, bundled }, files);
}

/** All of it in one sitting, with the keys that are here. Faults as those of the two steps. */
export function signRepository(input: SignInput): SignedRepository {
  const { signers } = input;
  const renew = ({ roles: { root } }: RootKeys) =>
    signers.root.filter(({ keyid }) => root.keyids.includes(keyid)).length >= root.threshold;
  const { root, targets, keys } = planSigning({ ...input, ring: input.ring ?? signers, renew });
  const offline = {
    root:
      root && signedText(root.signed, [...new Set(root.by.flatMap((one) => signersFor('root', one, signers.root)))]),
    targets: signedText(targets, signersFor('targets', keys.roles.targets, signers.targets)),
  };
  return completeRepository(offline, { ...input, online: signers.online });
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

/** No honest repository gets there; a thief with the online key can in one step, and leaves no higher number. */
export const HIGHEST = 2 ** 52;

/** The next version: above the last one at hand and above every one ever published. */
function after(last: Metadata | null, published = 0): number {
  return Math.max(last?.version ?? 0, published) + 1;
}

/**
 * The same for what the online key signs. Fast-forward recovery (5.3.11): where a new key signs, no number that only the old one vouched for binds
 * phones, and one that leaves no room is not continued.
 */
function afterOnline(last: Metadata | null, published: number | undefined, signer: Signer): number {
  const next = after(last, published);
  if (next < HIGHEST) return next;
  if (last === null || last.version < HIGHEST) return after(last);
  if (!last.signatures.has(signer.keyid)) return 1;
  throw new SigningError(
    'bad-previous',
    '网站上的时间戳版本号被推到了头：在线密钥多半已经外泄。请运行 yixinma keys rotate DIR online，带齐根密钥重新发布。 The version of the timestamp was driven to its end: the online key has most likely been stolen. Replace it, and publish with the root keys.',
  );
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
        { ...head('snapshot', afterOnline(earlier, input.published?.snapshot, input.signer), now, lifetimes), meta },
        by('snapshot'),
      );
  const before = previous && readOwn(previous.timestamp, 'timestamp');
  const version = afterOnline(before, input.published?.timestamp, input.signer);
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
