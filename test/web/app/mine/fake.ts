/** An outbox whose state a test sets, and items in every state there is. Runs in jsdom and in a browser. */
import { newReceiptNumber, type Receipt } from '../../../../src/core/complaint/receipt.ts';
import { parseSecret, type Secret } from '../../../../src/core/complaint/secret.ts';
import type { StatusReport } from '../../../../src/core/complaint/status.ts';
import type { Submission } from '../../../../src/core/complaint/submission.ts';
import type { Bureau } from '../../../../src/core/domain/bureau.ts';
import type { Bytes } from '../../../../src/core/domain/bytes.ts';
import type { AppContextValue } from '../../../../src/web/app/context.tsx';
import type { Sync, SyncState } from '../../../../src/web/app/data/controller.ts';
import type { AppUpdate } from '../../../../src/web/app/update.ts';
import type { ItemState, Outbox, OutboxItem, OutboxState, Recipients } from '../../../../src/web/outbox/outbox.ts';
import { seededRandom } from '../../../support/complaint.ts';

export const NOW = new Date('2026-01-15T02:00:00Z');
export const INSTITUTION = '青石镇和安口腔门诊部';

export function idOf(n: number): string {
  return `0b5f9a52-8a4e-4c55-9c3e-${String(n).padStart(12, '0')}`;
}

export const SECRET: Secret = secretFrom('7K3M9PQ2XD4TH8WN');
export const NUMBER = newReceiptNumber(seededRandom('a receipt number'));

function secretFrom(text: string): Secret {
  const secret = parseSecret(text);
  if (secret === null) throw new RangeError('not a lookup code');
  return secret;
}

export function receipt(id: string): Receipt {
  return {
    suite: 'ecdsa-p256-sha256-1',
    bureau: 'example',
    key: '0123456789abcdef',
    id,
    digest: 'ab'.repeat(32),
    number: NUMBER,
    time: '2026-01-15T01:58:03.120Z',
    group: { size: 1, index: 0, path: [], root: 'cd'.repeat(32), signature: 'A'.repeat(86) },
  };
}

type Waiting = Extract<ItemState, { kind: 'waiting' }>;

export function waiting(changes: Partial<Waiting> = {}): Waiting {
  return { kind: 'waiting', tries: 0, notBefore: 0, held: null, workBits: 0, ...changes };
}

/** Every state and every reason; a new one in the contract does not compile until it stands here. */
const HELD: Readonly<Record<NonNullable<Waiting['held']>, Waiting>> = {
  network: waiting({ held: 'network', tries: 2, notBefore: NOW.getTime() + 12_000 }),
  server: waiting({ held: 'server', tries: 2, notBefore: NOW.getTime() + 30_000 }),
  busy: waiting({ held: 'busy', tries: 1, notBefore: NOW.getTime() + 300_000 }),
  'wrong-receipt': waiting({ held: 'wrong-receipt', tries: 1, notBefore: NOW.getTime() + 60_000 }),
  'unconfirmed-keys': waiting({ held: 'unconfirmed-keys', tries: 1 }),
};
type Stuck = Extract<ItemState, { kind: 'stuck' }>;
const STUCK: Readonly<Record<Stuck['reason']['code'], Stuck>> = {
  refused: { kind: 'stuck', reason: { code: 'refused', status: 422, refusal: 'invalid' } },
  'too-large': { kind: 'stuck', reason: { code: 'too-large' } },
  'other-content': { kind: 'stuck', reason: { code: 'other-content' } },
};
export const UNDELIVERED: readonly (readonly [string, ItemState])[] = [
  ['fresh', waiting()],
  ...Object.entries(HELD).map(([name, state]) => [name, state] as const),
  ...Object.entries(STUCK).map(([name, state]) => [name, state] as const),
];

export function delivered(id: string, secretSaved: boolean): ItemState {
  return { kind: 'delivered', receipt: receipt(id), secretSaved };
}

export function item(n: number, state: ItemState, changes: Partial<OutboxItem> = {}): OutboxItem {
  return {
    id: idOf(n),
    kind: 'tip',
    about: INSTITUTION,
    writtenAt: '2026-01-15T01:50:00.000Z',
    secret: SECRET,
    pieces: 3,
    sent: 0,
    state,
    readable: true,
    corrects: null,
    ...changes,
  };
}

export function submission(changes: Partial<Submission> = {}): Submission {
  return {
    v: 1,
    id: idOf(1),
    bureau: 'example',
    kind: 'tip',
    institution: '7K3N9E2WCB',
    institutionName: INSTITUTION,
    writtenAt: '2026-01-15T01:50:00.000Z',
    lang: 'zh',
    notice: '2026-11',
    category: 'staff',
    text: '一月十四日上午，给我看牙的人不在公示栏的名单里，问他姓名也不说。',
    when: '1月14日上午',
    contact: null,
    tellInstitution: false,
    healthConsent: null,
    guardian: false,
    board: null,
    rating: null,
    objectionCode: null,
    corrects: null,
    replyKey: '',
    photos: [],
    ...changes,
  };
}

export const EMPTY: OutboxState = { storage: 'kept', items: [], sending: null, lost: null };

/** Does what the contract says to the state that it was given, and notes what was asked of it. */
export class FakeOutbox implements Outbox {
  readonly asked: string[] = [];
  answer: StatusReport | 'not-found' | 'offline' | 'busy' = 'offline';
  to: Recipients | 'closed' | 'unknown' = 'unknown';
  written: Submission | null = submission();
  /** When true, nothing works. */
  broken = false;
  readonly #listeners = new Set<() => void>();
  #state: OutboxState;

  constructor(state: Partial<OutboxState> = {}) {
    this.#state = { ...EMPTY, ...state };
  }

  readonly state = (): OutboxState => this.#state;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  change(next: Partial<OutboxState>): void {
    this.#state = { ...this.#state, ...next };
    for (const listener of this.#listeners) listener();
  }

  /** Puts one item into another state. */
  move(id: string, state: ItemState): void {
    this.change({ items: this.#state.items.map((one) => (one.id === id ? { ...one, state } : one)) });
  }

  async start(): Promise<void> {}
  async recipients(): Promise<Recipients | 'closed' | 'unknown'> {
    if (this.broken) throw new Error('the store is gone');
    return this.to;
  }
  async submit(): Promise<{ readonly ok: false; readonly why: 'failed' }> {
    return { ok: false, why: 'failed' };
  }
  async send(now: boolean): Promise<void> {
    this.#note(`send ${now}`);
  }
  async read(id: string) {
    this.#note(`read ${id}`);
    return this.written && { submission: { ...this.written, id }, photos: [] };
  }
  async confirmSaved(id: string): Promise<void> {
    this.#note(`confirmSaved ${id}`);
    this.move(id, delivered(id, true));
  }
  async remove(id: string): Promise<void> {
    this.#note(`remove ${id}`);
    this.change({ items: this.#state.items.filter((one) => one.id !== id) });
  }
  async exportSealed(ids: readonly string[]): Promise<Bytes> {
    this.#note(`exportSealed ${ids.join(' ')}`);
    return new Uint8Array([1, 2, 3]);
  }
  async acknowledgeLost(): Promise<void> {
    this.#note('acknowledgeLost');
    this.change({ lost: null });
  }
  async status(number: string, secret: Secret) {
    this.#note(`status ${number} ${secret}`);
    return this.answer;
  }
  async loadDraft(): Promise<null> {
    return null;
  }
  async saveDraft(): Promise<'saved'> {
    return 'saved';
  }
  async dropDraft(): Promise<'dropped'> {
    return 'dropped';
  }

  #note(what: string): void {
    this.asked.push(what);
    if (this.broken) throw new Error('the store is gone');
  }
}

/** Takes complaints online, and says by when it decides. */
export const BUREAU: Bureau = {
  id: 'example',
  name: '示例县卫生健康局',
  nameEn: 'Health Bureau of Example County',
  county: '示例县',
  countyEn: 'Example County',
  regionCode: '000000',
  rulebook: 'wugang',
  origin: 'https://yx.example.gov.cn',
  phone: '0000-7654321',
  phoneHours: '周一至周五8:00—17:30',
  hotline: '12345',
  supervisor: '示例县卫生计生监督所',
  operator: null,
  icp: null,
  publicSecurityNo: null,
  siteId: null,
  siteIdUrl: null,
  publicSecurityPicture: null,
  siteIdPicture: null,
  commitment: [],
  intake: 'online',
  intakeTerms: { accept: { days: 15, citation: '示例' }, answer: { days: 60, citation: '示例' } },
  elsewhere: null,
  demo: true,
};

const NO_COUNTY: SyncState = {
  phase: { kind: 'idle' },
  shown: null,
  offered: null,
  trouble: null,
  keeping: 'unknown',
  checkedAt: null,
};

/** What the app's pages ask for, without a county: this page loads none. */
export function appValue(outbox: Outbox, now: () => Date): AppContextValue {
  const sync: Sync = {
    state: () => NO_COUNTY,
    subscribe: () => () => undefined,
    start: async () => undefined,
    started: () => false,
    check: async () => undefined,
    nudge: () => undefined,
    accept: () => undefined,
  };
  const update: AppUpdate = {
    waiting: () => false,
    subscribe: () => () => undefined,
    accept: () => undefined,
    dismiss: () => undefined,
    look: () => undefined,
  };
  const pin = { rootSha256: '00'.repeat(32), minimumVersion: 1, builtAt: '2026-01-01T00:00:00Z' };
  const config = { pin, bureau: BUREAU.id, basePath: '/' };
  return { sync, config, update, outbox: async () => outbox, now, version: 'test' };
}
