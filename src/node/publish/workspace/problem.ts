/** Problems of a workspace, as the clerk is told of them. */
import type { Text } from '../../../core/domain/terms.ts';
import { withoutPrivateNumbers } from './privacy.ts';
import type { Severity } from './problem-text.ts';
import { FILE_PROBLEMS } from './problem-texts-files.ts';
import { READING_PROBLEMS } from './problem-texts-reading.ts';
import { ROW_PROBLEMS } from './problem-texts-rows.ts';

const TEXTS = { ...FILE_PROBLEMS, ...READING_PROBLEMS, ...ROW_PROBLEMS };

export type ProblemCode = keyof typeof TEXTS;
export const PROBLEM_CODES: readonly string[] = Object.keys(TEXTS);

/** Where a problem lies, in the clerk's own terms. */
export interface Place {
  /** Title of the sheet, or name of the file. */
  readonly sheet: string | null;
  /** As the clerk sees it in Excel: 1-based, headings counted. */
  readonly row: number | null;
  /** Heading as in their file; of bureau.json the path. */
  readonly column: string | null;
  /** Cell as read; private numbers are never repeated here. */
  readonly value: string | null;
}

export interface CheckProblem extends Place {
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly message: Text;
  readonly remedy: Text;
}

const LONGEST_VALUE = 120;

/** The headline of a code, without its details: for summaries. */
export function problemTitle(code: ProblemCode): Text {
  const plain = (text: string) => text.replace(/\{\w+\}/g, '…');
  return { zh: plain(TEXTS[code].message.zh), en: plain(TEXTS[code].message.en) };
}

/**
 * A problem with its texts filled in, and every private number blotted out: a report travels by mail and chat.
 * `detail` is what the text calls so: a limit, a list, another row.
 */
export function problem(code: ProblemCode, place: Partial<Place>, detail = ''): CheckProblem {
  const { severity, message, remedy } = TEXTS[code];
  const blotted = (text: string | null | undefined) => (text ? withoutPrivateNumbers(text) : (text ?? null));
  const at = {
    sheet: place.sheet ?? null,
    row: place.row ?? null,
    column: blotted(place.column),
    value: blotted(place.value),
  };
  const values: Readonly<Record<string, string>> = {
    sheet: at.sheet ?? '',
    column: at.column ?? '',
    value: at.value ?? '',
    detail: withoutPrivateNumbers(detail),
  };
  // One pass with a function: a cell that itself says {detail} or $& stays as it is.
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  const value =
    at.value !== null && at.value.length > LONGEST_VALUE ? `${at.value.slice(0, LONGEST_VALUE)}…` : at.value;
  return {
    code,
    severity,
    ...at,
    value,
    message: { zh: fill(message.zh), en: fill(message.en) },
    remedy: { zh: fill(remedy.zh), en: fill(remedy.en) },
  };
}
