/**
 * Whether a stage may be published now. Proposed grades come before the final ones, stay open for the term that was
 * announced, and the final ones come after it (Jinjiang 第二十二条、第二十三条).
 */
import { addDays, type IsoDate } from '../../core/domain/iso-date.ts';
import { fail, ok, type Result } from '../../core/domain/result.ts';
import type { Stage } from '../../core/trust/releases.ts';
import type { ReadRelease } from '../verify/read-release.ts';
import { evidencePeriod } from './evidence.ts';

/** The publicity period of proposed grades, and what is in force meanwhile. */
export interface ProposedPeriod {
  /** Year of the proposed grades. */
  readonly year: number;
  /** First day of those that are proposed for the first time now. */
  readonly today: IsoDate;
  /** Last day, that day included. */
  readonly until: IsoDate;
  /** Year of the last final grades; null where there are none yet. */
  readonly inForce: number | null;
}

export type StageRefusal =
  | {
      readonly code: 'year-before-last' | 'final-published' | 'until-missing' | 'until-past' | 'until-too-far';
    }
  /** `detail`: the last day that was announced. */
  | { readonly code: 'until-earlier' | 'period-running'; readonly detail: IsoDate }
  /** `detail`: the last day of the evidence period. */
  | { readonly code: 'evidence-running'; readonly detail: IsoDate }
  /** `detail`: the rulebook of the grades in force. */
  | { readonly code: 'rulebook-changed'; readonly detail: string };

/** No policy here asks for more than seven working days; a later day is a slip of the keyboard that could not be undone. */
const LONGEST_DAYS = 90;

/** The period of the proposed stage, null for the final one. */
export function checkStage(
  input: { readonly year: number; readonly stage: Stage; readonly until: IsoDate | null },
  rulebook: string,
  last: ReadRelease | null,
  today: IsoDate,
): Result<ProposedPeriod | null, StageRefusal> {
  const { year, stage, until } = input;
  const inForce = last?.releases.findLast((release) => release.stage === 'final')?.year ?? null;
  if (inForce !== null && inForce > year) return fail({ code: 'year-before-last' });
  const running = announcedUntil(last, today);
  if (stage === 'final') return checkFinal(year, running, today);
  if (inForce === year) return fail({ code: 'final-published' });
  if (until === null) return fail({ code: 'until-missing' });
  if (until < today) return fail({ code: 'until-past' });
  if (until > addDays(today, LONGEST_DAYS)) return fail({ code: 'until-too-far' });
  // What was announced holds: nobody's time to object gets shorter.
  if (running && until < running) return fail({ code: 'until-earlier', detail: running });
  // The reasons of the grades in force are told in the words of their own rulebook, and a release carries one.
  if (last && inForce !== null && last.terms.id !== rulebook) {
    return fail({ code: 'rulebook-changed', detail: last.terms.id });
  }
  return ok({ year, today, until, inForce });
}

/**
 * Grades of half a year's evidence would be in force at once, and those of the right year, a slip of the keyboard away,
 * could never follow (`year-before-last`). A proposal of the wrong year is corrected by the next: it only warns.
 */
function checkFinal(year: number, running: IsoDate | null, today: IsoDate): Result<null, StageRefusal> {
  if (running !== null) return fail({ code: 'period-running', detail: running });
  const detail = runningEvidence(year, today);
  return detail === null ? ok(null) : fail({ code: 'evidence-running', detail });
}

/** Last day of the year's evidence period while that is not over; null afterwards. */
export function runningEvidence(year: number, today: IsoDate): IsoDate | null {
  const { to } = evidencePeriod(year);
  return today <= to ? to : null;
}

/**
 * Last day of the publicity period that runs; null: none does. Every proposed release says it for itself, so that no
 * later one takes it back. Releases of before that field tell it by their proposals.
 */
function announcedUntil(last: ReadRelease | null, today: IsoDate): IsoDate | null {
  const listed = last?.releases.flatMap(({ until }) => until ?? []) ?? [];
  const proposed = last?.records.flatMap(({ proposal }) => proposal?.until ?? []) ?? [];
  const latest = [...listed, ...proposed].sort().at(-1);
  return latest !== undefined && latest >= today ? latest : null;
}
