/** The outbox of a page in a browser. */
import { openOutbox } from '../store/outbox-dexie.ts';
import type { AppConfig } from '../sync/config.ts';
import { watchReturn } from '../sync/triggers.ts';
import { createOutbox } from './create.ts';
import { createMarkers } from './markers.ts';
import type { Outbox } from './outbox.ts';
import { breathe, browserChannel, browserLock, browserPost, browserRecipients, OUTBOX_TAG, random } from './ports.ts';
import { coreSeals } from './seals.ts';

/** Call once a page; `start()` reads what is kept and sends what waits. */
export function openBrowserOutbox(config: AppConfig): Outbox {
  return createOutbox({
    store: () => openOutbox(config.bureau),
    recipients: browserRecipients(config),
    post: browserPost(config),
    lock: browserLock,
    seals: coreSeals,
    markers: createMarkers(() => globalThis.localStorage, config.bureau),
    channel: browserChannel(),
    now: () => new Date(),
    random,
    chance: Math.random,
    pause: breathe,
    after: (ms, act) => {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
    watch: watchReturn,
    hasCrypto: () => globalThis.isSecureContext && Boolean(globalThis.crypto?.subtle),
    onStored: () => {
      askToKeep().catch(() => undefined);
      void askToSendLater();
    },
  });
}

/** Without it, a phone short of space may evict what was not sent yet. Some browsers ask the person: only now, with a reason. */
async function askToKeep(): Promise<void> {
  if (asked || !('storage' in navigator) || !('persist' in navigator.storage)) return;
  // Once a page: a person who said no is not asked again and again.
  asked = true;
  if (!(await navigator.storage.persisted())) await navigator.storage.persist();
}
let asked = false;

/** Background Sync, where it exists: the worker then sends when the network is back, even with no page open. */
async function askToSendLater(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  try {
    const registration = await navigator.serviceWorker.ready;
    if (hasSync(registration)) await registration.sync.register(OUTBOX_TAG);
  } catch {
    // Not allowed here: the page sends by itself as long as it is open.
  }
}

interface WithSync {
  readonly sync: { register(tag: string): Promise<void> };
}

function hasSync(registration: ServiceWorkerRegistration): registration is ServiceWorkerRegistration & WithSync {
  return 'sync' in registration;
}
