/** An item's state in words. The only place where 已送达 can come from, and it comes from `delivered` alone. */
import type { ItemState, OutboxItem, OutboxState, StuckReason } from '../../outbox/outbox.ts';
import type { Contact } from './contact.ts';
import type { OutText } from './words.ts';

/** `waiting` and `sending` look alike on purpose: both are not delivered. */
export type Tone = 'waiting' | 'sending' | 'stuck' | 'delivered';

export interface Standing {
  readonly tone: Tone;
  /** Changes exactly when a listener should hear of it: not with each second or piece. */
  readonly key: string;
  readonly title: string;
  /** What it means and what to do. */
  readonly lines: readonly string[];
  /** Until the next try, as it counts down; null when nothing counts. Never announced. */
  readonly countdown: string | null;
  /** Whether 现在再试 is offered. */
  readonly retry: boolean;
}

export interface Surroundings {
  readonly out: OutText;
  readonly contact: Contact;
  readonly storage: OutboxState['storage'];
  readonly sending: string | null;
  readonly wechat: boolean;
  /** Ms since 1970 by this device's clock. */
  readonly now: number;
}

/**
 * Whether a receipt asks to be saved. That of a rating does not: nobody waits for an answer to it; number and code can be
 * opened like those of a saved one.
 */
export function asksToBeSaved({ kind, state }: OutboxItem): boolean {
  return state.kind === 'delivered' && !state.secretSaved && kind !== 'rating';
}

type Waiting = Extract<ItemState, { kind: 'waiting' }>;

export function standingOf(item: OutboxItem, around: Surroundings): Standing {
  const { state } = item;
  const { out } = around;
  if (state.kind === 'delivered') {
    const lines = asksToBeSaved(item) ? [out.doneUnsaved] : [];
    return { tone: 'delivered', key: 'delivered', title: out.done, lines, countdown: null, retry: false };
  }
  if (state.kind === 'stuck') return stuck(state.reason, around);
  return around.sending === item.id ? sending(item, around) : waiting(state, around);
}

function sending({ sent, pieces }: OutboxItem, { out, storage }: Surroundings): Standing {
  const title = storage === 'memory' ? out.memory : out.saved;
  const lines = [out.sending({ n: sent, m: pieces })];
  return { tone: 'sending', key: 'sending', title, lines, countdown: null, retry: false };
}

function waiting(state: Waiting, around: Surroundings): Standing {
  const { out, storage, now } = around;
  const seconds = Math.max(0, Math.ceil((state.notBefore - now) / 1000));
  return {
    tone: 'waiting',
    key: `waiting ${state.held ?? ''}`,
    title: storage === 'memory' ? out.memory : out.saved,
    lines: waitingLines(state.held, seconds, around),
    countdown: seconds > 0 ? countdownText(state.held, seconds, out) : null,
    // The server asked for a pause and keeps the place: pressing would only cost it.
    retry: !(state.held === 'busy' && seconds > 0),
  };
}

function waitingLines(held: Waiting['held'], seconds: number, around: Surroundings): readonly string[] {
  const { out, contact, storage, wechat } = around;
  // The countdown of a weak network says so itself.
  const why = held === null || saysWeak(held, seconds) ? [] : held === 'busy' ? [out.busy] : [out.held[held]];
  const call = held === 'wrong-receipt' || held === 'unconfirmed-keys' ? [out.heldCall({ phone: contact.phone })] : [];
  // What lives in this page only is not sent by opening it again.
  const leave = storage === 'memory' ? [] : wechat ? [out.savedWechat] : [out.savedDo({ phone: contact.phone })];
  return [...why, ...call, ...leave];
}

/** Seconds; what takes longer is told in minutes. */
const LONGEST_COUNTED = 120;

function saysWeak(held: Waiting['held'], seconds: number): boolean {
  return held === 'network' && seconds > 0 && seconds <= LONGEST_COUNTED;
}

function countdownText(held: Waiting['held'], seconds: number, out: OutText): string {
  if (seconds > LONGEST_COUNTED) return out.retryMinutes({ n: Math.ceil(seconds / 60) });
  return saysWeak(held, seconds) ? out.retry({ n: seconds }) : out.retryIn({ n: seconds });
}

function stuck(reason: StuckReason, { out, contact, storage }: Surroundings): Standing {
  const title = storage === 'memory' ? out.stuckMemory : out.stuck;
  return { tone: 'stuck', key: 'stuck', title, lines: [whyStuck(reason, out, contact)], countdown: null, retry: false };
}

function whyStuck(reason: StuckReason, out: OutText, { phone }: Contact): string {
  switch (reason.code) {
    case 'too-large':
      return out.stuckSize;
    case 'other-content':
      return out.stuckOther({ phone });
    case 'refused':
      return out.stuckRefused({ code: `${reason.status} ${reason.refusal}`, phone });
  }
}

/** The item's name for buttons and announcements; with its time only where two would be called the same. */
export function itemNames(
  items: readonly OutboxItem[],
  out: OutText,
  time: (iso: string) => string,
): ReadonlyMap<string, string> {
  const plain = (item: OutboxItem) =>
    item.about === null ? out.kind[item.kind] : `${out.kind[item.kind]}${out.comma}${item.about}`;
  const counts = new Map<string, number>();
  for (const item of items) counts.set(plain(item), (counts.get(plain(item)) ?? 0) + 1);
  return new Map(
    items.map((item) => {
      const name = plain(item);
      return [item.id, (counts.get(name) ?? 0) > 1 ? `${name}${out.comma}${time(item.writtenAt)}` : name];
    }),
  );
}
