/** A phone with tabs that can be killed at any wait, its storage, its clocks, and the model server. One seed, one history. */
import type { IntakeKeys, ReceiptKeys } from '../../../src/core/complaint/keys.ts';
import type { Receipt } from '../../../src/core/complaint/receipt.ts';
import type { Bytes } from '../../../src/core/domain/bytes.ts';
import { createOutbox } from '../../../src/web/outbox/create.ts';
import { leaseLock, type SenderLock, webLock } from '../../../src/web/outbox/lock.ts';
import { createMarkers, type Markers } from '../../../src/web/outbox/markers.ts';
import type { Outbox, Recipients, SubmitOutcome, Written } from '../../../src/web/outbox/outbox.ts';
import type { OutboxParts } from '../../../src/web/outbox/parts.ts';
import type { Post } from '../../../src/web/outbox/post.ts';
import type { RecipientsSource } from '../../../src/web/outbox/recipients.ts';
import type { Seals } from '../../../src/web/outbox/seals.ts';
import { newId } from '../../../src/web/store/new-id.ts';
import type { ItemRecord } from '../../../src/web/store/outbox-record.ts';
import {
  byAge,
  type DraftPlace,
  isHeld,
  isSameDraft,
  type Lease,
  type NewItem,
  type OutboxStore,
  SEALED_DAYS,
  type StoredDraft,
} from '../../../src/web/store/outbox-store.ts';
import { BUREAU, cheapDigest, isGenuine, ModelServer } from './model-server.ts';

/** Ways to break the outbox, to see that the histories notice. */
export type Mutant =
  | 'none'
  | 'no-receipt-check'
  | 'no-lock'
  | 'says-stored-before-it-is'
  | 'writes-back-what-it-read'
  | 'drops-the-draft-afterwards'
  | 'believes-its-own-clock';

const DAY = 24 * 3600_000;
/** Where the person writes; a second window writes at the same place. */
const DRAFT = 'report';

export interface Tab {
  readonly outbox: Outbox;
  alive: boolean;
  /** A submission whose end this tab has not heard yet. */
  submitting: boolean;
  inFlight: number;
  readonly channel: (() => void)[];
}

interface Waiting {
  readonly tab: Tab;
  readonly resume: () => void;
}

export class World {
  readonly server: ModelServer;
  readonly tabs: Tab[] = [];
  readonly waiting: Waiting[] = [];
  readonly faults: string[] = [];
  /** What the device keeps. */
  items = new Map<string, NewItem>();
  lease: Lease | null = null;
  readonly drafts = new Map<string, StoredDraft>();
  readonly marks = new Map<string, string>();
  keptKeys: readonly string[];
  publishedKeys: readonly string[];
  full = false;
  /** The device's clock, which people set, and time as it passes. */
  clock = Date.UTC(2026, 2, 2);
  passed = 0;
  timers: { readonly tab: Tab; readonly at: number; readonly act: () => void }[] = [];
  lockedBy: Tab | null = null;
  /** Submissions that said ok. */
  readonly promised = new Set<string>();
  /** What the person wanted deleted, and what they saw deleted. */
  readonly unwanted = new Set<string>();
  readonly removed = new Set<string>();
  /** Ids that were there when the store was evicted; those of them that were undelivered. */
  readonly evicted = new Set<string>();
  readonly evictedWaiting = new Set<string>();
  /** Ids of items whose sealed pieces went. */
  readonly shed = new Set<string>();
  /** From now on nothing waits for the driver. */
  calm = false;
  readonly random: () => number;
  readonly mutant: Mutant;
  readonly webLocks: boolean;
  private texts = 0;

  constructor(random: () => number, mutant: Mutant, server = new ModelServer()) {
    this.server = server;
    this.keptKeys = server.keys;
    this.publishedKeys = server.keys;
    this.random = random;
    this.mutant = mutant;
    this.webLocks = mutant === 'no-lock' || random() < 0.7;
  }

  /** Most waits go on at once; the others until the driver says so, which may be never. */
  gate(tab: Tab): Promise<void> | undefined {
    if (tab.alive && (this.calm || this.random() < 0.85)) return undefined;
    return new Promise((resume) => {
      if (tab.alive) this.waiting.push({ tab, resume });
    });
  }

  openTab(): Tab {
    const tab: { -readonly [Key in keyof Tab]: Tab[Key] } = {
      outbox: undefined as never,
      alive: true,
      submitting: false,
      inFlight: 0,
      channel: [],
    };
    if (this.mutant === 'believes-its-own-clock') this.dropOld();
    tab.outbox = createOutbox(this.partsOf(tab));
    this.tabs.push(tab);
    void tab.outbox.start().catch((error: unknown) => this.faults.push(`start: ${String(error)}`));
    return tab;
  }

  /** What the outbox once did when it was opened. */
  private dropOld(): void {
    for (const item of [...this.items.values()]) {
      const { deliveredAt } = item.record;
      if (deliveredAt !== null && this.clock - deliveredAt > SEALED_DAYS * DAY)
        this.write({ ...item, record: { ...item.record, sealed: false } });
    }
  }

  /** Nothing of the tab ever goes on: its waits never end. */
  kill(tab: Tab): void {
    tab.alive = false;
    this.tabs.splice(this.tabs.indexOf(tab), 1);
    for (let i = this.waiting.length - 1; i >= 0; i--) if (this.waiting[i]?.tab === tab) this.waiting.splice(i, 1);
    this.timers = this.timers.filter((timer) => timer.tab !== tab);
    if (this.lockedBy === tab) this.lockedBy = null;
  }

  /** Clears the database; marks lie elsewhere. */
  evict(): void {
    for (const { record } of this.items.values()) {
      this.evicted.add(record.id);
      if (record.state.kind !== 'delivered') this.evictedWaiting.add(record.id);
    }
    this.items.clear();
    this.drafts.clear();
    this.lease = null;
  }

  pass(ms: number): void {
    this.clock += ms;
    this.passed += ms;
    this.server.time += ms;
    const due = this.timers.filter(({ at }) => at <= this.passed);
    this.timers = this.timers.filter(({ at }) => at > this.passed);
    for (const { act } of due) act();
  }

  /** The person writes – or finds a draft, and takes it for something that was not submitted yet – and submits. */
  submit(tab: Tab): void {
    if (tab.submitting) return;
    tab.submitting = true;
    const photos = Array.from({ length: Math.floor(this.random() * 3) }, () => new Uint8Array(1));
    void this.writeAndSubmit(tab, photos).then((outcome) => {
      if (!tab.alive) return;
      tab.submitting = false;
      if (outcome.ok) this.promised.add(outcome.id);
      else if (outcome.why !== 'full' && outcome.why !== 'elsewhere') this.faults.push(`submit: ${outcome.why}`);
    });
  }

  private async writeAndSubmit({ outbox }: Tab, photos: readonly Bytes[]): Promise<SubmitOutcome> {
    const found = await outbox.loadDraft(DRAFT);
    const text = found === null ? `text ${this.texts++}` : String(found.value);
    const revision = (found?.version.revision ?? 0) + 1;
    const id =
      found?.version.id ?? newId((length) => Uint8Array.from({ length }, () => Math.floor(this.random() * 256)));
    const version = { id, revision };
    const kept = await outbox.saveDraft(DRAFT, { value: text, photos: [], version, over: found?.version ?? null });
    if (kept !== 'saved') return { ok: false, why: kept };
    return outbox.submit({ ...WRITTEN, text }, photos, this.random() < 0.5, { key: DRAFT, id, version });
  }

  /** The person deletes something that a tab shows. */
  remove(tab: Tab, id: string): void {
    if (this.tabs.some(({ submitting }) => submitting)) return;
    this.unwanted.add(id);
    void tab.outbox.remove(id).then(() => this.removed.add(id));
  }

  private partsOf(tab: Tab): OutboxParts {
    const store = this.storeOf(tab);
    return {
      store: async () => store,
      recipients: this.recipientsOf(tab),
      post: this.postOf(tab),
      lock: () => this.lockOf(tab, store),
      seals: this.seals(),
      markers: this.markers(),
      channel: {
        tell: () => {
          for (const other of this.tabs) if (other !== tab) for (const told of other.channel) told();
        },
        listen: (told) => tab.channel.push(told),
      },
      now: () => new Date(this.clock),
      random: (length) => Uint8Array.from({ length }, () => Math.floor(this.random() * 256)),
      chance: this.random,
      pause: async () => undefined,
      after: (ms, act) => {
        const timer = { tab, at: this.passed + ms, act };
        if (tab.alive) this.timers.push(timer);
        return () => {
          this.timers = this.timers.filter((one) => one !== timer);
        };
      },
      watch: () => undefined,
      hasCrypto: () => true,
      onStored: () => undefined,
    };
  }

  private storeOf(tab: Tab): OutboxStore {
    const isThere = ({ key, version }: Omit<DraftPlace, 'id'>) =>
      isSameDraft(this.drafts.get(key)?.version ?? null, version);
    return {
      keeps: true,
      add: async (item) => {
        await this.gate(tab);
        if (this.full) return 'full';
        if (item.draft && !isThere(item.draft)) return 'elsewhere';
        if (this.items.has(item.record.id)) return 'elsewhere';
        if (this.mutant === 'says-stored-before-it-is') {
          void Promise.resolve(this.gate(tab)).then(() => this.items.set(item.record.id, item));
          return 'saved';
        }
        this.items.set(item.record.id, item);
        if (this.mutant === 'drops-the-draft-afterwards') await this.gate(tab);
        if (item.draft) this.drafts.delete(item.draft.key);
        await this.gate(tab);
        return 'saved';
      },
      list: async () => {
        await this.gate(tab);
        const records = [...this.items.values()].map(({ record }) => record).sort(byAge);
        await this.gate(tab);
        return records;
      },
      change: async (id, change) => {
        await this.gate(tab);
        const item = this.items.get(id);
        if (!item) return null;
        const next = change(item.record);
        if (this.mutant === 'writes-back-what-it-read') await this.gate(tab);
        if (next !== null) this.write({ ...item, record: next });
        await this.gate(tab);
        return next ?? item.record;
      },
      envelope: async (id) => {
        await this.gate(tab);
        return this.items.get(id)?.envelope ?? null;
      },
      part: async (id, index) => this.items.get(id)?.parts[index] ?? null,
      copy: async () => null,
      remove: async (id) => {
        await this.gate(tab);
        this.items.delete(id);
        await this.gate(tab);
      },
      saveDraft: async (key, draft, over) => {
        await this.gate(tab);
        if (this.full) return 'full';
        if (!isThere({ key, version: over })) return 'elsewhere';
        this.drafts.set(key, draft);
        return 'saved';
      },
      loadDraft: async (key) => this.drafts.get(key) ?? null,
      dropDraft: async (key, version) => {
        if (!isThere({ key, version })) return 'elsewhere';
        this.drafts.delete(key);
        return 'dropped';
      },
      lease: async (holder, now, ttl) => {
        await this.gate(tab);
        if (isHeld(this.lease, holder, now, ttl)) return false;
        this.lease = { holder, until: now + ttl };
        return true;
      },
      endLease: async (holder) => {
        if (this.lease?.holder === holder) this.lease = null;
      },
    };
  }

  /** The one place where anything becomes delivered. */
  private write(item: NewItem): void {
    const { id, digest, state, sealed } = item.record;
    if (state.kind === 'delivered') {
      const { receipt } = state;
      const genuine = receipt.id === id && receipt.digest === digest && this.server.issued.has(JSON.stringify(receipt));
      if (!genuine) this.faults.push('delivered without a genuine receipt for it');
    }
    if (!sealed && this.items.get(id)?.record.sealed) {
      const since = state.kind === 'delivered' ? Date.parse(state.receipt.time) : Number.POSITIVE_INFINITY;
      if (this.server.time - since < SEALED_DAYS * DAY)
        this.faults.push('what could be sent again was dropped too early');
      this.shed.add(id);
    }
    this.items.set(id, item);
  }

  private postOf(tab: Tab): Post {
    return async (path, body) => {
      // Asking where something stands is no sending: any tab may at any time.
      const asked = this.status(path, body);
      if (asked !== null) return asked;
      tab.inFlight++;
      const busy = this.tabs.reduce((sum, one) => sum + one.inFlight, 0);
      if (this.webLocks && busy > 1) this.faults.push('two senders at once');
      await this.gate(tab);
      const answer = await this.server.answer(path, JSON.stringify(body));
      await this.gate(tab);
      tab.inFlight--;
      return answer;
    };
  }

  /** This server has often just been restored from an old backup: whoever asks then makes the phone send again. */
  private status(path: string, body: unknown) {
    if (path !== '/api/status') return null;
    const { number } = body as { readonly number: string };
    const report = this.random() < 0.5 ? this.server.report(number) : null;
    const text = JSON.stringify(report ?? { code: 'not-found', message: '' });
    const date = new Date(this.server.time).toUTCString();
    return { status: report ? 200 : 404, body: text, retryAfter: null, date };
  }

  private lockOf(tab: Tab, store: OutboxStore): SenderLock {
    if (this.mutant === 'no-lock') {
      return { run: (work) => work(async () => true).then(() => true) };
    }
    if (!this.webLocks) return leaseLock(store, `${this.random()}`, () => this.clock);
    return webLock({
      request: async (_name, _options, work) => {
        await this.gate(tab);
        // A dead tab gets no lock.
        if (!tab.alive) return new Promise(() => undefined);
        if (this.lockedBy !== null) return work(null);
        this.lockedBy = tab;
        const result = await work({});
        if (this.lockedBy === tab) this.lockedBy = null;
        return result;
      },
    });
  }

  private recipientsOf(tab: Tab): RecipientsSource {
    return {
      get: async () => ({ ...RECIPIENTS, intake: this.intake() }),
      warm: async () => undefined,
      receiptKeys: async (confirmed) => {
        await this.gate(tab);
        if (confirmed && this.server.weather === 'offline') return null;
        if (confirmed) this.keptKeys = this.publishedKeys;
        return this.keysOf(this.keptKeys);
      },
    };
  }

  protected intake(): IntakeKeys {
    return RECIPIENTS.intake;
  }

  protected keysOf(ids: readonly string[]): ReceiptKeys {
    return keysOf(ids);
  }

  protected seals(): Seals {
    return {
      seal: async (draft, photos, keys) => {
        const parts = photos.map((photo, index): [Bytes, string] => [photo, cheapDigest(`${draft.id} ${index}`)]);
        const envelope = {
          suite: keys.suite,
          bureau: keys.bureau,
          id: draft.id,
          lookup: '',
          commitment: '',
          recipients: [],
          body: draft.text,
          parts: parts.map(([photo, sha256]) => ({ sha256, length: photo.length })),
        };
        const submission = { ...draft, v: 1 as const, bureau: keys.bureau, replyKey: '', photos: [] };
        return { envelope, parts: parts.map(([photo]) => photo), submission };
      },
      read: async (text) => (text === '' ? null : { envelope: JSON.parse(text), digest: cheapDigest(text) }),
      work: async (_digest, bits) => String(bits),
      verify: async (receipt, expected, keys) => this.mutant === 'no-receipt-check' || isFor(receipt, expected, keys),
    };
  }

  private markers(): Markers {
    const { marks } = this;
    const storage = {
      get length() {
        return marks.size;
      },
      key: (index: number) => {
        let at = 0;
        for (const key of marks.keys()) if (at++ === index) return key;
        return null;
      },
      getItem: (key: string) => marks.get(key) ?? null,
      setItem: (key: string, value: string) => void marks.set(key, value),
      removeItem: (key: string) => void marks.delete(key),
    };
    return createMarkers(() => storage, BUREAU);
  }

  record(id: string): ItemRecord | null {
    return this.items.get(id)?.record ?? null;
  }
}

function isFor(receipt: Receipt, expected: { readonly id: string; readonly digest: string }, keys: ReceiptKeys) {
  const known = keys.keys.some(({ id }) => id === receipt.key);
  return known && receipt.id === expected.id && receipt.digest === expected.digest && isGenuine(receipt);
}

function keysOf(ids: readonly string[]): ReceiptKeys {
  return { v: 1, bureau: BUREAU, keys: ids.map((id) => ({ id, suite: 'ecdsa-p256-sha256-1', public: '' })) };
}

export const WRITTEN: Written = {
  kind: 'tip',
  institution: null,
  institutionName: null,
  lang: 'zh',
  notice: '2026-11',
  category: 'staff',
  text: '',
  when: null,
  contact: null,
  tellInstitution: false,
  healthConsent: null,
  guardian: false,
  board: null,
  rating: null,
  objectionCode: null,
  corrects: null,
};

const RECIPIENTS: Recipients = {
  bureau: { id: BUREAU } as Recipients['bureau'],
  intake: { v: 1, bureau: BUREAU, suite: 'hpke-p256-sha256-aes256gcm-1', recipients: [], retired: [], workBits: 4 },
  receipts: keysOf(['0'.repeat(16)]),
  ratings: null,
  rateable: false,
  confirmedAt: '2026-03-02T00:00:00.000Z',
};
