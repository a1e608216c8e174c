/** One sender at a time across tabs and the service worker. */
import type { OutboxStore } from '../store/outbox-store.ts';

export interface SenderLock {
  /**
   * Runs `work` unless somebody else is at it; says whether it ran. `alive` is asked before each step: false once the
   * lock was lost.
   */
  run(work: (alive: () => Promise<boolean>) => Promise<void>): Promise<boolean>;
}

const NAME = 'yixinma-outbox';
/** Longer than the longest step, which renews it: one request. */
export const LEASE_MS = 120_000;

/** As much of Web Locks as is used. */
export interface Locks {
  request(
    name: string,
    options: { readonly ifAvailable: true },
    work: (lock: unknown) => Promise<boolean>,
  ): Promise<boolean>;
}

/** Web Locks: the browser lets go of them when a tab dies. */
export function webLock(locks: Locks): SenderLock {
  return {
    run: (work) =>
      locks.request(NAME, { ifAvailable: true }, async (lock) => {
        if (lock === null) return false;
        await work(async () => true);
        return true;
      }),
  };
}

/**
 * A row with an end, for Safari before 15.4 and old WebViews. A tab that slept past its lease stops at its next step; what
 * it had under way does no harm, because sending again is answered with the same receipt.
 */
export function leaseLock(
  store: Pick<OutboxStore, 'lease' | 'endLease'>,
  holder: string,
  now: () => number,
): SenderLock {
  const take = (): Promise<boolean> => store.lease(holder, now(), LEASE_MS).catch(() => false);
  let busy = false;
  return {
    run: async (work) => {
      // The lease knows tabs apart, not two calls within one.
      if (busy) return false;
      busy = true;
      try {
        if (!(await take())) return false;
        await work(take).finally(() => store.endLease(holder).catch(() => undefined));
        return true;
      } finally {
        busy = false;
      }
    },
  };
}
