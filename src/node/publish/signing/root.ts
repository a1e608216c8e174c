/** Which root the next signing stands on: the one in force, or a new one where it is due. */
import { SigningError } from './errors.ts';
import type { PublicHalf } from './keys.ts';
import type { Previous } from './previous.ts';
import {
  type Delegation,
  head,
  type KeyRing,
  keysOfRoot,
  type Lifetimes,
  pastHalf,
  ROOT_THRESHOLD,
  type RootKeys,
  readOwn,
  rootKeysOf,
  TARGETS_THRESHOLD,
} from './roles.ts';
import { type Successors, successorOf } from './successors.ts';

export interface RootInput {
  readonly previous: Previous | null;
  readonly ring: KeyRing;
  readonly now: Date;
  readonly lifetimes: Lifetimes;
  /** Keys that take the place of others. */
  readonly successors?: Successors;
  /** Whether a root past half of its life is renewed: where its keys are at hand, or are going to be. */
  readonly renew: (held: RootKeys) => boolean;
}

/** A root that is to be signed. */
export interface RootPlan {
  readonly signed: object;
  readonly keys: RootKeys;
  /** Its own root keys and those of the root before: each must reach its threshold. */
  readonly by: readonly Delegation[];
}

/** Null where the root in force stands. Throws SigningError `too-few-keys`, `foreign-key`. */
export function planRoot(input: RootInput): RootPlan | null {
  const { previous, ring, now, lifetimes } = input;
  const lastText = previous?.roots[previous.roots.length - 1];
  if (lastText === undefined) return planned(1, rootKeysOf(demandEnough(ring)), [], now, lifetimes);
  const last = readOwn(lastText, 'root');
  const held = keysOfRoot(last);
  const successors = input.successors ?? new Map();
  const roles = {
    root: succeeded(held.roles.root, ring.root, successors),
    targets: succeeded(held.roles.targets, ring.targets, successors),
    ...onlineRoles(held, ring.online, successors),
  };
  const same = (['root', 'targets', 'timestamp'] as const).every((role) =>
    roles[role].keyids.every((id) => held.roles[role].keyids.includes(id)),
  );
  // Half its life gone is a reason to bring the root keys, not to stop publishing: only an expired root is.
  const renew = pastHalf(last, now, lifetimes.root) && input.renew(held);
  if (same && !renew && last.expires > now.getTime()) return null;
  const used = new Set(Object.values(roles).flatMap(({ keyids }) => keyids));
  const entries = Object.entries({ ...held.keys, ...rootKeysOf(ring).keys }).filter(([id]) => used.has(id));
  return planned(last.version + 1, { keys: Object.fromEntries(entries), roles }, [held.roles.root], now, lifetimes);
}

function planned(
  version: number,
  keys: RootKeys,
  earlier: readonly Delegation[],
  now: Date,
  lifetimes: Lifetimes,
): RootPlan {
  const signed = { ...head('root', version, now, lifetimes), consistent_snapshot: true, ...keys };
  return { signed, keys, by: [keys.roles.root, ...earlier] };
}

/**
 * Keys stay those of the earlier root, even of holders who are absent today, but for those that were replaced: by a key that
 * is named as the successor and known here – no other file in the folder ever gets into a root.
 */
function succeeded(held: Delegation, known: readonly PublicHalf[], successors: Successors): Delegation {
  const keyids = held.keyids.map((id) => {
    const next = successorOf(id, successors);
    return known.some(({ keyid }) => keyid === next) ? next : id;
  });
  return { ...held, keyids: keyids.sort() };
}

/** The timer's key signs two roles. Whoever put another file in its place must not become the one who confirms releases. */
function onlineRoles(
  held: RootKeys,
  { keyid }: PublicHalf,
  successors: Successors,
): Pick<RootKeys['roles'], 'snapshot' | 'timestamp'> {
  const { snapshot, timestamp } = held.roles;
  if (timestamp.keyids.includes(keyid)) return { snapshot, timestamp };
  if (!timestamp.keyids.some((id) => successorOf(id, successors) === keyid)) {
    throw new SigningError(
      'foreign-key',
      `online.pem（${keyid.slice(0, 16)}）不是在用的在线密钥，也没有登记过。请用备份恢复原来的，或者核对指纹后运行 yixinma keys accept。 The online key here is neither in use nor named as a successor: restore the right one, or check its fingerprint and run yixinma keys accept.`,
    );
  }
  const online: Delegation = { keyids: [keyid], threshold: 1 };
  return { snapshot: online, timestamp: online };
}

function demandEnough(ring: KeyRing): KeyRing {
  if (ring.root.length >= ROOT_THRESHOLD && ring.targets.length >= TARGETS_THRESHOLD) return ring;
  throw new SigningError(
    'too-few-keys',
    `还没有备齐密钥：根密钥${ring.root.length}把（应有3把），数据密钥${ring.targets.length}把（应有2把）。请用 yixinma keys create 生成。 Keys are missing: ${ring.root.length} of 3 root keys, ${ring.targets.length} of 2 targets keys are known. Make them with yixinma keys create.`,
  );
}
