/**
 * One item's way to the bureau, pure: (record, event, now, random) → record.
 *
 * | state     | event                                       | becomes                                                        |
 * | --------- | ------------------------------------------- | -------------------------------------------------------------- |
 * | waiting   | `no-answer`                                 | waiting, held `network`, back-off                              |
 * | waiting   | `fault` (5xx, 408, 425, a page of a proxy)  | waiting, held `server`, back-off or `Retry-After`              |
 * | waiting   | `busy` (429, 503, 507)                      | waiting, held `busy`, back-off or `Retry-After`                |
 * | waiting   | `more-work`, more than was done             | waiting, at once, with that many bits                          |
 * | waiting   | `more-work`, no more than done, or too much | waiting, held `busy`, back-off or `Retry-After`                |
 * | waiting   | `worked`, `part-taken`                      | waiting, at once, remembered; tries start again                |
 * | waiting   | `parts-missing`                             | waiting, at once, those parts unsent; the second time: `fault` |
 * | waiting   | `receipt-not-ours`                          | waiting, held `wrong-receipt`, back-off                        |
 * | waiting   | `keys-unknown`                              | waiting, held `unconfirmed-keys`, back-off                     |
 * | waiting   | `refused`                                   | stuck, everything kept                                         |
 * | waiting   | `receipt` (verified by the caller)          | delivered; the readable copy goes                              |
 * | waiting   | `hurry`                                     | waiting, at once                                               |
 * | delivered | `server-lost-it`                            | waiting, at once, everything unsent                            |
 * | delivered | `saved`                                     | delivered, noted                                               |
 * | delivered | `server-has-it`, long after its receipt     | delivered, its sealed pieces go                                |
 * | any other |                                             | unchanged: a late answer never takes back what is stored       |
 */
import type { Receipt } from '../../core/complaint/receipt.ts';
import { partWorkDigest } from '../../core/complaint/work.ts';
import type { ItemRecord, RecordState } from '../store/outbox-record.ts';
import { SEALED_DAYS } from '../store/outbox-store.ts';

export type Event =
  /** Nobody answered, or not in time. */
  | { readonly kind: 'no-answer' }
  /** `after`: ms that the server asked to wait; null when it did not say. */
  | { readonly kind: 'fault' | 'busy'; readonly after: number | null }
  | { readonly kind: 'more-work'; readonly bits: number; readonly after: number | null }
  | { readonly kind: 'worked'; readonly piece: Piece; readonly bits: number; readonly nonce: string }
  | { readonly kind: 'part-taken'; readonly part: number }
  | { readonly kind: 'parts-missing'; readonly missing: readonly number[]; readonly after: number | null }
  | { readonly kind: 'refused'; readonly status: number; readonly refusal: string }
  | { readonly kind: 'receipt'; readonly receipt: Receipt }
  | { readonly kind: 'receipt-not-ours' | 'keys-unknown' }
  | { readonly kind: 'hurry' }
  | { readonly kind: 'server-lost-it'; readonly number: string }
  /** The server answered for it just now. `at`: ms since 1970 by the clock of that answer. */
  | { readonly kind: 'server-has-it'; readonly at: number }
  | { readonly kind: 'saved' };

/** `envelope`, or the index of a part. */
export type Piece = 'envelope' | number;

/** What to do next for an item. */
export type Step =
  | { readonly do: 'rest' }
  | { readonly do: 'work'; readonly piece: Piece; readonly digest: string; readonly bits: number }
  | { readonly do: 'send'; readonly piece: Piece; readonly nonce: string };

type Waiting = Extract<RecordState, { kind: 'waiting' }>;
type Delivered = Extract<RecordState, { kind: 'delivered' }>;
type Held = NonNullable<Waiting['held']>;

const SECOND = 1000;
const DAY = 24 * 3600 * SECOND;
const FIRST_WAIT = 4 * SECOND;
/** No item waits longer than this, whatever the back-off, the server or a clock that went back says. */
export const LONGEST_WAIT = 3600 * SECOND;
const LONGEST_BACKOFF = 1800 * SECOND;
/** About 40 s on a slow phone. Whoever asks for more is met by waiting. */
export const MOST_BITS = 22;

const AT_ONCE: Waiting = { kind: 'waiting', tries: 0, notBefore: 0, held: null, workBits: 0 };

/** How an item begins. */
export function fresh(
  item: Omit<ItemRecord, 'sent' | 'work' | 'asked' | 'state' | 'sealed' | 'earlier' | 'deliveredAt'>,
) {
  const { parts } = item;
  return { ...item, ...unsent(parts.length), state: AT_ONCE, sealed: true, earlier: [], deliveredAt: null };
}

function unsent(parts: number): Pick<ItemRecord, 'sent' | 'work' | 'asked'> {
  const [sent, work] = [new Array<boolean>(parts).fill(false), new Array<null>(parts + 1).fill(null)];
  return { sent, work, asked: false };
}

/** Null when the event changes nothing. `now` in ms since 1970, `random` from 0 up to 1. */
export function advance(record: ItemRecord, event: Event, now: number, random: number): ItemRecord | null {
  const { state } = record;
  if (state.kind === 'waiting') return onWaiting(record, state, event, now, random);
  if (state.kind === 'stuck') return null;
  if (event.kind === 'saved') return { ...record, state: { ...state, secretSaved: true } };
  if (!record.sealed) return null;
  if (event.kind === 'server-has-it')
    return mayShed(record, state, now, event.at) ? { ...record, sealed: false } : null;
  if (event.kind !== 'server-lost-it' || event.number !== state.receipt.number) return null;
  const earlier = [...record.earlier, state.receipt];
  return { ...record, ...unsent(record.parts.length), state: AT_ONCE, earlier, deliveredAt: null };
}

/**
 * Whether the sealed pieces may go: only where the server still has it, and both clocks say that the time is over. A phone's
 * clock jumps by years when its battery was empty, and a gateway's may be wrong just so: neither decides alone.
 */
function mayShed({ deliveredAt }: ItemRecord, { receipt }: Delivered, now: number, at: number): boolean {
  const here = deliveredAt === null ? 0 : now - deliveredAt;
  return Math.min(here, at - Date.parse(receipt.time)) > SEALED_DAYS * DAY;
}

function onWaiting(record: ItemRecord, state: Waiting, event: Event, now: number, random: number): ItemRecord | null {
  const held = (why: Held, after: number | null = null): ItemRecord => ({
    ...record,
    state: { ...state, held: why, tries: state.tries + 1, notBefore: now + waitOf(state.tries, after, random) },
  });
  switch (event.kind) {
    case 'no-answer':
      return held('network');
    case 'fault':
      return held('server', event.after);
    case 'busy':
      return held('busy', event.after);
    case 'receipt-not-ours':
      return held('wrong-receipt');
    case 'keys-unknown':
      return held('unconfirmed-keys');
    case 'more-work':
      if (event.bits <= bitsOf(record, state) || event.bits > MOST_BITS) return held('busy', event.after);
      return { ...record, state: { ...state, notBefore: 0, workBits: event.bits } };
    case 'worked':
      return { ...record, work: replace(record.work, placeOf(event.piece), { bits: event.bits, nonce: event.nonce }) };
    case 'part-taken':
      return {
        ...record,
        sent: replace(record.sent, event.part, true),
        state: { ...state, tries: 0, held: null, notBefore: 0 },
      };
    case 'parts-missing': {
      const known = event.missing.length > 0 && event.missing.every((part) => record.sent[part] !== undefined);
      if (!known || record.asked) return { ...held('server', event.after), asked: false };
      return { ...record, asked: true, sent: record.sent.map((was, part) => was && !event.missing.includes(part)) };
    }
    case 'refused':
      return { ...record, state: { kind: 'stuck', reason: reasonOf(event.status, event.refusal) } };
    case 'receipt': {
      const delivered = { kind: 'delivered', receipt: event.receipt, secretSaved: false } as const;
      return { ...record, asked: false, readable: false, deliveredAt: now, state: delivered };
    }
    case 'hurry':
      return state.notBefore === 0 ? null : { ...record, state: { ...state, notBefore: 0 } };
    default:
      return null;
  }
}

/** When a waiting item may be tried next (ms since 1970); null for one that does not wait. */
export function dueAt({ state }: ItemRecord, now: number): number | null {
  if (state.kind !== 'waiting') return null;
  // Nothing waits so long: the clock was ahead when this was written, and went back since.
  return state.notBefore - now > LONGEST_WAIT ? 0 : state.notBefore;
}

/** The next step of an item: its work, its parts, its envelope; `rest` when it is not due or not waiting. */
export function nextStep(record: ItemRecord, now: number): Step {
  const { state } = record;
  if (state.kind !== 'waiting' || (dueAt(record, now) ?? 0) > now) return { do: 'rest' };
  const part = record.sent.indexOf(false);
  const piece = part === -1 ? 'envelope' : part;
  const sealed = piece === 'envelope' ? record.digest : record.parts[piece];
  if (sealed === undefined) return { do: 'rest' };
  const digest = piece === 'envelope' ? sealed : partWorkDigest(record.id, sealed);
  const bits = bitsOf(record, state);
  const done = record.work[placeOf(piece)];
  return done && done.bits >= bits ? { do: 'send', piece, nonce: done.nonce } : { do: 'work', piece, digest, bits };
}

function bitsOf({ bits }: ItemRecord, { workBits }: Waiting): number {
  return Math.max(bits, workBits);
}

function placeOf(piece: Piece): number {
  return piece === 'envelope' ? 0 : piece + 1;
}

/** Half of it is chance, so that the phones of a whole town do not come back in the same second. */
function waitOf(tries: number, after: number | null, random: number): number {
  const backoff = Math.min(LONGEST_BACKOFF, FIRST_WAIT * 2 ** Math.min(tries, 20));
  const wait = after === null ? backoff * (0.5 + random / 2) : Math.max(SECOND, after) * (1 + random / 4);
  return Math.round(Math.min(LONGEST_WAIT, wait));
}

function reasonOf(status: number, refusal: string): Extract<RecordState, { kind: 'stuck' }>['reason'] {
  if (refusal === 'too-large' || refusal === 'other-content') return { code: refusal };
  return { code: 'refused', status, refusal };
}

function replace<Value>(list: readonly Value[], at: number, value: Value): Value[] {
  return list.map((old, index) => (index === at ? value : old));
}
