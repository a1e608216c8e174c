/** Why a workbook is not read. Thrown within this folder only; `read-xlsx.ts` makes a value of it. */

/** `workbook-old-format`: also one with a password. The texts for the clerk are in `problem-texts-files.ts`. */
export type WorkbookFault = 'workbook-old-format' | 'workbook-unreadable' | 'workbook-too-large';

export class WorkbookError extends Error {
  readonly fault: WorkbookFault;

  /** `why` is for developers and tests. */
  constructor(fault: WorkbookFault, why: string) {
    super(why);
    this.fault = fault;
  }
}

export function damaged(why: string): WorkbookError {
  return new WorkbookError('workbook-unreadable', why);
}

export function tooLarge(why: string): WorkbookError {
  return new WorkbookError('workbook-too-large', why);
}
