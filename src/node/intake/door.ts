/** What the three routes do with a body that JSON Schema let through. Knows nothing of HTTP but status and headers. */
import { createHash, createSecretKey, timingSafeEqual } from 'node:crypto';
import { type Envelope, envelopeText, parseEnvelope } from '../../core/complaint/envelope.ts';
import type { PartBody, ReceiptAnswer, StatusBody, SubmitBody } from '../../core/complaint/protocol.ts';
import { parseReceiptNumber } from '../../core/complaint/receipt.ts';
import { lookupOf } from '../../core/complaint/secret.ts';
import type { StatusReport } from '../../core/complaint/status.ts';
import { partWorkDigest, workBits } from '../../core/complaint/work.ts';
import { fromBase64Url, toHex } from '../../core/domain/bytes.ts';
import { type GroupCommit, groupCommit } from './group-commit.ts';
import { addressKey, type Gate, gate, type Pace } from './limits.ts';
import { receiptNumber } from './number.ts';
import type { IntakeParts, RecipientKeys } from './parts.ts';
import { signGroup } from './receipts.ts';
import { type Answer, accepted, quietFaults, refuse } from './refusals.ts';
import { type Arrival, type StatusRow, type Stored, StoreFullError } from './store/store.ts';
import { type WaitingParts, waitingParts } from './waiting-parts.ts';

export interface Door {
  /** `address`: the client's, as far as it is known. */
  submit(body: SubmitBody, address: string): Promise<Answer>;
  part(body: PartBody, address: string): Promise<Answer>;
  status(body: StatusBody, address: string): Promise<Answer>;
  /** Submissions that wait for their commit. */
  waiting(): number;
  /** Resolves when everything that was taken is durable. */
  drain(): Promise<void>;
}

/** Seconds. A full disk needs a person; a closed bureau its next publication. */
const FULL_AGAIN = 600;
const CLOSED_AGAIN = 3600;

/** What the three routes share. */
interface Room {
  readonly parts: IntakeParts;
  readonly group: GroupCommit;
  readonly gates: Readonly<Record<'submissions' | 'repeats' | 'parts' | 'status', Gate>>;
  /** Digests that passed the gate. */
  readonly passed: Set<string>;
  readonly waitingBytes: WaitingParts;
  /** Stands for an address in memory. */
  readonly key: (address: string) => string;
  /** Seconds; spread, so that those who were sent away together do not come back together. */
  readonly soon: () => number;
  waiting: number;
  /** Bits of the keys file, as last read. */
  base: number;
}

export function openDoor(parts: IntakeParts): Door {
  const { store, limits } = parts;
  const secret = createSecretKey(parts.random(32));
  const paced = (pace: Pace) => gate(pace, () => room.base, limits.mostBits, limits.addresses);
  const room: Room = {
    parts,
    group: groupCommit(store, signGroup(parts.signer, parts.bureau), { largest: limits.largestGroup }),
    gates: {
      submissions: paced(limits.submissions),
      repeats: paced(limits.repeats),
      parts: paced(limits.parts),
      status: gate(limits.status, () => 0, 1, limits.addresses),
    },
    passed: new Set(),
    waitingBytes: waitingParts(store, limits.waitingPartBytes),
    key: (address) => addressKey(secret, address),
    soon: () => 5 + ((parts.random(1)[0] ?? 0) % 10),
    waiting: 0,
    base: 0,
  };
  return {
    submit: (body, address) => submit(room, body, address),
    part: (body, address) => part(room, body, address),
    status: (body, address) => status(room, body, address),
    waiting: () => room.waiting,
    drain: () => room.group.close(),
  };
}

async function submit(room: Room, { envelope: sent, work }: SubmitBody, address: string): Promise<Answer> {
  const { parts, gates } = room;
  const keys = await parts.recipientKeys();
  if (keys === null) return refuse('closed', { retryAfter: CLOSED_AGAIN });
  const read = parseEnvelope(sent);
  if ('faults' in read)
    return refuse('invalid', { faults: quietFaults(read.faults.map((fault) => `envelope.${fault}`)) });
  const { envelope } = read;
  const misdirected = misdirection(envelope, parts.bureau, keys);
  if (misdirected !== null) return misdirected;
  const text = envelopeText(envelope);
  // As core's `envelopeDigest`, without the way through a pool of threads.
  const digest = createHash('sha256').update(text).digest('hex');
  if (room.waiting >= parts.limits.queue) return refuse('busy', { retryAfter: room.soon() });
  const over = room.passed.has(digest) ? gates.repeats : gates.submissions;
  const more = tooLittleWork(room, over, keys, { digest, work, address });
  if (more !== null) return more;
  remember(room.passed, digest, parts.limits.digests);
  room.waiting++;
  try {
    return await durably(async () => storedAnswer(await room.group.submit(arrivalOf(parts, envelope, text, digest))));
  } finally {
    room.waiting--;
  }
}

async function part(room: Room, { id, sha256, bytes: encoded, work }: PartBody, address: string): Promise<Answer> {
  const { parts, gates, waitingBytes, group } = room;
  const keys = await parts.recipientKeys();
  if (keys === null) return refuse('closed', { retryAfter: CLOSED_AGAIN });
  const bytes = fromBase64Url(encoded);
  if (bytes === null) return refuse('invalid', { faults: ['bytes: base64url'] });
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) {
    return refuse('invalid', { faults: ['sha256: of the bytes'] });
  }
  const more = tooLittleWork(room, gates.parts, keys, { digest: partWorkDigest(id, sha256), work, address });
  if (more !== null) return more;
  const at = parts.now();
  if (!(await waitingBytes.room(bytes.length, at))) return refuse('parts-full', { retryAfter: 60 + room.soon() });
  return durably(async () => {
    const stored = await group.savePart({ id, sha256, bytes, time: at.toISOString() });
    return accepted(stored === 'new' ? 201 : 200, { stored });
  });
}

async function status(room: Room, { number: typed, proof: encoded }: StatusBody, address: string): Promise<Answer> {
  const { parts, gates } = room;
  const demand = gates.status.pass(room.key(address), 0, parts.now().getTime());
  if (demand !== null) return refuse('busy', { retryAfter: demand.wait });
  const proof = fromBase64Url(encoded);
  if (proof === null) return refuse('invalid', { faults: ['proof: base64url'] });
  const number = parseReceiptNumber(typed);
  const row = number === null ? null : await parts.store.status(number);
  // One answer for an unknown number and a wrong proof: numbers cannot be found out by trying.
  if (row === null || !sameHex(row.lookup, toHex(lookupOf(proof)))) return refuse('no-such-number');
  return accepted(200, reportOf(row));
}

interface Effort {
  readonly digest: string;
  readonly work: string;
  readonly address: string;
}

function tooLittleWork(room: Room, over: Gate, keys: RecipientKeys, { digest, work, address }: Effort): Answer | null {
  room.base = keys.workBits;
  const demand = over.pass(room.key(address), workBits(digest, work), room.parts.now().getTime());
  return demand && refuse('more-work', { bits: demand.bits, retryAfter: demand.wait });
}

function remember(passed: Set<string>, digest: string, most: number): void {
  passed.add(digest);
  for (const oldest of passed) {
    if (passed.size <= most) break;
    passed.delete(oldest);
  }
}

/** Runs a write; a full disk is an answer, any other fault is the caller's. */
async function durably(write: () => Promise<Answer>): Promise<Answer> {
  try {
    return await write();
  } catch (fault) {
    if (fault instanceof StoreFullError) return refuse('full', { retryAfter: FULL_AGAIN });
    throw fault;
  }
}

function arrivalOf({ signer, now }: IntakeParts, envelope: Envelope, text: string, digest: string): Arrival {
  return {
    id: envelope.id,
    digest,
    envelope: text,
    parts: envelope.parts,
    lookup: toHex(fromBase64Url(envelope.lookup) ?? new Uint8Array(0)),
    number: receiptNumber(signer.secret, envelope.id, digest),
    time: now().toISOString(),
  };
}

/** Null when it is for this bureau and sealed to nobody else: each recipient is a key that the bureau published. */
function misdirection(envelope: Envelope, bureau: string, keys: RecipientKeys): Answer | null {
  if (envelope.bureau !== bureau) return refuse('wrong-bureau');
  const known = new Set([...keys.current, ...keys.retired]);
  return envelope.recipients.every(({ key }) => known.has(key)) ? null : refuse('unknown-key');
}

function storedAnswer(stored: Stored): Answer {
  switch (stored.kind) {
    case 'other-content':
      return refuse('other-content');
    case 'parts-missing':
      return refuse('parts-missing', { missing: stored.missing });
    default: {
      const body: ReceiptAnswer = { receipt: stored.receipt };
      return accepted(stored.kind === 'new' ? 201 : 200, body);
    }
  }
}

function reportOf({ id, number, state, due, history }: StatusRow): StatusReport {
  const at = history[history.length - 1]?.at;
  if (at === undefined) throw new RangeError('a submission without a first state');
  return {
    id,
    number,
    state,
    at,
    due,
    history: history.map((step) => ({ state: step.state, at: step.at, answer: step.answer })),
  };
}

function sameHex(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a, 'hex'), Buffer.from(b, 'hex')];
  return left.length === right.length && timingSafeEqual(left, right);
}
