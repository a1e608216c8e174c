/** Whether the browser says that there is no network. That it says there is one means little. */
import { useSyncExternalStore } from 'react';

export function useOffline(): boolean {
  return useSyncExternalStore(subscribe, () => navigator.onLine === false);
}

function subscribe(listener: () => void): () => void {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
}
