/** Another window of this browser has submitted or changed the draft that this one holds. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useOutbox } from '../outbox-context.tsx';
import type { Draft, DraftSaver, DraftState } from './draft-saver.ts';
import type { DraftWatch, Elsewhere } from './draft-watch.ts';

interface Conflicts {
  readonly conflict: Elsewhere | null;
  /** Looks for one; true where there is none. One that stands is pointed at again. */
  readonly check: () => Promise<boolean>;
  readonly solved: () => void;
}

/**
 * Looked for when the page comes to the front, when a save found something else, when the outbox tells that the draft
 * became a submission, and whenever asked. `latest`: what this page holds now; null while it hands the draft over itself.
 */
export function useConflict(
  watch: DraftWatch,
  saver: Pick<DraftSaver, 'settled'>,
  latest: () => Pick<Draft, 'key'> | null,
  draft: DraftState,
): Conflicts {
  const outbox = useOutbox();
  const [conflict, setConflict] = useState<Elsewhere | null>(null);
  // It stays until somebody chose, whatever is saved meanwhile.
  const standing = useRef(false);
  const look = useCallback(async (): Promise<void> => {
    const key = latest()?.key;
    if (standing.current || key === undefined) return;
    await saver.settled();
    const found = await watch.look(key);
    if (found === null || latest()?.key !== key) return;
    standing.current = true;
    setConflict(found);
  }, [watch, saver, latest]);
  const check = useCallback(async (): Promise<boolean> => {
    if (standing.current) setConflict((now) => now && { ...now });
    else await look();
    return !standing.current;
  }, [look]);
  const solved = useCallback(() => {
    standing.current = false;
    setConflict(null);
  }, []);
  useEffect(() => {
    const visible = (): void => {
      if (document.visibilityState === 'visible') void look();
    };
    document.addEventListener('visibilitychange', visible);
    return () => document.removeEventListener('visibilitychange', visible);
  }, [look]);
  useEffect(() => {
    if (draft === 'elsewhere') void look();
  }, [draft, look]);
  useEffect(
    () =>
      outbox.subscribe(() => {
        const key = latest()?.key;
        if (key !== undefined && watch.isSubmitted(key)) void look();
      }),
    [outbox, watch, latest, look],
  );
  return { conflict, check, solved };
}
