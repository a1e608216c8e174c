/** Deletes what need not be kept, on time and without anybody thinking of it. Tombstones stay: a re-sent item finds its receipt. */
import { KEPT_DAYS } from '../../core/complaint/limits.ts';
import type { IntakeStore } from './store/store.ts';

/** Days. Configuration in code; the notice on the form takes the first from the same constant. */
export const RETENTION = {
  /**
   * Content of what is closed, refused or moved, counted from that decision: half a year. The sixty days for a
   * reconsideration (行政复议法, 第二十条) are then over, the six months to court (行政诉讼法, 第四十六条) all but a few days.
   * What a case file must keep longer is exported from the desk before.
   */
  closed: KEPT_DAYS,
  /** Parts whose submission never came. A phone may be without a network for eight weeks. */
  orphans: 60,
  /** The same when half of the room for such parts is taken: phones hold their photos until the receipt and send them again. */
  orphansUnderPressure: 1,
} as const;

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

type Purging = Pick<IntakeStore, 'purge' | 'waitingPartBytes'>;

/** One round. `cap`: room for waiting parts, bytes. */
export async function purgeOld(
  store: Purging,
  now: Date,
  cap: number,
): Promise<{ readonly submissions: number; readonly parts: number }> {
  const pressed = (await store.waitingPartBytes()) > cap / 2;
  const before = (days: number): string => new Date(now.getTime() - days * DAY_MS).toISOString();
  return store.purge({
    closedBefore: before(RETENTION.closed),
    orphansBefore: before(pressed ? RETENTION.orphansUnderPressure : RETENTION.orphans),
    at: now.toISOString(),
  });
}

export interface Keeping {
  readonly store: Purging;
  readonly cap: number;
  readonly now: () => Date;
  /** Told of a fault; the next round comes all the same. */
  readonly failed: (fault: unknown) => void;
  readonly everyMs?: number;
}

/** A round at once and then every day; every hour is looked whether parts press. Returns what stops it. */
export function keepPurging({ store, cap, now, failed, everyMs = HOUR_MS }: Keeping): () => void {
  let last = Number.NEGATIVE_INFINITY;
  const round = async (): Promise<void> => {
    const at = now();
    const due = at.getTime() - last >= DAY_MS || (await store.waitingPartBytes()) > cap / 2;
    if (!due) return;
    await purgeOld(store, at, cap);
    last = at.getTime();
  };
  const run = (): void => void round().catch(failed);
  run();
  const timer = setInterval(run, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
