/** While something is open within a step, the history has an entry more: Back closes it and leaves the step alone. */
import { useCallback, useEffect, useRef } from 'react';
import { useLocation, useNavigate } from 'react-router';

/**
 * To be called when it is opened. `open`: whether it is; closing it takes the entry back. `onBack` is told of Back and says
 * whether it may close; where not, the entry is put back and it stays open.
 */
export function useBackCloses(open: boolean, onBack: () => boolean): () => void {
  const navigate = useNavigate();
  const { search, state } = useLocation();
  const over = isOver(state);
  const toReview = typeof state === 'object' && state !== null && 'toReview' in state && state.toReview === true;
  const enter = useCallback(
    () => void navigate({ search }, { state: { own: true, toReview, over: true } }),
    [navigate, search, toReview],
  );
  const ask = useRef(onBack);
  useEffect(() => {
    ask.current = onBack;
  });
  const before = useRef({ over: false, leaving: false });
  useEffect(() => {
    const was = before.current;
    if (over && !open && !was.leaving) {
      // Closed by its own buttons; or a reload or the way forward led to an entry of what is not open.
      was.leaving = true;
      void navigate(-1);
    } else if (was.over && !over) {
      if (open && !ask.current()) enter();
      was.leaving = false;
    }
    was.over = over;
  }, [over, open, navigate, enter]);
  return enter;
}

function isOver(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'over' in state && state.over === true;
}
