/** Another page of this browser has submitted or changed the draft that this one holds. */
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { KeptDraft } from '../../outbox/outbox.ts';
import type { Draft, DraftSaver } from './draft-saver.ts';
import type { DraftWatch } from './draft-watch.ts';

/** What the other page kept, or that nothing is left; null without a conflict. */
export type Conflict = KeptDraft | 'gone' | null;

/**
 * Looked for when the page comes to the front, before the next save hides it, and whenever asked. `latest`: what this page
 * holds now.
 */
export function useConflict(
  watch: DraftWatch,
  saver: DraftSaver,
  latest: RefObject<Pick<Draft, 'key'> | null>,
): { readonly conflict: Conflict; readonly check: () => Promise<boolean>; readonly solved: () => void } {
  const [conflict, setConflict] = useState<Conflict>(null);
  // It stays until somebody chose, whatever is saved meanwhile.
  const standing = useRef(false);
  const check = useCallback(async (): Promise<boolean> => {
    if (standing.current) return false;
    const key = latest.current?.key;
    if (key === undefined) return true;
    await saver.settled();
    const found = await watch.look(key);
    if (found === 'same' || latest.current?.key !== key) return true;
    standing.current = true;
    setConflict(found);
    return false;
  }, [watch, saver, latest]);
  const solved = useCallback(() => {
    standing.current = false;
    setConflict(null);
  }, []);
  useEffect(() => {
    const visible = (): void => {
      if (document.visibilityState === 'visible') void check();
    };
    document.addEventListener('visibilitychange', visible);
    return () => document.removeEventListener('visibilitychange', visible);
  }, [check]);
  return { conflict, check, solved };
}
