/**
 * Working days by the State Council's yearly notices (国务院办公厅关于某年部分节假日安排的通知): a weekend day worked in
 * exchange counts, a holiday does not. A year whose notice is not known has no answer; nothing is guessed.
 */
import { addDays, type IsoDate } from './iso-date.ts';
import { fail, ok, type Result } from './result.ts';

/** What one notice says. Its New Year holiday may reach into the December before. */
export interface HolidayNotice {
  readonly year: number;
  /** Number of the notice, and of a later one that changed it. */
  readonly documentNo: string;
  /** Days off that it names, weekends inside a holiday included, ascending. */
  readonly holidays: readonly IsoDate[];
  /** Saturdays and Sundays worked in exchange, ascending. */
  readonly workedWeekends: readonly IsoDate[];
}

/** A computation met a year whose notice is not known. */
export interface NoticeUnknown {
  readonly code: 'notice-unknown';
  readonly year: number;
}

export interface WorkCalendar {
  /** Whether the day is a working day; `unknown` when its year's notice is not known. */
  isWorkday(day: IsoDate): boolean | 'unknown';
  /** The notice of a year; null when it is not known. */
  notice(year: number): HolidayNotice | null;
}

/**
 * Of 23 notices (2004 to 2026) six changed days of the December before, the earliest the 29th (2007, 2018). One day is
 * kept as a margin.
 */
export const REACH_OF_NEXT_NOTICE = '12-28';

/** The calendar of these notices, one a year. A December day that two of them name is as the later one says. */
export function workCalendar(notices: readonly HolidayNotice[]): WorkCalendar {
  const byYear = new Map<number, HolidayNotice>();
  const named = new Map<IsoDate, boolean>();
  for (const notice of notices.toSorted((a, b) => a.year - b.year)) {
    byYear.set(notice.year, notice);
    for (const day of notice.holidays) named.set(day, false);
    for (const day of notice.workedWeekends) named.set(day, true);
  }
  return {
    isWorkday: (day) => (byYear.has(yearOf(day)) ? (named.get(day) ?? !isWeekend(day)) : 'unknown'),
    notice: (year) => byYear.get(year) ?? null,
  };
}

/** Saturday or Sunday. */
export function isWeekend(day: IsoDate): boolean {
  const weekday = new Date(day).getUTCDay();
  return weekday === 0 || weekday === 6;
}

/**
 * The last day of a term of `count` working days: the term starts on the day after `event`, which is never counted even
 * when it is a working day itself (民法典 第二百零一条). `count` is a whole number from 1: a term of no days has no last day.
 * Fails with the year whose notice is missing, also when the term only runs into that year.
 */
export function addWorkdays(calendar: WorkCalendar, event: IsoDate, count: number): Result<IsoDate, NoticeUnknown> {
  if (!Number.isSafeInteger(count) || count < 1) throw new RangeError(`not a term in working days: ${count}`);
  let day = event;
  for (let left = count; left > 0; ) {
    day = addDays(day, 1);
    const works = calendar.isWorkday(day);
    if (works === 'unknown') return fail({ code: 'notice-unknown', year: yearOf(day) });
    if (works) left--;
  }
  return ok(day);
}

/** The last working day before `day`; fails with the year whose notice is missing. */
export function workdayBefore(calendar: WorkCalendar, day: IsoDate): Result<IsoDate, NoticeUnknown> {
  for (let before = addDays(day, -1); ; before = addDays(before, -1)) {
    const works = calendar.isWorkday(before);
    if (works === 'unknown') return fail({ code: 'notice-unknown', year: yearOf(before) });
    if (works) return ok(before);
  }
}

/**
 * Whether what the calendar says of this day can still change: the last days of December belong to the next year's New
 * Year holiday too, and that year's notice is not known yet.
 */
export function maybeChanged(calendar: WorkCalendar, day: IsoDate): boolean {
  return day.slice(5) >= REACH_OF_NEXT_NOTICE && calendar.notice(yearOf(day) + 1) === null;
}

/** The year of a day. */
export function yearOf(day: IsoDate): number {
  return Number(day.slice(0, 4));
}
