/** What can be wrong with a repository, a release or a copy of it: one closed list of codes. */

export type TrustCode =
  /** It cannot be known: no connection, a server fault, a redirect. Ask again later. */
  | 'network'
  /** No `crypto.subtle`: plain http, or a very old browser. Nothing can be verified here. */
  | 'no-crypto'
  /** The file is not there (404, 403, a web page in its place). */
  | 'missing'
  /** More bytes than the file may have. */
  | 'too-large'
  /** Not strict JSON, or not the shape of its role. */
  | 'format'
  /** A major version of the specification that this verifier does not know. */
  | 'spec-version'
  /** Fewer distinct trusted keys signed it than the role asks for. */
  | 'signature'
  /** No root file has the fingerprint built into this app. */
  | 'pin'
  /** Older than what this device has already verified. */
  | 'rollback'
  /** Older than the app itself was built with. */
  | 'below-minimum'
  /** The version that was verified before, with other bytes: two truths under one number. An alarm. */
  | 'equal-version'
  /** Not the version that the file above it names. */
  | 'version'
  /** Not the length or hash that the file above it names. */
  | 'hash'
  /** Its time is over, and whoever asks takes nothing old (`stepwise.ts`); a phone dates what is old instead. */
  | 'expired'
  /** The signed list does not have this file. */
  | 'unknown-target';

/** A refusal as a value: what, and in which file. Words for people are made at the page. */
export interface TrustProblem {
  readonly code: TrustCode;
  /** Path relative to the repository root; '' when no file is concerned. */
  readonly file: string;
}

/** Thrown by fetchers and inside the verifier; never leaves `refreshTrust` or `fetchTarget`. */
export class TrustError extends Error {
  // Declared only: a class field would bring 250 bytes of helpers into the page's script for Safari 14.
  declare readonly code: TrustCode;
  constructor(code: TrustCode) {
    super(code);
    this.code = code;
  }
}
