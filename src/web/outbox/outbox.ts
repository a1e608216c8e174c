/** The outbox as pages see it: what was written here, where each item stands, and what may be done with it. */
import type { IntakeKeys, ReceiptKeys } from '../../core/complaint/keys.ts';
import type { RatingsFile } from '../../core/complaint/ratings.ts';
import type { Receipt } from '../../core/complaint/receipt.ts';
import type { Secret } from '../../core/complaint/secret.ts';
import type { StatusReport } from '../../core/complaint/status.ts';
import type { Submission, SubmissionKind } from '../../core/complaint/submission.ts';
import type { Bureau } from '../../core/domain/bureau.ts';
import type { Bytes } from '../../core/domain/bytes.ts';
import type { DraftOutcome, DraftPlace, DraftVersion, DropOutcome } from '../store/outbox-store.ts';

/** Verified: who receives complaints here, and with which keys. */
export interface Recipients {
  readonly bureau: Bureau;
  readonly intake: IntakeKeys;
  readonly receipts: ReceiptKeys;
  /** Results of the last half-year; null where there are none. */
  readonly ratings: RatingsFile | null;
  /** Whether the policy asks for ratings. */
  readonly rateable: boolean;
  /** When this device last had it confirmed, ISO 8601. */
  readonly confirmedAt: string;
}

/** Why an item does not move by itself any more; it is kept, can be read, copied, exported, corrected. */
export type StuckReason =
  | { readonly code: 'refused'; readonly status: number; readonly refusal: string }
  | { readonly code: 'too-large' }
  | { readonly code: 'other-content' };

/**
 * Where an item stands. `delivered` is only ever reached through a receipt that was verified for this id and digest and
 * then stored; nothing else may be shown as delivered.
 */
export type ItemState =
  | {
      readonly kind: 'waiting';
      /** Failed tries so far. */
      readonly tries: number;
      /** Not before this instant (ms since 1970 by this device's clock); 0 at once. */
      readonly notBefore: number;
      /** What held up the last try; null before the first. */
      readonly held: 'network' | 'server' | 'busy' | 'wrong-receipt' | 'unconfirmed-keys' | null;
      /** Bits of work that the server asked for, above those of the keys file. */
      readonly workBits: number;
    }
  | { readonly kind: 'stuck'; readonly reason: StuckReason }
  | { readonly kind: 'delivered'; readonly receipt: Receipt; readonly secretSaved: boolean };

export interface OutboxItem {
  /** The submission's id. */
  readonly id: string;
  readonly kind: SubmissionKind;
  /** The institution's name as the writer saw it; null without one. */
  readonly about: string | null;
  /** ISO 8601, by this device's clock. */
  readonly writtenAt: string;
  readonly secret: Secret;
  /** How many pieces (envelope and chunks) there are, and how many the server has taken. */
  readonly pieces: number;
  readonly sent: number;
  readonly state: ItemState;
  /** Whether a readable copy is kept on this device. */
  readonly readable: boolean;
  /** The stuck item that this one corrects. */
  readonly corrects: string | null;
}

export interface OutboxState {
  /** `loading` until the store was read; `memory` when this browser keeps nothing between visits. */
  readonly storage: 'loading' | 'kept' | 'memory';
  /** Newest first. */
  readonly items: readonly OutboxItem[];
  /** Id of the item that is being sent right now. */
  readonly sending: string | null;
  /** Undelivered items that were here and are gone without anybody having deleted them; null when none. */
  readonly lost: number | null;
}

export type SubmitOutcome =
  /** Sealed and stored in one transaction (or, with storage `memory`, held by this page only); sending has begun. */
  | { readonly ok: true; readonly id: string }
  /** Nothing was stored and nothing is lost: the draft stays. `elsewhere`: another window has submitted or changed it. */
  | { readonly ok: false; readonly why: 'no-keys' | 'no-crypto' | 'full' | 'failed' | 'closed' | 'elsewhere' };

/** What the form knows of a submission; id, time and keys are added when it is submitted. */
export type Written = Omit<Submission, 'v' | 'id' | 'bureau' | 'writtenAt' | 'replyKey' | 'photos'>;

/** A draft as it is kept: encrypted under the device's own key. */
export interface KeptDraft {
  /** The form's own state; read it as unknown. */
  readonly value: unknown;
  readonly photos: readonly Bytes[];
  readonly savedAt: string;
  readonly version: DraftVersion;
}

/** A draft to be kept, in the place of the one that the window believes to lie there. */
export interface DraftToKeep {
  readonly value: unknown;
  readonly photos: readonly Bytes[];
  readonly version: DraftVersion;
  readonly over: DraftVersion | null;
}

export interface Outbox {
  readonly state: () => OutboxState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Reads the store, looks for what is gone, sends what waits. Call once. */
  start(): Promise<void>;
  /** Verified recipients: kept ones at once, else from the network. `closed`: the bureau takes nothing online. */
  recipients(): Promise<Recipients | 'closed' | 'unknown'>;
  /** `from`: the draft that was written, which goes in the moment in which the submission is stored; without one, from none. */
  submit(written: Written, photos: readonly Bytes[], keepCopy: boolean, from?: DraftPlace): Promise<SubmitOutcome>;
  /** Sends whatever may be sent: the network is back, the page became visible, somebody pressed the button (`now`: also what still had to wait). */
  send(now: boolean): Promise<void>;
  /** What was written; null when no readable copy is kept. */
  read(id: string): Promise<{ readonly submission: Submission; readonly photos: readonly Bytes[] } | null>;
  /** Notes that the person has saved number and lookup code. */
  confirmSaved(id: string): Promise<void>;
  /** Deletes from this device. An undelivered item is then never sent: ask before. */
  remove(id: string): Promise<void>;
  /** The items as one sealed file that the bureau can take in (`yixinma submissions import`). */
  exportSealed(ids: readonly string[]): Promise<Bytes>;
  /** Clears the notice of lost items. */
  acknowledgeLost(): Promise<void>;
  /** Asks the server where a submission stands. */
  status(number: string, secret: Secret): Promise<StatusReport | 'not-found' | 'offline' | 'busy'>;
  loadDraft(key: string): Promise<KeptDraft | null>;
  saveDraft(key: string, draft: DraftToKeep): Promise<DraftOutcome>;
  /** `version`: what the window believes to lie there; another one stays (`elsewhere`). */
  dropDraft(key: string, version: DraftVersion | null): Promise<DropOutcome>;
}
