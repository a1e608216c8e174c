/** The browser behind the outbox's arguments, the same in a page and in the service worker. */
import type { Bytes } from '../../core/domain/bytes.ts';
import { sitePath } from '../../core/domain/site-address.ts';
import { openStore } from '../store/dexie-store.ts';
import type { OutboxStore } from '../store/outbox-store.ts';
import type { AppConfig } from '../sync/config.ts';
import { exclusively } from '../sync/exclusively.ts';
import { originFetcher } from '../sync/network.ts';
import { leaseLock, type SenderLock, webLock } from './lock.ts';
import type { Channel } from './parts.ts';
import { createPost, type Post } from './post.ts';
import { createRecipients, type RecipientsSource } from './recipients.ts';

/** Tag of Background Sync, name of the lock and of the channel. */
export const OUTBOX_TAG = 'yixinma-outbox';

export function random(length: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(length));
}

/** Paths are the site's own, `/api/…`. */
export function browserPost(config: AppConfig): Post {
  return createPost((path, init) => fetch(sitePath(config, path), init));
}

export function browserLock(store: OutboxStore): SenderLock {
  if ('locks' in navigator) return webLock(navigator.locks);
  return leaseLock(store, String(random(8)), Date.now);
}

export function browserRecipients(config: AppConfig): RecipientsSource {
  return createRecipients({
    config,
    now: () => new Date(),
    origin: originFetcher(config),
    exclusively,
    // A store of its own: it holds a few kilobytes, and the app's data may be refreshed or refused beside it.
    store: () => openStore(`yixinma-intake-${config.bureau}-${config.pin.rootSha256.slice(0, 16)}`),
  });
}

/** A channel that nobody hears where there is none (Safari before 15.4). */
export function browserChannel(): Channel {
  if (!('BroadcastChannel' in globalThis)) return { tell: () => undefined, listen: () => undefined };
  const channel = new BroadcastChannel(OUTBOX_TAG);
  return {
    tell: () => channel.postMessage(null),
    listen: (onTold) => channel.addEventListener('message', onTold),
  };
}

/** Lets the page breathe. A message, because timers of a page in the background come once a second or once a minute. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
