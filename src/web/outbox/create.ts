/** The outbox of one page: reads the store, sends what waits, tells who listens. Everything of the world is an argument. */
import { parseSubmission } from '../../core/complaint/submission.ts';
import type { Bytes } from '../../core/domain/bytes.ts';
import type { DraftPlace, OutboxStore } from '../store/outbox-store.ts';
import { readJson } from './answer.ts';
import { coalesce } from './coalesce.ts';
import { createDelivered } from './delivered.ts';
import { type ExportedItem, writeExport } from './export.ts';
import { createDrafts } from './kept-drafts.ts';
import { readWithLosses } from './losses.ts';
import { advance, type Event } from './machine.ts';
import type { Outbox, OutboxState, SubmitOutcome, Written } from './outbox.ts';
import type { OutboxParts } from './parts.ts';
import { createPasses } from './passes.ts';
import { createSender, type Sender } from './sender.ts';
import { sealAndStore } from './submit.ts';
import { viewItem } from './view.ts';

const FIRST: OutboxState = { storage: 'loading', items: [], sending: null, lost: null };

export function createOutbox(parts: OutboxParts): Outbox {
  const { recipients, markers, channel } = parts;
  const listeners = new Set<() => void>();
  let state = FIRST;
  let lost: readonly string[] = [];
  let opened: Promise<{ readonly store: OutboxStore; readonly sender: Sender }> | null = null;

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
      post: parts.post,
      seals: parts.seals,
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

  async function happen(id: string, event: Event): Promise<void> {
    const { store } = await open();
    await store.change(id, (there) => advance(there, event, nowMs(), parts.chance()));
    tellAll();
  }

  const opening = async (): Promise<OutboxStore> => (await open()).store;
  const send = createPasses({
    run: async (all) => (await open()).sender.run(all),
    list: async () => (await opening()).list(),
    refresh,
    now: nowMs,
    after: parts.after,
  });
  const delivered = createDelivered({ ...parts, open: opening, happen, send });

  async function submit(
    written: Written,
    photos: readonly Bytes[],
    keepCopy: boolean,
    from: DraftPlace | null,
  ): Promise<SubmitOutcome> {
    if (!parts.hasCrypto()) return { ok: false, why: 'no-crypto' };
    const to = await recipients.get();
    if (to === 'closed') return { ok: false, why: 'closed' };
    if (to === 'unknown') return { ok: false, why: 'no-keys' };
    const { store } = await open();
    const outcome = await sealAndStore({ ...parts, add: store.add }, to, written, photos, keepCopy, from);
    if (outcome.kept !== 'saved') return { ok: false, why: outcome.kept };
    const { id } = outcome.record;
    if (store.keeps) markers.set(id);
    parts.onStored();
    await refresh();
    channel.tell();
    void send(false);
    return { ok: true, id };
  }

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: async () => {
      channel.listen(() => void refresh());
      markers.sweep();
      await refresh();
      parts.watch(() => void send(false));
      await send(false);
      await delivered.askAfterOne().catch(() => undefined);
    },
    recipients: recipients.get,
    // A seal that breaks is our fault or the form's; the draft is still there.
    submit: (written, photos, keepCopy, from) =>
      submit(written, photos, keepCopy, from ?? null).catch((): SubmitOutcome => ({ ok: false, why: 'failed' })),
    send,
    read: async (id) => {
      const copy = await (await opening()).copy(id).catch(() => null);
      const submission = copy && parseSubmission(readJson(copy.text));
      return copy && submission ? { submission, photos: copy.photos } : null;
    },
    confirmSaved: (id) => happen(id, { kind: 'saved' }),
    remove: async (id) => {
      const { store } = await open();
      if (store.keeps) markers.bury(id);
      await store.remove(id);
      await refresh();
      channel.tell();
    },
    exportSealed: async (ids) => writeExport(await readSealed(await opening(), parts.seals, ids)),
    acknowledgeLost: async () => {
      for (const id of lost) markers.clear(id);
      await refresh();
    },
    status: delivered.status,
    ...createDrafts(opening, parts.now),
  };
}

async function readSealed(
  store: OutboxStore,
  { read }: OutboxParts['seals'],
  ids: readonly string[],
): Promise<ExportedItem[]> {
  const items: ExportedItem[] = [];
  for (const id of ids) {
    const sealed = await read((await store.envelope(id)) ?? '');
    if (sealed === null) continue;
    const chunks = await Promise.all(sealed.envelope.parts.map((_, index) => store.part(id, index)));
    items.push({ envelope: sealed.envelope, parts: chunks.flatMap((chunk) => chunk ?? []) });
  }
  return items;
}
