/** Starts, kills and restarts the intake service; and phones with the real outbox that send to it. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { ReceiptKeys } from '../../src/core/complaint/keys.ts';
import { ensureIntakeKeys, publicIntakeKeys } from '../../src/node/publish/signing/intake-keys.ts';
import { createOutbox } from '../../src/web/outbox/create.ts';
import { leaseLock } from '../../src/web/outbox/lock.ts';
import { createMarkers } from '../../src/web/outbox/markers.ts';
import type { Outbox, Recipients, Written } from '../../src/web/outbox/outbox.ts';
import { createPost, type PostFetch } from '../../src/web/outbox/post.ts';
import { coreSeals } from '../../src/web/outbox/seals.ts';
import { memoryOutbox } from '../../src/web/store/outbox-memory.ts';
import type { OutboxStore } from '../../src/web/store/outbox-store.ts';
import { temporaryFolder } from './browser.ts';
import { makeDraft } from './complaint.ts';
import { PASSPHRASE } from './workspace.ts';

/** Quick to derive; the strength of passphrases is not what these tests are about. */
export const CHEAP = { N: 2 ** 14, r: 8, p: 1 } as const;

export interface ServiceOptions {
  readonly dir: string;
  readonly port: number;
  /** Largest size of the database file, bytes. */
  readonly quota?: number;
  /** Whether one reverse proxy stands before the service: each phone then has an address of its own. */
  readonly proxied?: boolean;
}

export interface Host {
  readonly dir: string;
  readonly url: string;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** A folder with keys and an empty database. */
export async function newHostFolder(): Promise<string> {
  const dir = await temporaryFolder('intake');
  await ensureIntakeKeys(join(dir, 'keys'), PASSPHRASE, CHEAP);
  return dir;
}

export async function startHost(options: ServiceOptions): Promise<Host> {
  const child: ChildProcess = fork('test/support/intake-process.ts', [JSON.stringify(options)], { stdio: 'inherit' });
  const [{ port }] = await once(child, 'message');
  const end = async (how: () => void): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    how();
    await ended;
  };
  return {
    dir: options.dir,
    url: `http://127.0.0.1:${port}`,
    kill: () => end(() => child.kill('SIGKILL')),
    stop: () => end(() => child.send('stop')),
  };
}

/** Ids in the database, one a row. */
export function storedIds(dir: string): readonly string[] {
  const db = new Database(join(dir, 'intake.sqlite'), { readonly: true });
  try {
    return db
      .prepare<[], { id: string }>('select id from submissions')
      .all()
      .map(({ id }) => id);
  } finally {
    db.close();
  }
}

/** Verified keys as a phone that read the release would hold them. */
export async function recipientsOf(dir: string): Promise<Recipients> {
  const { intake, receipts } = await publicIntakeKeys(join(dir, 'keys'), 'test-county', 4);
  const { bureau } = await import('../web/app/support.ts');
  return { bureau, intake, receipts, ratings: null, rateable: false, confirmedAt: '2026-03-02T08:00:00.000Z' };
}

export interface PhoneOptions {
  /** Where requests go; throws for no network. */
  readonly fetch: PostFetch;
  readonly recipients: Recipients;
  /** Keys that a refresh finds; those of `recipients` by default. */
  readonly refreshed?: () => Promise<ReceiptKeys>;
  readonly store?: OutboxStore;
  /** How much faster than ours this phone's clock runs: waits of an hour pass in seconds. */
  readonly haste?: number;
  readonly address?: string;
}

export function toHost(host: () => Host, address = '203.0.113.1'): PostFetch {
  return (path, init) =>
    fetch(host().url + path, { ...init, headers: { ...init.headers, 'x-forwarded-for': address } });
}

/** A phone with the real outbox, real sealing and real receipts; storage and clock are the test's. */
export function phone(options: PhoneOptions): Outbox {
  const { recipients, haste = 1 } = options;
  const store = options.store ?? memoryOutbox();
  const begin = Date.now();
  const now = () => begin + (Date.now() - begin) * haste;
  return createOutbox({
    store: async () => store,
    recipients: {
      get: async () => recipients,
      receiptKeys: async (confirmed) => (confirmed && options.refreshed ? options.refreshed() : recipients.receipts),
      warm: async () => undefined,
    },
    post: createPost(options.fetch),
    lock: () => leaseLock(store, 'test', now),
    seals: coreSeals,
    markers: createMarkers(() => null, 'test-county'),
    channel: { tell: () => undefined, listen: () => undefined },
    now: () => new Date(now()),
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    chance: Math.random,
    pause: async () => undefined,
    after: (ms, act) => {
      const timer = setTimeout(act, ms / haste);
      return () => clearTimeout(timer);
    },
    watch: () => undefined,
    hasCrypto: () => true,
    onStored: () => undefined,
  });
}

/** A complaint as the form hands it over. */
export function writtenText(text: string): Written {
  const { id, writtenAt, ...written } = makeDraft({ text });
  return written;
}

/** Submits; throws when it was not stored. */
export async function submitText(outbox: Outbox, text: string): Promise<string> {
  const outcome = await outbox.submit(writtenText(text), [], true);
  if (!outcome.ok) throw new Error(outcome.why);
  return outcome.id;
}

/** Until every item of the outbox is delivered, or throws with what still waits. */
export async function allDelivered(outbox: Outbox, within = 60_000): Promise<void> {
  const end = Date.now() + within;
  for (;;) {
    const open = outbox.state().items.filter(({ state }) => state.kind !== 'delivered');
    if (open.length === 0) return;
    if (Date.now() > end) throw new Error(JSON.stringify(open.map(({ state }) => state)));
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
