/** Sends again and again: one pass, then a timer for the next. A fault of the store must not end the trying. */
import type { ItemRecord } from '../store/outbox-record.ts';
import { coalesce } from './coalesce.ts';
import { dueAt } from './machine.ts';
import type { SendOutcome } from './sender.ts';

export interface PassesParts {
  /** One pass over what is due; with `all` also over what still had to wait. */
  readonly run: (all: boolean) => Promise<SendOutcome>;
  readonly list: () => Promise<readonly ItemRecord[]>;
  /** Shows what is stored now. */
  readonly refresh: () => Promise<void>;
  /** Ms since 1970. */
  readonly now: () => number;
  readonly after: (ms: number, act: () => void) => () => void;
}

/** Between two looks whether somebody else's sending has ended. */
const OTHERS_MS = 5000;
/** After a store that could not be read. */
const BROKEN_MS = 30_000;
/** A timer set further than this ahead is set again then: `setTimeout` counts wrongly beyond 24 days. */
const LONGEST_TIMER_MS = 3600_000;

/** Returns what asks for a pass. */
export function createPasses({ run, list, refresh, now, after }: PassesParts): (all: boolean) => Promise<void> {
  let cancelTimer = (): void => undefined;
  let hurry = false;
  const pass = coalesce(async () => {
    const all = hurry;
    hurry = false;
    cancelTimer();
    let wait: number | null = BROKEN_MS;
    try {
      wait = (await run(all)) === 'others' ? OTHERS_MS : untilNext(await list(), now());
    } catch {
      // The store failed: what is in it stays; look again later.
    }
    await refresh();
    if (wait !== null) cancelTimer = after(wait, () => void pass());
  });
  return (all) => {
    hurry ||= all;
    return pass();
  };
}

function untilNext(records: readonly ItemRecord[], now: number): number | null {
  const due = records.flatMap((record) => dueAt(record, now) ?? []);
  return due.length === 0 ? null : Math.min(LONGEST_TIMER_MS, Math.max(1000, Math.min(...due) - now));
}
