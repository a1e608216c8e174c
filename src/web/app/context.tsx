/** What every page may ask: the synchronised data, the day, an update of the app itself. */
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Outbox } from '../outbox/outbox.ts';
import type { AppConfig } from '../sync/config.ts';
import type { Sync, SyncState } from './data/controller.ts';
import type { AppUpdate } from './update.ts';

export interface AppContextValue {
  readonly sync: Sync;
  readonly config: AppConfig;
  readonly update: AppUpdate;
  /** Loads, opens and starts the outbox; the same one every time. Rejects when its chunk cannot be loaded. */
  readonly outbox: () => Promise<Outbox>;
  /** Now; the day of the Chinese calendar follows from it. */
  readonly now: () => Date;
  /** Build identification, shown on the status page. */
  readonly version: string;
}

export const AppContext = createContext<AppContextValue | null>(null);

export function useApp(): AppContextValue {
  const value = useContext(AppContext);
  if (value === null) throw new Error('useApp outside AppContext');
  return value;
}

export function useSync(): SyncState {
  const { sync } = useApp();
  return useSyncExternalStore(sync.subscribe, sync.state);
}

export function useUpdateWaiting(): boolean {
  const { update } = useApp();
  return useSyncExternalStore(update.subscribe, update.waiting);
}
