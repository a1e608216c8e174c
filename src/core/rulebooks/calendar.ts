/** The deadlines of a policy as data, and the plan of one year computed from them. */
import { addDays, addMonths, type IsoDate, isoDate } from '../domain/iso-date.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Text } from '../domain/terms.ts';
import { addWorkdays, maybeChanged, type NoticeUnknown, type WorkCalendar, workdayBefore } from '../domain/workdays.ts';
import type { Choices } from './rulings.ts';

/** A day of every year; `last` is the last day of the month (2月底). */
export interface MonthDay {
  readonly month: number;
  readonly day: number | 'last';
}

export type TermUnit = 'working-days' | 'days' | 'months';

/** When a step is due. Steps are named by their ids; a term starts on the day after the step that it counts from. */
export type StepTime =
  /** At the latest on this day of the year. */
  | { readonly kind: 'by'; readonly day: MonthDay }
  /** On this very day. */
  | { readonly kind: 'on'; readonly day: MonthDay }
  /** Between two days, both included. */
  | { readonly kind: 'between'; readonly from: MonthDay; readonly to: MonthDay }
  /** A day that the bureau enters. Until then it is taken to happen on the last day of the step `latest`, where one is named. */
  | { readonly kind: 'event'; readonly latest: string | null }
  /** Within a term after another step. */
  | { readonly kind: 'within'; readonly count: number; readonly unit: TermUnit; readonly after: string }
  /** At the latest so many months before another step. */
  | { readonly kind: 'before'; readonly months: number; readonly step: string }
  /** On any day after another step: the policy sets no end. */
  | { readonly kind: 'not-before'; readonly after: string };

export interface CalendarStep {
  /** ASCII, unique in its policy; the name of an event on the command line. */
  readonly id: string;
  readonly title: Text;
  /** Where the policy sets it, as the source prints its articles; 文件没有规定 where only a ruling does. */
  readonly article: string;
  readonly when: StepTime;
  /** The ruling that sets or reads it; with the choice `droppedBy` the step does not exist. */
  readonly ruling: { readonly id: string; readonly droppedBy: string | null } | null;
  /** The one year for which the policy wrote this day; in any other the bureau decides. Null: every year. */
  readonly writtenFor: number | null;
  /** What the reader must know of how the text is read; never silent. */
  readonly remark: Text | null;
}

/** A step as a policy's table writes it: what is not written is null. */
export type StepInput = Pick<CalendarStep, 'id' | 'title' | 'article' | 'when'> &
  Partial<Pick<CalendarStep, 'ruling' | 'writtenFor' | 'remark'>>;

/** One line of a policy's table. */
export function step(input: StepInput): CalendarStep {
  return { ruling: null, writtenFor: null, remark: null, ...input };
}

/** Why a step has no day: an event not entered yet, or a year without its notice. */
export type Missing = { readonly code: 'event-missing'; readonly step: string } | NoticeUnknown;

export interface PlannedStep {
  readonly step: CalendarStep;
  /** First day of a span; null elsewhere. */
  readonly from: IsoDate | null;
  /** The day that counts: the last one, the very one, or the first possible one of `not-before`. */
  readonly day: Result<IsoDate, Missing>;
  /** Whether it rests on an event that was not entered but taken at its latest. */
  readonly latest: boolean;
  /** Whether the day is a working day; null when there is no day. */
  readonly workday: boolean | 'unknown' | null;
  /** Of a deadline that is no working day: the last one before. It is said, and the deadline stays where it is. */
  readonly workdayBefore: IsoDate | null;
  /** The next year's notice may still change whether this day, or its term, counts. */
  readonly maybeChanged: boolean;
}

export interface PlanInput {
  readonly year: number;
  readonly calendar: WorkCalendar;
  /** Days that the bureau entered, by the id of their event. */
  readonly events: ReadonlyMap<string, IsoDate>;
  readonly choices: Choices;
}

/** The steps that exist under these rulings, in the policy's order. */
export function stepsUnder(steps: readonly CalendarStep[], choices: Choices): readonly CalendarStep[] {
  return steps.filter(({ ruling }) => ruling?.droppedBy == null || choices[ruling.id] !== ruling.droppedBy);
}

/** The ruling by which a year has no publicity of proposed grades (the step `proposed`); null where it may have one. */
export function proposalDroppedBy(steps: readonly CalendarStep[], choices: Choices): string | null {
  const kept = stepsUnder(steps, choices);
  return steps.find((each) => each.id === 'proposed' && !kept.includes(each))?.ruling?.id ?? null;
}

/** The plan of a year, a line a step, in the policy's order. A step may count only from one that stands before it. */
export function planYear(steps: readonly CalendarStep[], input: PlanInput): readonly PlannedStep[] {
  const planned = new Map<string, PlannedStep>();
  for (const each of stepsUnder(steps, input.choices)) planned.set(each.id, plan(each, planned, input));
  return [...planned.values()];
}

type Found = Pick<PlannedStep, 'from' | 'day' | 'latest'>;

function plan(each: CalendarStep, planned: ReadonlyMap<string, PlannedStep>, input: PlanInput): PlannedStep {
  const found = dayOf(each, planned, input);
  const { calendar } = input;
  const none = { workday: null, workdayBefore: null, maybeChanged: false };
  if (!found.day.ok) return { step: each, ...found, ...none };
  const day = found.day.value;
  const workday = calendar.isWorkday(day);
  const before = workday === false && DEADLINES.has(each.when.kind) ? workdayBefore(calendar, day) : null;
  return {
    step: each,
    ...found,
    workday,
    workdayBefore: before?.ok ? before.value : null,
    maybeChanged: workday !== 'unknown' && maybeChanged(calendar, day),
  };
}

/** Kinds whose day is the last one on which something may be done. */
const DEADLINES: ReadonlySet<StepTime['kind']> = new Set(['by', 'between', 'within', 'before']);

function dayOf(each: CalendarStep, planned: ReadonlyMap<string, PlannedStep>, input: PlanInput): Found {
  const { when } = each;
  const exact = (day: IsoDate, from: IsoDate | null = null): Found => ({ from, day: ok(day), latest: false });
  switch (when.kind) {
    case 'by':
    case 'on':
      return exact(dayIn(input.year, when.day));
    case 'between':
      return exact(dayIn(input.year, when.to), dayIn(input.year, when.from));
    case 'event': {
      const entered = input.events.get(each.id);
      if (entered !== undefined) return exact(entered);
      const { day } = when.latest === null ? { day: null } : anchor(when.latest, planned);
      return { from: null, day: day?.ok ? day : fail({ code: 'event-missing', step: each.id }), latest: true };
    }
    case 'within':
      return counted(anchor(when.after, planned), (day) => {
        if (when.unit === 'working-days') return addWorkdays(input.calendar, day, when.count);
        return ok(when.unit === 'days' ? addDays(day, when.count) : addMonths(day, when.count));
      });
    case 'before':
      return counted(anchor(when.step, planned), (day) => ok(addMonths(day, -when.months)));
    case 'not-before':
      return counted(anchor(when.after, planned), (day) => ok(addDays(day, 1)));
  }
}

function counted(from: PlannedStep, count: (day: IsoDate) => Result<IsoDate, Missing>): Found {
  return { from: null, day: from.day.ok ? count(from.day.value) : from.day, latest: from.latest };
}

function anchor(id: string, planned: ReadonlyMap<string, PlannedStep>): PlannedStep {
  const found = planned.get(id);
  if (found === undefined) throw new Error(`no step "${id}" stands before the one that counts from it`);
  return found;
}

function dayIn(year: number, { month, day }: MonthDay): IsoDate {
  const two = (number: number) => String(number).padStart(2, '0');
  const first = isoDate(`${year}-${two(month)}-01`);
  return day === 'last' ? addDays(addMonths(first, 1), -1) : isoDate(`${year}-${two(month)}-${two(day)}`);
}
