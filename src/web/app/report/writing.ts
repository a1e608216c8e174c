/** What every step of the form is given. */
import type { SubmissionKind } from '../../../core/complaint/submission.ts';
import type { Bureau } from '../../../core/domain/bureau.ts';
import type { Bytes } from '../../../core/domain/bytes.ts';
import type { InstitutionCode } from '../../../core/domain/institution-code.ts';
import type { Lang } from '../../../core/words/lang.ts';
import type { ReportWords } from '../../../core/words/report.ts';
import type { Recipients } from '../../outbox/outbox.ts';
import type { Form } from './form.ts';
import type { InstitutionName } from './institution-name.ts';
import type { Field, Problem } from './steps.ts';
import type { Steps } from './use-steps.ts';

/** Where this is sent and what it is about; the same on every step. */
export interface Place {
  readonly r: ReportWords;
  readonly lang: Lang;
  /** From the address; null without a valid one. */
  readonly code: InstitutionCode | null;
  readonly named: InstitutionName;
  readonly bureau: Bureau | null;
  /** Its name in the reader's language, or a general word. */
  readonly bureauName: string;
  readonly phone: string | null;
  /** Number and hours as one reads them; null where neither data nor page tell. */
  readonly call: string | null;
  /** Whether the network is gone, as the browser says or as a try just showed. */
  readonly offline: boolean;
  /** Null while the keys could not be had. */
  readonly recipients: Recipients | null;
}

export interface Writing extends Place {
  readonly kind: SubmissionKind;
  readonly form: Form;
  readonly photos: readonly Bytes[];
  readonly change: (part: Partial<Form>) => void;
  readonly setPhotos: (next: (before: readonly Bytes[]) => readonly Bytes[]) => void;
  /** Those that are shown now. */
  readonly problems: readonly Problem[];
  readonly go: Steps['go'];
  /** Hides the form's own buttons while a step has others. */
  readonly setAlone: (alone: boolean) => void;
}

export interface StepProps {
  readonly at: Writing;
}

/** The error to be shown at a field; null when there is none. */
export function errorAt({ problems, r }: Writing, field: Field): string | null {
  const problem = problems.find((found) => found.field === field);
  return problem ? r.rep.errors[problem.error] : null;
}
