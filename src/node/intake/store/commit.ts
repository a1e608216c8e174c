/** Taking a group of submissions: what is known, what is fresh, one transaction. */
import { parseReceipt, type Receipt } from '../../../core/complaint/receipt.ts';
import type { Dialect, Found, Taken } from './dialect.ts';
import { StoreFault } from './errors.ts';
import { bySubmission, settleParts, type WaitingParts } from './parts.ts';
import type { SubmissionRecord } from './schema.ts';
import type { Arrival, IntakeStore, SignGroup, Stored } from './store.ts';
import { untilDone } from './transaction.ts';

/** `IntakeStore.commit`. When it lost against another process, the group is looked at and signed again. */
export function commit(
  dialect: Dialect,
  arrivals: readonly Arrival[],
  sign: SignGroup,
): ReturnType<IntakeStore['commit']> {
  if (arrivals.length === 0) return Promise.resolve([]);
  const ids = arrivals.map((arrival) => arrival.id);
  return untilDone(dialect, () =>
    dialect.takeGroup(ids, (found) => {
      const waiting = bySubmission(found.waiting);
      const { answers, fresh } = sortOut(arrivals, new Map(found.known.map((row) => [row.id, row])), waiting);
      const receipts = fresh.length === 0 ? [] : sign(fresh);
      const taken = fresh.length === 0 ? null : takeIn(fresh, receipts, waiting);
      return { answer: answers.map((answer) => ('fresh' in answer ? stored(answer, receipts) : answer)), taken };
    }),
  );
}

type Known = ReadonlyMap<string, Found['known'][number]>;

/** An answer that stands, or the place of the receipt among those that are about to be signed. */
type Answer = Stored | { readonly fresh: number; readonly kind: 'new' | 'known' };

/** In the order of the group, as if each had come alone: the second of two equal ones is known already. */
function sortOut(
  arrivals: readonly Arrival[],
  known: Known,
  waiting: WaitingParts,
): { readonly answers: readonly Answer[]; readonly fresh: readonly Arrival[] } {
  const fresh: Arrival[] = [];
  const places = new Map<string, number>();
  const answers = arrivals.map((arrival): Answer => {
    const row = known.get(arrival.id);
    if (row) return row.digest === arrival.digest ? recall(row.receipt) : { kind: 'other-content' };
    const place = places.get(arrival.id);
    if (place !== undefined) {
      return fresh[place]?.digest === arrival.digest ? { fresh: place, kind: 'known' } : { kind: 'other-content' };
    }
    const there = waiting.get(arrival.id);
    const missing = [...arrival.parts.keys()].filter((index) => !there?.has(arrival.parts[index]?.sha256 ?? ''));
    if (missing.length > 0) return { kind: 'parts-missing', missing };
    places.set(arrival.id, fresh.length);
    return { fresh: fresh.push(arrival) - 1, kind: 'new' };
  });
  return { answers, fresh };
}

function recall(text: string): Stored {
  const receipt = parseReceipt(JSON.parse(text));
  if (receipt === null) throw damaged('receipt');
  return { kind: 'known', receipt };
}

/** A row that this program did not write so. */
export function damaged(what: string): StoreFault {
  return new StoreFault(
    'damaged',
    `数据库中的内容已损坏（${what}），请从备份恢复。/ The database holds a damaged ${what}: restore from a backup.`,
  );
}

function takeIn(fresh: readonly Arrival[], receipts: readonly Receipt[], waiting: WaitingParts): Taken {
  return {
    rows: fresh.map((arrival, index) => toRow(arrival, receipts[index])),
    ...settleParts(fresh, waiting),
    note: {
      kind: 'received',
      at: fresh[fresh.length - 1]?.time ?? '',
      detail: JSON.stringify({ count: fresh.length, root: receipts[0]?.group.root }),
    },
  };
}

function toRow(arrival: Arrival, receipt: Receipt | undefined): SubmissionRecord {
  // A receipt for something else would be acknowledged and stored for ever.
  if (receipt?.id !== arrival.id || receipt.digest !== arrival.digest || receipt.number !== arrival.number) {
    throw new StoreFault(
      'signing',
      '签发的回执与提交不符，未保存任何内容；请检查回执签名程序。/ Signing gave receipts for something else; nothing was stored. Check the receipt signer.',
    );
  }
  const { id, digest, number, lookup, envelope, time } = arrival;
  return {
    id,
    digest,
    number,
    lookup,
    envelope,
    receipt: JSON.stringify(receipt),
    received_at: time,
    state: 'received',
    due: null,
    changed_at: time,
  };
}

function stored(
  answer: { readonly fresh: number; readonly kind: 'new' | 'known' },
  receipts: readonly Receipt[],
): Stored {
  const receipt = receipts[answer.fresh];
  if (!receipt) throw damaged('receipt');
  return { kind: answer.kind, receipt };
}
