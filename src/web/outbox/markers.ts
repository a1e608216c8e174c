/**
 * What must not disappear unseen: beside the database, one mark an undelivered item. A browser that evicts the database,
 * or a cleaning app that deletes it, leaves the marks behind.
 *
 * A mark is set after its item was stored, and says "deleted by the person" before the item is deleted: no crash and no
 * second tab that read a moment ago invents a loss. One key an item, so that two tabs never write over each other.
 */

/** As much of `localStorage` as is used. */
export interface MarkStorage {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export interface Markers {
  /** Ids of items that were undelivered when last seen. */
  list(): readonly string[];
  /** Marks an undelivered item; nothing for one that was deleted. */
  set(id: string): void;
  /** Takes the mark away; a note of deletion stays. */
  clear(id: string): void;
  /** Notes that the person deleted it. */
  bury(id: string): void;
  /** Drops notes of deletion that no other tab can still stumble over. */
  sweep(): void;
}

const UNDELIVERED = '1';
/** Ids are UUIDs (`newId`): what is longer is a mark of another bureau, whose id begins with this one's and a hyphen. */
const ID = /^[0-9a-f-]{36}$/;
/** So many deletions later no tab is still between reading and writing. Counted, because clocks jump. */
const NOTES_KEPT = 100;

/** `storage` null: there is none, then nothing can be noticed. It throws when it is switched off or full. */
export function createMarkers(storage: () => MarkStorage | null, bureau: string): Markers {
  const prefix = `yixinma-outbox-${bureau}-`;
  const quietly = <Value>(fallback: Value, act: (storage: MarkStorage) => Value): Value => {
    try {
      const there = storage();
      return there === null ? fallback : act(there);
    } catch {
      return fallback;
    }
  };
  const all = (there: MarkStorage): string[] =>
    Array.from({ length: there.length }, (_, index) => there.key(index) ?? '').filter(
      (key) => key.startsWith(prefix) && ID.test(key.slice(prefix.length)),
    );
  /** Notes of deletion, the latest first. */
  const notes = (there: MarkStorage): { readonly key: string; readonly turn: number }[] =>
    all(there)
      .flatMap((key) => {
        const turn = /^deleted (\d+)$/.exec(there.getItem(key) ?? '')?.[1];
        return turn === undefined ? [] : [{ key, turn: Number(turn) }];
      })
      .sort((a, b) => b.turn - a.turn);
  return {
    list: () =>
      quietly([], (there) =>
        all(there)
          .filter((key) => there.getItem(key) === UNDELIVERED)
          .map((key) => key.slice(prefix.length)),
      ),
    set: (id) =>
      quietly(undefined, (there) => {
        if (there.getItem(prefix + id) === null) there.setItem(prefix + id, UNDELIVERED);
      }),
    clear: (id) =>
      quietly(undefined, (there) => {
        if (there.getItem(prefix + id) === UNDELIVERED) there.removeItem(prefix + id);
      }),
    bury: (id) =>
      quietly(undefined, (there) => there.setItem(prefix + id, `deleted ${(notes(there)[0]?.turn ?? 0) + 1}`)),
    sweep: () =>
      quietly(undefined, (there) => {
        for (const { key } of notes(there).slice(NOTES_KEPT)) there.removeItem(key);
      }),
  };
}
