/** What phone and server say to each other: bodies of `/api/*` and the closed list of refusals. */
import type { Envelope } from './envelope.ts';
import type { Receipt } from './receipt.ts';

/** `POST /api/submissions`. 201 or 200 → `ReceiptAnswer`. */
export interface SubmitBody {
  readonly envelope: Envelope;
  /** `findWork(envelopeDigest(envelope), bits)`. */
  readonly work: string;
}
export interface ReceiptAnswer {
  readonly receipt: Receipt;
}

/** `POST /api/parts`: one sealed chunk. 201 new, 200 known. */
export interface PartBody {
  /** The submission's id. */
  readonly id: string;
  /** Of the sealed bytes, as the envelope lists it. */
  readonly sha256: string;
  /** Base64url of the sealed bytes. */
  readonly bytes: string;
  /** `findWork(partWorkDigest(id, sha256), bits)`. */
  readonly work: string;
}

/** `POST /api/status`. 200 → `StatusReport` (status.ts); 404 for an unknown number and for a wrong proof alike. */
export interface StatusBody {
  readonly number: string;
  /** Base64url of `statusProof(secret)`. */
  readonly proof: string;
}

/**
 * Why the service did not take something; `status` in brackets. All others of 4xx are `bad-request` (400, 403, 404, 405, 415).
 *
 * - `other-content` (409): this id is stored with another digest. Never retried.
 * - `parts-missing` (409): send `missing` (indexes into `envelope.parts`), then the envelope again.
 * - `too-large` (413), `invalid` (422, with `faults`), `wrong-bureau` (422), `unknown-key` (422): not taken as it is.
 * - `more-work` (429, with `bits`): do more work, or, where `Retry-After` is given, wait so many seconds and come with the old.
 * - `busy` (408, 429 or 503): wait `Retry-After` seconds.
 * - `full` (507): the server's disk; wait `Retry-After` seconds.
 * - `not-found` (404): no such number, or not its secret.
 */
export type RefusalCode =
  | 'bad-request'
  | 'other-content'
  | 'parts-missing'
  | 'too-large'
  | 'invalid'
  | 'wrong-bureau'
  | 'unknown-key'
  | 'more-work'
  | 'busy'
  | 'full'
  | 'not-found';

export interface Refusal {
  readonly code: RefusalCode;
  /** Chinese and English, what to do. */
  readonly message: string;
  readonly bits?: number;
  readonly missing?: readonly number[];
  readonly faults?: readonly string[];
}
