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
  /** What was written to the reader, under its title or behind a fold; null when the step's title says it all. */
  readonly text: { readonly title: string; readonly fold: string; readonly text: string } | null;
}

/** Reason and place stand in the sentence itself; answers and notes have a place of their own. */
export function stepText(state: SubmissionState, answer: Opened, words: StatusText): StepText {
  const said = answer.kind === 'text' ? answer.text : null;
  if (state === 'refused') {
    return { title: said === null ? words.refusedPlain : words.refused({ reason: said }), text: null };
  }
  if (state === 'moved') return { title: said === null ? words.movedPlain : words.moved({ where: said }), text: null };
  const [title, fold] = state === 'answered' ? [words.answerOpen, words.answered] : [words.noteOpen, words.note];
  return { title: plainTitle(state, words), text: said === null ? null : { title, fold, text: said } };
}

function plainTitle(state: Exclude<SubmissionState, 'refused' | 'moved'>, words: StatusText): string {
  if (state === 'accepted') return words.acceptedPlain;
  return state === 'answered' ? words.answeredPlain : words[state];
}

/** Whether the step begins something that goes on; the others happen once. */
export function lasts(state: SubmissionState): boolean {
  return state === 'investigating';
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
