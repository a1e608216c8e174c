/** Sends what waits: one item after another, oldest first, each step stored before the next one begins. */
import type { ReceiptKeys } from '../../core/complaint/keys.ts';
import type { PartBody, SubmitBody } from '../../core/complaint/protocol.ts';
import { toBase64Url } from '../../core/domain/bytes.ts';
import type { ItemRecord } from '../store/outbox-record.ts';
import type { OutboxStore } from '../store/outbox-store.ts';
import { type Answer, readPart, readSubmitted } from './answer.ts';
import type { SenderLock } from './lock.ts';
import { advance, type Event, nextStep, type Step } from './machine.ts';
import type { Post } from './post.ts';
import type { SendingSeals } from './seals.ts';

export interface SenderParts {
  readonly store: OutboxStore;
  readonly post: Post;
  readonly lock: SenderLock;
  /** Verified `keys/receipts.json`; with `true` confirmed by the origin just now. Null when there is none. */
  readonly receiptKeys: (confirmed: boolean) => Promise<ReceiptKeys | null>;
  readonly seals: SendingSeals;
  /** Ms since 1970. */
  readonly now: () => number;
  /** From 0 up to 1. */
  readonly random: () => number;
  /** Awaited between slices of work, so that the page stays responsive. */
  readonly pause: () => Promise<void>;
  /** Told of every change that was stored, and of what is being sent. */
  readonly onChange: (sending: string | null) => void;
}

/** `others`: somebody else is sending. `done`: everything that was due was tried. */
export type SendOutcome = 'done' | 'others';

export interface Sender {
  /** Sends what is due; with `all` also what still had to wait. */
  run(all: boolean): Promise<SendOutcome>;
}

/** So many items in a row without any answer: there is no network, the others need not find out. */
const UNANSWERED_LIMIT = 2;

export function createSender(parts: SenderParts): Sender {
  return {
    run: async (all) => {
      const ran = await parts.lock.run((alive) => sendAll(parts, all, alive));
      return ran ? 'done' : 'others';
    },
  };
}

async function sendAll(parts: SenderParts, all: boolean, alive: () => Promise<boolean>): Promise<void> {
  const tried = new Set<string>();
  let unanswered = 0;
  try {
    // Listed anew each time: another tab may have added or deleted something meanwhile.
    for (;;) {
      const next = (await parts.store.list()).find((item) => !tried.has(item.id) && isMeant(item, all, parts.now()));
      if (next === undefined || unanswered >= UNANSWERED_LIMIT) return;
      tried.add(next.id);
      parts.onChange(next.id);
      const left = await sendItem(parts, next.id, all, alive);
      unanswered = left?.state.kind === 'waiting' && left.state.held === 'network' ? unanswered + 1 : 0;
      if (!(await alive())) return;
    }
  } finally {
    parts.onChange(null);
  }
}

function isMeant(item: ItemRecord, all: boolean, now: number): boolean {
  return item.state.kind === 'waiting' && (all || nextStep(item, now).do !== 'rest');
}

/** Steps until the item has to wait, is stuck, delivered or gone. */
async function sendItem(
  parts: SenderParts,
  id: string,
  all: boolean,
  alive: () => Promise<boolean>,
): Promise<ItemRecord | null> {
  const happened = (event: Event) =>
    parts.store.change(id, (record) => advance(record, event, parts.now(), parts.random()));
  let record = await (all ? happened({ kind: 'hurry' }) : parts.store.change(id, () => null));
  while (record !== null) {
    const step = nextStep(record, parts.now());
    if (step.do === 'rest' || !(await alive())) return record;
    const event = await take(parts, record, step);
    record = await happened(event);
    parts.onChange(id);
    if (waits(event)) return record;
  }
  return null;
}

/** Whatever the clock does meanwhile: after these, one pass is over for the item. */
function waits({ kind }: Event): boolean {
  return ['no-answer', 'fault', 'busy', 'receipt-not-ours', 'keys-unknown'].includes(kind);
}

async function take(parts: SenderParts, record: ItemRecord, step: Exclude<Step, { do: 'rest' }>): Promise<Event> {
  const { piece } = step;
  if (step.do === 'work') {
    const nonce = await parts.seals.work(step.digest, step.bits, parts.pause);
    return { kind: 'worked', piece, bits: step.bits, nonce };
  }
  if (piece === 'envelope') return sendEnvelope(parts, record, step.nonce);
  return sendPart(parts, record, piece, step.nonce);
}

async function sendPart({ store, post, now }: SenderParts, record: ItemRecord, index: number, work: string) {
  const bytes = await store.part(record.id, index);
  const sha256 = record.parts[index];
  if (bytes === null || sha256 === undefined) return DAMAGED;
  const body: PartBody = { id: record.id, sha256, bytes: toBase64Url(bytes), work };
  return readPart(await post('/api/parts', body), index, now());
}

/** The store gave back something else than was put in: no sending will ever help. */
const DAMAGED: Event = { kind: 'refused', status: 0, refusal: 'damaged' };

async function sendEnvelope(parts: SenderParts, record: ItemRecord, work: string): Promise<Event> {
  const sealed = await parts.seals.read((await parts.store.envelope(record.id)) ?? '');
  // The digest is that of the very text that is sent, not one that was noted beside it.
  if (sealed === null || sealed.envelope.id !== record.id || sealed.digest !== record.digest) return DAMAGED;
  const { envelope, digest } = sealed;
  const body: SubmitBody = { envelope, work };
  const answer = readSubmitted(await parts.post('/api/submissions', body), parts.now());
  return answer.kind === 'unjudged' ? judge(parts, { id: envelope.id, digest }, answer) : answer;
}

/** Only here does an item become delivered. */
async function judge(
  { receiptKeys, seals }: SenderParts,
  expected: { readonly id: string; readonly digest: string },
  { receipt }: Extract<Answer, { kind: 'unjudged' }>,
): Promise<Event> {
  let keys = await receiptKeys(false);
  if (!keys?.keys.some(({ id }) => id === receipt.key)) {
    // Signed with a key that was not published yet when this phone last looked.
    keys = await receiptKeys(true);
  }
  if (keys === null) return { kind: 'keys-unknown' };
  return (await seals.verify(receipt, expected, keys)) ? { kind: 'receipt', receipt } : { kind: 'receipt-not-ours' };
}
