/**
 * What holds back a flood without silencing anybody: who comes often is asked for more work, and passes with it, or
 * without it after waiting. Never by institution: a clinic could otherwise silence the complaints about itself.
 */
import { createHmac, type KeyObject } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { LIMITS } from '../../core/complaint/limits.ts';

/** How often one client address may come before it costs more. */
export interface Pace {
  /** At once. */
  readonly burst: number;
  /** In the long run. */
  readonly perMinute: number;
  /** So many above the burst double the work once more. */
  readonly step: number;
}

export interface IntakeLimits {
  readonly submissions: Pace;
  /** The same submission once more: a phone that did not get its answer. Costs the server no room. */
  readonly repeats: Pace;
  readonly parts: Pace;
  /** Has no work: above it one waits. */
  readonly status: Pace;
  /** Work is never asked for beyond this: about ten seconds on a phone of 2020. */
  readonly mostBits: number;
  /** Submissions that wait for their commit; more are told to come back. */
  readonly queue: number;
  /** Requests under way, their bodies included: bounds the memory that slow senders hold. */
  readonly underWay: number;
  /** Of these, from one client address: a few slow senders must not hold all places. */
  readonly underWayEach: number;
  /** Bytes of parts whose submission has not come. Phones keep their photos until the receipt, so none is lost by waiting. */
  readonly waitingPartBytes: number;
  /** Submissions in one commit group. */
  readonly largestGroup: number;
  /** Client addresses remembered, as keyed hashes; the longest unseen is forgotten first. */
  readonly addresses: number;
  /** Digests of submissions remembered, to know a repeat; the oldest is forgotten first. */
  readonly digests: number;
}

/** Many phones share one address behind a mobile carrier, a market's or a hospital's network: hence the generous bursts. */
export const INTAKE_LIMITS: IntakeLimits = {
  submissions: { burst: 60, perMinute: 10, step: 20 },
  repeats: { burst: 600, perMinute: 60, step: 200 },
  // A submission with all its photos has 24 parts.
  parts: { burst: 240, perMinute: 120, step: 240 },
  status: { burst: 120, perMinute: 60, step: 1 },
  mostBits: 22,
  queue: 1000,
  // At most 350 kB each: 560 MB, if everybody sent the largest part and stopped before its last byte.
  underWay: 1600,
  // An eighth of the places: a handful of addresses cannot take them all by sending slowly.
  underWayEach: 200,
  waitingPartBytes: 2 * 1024 ** 3,
  largestGroup: 200,
  addresses: 50_000,
  digests: 10_000,
};

const base64Length = (bytes: number): number => Math.ceil((bytes * 4) / 3);

/** Largest bodies, bytes. The envelope's body and its lists; one sealed chunk; a number and a proof. */
export const BODY_LIMITS = {
  submission: base64Length(LIMITS.body) + 24 * 1024,
  part: base64Length(LIMITS.sealedPart) + 1024,
  status: 1024,
} as const;

export interface Demand {
  /** Work asked for now. */
  readonly bits: number;
  /** Seconds until the work that was brought suffices; null when waiting does not help (less than the keys file says). */
  readonly wait: number | null;
}

/** Counts one client address; synchronous, so that a burst of parallel requests is counted too. */
export interface Gate {
  /** Null when `brought` bits pass: it is then counted. */
  pass(address: string, brought: number, at: number): Demand | null;
}

/** `base`: bits of the keys file, asked of everybody. Above `mostBits` only when the keys file itself says so. */
export function gate(pace: Pace, base: () => number, mostBits: number, remembered: number): Gate {
  const levels = new Map<string, { readonly level: number; readonly at: number }>();
  const levelOf = (address: string, at: number): number => {
    const known = levels.get(address);
    if (known === undefined) return 0;
    return Math.max(0, known.level - (Math.max(0, at - known.at) / 60_000) * pace.perMinute);
  };
  return {
    pass(address, brought, at) {
      const [least, level] = [base(), levelOf(address, at)];
      const most = Math.max(0, mostBits - least);
      const extra = level < pace.burst ? 0 : Math.min(most, 1 + Math.floor((level - pace.burst) / pace.step));
      if (brought < least + extra) {
        const over = level - pace.burst - pace.step * (brought - least);
        const wait = Math.max(1, Math.ceil(((over + 1) / pace.perMinute) * 60));
        return { bits: least + extra, wait: brought < least ? null : wait };
      }
      levels.delete(address);
      // Capped, so that nobody waits longer than the steps say, however long the flood was.
      levels.set(address, { level: Math.min(level + 1, pace.burst + pace.step * (most + 1)), at });
      for (const oldest of levels.keys()) {
        if (levels.size <= remembered) break;
        levels.delete(oldest);
      }
      return null;
    },
  };
}

/**
 * What stands for a client address in memory: a keyed hash under a key of this process, which is never written anywhere.
 * An IPv6 client owns its /64, so that counts as one address.
 */
export function addressKey(key: KeyObject, address: string): string {
  return createHmac('sha256', key).update(network(address)).digest('base64url').slice(0, 22);
}

/** Counts what is under way, in all and for each key. */
export interface Places {
  /** False when there is no place; otherwise it is taken until `leave`. */
  enter(key: string): boolean;
  leave(key: string): void;
}

export function places(all: number, each: number): Places {
  const held = new Map<string, number>();
  let total = 0;
  return {
    enter(key) {
      const own = held.get(key) ?? 0;
      if (total >= all || own >= each) return false;
      held.set(key, own + 1);
      total++;
      return true;
    },
    leave(key) {
      const left = (held.get(key) ?? 0) - 1;
      if (left > 0) held.set(key, left);
      else held.delete(key);
      total--;
    },
  };
}

function network(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::');
  const [front, back] = [head === '' ? [] : head.split(':'), tail ? tail.split(':') : []];
  const missing = tail === undefined ? 0 : 8 - front.length - back.length;
  const groups = [...front, ...Array<string>(Math.max(0, missing)).fill('0'), ...back];
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, '').toLowerCase())
    .join(':');
}
