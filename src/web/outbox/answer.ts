/**
 * What an answer of the network means. Between phone and server stand gateways that answer in the server's place: only
 * JSON with one of our codes can ever end an item's waiting, and only a receipt can deliver it.
 */
import type { RefusalCode } from '../../core/complaint/protocol.ts';
import { parseReceipt, type Receipt } from '../../core/complaint/receipt.ts';
import { type Event, LONGEST_WAIT } from './machine.ts';

/** An answer as it came. */
export interface Reply {
  readonly status: number;
  readonly retryAfter: string | null;
  /** The server's own `Date`. */
  readonly date: string | null;
  readonly body: string;
}

/** A receipt that still has to be judged, or what happened instead. */
export type Answer = Event | { readonly kind: 'unjudged'; readonly receipt: Receipt };

/** Our refusals that end an item's waiting, with the only statuses under which they are believed. */
const FINAL: Readonly<Partial<Record<RefusalCode, readonly number[]>>> = {
  'bad-request': [400, 405, 415],
  'other-content': [409],
  'too-large': [413],
  invalid: [422],
  'wrong-bureau': [422],
  'unknown-key': [422],
};

/** Reads the answer to an envelope. `now` in ms since 1970. */
export function readSubmitted(reply: Reply | null, now: number): Answer {
  if (reply === null) return { kind: 'no-answer' };
  if (reply.status !== 200 && reply.status !== 201) return readRefusal(reply, now);
  const json = readJson(reply.body);
  if (json === null || !('receipt' in json)) return { kind: 'fault', after: null };
  const receipt = parseReceipt(json.receipt);
  return receipt === null ? { kind: 'receipt-not-ours' } : { kind: 'unjudged', receipt };
}

/** Reads the answer to part `index`. A page in its place is not "taken". */
export function readPart(reply: Reply | null, index: number, now: number): Event {
  if (reply === null) return { kind: 'no-answer' };
  if (reply.status !== 200 && reply.status !== 201) return readRefusal(reply, now);
  return readJson(reply.body) === null ? { kind: 'fault', after: null } : { kind: 'part-taken', part: index };
}

function readRefusal(reply: Reply, now: number): Event {
  const { status } = reply;
  const json = status >= 400 ? readJson(reply.body) : null;
  const after = readRetryAfter(reply, now);
  const code = json?.code;
  if (status === 409 && code === 'parts-missing')
    return { kind: 'parts-missing', missing: indexes(json?.missing), after };
  if (status === 429 && code === 'more-work' && Number.isInteger(json?.bits)) {
    return { kind: 'more-work', bits: Number(json?.bits), after };
  }
  if (isFinal(code, status)) return { kind: 'refused', status, refusal: code };
  const busy = status === 429 || code === 'busy' || code === 'full';
  return { kind: busy ? 'busy' : 'fault', after };
}

function isFinal(code: unknown, status: number): code is string {
  return Object.entries(FINAL).some(([final, statuses]) => final === code && statuses.includes(status));
}

/** A JSON object; null for anything else, a sign-in page first of all. */
export function readJson(body: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

function indexes(value: unknown): readonly number[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.every((one) => Number.isInteger(one)) ? list.map(Number) : [];
}

/** `Retry-After` in ms, at most `LONGEST_WAIT` (RFC 9110, 10.2.3: seconds or a date). */
function readRetryAfter({ retryAfter, date }: Reply, now: number): number | null {
  const text = retryAfter?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Math.min(LONGEST_WAIT, Number(text) * 1000);
  const until = Date.parse(text);
  if (Number.isNaN(until)) return null;
  // By the server's clock where it says so: phones are often minutes off.
  const since = Date.parse(date ?? '');
  return Math.min(LONGEST_WAIT, Math.max(0, until - (Number.isNaN(since) ? now : since)));
}
