/** Arrivals and receipts for tests of the store. It does not look at signatures, so these are made up. */
import { createHash } from 'node:crypto';
import { RECEIPT_SUITE } from '../../../../src/core/complaint/keys.ts';
import type { Receipt } from '../../../../src/core/complaint/receipt.ts';
import type { SealedAnswer, SubmissionState } from '../../../../src/core/complaint/status.ts';
import { SUITE } from '../../../../src/core/complaint/suite-id.ts';
import type { Bytes } from '../../../../src/core/domain/bytes.ts';
import type {
  Arrival,
  Decision,
  IntakeStore,
  PartArrival,
  SignGroup,
} from '../../../../src/node/intake/store/store.ts';

export const sha256Hex = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

/** `2026-03-01` and so many minutes. */
export function timeAt(minutes: number): string {
  return new Date(Date.UTC(2026, 2, 1) + minutes * 60_000).toISOString();
}

/** A UUID version 4 of its own for every name. */
export function idOf(name: string): string {
  const hex = sha256Hex(name);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export function partBytes(name: string, length = 40): Bytes {
  return new Uint8Array(length).map((_, index) => (name.charCodeAt(index % name.length) * 31 + index) % 256);
}

export interface ArrivalOptions {
  readonly content?: string;
  readonly parts?: readonly string[];
  readonly minutes?: number;
}

export function arrival(name: string, { content = 'a', parts = [], minutes = 0 }: ArrivalOptions = {}): Arrival {
  const listed = parts.map((part) => ({ sha256: sha256Hex(partBytes(part)), length: partBytes(part).length }));
  const envelope = JSON.stringify({ name, content, 说明: '密封内容“引号”\n第二行', parts: listed });
  const digest = sha256Hex(envelope);
  return {
    id: idOf(name),
    digest,
    envelope,
    parts: listed,
    lookup: sha256Hex(`lookup ${name}`),
    number: numberOf(name, content),
    time: timeAt(minutes),
  };
}

function numberOf(name: string, content: string): string {
  return [...sha256Hex(`${name} ${content}`).slice(0, 12)].join('').toUpperCase();
}

export function part(submission: string, name: string, minutes = 0, length?: number): PartArrival {
  const bytes = partBytes(name, length);
  return { id: idOf(submission), sha256: sha256Hex(bytes), bytes, time: timeAt(minutes) };
}

export function decision(name: string, state: SubmissionState, changes: Partial<Decision> = {}): Decision {
  return { id: idOf(name), state, due: null, answer: null, at: timeAt(60), by: 'desk-1', ...changes };
}

export const ANSWER: SealedAnswer = { suite: SUITE, enc: 'BAAA', text: 'c2VhbGVk' };

/** Numbers its calls, so that a receipt tells by which of them it was made. */
export function signer(): { readonly sign: SignGroup; readonly groups: () => readonly number[] } {
  const groups: number[] = [];
  const sign: SignGroup = (fresh) => {
    groups.push(fresh.length);
    const root = sha256Hex(`${groups.length} ${fresh.map((one) => one.digest).join(' ')}`);
    return fresh.map((one, index) => receiptFor(one, { size: fresh.length, index, root }));
  };
  return { sign, groups: () => groups };
}

function receiptFor(one: Arrival, group: Pick<Receipt['group'], 'size' | 'index' | 'root'>): Receipt {
  const { id, digest, number, time } = one;
  const signature = Buffer.alloc(64, 7).toString('base64url');
  return {
    suite: RECEIPT_SUITE,
    bureau: 'test-county',
    key: '0123456789abcdef',
    id,
    digest,
    number,
    time,
    group: { ...group, path: [], signature },
  };
}

/** An empty database; each `open` is another process's view of it. */
export interface TestPlace {
  open(): Promise<IntakeStore>;
  /** Another, empty one of the same kind. */
  other(): Promise<IntakeStore>;
  end(): Promise<void>;
}

/** The place and store of the test that runs. */
export type Now = () => { readonly place: TestPlace; readonly store: IntakeStore };
