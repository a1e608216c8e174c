/** The worker's share of the outbox: sends what waits when no page is open, and has the bureau's keys at hand offline. */

import { breathe, browserChannel, browserLock, browserPost, browserRecipients, OUTBOX_TAG } from '../outbox/ports.ts';
import type { RecipientsSource } from '../outbox/recipients.ts';
import { sendingSeals } from '../outbox/seals.ts';
import { createSender } from '../outbox/sender.ts';
import { openOutbox } from '../store/outbox-dexie.ts';
import { type AppConfig, parseConfig } from '../sync/config.ts';

/** Where the installed shell, `index.html`, comes from: the precache. */
export type Shell = () => Promise<Response | undefined>;

export interface WorkerOutbox {
  /** Sends what is due. Rejects when something still waits, so that the browser calls again. */
  sync(tag: string): Promise<void>;
  /** As `sync`, and looks for the bureau's keys when they are missing or old. Never rejects. */
  tend(): Promise<void>;
}

interface Opened {
  readonly config: AppConfig;
  readonly recipients: RecipientsSource;
}

export function createWorkerOutbox(shell: Shell): WorkerOutbox {
  let opened: Promise<Opened | null> | null = null;
  const open = async (): Promise<Opened | null> => {
    opened ??= readConfig(shell).then((config) => config && { config, recipients: browserRecipients(config) });
    const there = await opened;
    // A bare build, or a shell that is not there yet: look again next time.
    if (there === null) opened = null;
    return there;
  };

  async function sendDue(): Promise<boolean> {
    const there = await open();
    return there === null || sendWaiting(there);
  }

  return {
    sync: async (tag) => {
      if (tag === OUTBOX_TAG && !(await sendDue())) throw new Error('something still waits');
    },
    tend: async () => {
      await (await open().catch(() => null))?.recipients.warm();
      await sendDue().catch(() => false);
    },
  };
}

/** Whether nothing waits any more. */
async function sendWaiting({ config, recipients }: Opened): Promise<boolean> {
  const store = await openOutbox(config.bureau);
  // Without IndexedDB only a page can hold anything.
  if (!store.keeps || !(await store.list()).some(({ state }) => state.kind === 'waiting')) return true;
  const channel = browserChannel();
  const sender = createSender({
    store,
    post: browserPost(config),
    lock: browserLock(store),
    seals: sendingSeals,
    receiptKeys: recipients.receiptKeys,
    now: Date.now,
    random: Math.random,
    pause: breathe,
    onChange: channel.tell,
  });
  await sender.run(false);
  return !(await store.list()).some(({ state }) => state.kind === 'waiting');
}

/** The configuration that publishing filled into the installed shell. */
async function readConfig(shell: Shell): Promise<AppConfig | null> {
  const response = await shell().catch(() => undefined);
  return response ? configIn(await response.text()) : null;
}

const BLOCK = /<script type="application\/json" id="config">([^<]*)<\/script>/;

export function configIn(html: string): AppConfig | null {
  return parseConfig(BLOCK.exec(html)?.[1] ?? null);
}
