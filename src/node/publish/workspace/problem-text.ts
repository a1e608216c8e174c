/** One text of a problem: what is wrong, and what to do. */
import type { Text } from '../../../core/domain/terms.ts';

export type Severity = 'error' | 'warning';

export interface ProblemText {
  readonly severity: Severity;
  readonly message: Text;
  readonly remedy: Text;
}

type Pair = readonly [zh: string, en: string];

const make = (severity: Severity, message: Pair, remedy: Pair): ProblemText => ({
  severity,
  message: { zh: message[0], en: message[1] },
  remedy: { zh: remedy[0], en: remedy[1] },
});

/** Something that is not accepted: a row, a column, a file. */
export const error = (message: Pair, remedy: Pair): ProblemText => make('error', message, remedy);

/** Something that is accepted and should be looked at. */
export const warning = (message: Pair, remedy: Pair): ProblemText => make('warning', message, remedy);
