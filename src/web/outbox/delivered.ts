/** What the server says of delivered items: lost ones are sent again, and what it surely holds need not be kept for ever. */

import type { Secret } from '../../core/complaint/secret.ts';
import type { StatusReport } from '../../core/complaint/status.ts';
import type { ItemRecord } from '../store/outbox-record.ts';
import type { OutboxStore } from '../store/outbox-store.ts';
import type { Event } from './machine.ts';
import type { OutboxParts } from './parts.ts';
import { askStatus, type StatusAnswer } from './status.ts';

export interface DeliveredParts extends Pick<OutboxParts, 'post' | 'recipients' | 'seals' | 'markers' | 'chance'> {
  readonly open: () => Promise<OutboxStore>;
  /** Lets something happen to a stored item. */
  readonly happen: (id: string, event: Event) => Promise<unknown>;
  readonly send: (all: boolean) => Promise<void>;
}

export interface Delivered {
  /** Asks where a submission stands, and takes in what that means for what is kept here. */
  status(number: string, secret: Secret): Promise<StatusReport | 'not-found' | 'offline' | 'busy'>;
  /**
   * Asks after one delivered item, by chance: so a server that was restored from an old backup is noticed without anybody
   * pressing a button, for the price of one small request a visit.
   */
  askAfterOne(): Promise<void>;
}

export function createDelivered(parts: DeliveredParts): Delivered {
  async function status(number: string, secret: Secret): Promise<StatusAnswer['answer']> {
    const told = await askStatus(parts.post, number, secret);
    await takeIn(parts, number, secret, told).catch(() => undefined);
    return told.answer;
  }
  return {
    status,
    askAfterOne: async () => {
      const kept = (await (await parts.open()).list()).filter(
        ({ state, sealed }) => state.kind === 'delivered' && sealed,
      );
      const one = kept[Math.floor(parts.chance() * kept.length)];
      if (one?.state.kind === 'delivered') await status(one.state.receipt.number, one.secret);
    },
  };
}

async function takeIn(parts: DeliveredParts, number: string, secret: Secret, { answer, at }: StatusAnswer) {
  const store = await parts.open();
  for (const record of await store.list()) {
    const receipt = record.state.kind === 'delivered' ? record.state.receipt : null;
    if (receipt?.number !== number || record.secret !== secret || !record.sealed) continue;
    if (answer === 'not-found') await sendAgain(parts, store, record, number);
    else if (typeof answer === 'object' && answer.id === record.id && at !== null)
      await parts.happen(record.id, { kind: 'server-has-it', at });
  }
}

/** A server that was restored from an old backup does not know what it has signed: it is sent again, under the same id. */
async function sendAgain(parts: DeliveredParts, store: OutboxStore, record: ItemRecord, number: string): Promise<void> {
  const { recipients, seals, markers } = parts;
  if (record.state.kind !== 'delivered') return;
  const keys = await recipients.receiptKeys(false);
  const sealed = await seals.read((await store.envelope(record.id)) ?? '');
  if (keys === null || sealed === null) return;
  // A receipt that is not genuine never made it here; one that somebody put into the store proves nothing.
  if (!(await seals.verify(record.state.receipt, { id: record.id, digest: sealed.digest }, keys))) return;
  // Undelivered again: from now on its disappearance must be noticed.
  if (store.keeps) markers.set(record.id);
  await parts.happen(record.id, { kind: 'server-lost-it', number });
  void parts.send(false);
}
