/** A bureau's plan of one year: its policy's steps, its rulings, the days it entered, the working days it knows. */
import type { IsoDate } from '../../../core/domain/iso-date.ts';
import { fail, ok, type Result } from '../../../core/domain/result.ts';
import type { Text } from '../../../core/domain/terms.ts';
import { type WorkCalendar, yearOf } from '../../../core/domain/workdays.ts';
import { type CalendarStep, type PlannedStep, planYear, stepsUnder } from '../../../core/rulebooks/calendar.ts';
import type { AdoptedRulings } from '../../../core/rulebooks/rulings.ts';

export interface YearPlan {
  readonly bureau: { readonly name: Text; readonly demo: boolean };
  readonly policy: { readonly id: string; readonly title: Text; readonly documentNo: string };
  readonly year: number;
  readonly rulings: AdoptedRulings;
  /** The notices of all years that the plan touches; `documentNo` null where one is not known. */
  readonly notices: readonly { readonly year: number; readonly documentNo: string | null }[];
  readonly steps: readonly PlannedStep[];
}

export interface PlanRequest extends Pick<YearPlan, 'bureau' | 'policy' | 'year' | 'rulings'> {
  readonly steps: readonly CalendarStep[];
  readonly calendar: WorkCalendar;
  readonly events: ReadonlyMap<string, IsoDate>;
}

export type PlanRefusal =
  | { readonly code: 'notice-unknown'; readonly year: number }
  /** `valid`: the ids of the events that can be entered. */
  | { readonly code: 'unknown-event'; readonly event: string; readonly valid: readonly string[] };

/** The plan; refused for a year whose notice is not known, and for days of events that the policy does not have. */
export function makeYearPlan(request: PlanRequest): Result<YearPlan, PlanRefusal> {
  const { bureau, policy, year, rulings, calendar, events } = request;
  const choices = Object.fromEntries(Object.entries(rulings).map(([id, { choice }]) => [id, choice]));
  const valid = stepsUnder(request.steps, choices).filter(({ when }) => when.kind === 'event');
  for (const event of events.keys()) {
    if (!valid.some(({ id }) => id === event)) {
      return fail({ code: 'unknown-event', event, valid: valid.map(({ id }) => id) });
    }
  }
  if (calendar.notice(year) === null) return fail({ code: 'notice-unknown', year });
  const steps = planYear(request.steps, { year, calendar, events, choices });
  const notices = yearsOf(year, steps).map((each) => ({
    year: each,
    documentNo: calendar.notice(each)?.documentNo ?? null,
  }));
  return ok({ bureau, policy, year, rulings, notices, steps });
}

function yearsOf(year: number, steps: readonly PlannedStep[]): readonly number[] {
  const years = new Set([year]);
  for (const { day } of steps) {
    if (day.ok) years.add(yearOf(day.value));
    else if (day.fault.code === 'notice-unknown') years.add(day.fault.year);
  }
  return [...years].toSorted((a, b) => a - b);
}

/** The plan for other programs: days as text, texts in both languages, why a day is missing. */
export function planJson({ bureau, policy, year, notices, steps }: YearPlan): string {
  const rows = steps.map(({ step, day, ...rest }) => ({
    ...step,
    ...rest,
    day: day.ok ? day.value : null,
    missing: day.ok ? null : day.fault,
  }));
  return `${JSON.stringify({ bureau: bureau.name, rulebook: policy.id, policy, year, notices, steps: rows }, null, 2)}\n`;
}
