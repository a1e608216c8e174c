/** An outbox that keeps drafts in memory, notes what was submitted, and answers as a test wants. */
import type { Submission } from '../../../../src/core/complaint/submission.ts';
import type { Bytes } from '../../../../src/core/domain/bytes.ts';
import type {
  DraftToKeep,
  KeptDraft,
  Outbox,
  OutboxItem,
  OutboxState,
  Recipients,
  SubmitOutcome,
  Written,
} from '../../../../src/web/outbox/outbox.ts';
import { type DraftPlace, type DraftVersion, isSameDraft } from '../../../../src/web/store/outbox-store.ts';
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
  /** As tests put them; one without a version gets it from its time. */
  readonly drafts = new Map<string, Omit<KeptDraft, 'version'> & Partial<KeptDraft>>();
  /** Keys of drafts that the form itself asked to drop. */
  readonly dropped: string[] = [];
  readonly copies = new Map<string, { readonly submission: Submission; readonly photos: readonly Bytes[] }>();
  reception: Recipients | 'closed' | 'unknown' = RECIPIENTS;
  outcome: SubmitOutcome = { ok: true, id: '11111111-1111-4111-8111-111111111111' };
  saving: 'saved' | 'full' | 'failed' = 'saved';
  storage: OutboxState['storage'] = 'kept';
  /** Submitting waits for this. */
  until: Promise<void> = Promise.resolve();
  #state: OutboxState | null = null;
  readonly #listeners = new Set<() => void>();

  readonly state = (): OutboxState => {
    this.#state ??= { storage: this.storage, items: [], sending: null, lost: null };
    return this.#state;
  };
  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  /** Another window submitted the draft: it is gone, and its item is listed. */
  submittedElsewhere(key: string): void {
    const id = this.#versionAt(key)?.id ?? '';
    this.drafts.delete(key);
    this.#state = { ...this.state(), items: [{ id } as OutboxItem] };
    for (const listener of this.#listeners) listener();
  }
  async start(): Promise<void> {}
  async recipients() {
    return this.reception;
  }
  async submit(
    written: Written,
    photos: readonly Bytes[],
    keepCopy: boolean,
    from?: DraftPlace,
  ): Promise<SubmitOutcome> {
    if (from && !isSameDraft(this.#versionAt(from.key), from.version)) return { ok: false, why: 'elsewhere' };
    this.sent.push({ written, photos, keepCopy });
    await this.until;
    // As the store does, in the same step.
    if (from && this.outcome.ok) this.drafts.delete(from.key);
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
    const [draft, version] = [this.drafts.get(key), this.#versionAt(key)];
    return draft && version ? { ...draft, version } : null;
  }
  async saveDraft(key: string, { value, photos, version, over }: DraftToKeep) {
    if (this.saving !== 'saved') return this.saving;
    if (!isSameDraft(this.#versionAt(key), over)) return 'elsewhere' as const;
    // As a store would: what is kept is a copy.
    this.drafts.set(key, {
      value: JSON.parse(JSON.stringify(value)),
      photos,
      savedAt: '2026-11-01T00:00:00Z',
      version,
    });
    return this.saving;
  }
  async dropDraft(key: string, version: DraftVersion | null) {
    this.dropped.push(key);
    if (!isSameDraft(this.#versionAt(key), version)) return 'elsewhere' as const;
    this.drafts.delete(key);
    return 'dropped' as const;
  }

  #versionAt(key: string): DraftVersion | null {
    const draft = this.drafts.get(key);
    if (!draft) return null;
    return draft.version ?? { id: '44444444-4444-4444-8444-444444444444', revision: Date.parse(draft.savedAt) || 0 };
  }
}
