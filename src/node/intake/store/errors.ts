/** Faults of the store; `StoreFullError` stands with the interface, because services answer it in its own way. */

export type StoreFaultCode =
  /** Another process held the database longer than the patience. */
  | 'busy'
  /** The tables could not be brought to the present form. */
  | 'migration'
  /** Signing gave back other receipts than asked for. */
  | 'signing'
  /** What lies in the database is not what the store writes. */
  | 'damaged'
  /** A backup is put back only into an empty store. */
  | 'not-empty'
  /** The file is a copy of what was moved to another database. */
  | 'moved'
  /** The group committer was closed. */
  | 'closed';

export class StoreFault extends Error {
  readonly code: StoreFaultCode;
  constructor(code: StoreFaultCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StoreFault';
    this.code = code;
  }
}

/** The `code` that drivers put on their errors (`SQLITE_FULL`, SQLSTATE `23505`, `ENOSPC`); empty when there is none. */
export function faultCode(fault: unknown): string {
  if (typeof fault !== 'object' || fault === null || !('code' in fault)) return '';
  return typeof fault.code === 'string' ? fault.code : '';
}
