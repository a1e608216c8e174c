/** Updates of the app itself: the new worker waits until the reader says so. */
import { Workbox } from 'workbox-window';

export interface AppUpdate {
  readonly waiting: () => boolean;
  readonly subscribe: (listener: () => void) => () => void;
  /** Lets the new version take over and loads it. */
  accept(): void;
  /** Puts the offer away for this visit. */
  dismiss(): void;
  /** Looks whether there is a new version. */
  look(): void;
}

/** iOS sometimes never tells that the new worker took over. */
const RELOAD_LIMIT_MS = 4000;

/** Registers the service worker of the site at this path; an update that never comes where there are none. */
export function registerWorker(basePath: string, reload: () => void): AppUpdate {
  const listeners = new Set<() => void>();
  let waiting = false;
  const tell = (value: boolean): void => {
    waiting = value;
    for (const listener of listeners) listener();
  };
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const base = { waiting: () => waiting, subscribe, dismiss: () => tell(false) };
  // Plain http on a local network, private windows of some browsers.
  if (!('serviceWorker' in navigator) || !window.isSecureContext) {
    return { ...base, accept: () => undefined, look: () => undefined };
  }
  const workbox = new Workbox(`${basePath}sw.js`, { scope: basePath });
  workbox.addEventListener('waiting', () => tell(true));
  workbox.register().catch(() => undefined);
  return {
    ...base,
    accept: () => {
      let done = false;
      const once = (): void => {
        if (done) return;
        done = true;
        reload();
      };
      workbox.addEventListener('controlling', once);
      setTimeout(once, RELOAD_LIMIT_MS);
      workbox.messageSkipWaiting();
    },
    look: () => {
      workbox.update().catch(() => undefined);
    },
  };
}
