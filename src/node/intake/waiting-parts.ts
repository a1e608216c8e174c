/** Keeps parts that nobody claims from filling the disk: phones still hold them, so asking these to wait loses nothing. */
import type { IntakeStore } from './store/store.ts';

export interface WaitingParts {
  /** Whether so many bytes may still come. Counts them; the store corrects the count every few seconds. */
  room(bytes: number, at: Date): Promise<boolean>;
}

/** Adding up is the database's work: not for every chunk. */
const RECOUNT_MS = 5000;

export function waitingParts(store: Pick<IntakeStore, 'waitingPartBytes'>, cap: number): WaitingParts {
  let counted: Promise<void> | null = null;
  let countedAt = Number.NEGATIVE_INFINITY;
  let held = 0;
  async function count(): Promise<void> {
    held = await store.waitingPartBytes();
  }
  return {
    async room(bytes, at) {
      if (Math.abs(at.getTime() - countedAt) >= RECOUNT_MS) {
        countedAt = at.getTime();
        counted = count();
      }
      await counted?.catch((fault: unknown) => {
        countedAt = Number.NEGATIVE_INFINITY;
        throw fault;
      });
      if (held + bytes > cap) return false;
      held += bytes;
      return true;
    },
  };
}
