/** An outbox that keeps drafts in memory, notes what was submitted, and answers as a test wants. */
import type { Submission } from '../../../../src/core/complaint/submission.ts';
import type { Bytes } from '../../../../src/core/domain/bytes.ts';
import type {
  KeptDraft,
  Outbox,
  OutboxState,
  Recipients,
  SubmitOutcome,
  Written,
} from '../../../../src/web/outbox/outbox.ts';
import { bureau } from './bureau.ts';

export const RECIPIENTS: Recipients = {
  bureau: { ...bureau, intake: 'online' },
  intake: { v: 1, bureau: bureau.id, suite: 'hpke-p256-sha256-aes256gcm-1', recipients: [], retired: [], workBits: 0 },
  receipts: { v: 1, bureau: bureau.id, keys: [] },
  ratings: null,
  rateable: true,
  confirmedAt: '2026-11-01T00:00:00Z',
};

export interface Sent {
  readonly written: Written;
  readonly photos: readonly Bytes[];
  readonly keepCopy: boolean;
}

export class FakeOutbox implements Outbox {
  readonly sent: Sent[] = [];
  readonly drafts = new Map<string, KeptDraft>();
  readonly copies = new Map<string, { readonly submission: Submission; readonly photos: readonly Bytes[] }>();
  reception: Recipients | 'closed' | 'unknown' = RECIPIENTS;
  outcome: SubmitOutcome = { ok: true, id: '11111111-1111-4111-8111-111111111111' };
  saving: 'saved' | 'full' | 'failed' = 'saved';
  storage: OutboxState['storage'] = 'kept';
  /** Submitting waits for this. */
  until: Promise<void> = Promise.resolve();
  #state: OutboxState | null = null;

  readonly state = (): OutboxState => {
    this.#state ??= { storage: this.storage, items: [], sending: null, lost: null };
    return this.#state;
  };
  readonly subscribe = () => () => undefined;
  async start(): Promise<void> {}
  async recipients() {
    return this.reception;
  }
  async submit(written: Written, photos: readonly Bytes[], keepCopy: boolean): Promise<SubmitOutcome> {
    this.sent.push({ written, photos, keepCopy });
    await this.until;
    return this.outcome;
  }
  async send(): Promise<void> {}
  async read(id: string) {
    return this.copies.get(id) ?? null;
  }
  async confirmSaved(): Promise<void> {}
  async remove(): Promise<void> {}
  async exportSealed(): Promise<Bytes> {
    return new Uint8Array();
  }
  async acknowledgeLost(): Promise<void> {}
  async status() {
    return 'not-found' as const;
  }
  async loadDraft(key: string) {
    return this.drafts.get(key) ?? null;
  }
  async saveDraft(key: string, value: unknown, photos: readonly Bytes[]) {
    if (this.saving === 'saved') {
      // As a store would: what is kept is a copy.
      this.drafts.set(key, { value: JSON.parse(JSON.stringify(value)), photos, savedAt: '2026-11-01T00:00:00Z' });
    }
    return this.saving;
  }
  async dropDraft(key: string): Promise<void> {
    this.drafts.delete(key);
  }
}
