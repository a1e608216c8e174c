/** Why the desk could not do its work. */

export type DeskFaultCode =
  | 'no-workspace'
  | 'no-database'
  | 'no-key'
  | 'damaged-decisions'
  | 'not-an-outbox'
  | 'too-large'
  | 'file-exists'
  | 'not-empty'
  | 'in-use'
  | 'differs'
  | 'broken-chain';

/** The message says in both languages what to do next. */
export class DeskFault extends Error {
  readonly code: DeskFaultCode;
  constructor(code: DeskFaultCode, zh: string, en: string) {
    super(`${zh}/ ${en}`);
    this.name = 'DeskFault';
    this.code = code;
  }
}
