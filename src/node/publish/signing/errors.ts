/** Faults of key handling and signing; each message says what to do next. */

export type SigningCode =
  /** No key file of that kind in the folder. */
  | 'no-keys'
  /** A key file is there already: it is never overwritten. */
  | 'keys-exist'
  | 'wrong-passphrase'
  /** A key file that is not one, or was altered. */
  | 'bad-key-file'
  /** Fewer keys at hand than a role asks for. */
  | 'too-few-keys'
  /** A key that is not in use here, and that nobody named as another's successor. */
  | 'foreign-key'
  /** Earlier metadata that cannot be read, or not continued with these keys. */
  | 'bad-previous'
  /** A name or value that signed metadata may not hold. */
  | 'bad-content'
  | 'bundle-too-large';

export class SigningError extends Error {
  readonly code: SigningCode;
  constructor(code: SigningCode, message: string) {
    super(message);
    this.name = 'SigningError';
    this.code = code;
  }
}
