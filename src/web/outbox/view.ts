/** Stored records as pages see them. */
import type { ItemRecord } from '../store/outbox-record.ts';
import { dueAt } from './machine.ts';
import type { OutboxItem } from './outbox.ts';

export function viewItem(record: ItemRecord, now: number): OutboxItem {
  const { id, kind, about, writtenAt, secret, readable, corrects, state } = record;
  const taken = record.sent.filter((sent) => sent).length;
  const delivered = state.kind === 'delivered';
  return {
    id,
    kind,
    about,
    writtenAt,
    secret,
    readable,
    corrects,
    pieces: record.parts.length + 1,
    sent: delivered ? record.parts.length + 1 : taken,
    // After a clock that went back, no page counts down from years.
    state: state.kind === 'waiting' ? { ...state, notBefore: dueAt(record, now) ?? 0 } : state,
  };
}
