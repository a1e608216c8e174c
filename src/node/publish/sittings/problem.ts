/** Why an export is not signed, or not taken in. */

export interface ExportProblem {
  readonly code: /** Not an export, or parts of it are gone: the copy was cut short. */
    | 'format'
    /** A link or a device in the folder. */
    | 'not-a-file'
    /** The bytes to be signed are not those that the export names. */
    | 'id'
    /** What was published last does not verify from its first root on. */
    | 'last'
    /** The root or the list of files does not follow the last one. */
    | 'root-version'
    | 'targets-version'
    /** Fields that no summary tells, such as a delegation. */
    | 'fields'
    /** The new root would need fewer signatures than two, names one key twice, or an online key that is none. */
    | 'root-keys'
    /** Says no time of signing, or that of another day. */
    | 'signed-at'
    /** Valid for longer, or for less, than the program signs. */
    | 'lifetime'
    /** A data file is not there, or has other bytes than the list says. */
    | 'file-missing'
    | 'file-hash'
    /** The data do not hold together, or do not continue the last publication. */
    | 'content'
    | 'log'
    | 'other-bureau'
    /** A file that does not lie in the bureau's folder. */
    | 'other-folder'
    /** A bureau that a province lists and cannot delegate to: its name is taken, its keys are another's or none. */
    | 'bureau'
    /** The shipped summary is not what the files say. */
    | 'summary'
    /** Too old, or its publicity period is over. */
    | 'expired'
    | 'proposal-over'
    /** Made in the future, by this machine's clock. */
    | 'clock';
  /** A file, a number, a day. */
  readonly detail: string;
}

/** What no signer would sign is not exported. */
export class UnfitExport extends Error {
  readonly problems: readonly ExportProblem[];
  constructor(problems: readonly ExportProblem[]) {
    super(problems.map(({ code, detail }) => `${code} ${detail}`).join(', '));
    this.name = 'UnfitExport';
    this.problems = problems;
  }
}
