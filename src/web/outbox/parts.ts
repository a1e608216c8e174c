/** Everything of the world that the outbox of a page needs: a browser brings it, or a test. */
import type { Random } from '../../core/complaint/suite.ts';
import type { OutboxStore } from '../store/outbox-store.ts';
import type { SenderLock } from './lock.ts';
import type { Markers } from './markers.ts';
import type { Post } from './post.ts';
import type { RecipientsSource } from './recipients.ts';
import type { Seals } from './seals.ts';

/** Tells other tabs and the worker that something was stored. */
export interface Channel {
  tell(): void;
  listen(onTold: () => void): void;
}

export interface OutboxParts {
  readonly store: () => Promise<OutboxStore>;
  readonly recipients: RecipientsSource;
  readonly post: Post;
  readonly lock: (store: OutboxStore) => SenderLock;
  readonly seals: Seals;
  readonly markers: Markers;
  readonly channel: Channel;
  readonly now: () => Date;
  readonly random: Random;
  /** From 0 up to 1, for jitter. */
  readonly chance: () => number;
  readonly pause: () => Promise<void>;
  /** Calls back once after so many ms; returns what cancels it. */
  readonly after: (ms: number, act: () => void) => () => void;
  /** Calls back whenever the network is back or the page became visible. */
  readonly watch: (onReturn: () => void) => void;
  /** Whether this page may use the browser's cryptography (not over plain http). */
  readonly hasCrypto: () => boolean;
  /** After a submission was stored: asks to keep the storage, and the worker to send when the page is gone. */
  readonly onStored: () => void;
}
