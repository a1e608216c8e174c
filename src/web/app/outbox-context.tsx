/** The outbox for the pages that write to it and list it, and the bureau for pages that load no county. */
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Bureau } from '../../core/domain/bureau.ts';
import type { Outbox, OutboxState } from '../outbox/outbox.ts';
import { useSync } from './context.tsx';

export const OutboxContext = createContext<Outbox | null>(null);

export function useOutbox(): Outbox {
  const outbox = useContext(OutboxContext);
  if (outbox === null) throw new Error('useOutbox outside OutboxContext');
  return outbox;
}

export function useOutboxState(): OutboxState {
  const outbox = useOutbox();
  return useSyncExternalStore(outbox.subscribe, outbox.state);
}

/** The bureau that the outbox verified by itself. */
export const ReceivingBureau = createContext<Bureau | null>(null);

/** The bureau out of the county's data, or else out of what the outbox verified; null while neither is there. */
export function useBureau(): Bureau | null {
  const receiving = useContext(ReceivingBureau);
  return useSync().shown?.data.bureau ?? receiving;
}
