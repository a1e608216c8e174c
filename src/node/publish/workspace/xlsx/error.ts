/** Why a workbook is not read. Thrown within this folder only; `read-xlsx.ts` makes a value of it. */

/** `workbook-old-format`: also one with a password. The texts for the clerk are in `problem-texts-reading.ts`. */
export type WorkbookFault =
  | 'workbook-old-format'
  | 'workbook-is-text'
  | 'workbook-unreadable'
  | 'workbook-cell-wrong'
  | 'workbook-merged-too-far'
  | 'workbook-too-large';

/** Of a sheet: `C5`, `5` for a whole row, `A2:A1048576`. */
export interface WorkbookPlace {
  readonly sheet: string;
  readonly cell: string;
}

export class WorkbookError extends Error {
  readonly fault: WorkbookFault;
  readonly place: WorkbookPlace | null;

  /** `why` is for developers and tests. */
  constructor(fault: WorkbookFault, why: string, place: WorkbookPlace | null = null) {
    super(why);
    this.fault = fault;
    this.place = place;
  }
}

export function damaged(why: string): WorkbookError {
  return new WorkbookError('workbook-unreadable', why);
}

export function tooLarge(why: string): WorkbookError {
  return new WorkbookError('workbook-too-large', why);
}
