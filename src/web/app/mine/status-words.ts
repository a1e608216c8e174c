/** The bureau's steps in words. */
import type { StatusReport, SubmissionState } from '../../../core/complaint/status.ts';
import type { IsoDate } from '../../../core/domain/iso-date.ts';
import type { StatusText } from './words.ts';

/** An answer: not there, being opened, opened, or not to be opened. */
export type Opened =
  | { readonly kind: 'none' | 'opening' | 'unreadable' }
  | { readonly kind: 'text'; readonly text: string };

export interface StepText {
  readonly title: string;
  /** What lies behind a fold: null when the title says it all. */
  readonly fold: { readonly title: string; readonly text: string } | null;
}

/** Reason and place stand in the sentence itself; answers and notes behind a fold, since others may look on. */
export function stepText(state: SubmissionState, answer: Opened, words: StatusText): StepText {
  const text = answer.kind === 'text' ? answer.text : null;
  if (state === 'refused') {
    return { title: text === null ? words.refusedPlain : words.refused({ reason: text }), fold: null };
  }
  if (state === 'moved') return { title: text === null ? words.movedPlain : words.moved({ where: text }), fold: null };
  const foldTitle = state === 'answered' ? words.answered : words.note;
  return { title: plainTitle(state, words), fold: text === null ? null : { title: foldTitle, text } };
}

function plainTitle(state: Exclude<SubmissionState, 'refused' | 'moved'>, words: StatusText): string {
  if (state === 'accepted') return words.acceptedPlain;
  return state === 'answered' ? words.answeredPlain : words[state];
}

/** What the term says of the present state; null while none runs or once it is answered. */
export function dueText(
  { due, state }: Pick<StatusReport, 'due' | 'state'>,
  today: IsoDate,
  words: StatusText,
  { day, phone }: { readonly day: (date: string) => string; readonly phone: string },
): string | null {
  if (due === null || (state !== 'accepted' && state !== 'investigating')) return null;
  if (due < today) return words.overdue({ date: day(due), phone });
  return state === 'accepted' ? words.accepted({ date: day(due) }) : words.due({ date: day(due) });
}
