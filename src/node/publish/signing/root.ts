/** Which root the next signing stands on: the one in force, or a new one where it is due. */
import type { Signers } from './keys.ts';
import type { Previous } from './previous.ts';
import {
  type Delegation,
  head,
  keysOfRoot,
  type Lifetimes,
  pastHalf,
  type RootKeys,
  readOwn,
  rootKeysOf,
  signedText,
  signersFor,
} from './roles.ts';
import { type Successors, successorOf } from './successors.ts';

interface RootInput {
  readonly previous: Previous | null;
  readonly signers: Signers;
  readonly now: Date;
  /** Root keys that take the place of others. */
  readonly successors?: Successors;
}

/** All roots, with a new one where it is due; signed by the old root's keys and the new one's. */
export function rootsFor(input: RootInput, lifetimes: Lifetimes): readonly string[] {
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
