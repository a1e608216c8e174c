/** The outbox of one page: reads the store, sends what waits, tells who listens. Everything of the world is an argument. */

import { parseSubmission } from '../../core/complaint/submission.ts';
import type { Random } from '../../core/complaint/suite.ts';
import type { Bytes } from '../../core/domain/bytes.ts';
import type { ItemRecord } from '../store/outbox-record.ts';
import type { OutboxStore } from '../store/outbox-store.ts';
import { readJson } from './answer.ts';
import { coalesce } from './coalesce.ts';
import { type ExportedItem, writeExport } from './export.ts';
import type { SenderLock } from './lock.ts';
import { readWithLosses } from './losses.ts';
import { advance, dueAt, type Event, isExpired } from './machine.ts';
import type { Markers } from './markers.ts';
import type { Outbox, OutboxState, SubmitOutcome, Written } from './outbox.ts';
import type { Post } from './post.ts';
import type { RecipientsSource } from './recipients.ts';
import type { Seals } from './seals.ts';
import { createSender, type Sender } from './sender.ts';
import { askStatus } from './status.ts';
import { sealAndStore } from './submit.ts';
import { viewItem } from './view.ts';

/** Tells other tabs and the worker that something was stored. */
export interface Channel {
  tell(): void;
  listen(onTold: () => void): void;
}

export interface OutboxParts {
  readonly store: () => Promise<OutboxStore>;
  readonly recipients: RecipientsSource;
  readonly post: Post;
  readonly lock: (store: OutboxStore) => SenderLock;
  readonly seals: Seals;
  readonly markers: Markers;
  readonly channel: Channel;
  readonly now: () => Date;
  readonly random: Random;
  /** From 0 up to 1, for jitter. */
  readonly chance: () => number;
  readonly pause: () => Promise<void>;
  /** Calls back once after so many ms; returns what cancels it. */
  readonly after: (ms: number, act: () => void) => () => void;
  /** Calls back whenever the network is back or the page became visible. */
  readonly watch: (onReturn: () => void) => void;
  /** Whether this page may use the browser's cryptography (not over plain http). */
  readonly hasCrypto: () => boolean;
  /** After a submission was stored: asks to keep the storage, and the worker to send when the page is gone. */
  readonly onStored: () => void;
}

/** Between two looks whether somebody else's sending has ended. */
const OTHERS_MS = 5000;
/** After a store that could not be read. */
const BROKEN_MS = 30_000;
/** A timer set further than this ahead is set again then: `setTimeout` counts wrongly beyond 24 days. */
const LONGEST_TIMER_MS = 3600_000;

const FIRST: OutboxState = { storage: 'loading', items: [], sending: null, lost: null };

export function createOutbox(parts: OutboxParts): Outbox {
  const { recipients, markers, channel, post, seals } = parts;
  const listeners = new Set<() => void>();
  let state = FIRST;
  let lost: readonly string[] = [];
  let opened: Promise<{ readonly store: OutboxStore; readonly sender: Sender }> | null = null;
  let cancelTimer = (): void => undefined;
  let hurry = false;

  const nowMs = (): number => parts.now().getTime();
  const open = () => {
    opened ??= parts.store().then((store) => ({ store, sender: senderOver(store) }));
    return opened;
  };
  const change = (next: Partial<OutboxState>): void => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };

  function senderOver(store: OutboxStore): Sender {
    return createSender({
      store,
      post,
      seals,
      lock: parts.lock(store),
      receiptKeys: recipients.receiptKeys,
      now: nowMs,
      random: parts.chance,
      pause: parts.pause,
      onChange: (sending) => {
        if (sending !== state.sending) change({ sending });
        tellAll();
      },
    });
  }

  /** Reads again; a store that cannot be read leaves what is shown. */
  const refresh = coalesce(async () => {
    const { store } = await open();
    const read = await readWithLosses(store, markers).catch(() => null);
    const storage = store.keeps ? 'kept' : 'memory';
    if (read === null) return change({ storage });
    lost = read.lost;
    const items = read.records.map((record) => viewItem(record, nowMs())).reverse();
    change({ storage, items, lost: lost.length > 0 ? lost.length : null });
  });

  function tellAll(): void {
    void refresh();
    channel.tell();
  }

  async function event(id: string, what: Event): Promise<ItemRecord | null> {
    const { store } = await open();
    const record = await store.change(id, (there) => advance(there, what, nowMs(), parts.chance()));
    tellAll();
    return record;
  }

  /** One pass, then a timer for the next. A fault of the store must not end the trying. */
  const pass = coalesce(async () => {
    const all = hurry;
    hurry = false;
    cancelTimer();
    let wait: number | null = BROKEN_MS;
    try {
      const { store, sender } = await open();
      wait = (await sender.run(all)) === 'others' ? OTHERS_MS : await untilNext(store);
    } catch {
      // The store failed: what is in it stays; look again later.
    }
    await refresh();
    if (wait !== null) cancelTimer = parts.after(wait, () => void pass());
  });

  async function untilNext(store: OutboxStore): Promise<number | null> {
    const now = nowMs();
    const due = (await store.list()).flatMap((record) => dueAt(record, now) ?? []);
    return due.length === 0 ? null : Math.min(LONGEST_TIMER_MS, Math.max(1000, Math.min(...due) - now));
  }

  function send(all: boolean): Promise<void> {
    hurry ||= all;
    return pass();
  }

  async function dropExpired(store: OutboxStore): Promise<void> {
    const old = (await store.list()).filter((record) => isExpired(record, nowMs()));
    for (const { id } of old) await event(id, { kind: 'expired' });
  }

  async function submit(written: Written, photos: readonly Bytes[], keepCopy: boolean): Promise<SubmitOutcome> {
    if (!parts.hasCrypto()) return { ok: false, why: 'no-crypto' };
    const to = await recipients.get();
    if (to === 'closed') return { ok: false, why: 'closed' };
    if (to === 'unknown') return { ok: false, why: 'no-keys' };
    const { store } = await open();
    const outcome = await sealAndStore({ ...parts, add: store.add }, to, written, photos, keepCopy);
    if (outcome.kept !== 'saved') return { ok: false, why: outcome.kept };
    const { id } = outcome.record;
    if (store.keeps) markers.set(id);
    parts.onStored();
    await refresh();
    channel.tell();
    void send(false);
    return { ok: true, id };
  }

  /** A server that was restored from an old backup does not know what it has signed: it is sent again, under the same id. */
  async function sendAgain(number: string, secret: string): Promise<void> {
    const { store } = await open();
    for (const record of await store.list()) {
      const receipt = record.state.kind === 'delivered' ? record.state.receipt : null;
      if (receipt?.number !== number || record.secret !== secret || !record.sealed) continue;
      const [keys, sealed] = [
        await recipients.receiptKeys(false),
        await seals.read((await store.envelope(record.id)) ?? ''),
      ];
      if (keys === null || sealed === null) continue;
      // A receipt that is not genuine never made it here; one that somebody put into the store proves nothing.
      if (!(await seals.verify(receipt, { id: record.id, digest: sealed.digest }, keys))) continue;
      // Undelivered again: from now on its disappearance must be noticed.
      if (store.keeps) markers.set(record.id);
      await event(record.id, { kind: 'server-lost-it', number });
      void send(false);
    }
  }

  /**
   * Asks after one delivered item, by chance: so a server that was restored from an old backup is noticed without anybody
   * pressing a button, for the price of one small request a visit.
   */
  async function askAfterOne(store: OutboxStore): Promise<void> {
    const kept = (await store.list()).filter(({ state, sealed }) => state.kind === 'delivered' && sealed);
    const one = kept[Math.floor(parts.chance() * kept.length)];
    if (one?.state.kind !== 'delivered') return;
    const { number } = one.state.receipt;
    if ((await askStatus(post, number, one.secret)) === 'not-found') await sendAgain(number, one.secret);
  }

  async function exported(ids: readonly string[]): Promise<ExportedItem[]> {
    const { store } = await open();
    const items: ExportedItem[] = [];
    for (const id of ids) {
      const sealed = await seals.read((await store.envelope(id)) ?? '');
      if (sealed === null) continue;
      const chunks = await Promise.all(sealed.envelope.parts.map((_, index) => store.part(id, index)));
      items.push({ envelope: sealed.envelope, parts: chunks.flatMap((chunk) => chunk ?? []) });
    }
    return items;
  }

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: async () => {
      const { store } = await open();
      channel.listen(() => void refresh());
      markers.sweep(nowMs());
      await refresh();
      parts.watch(() => void send(false));
      await dropExpired(store).catch(() => undefined);
      await send(false);
      await askAfterOne(store).catch(() => undefined);
    },
    recipients: recipients.get,
    // A seal that breaks is our fault or the form's; the draft is still there.
    submit: (written, photos, keepCopy) =>
      submit(written, photos, keepCopy).catch((): SubmitOutcome => ({ ok: false, why: 'failed' })),
    send,
    read: async (id) => {
      const copy = await (await open()).store.copy(id).catch(() => null);
      const submission = copy && parseSubmission(readJson(copy.text));
      return copy && submission ? { submission, photos: copy.photos } : null;
    },
    confirmSaved: async (id) => {
      await event(id, { kind: 'saved' });
    },
    remove: async (id) => {
      const { store } = await open();
      if (store.keeps) markers.bury(id, nowMs());
      await store.remove(id);
      await refresh();
      channel.tell();
    },
    exportSealed: async (ids) => writeExport(await exported(ids)),
    acknowledgeLost: async () => {
      for (const id of lost) markers.clear(id);
      await refresh();
    },
    status: async (number, secret) => {
      const answer = await askStatus(post, number, secret);
      if (answer === 'not-found') await sendAgain(number, secret).catch(() => undefined);
      return answer;
    },
    loadDraft: async (key) => {
      const draft = await (await open()).store.loadDraft(key).catch(() => null);
      return draft && { value: parseJson(draft.text), photos: draft.photos, savedAt: draft.savedAt };
    },
    saveDraft: async (key, value, photos) => {
      const draft = { text: JSON.stringify(value), photos, savedAt: parts.now().toISOString() };
      return (await open()).store.saveDraft(key, draft);
    },
    dropDraft: async (key) => (await open()).store.dropDraft(key),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
