/** How far a publication is, told to whoever waits for it. */

export type PublishStep = 'read' | 'grade' | 'sign' | 'write' | 'flush' | 'switch';

export interface Progress {
  readonly step: PublishStep;
  /** Institutions done, of how many; null where the step does not count. */
  readonly count: { readonly done: number; readonly of: number } | null;
}

export type OnProgress = (progress: Progress) => void;
