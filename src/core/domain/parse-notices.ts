/** Holiday notices as the built-in table and a bureau's `holidays.json` write them: unknown → notices, or every problem. */
import { addDays, type IsoDate, parseIsoDate } from './iso-date.ts';
import { fail, ok, type Result } from './result.ts';
import { type HolidayNotice, isWeekend, REACH_OF_NEXT_NOTICE, yearOf } from './workdays.ts';

/**
 * One notice as it is written down. A day is `2026-05-09`; a run of days `2026-02-15/02-23` (ISO 8601; the end's year is
 * written when it differs: `2018-12-30/2019-01-01`), both ends included.
 */
export interface WrittenNotice {
  readonly year: number;
  readonly documentNo: string;
  readonly holidays: readonly string[];
  readonly workedWeekends: readonly string[];
}

export type NoticeProblemCode =
  | 'wrong-type'
  | 'missing'
  | 'year-twice'
  | 'not-a-day'
  | 'span-reversed'
  | 'wrong-year'
  | 'not-a-weekend'
  | 'day-twice'
  | 'statutory-day-missing';

export interface NoticeProblem {
  readonly code: NoticeProblemCode;
  /** `[0].holidays[2]`. */
  readonly path: string;
  /** What was written there, or the day that is missing. */
  readonly value: string;
}

/**
 * Days off in every year (全国年节及纪念日放假办法 第二条). A notice without them was not copied whole, and would turn holidays
 * into working days.
 */
const EVERY_YEAR = ['01-01', '05-01', '10-01'];

/** Reads a list of notices. Gives all problems: overlaps, days of another year, worked days that are no weekend, … */
export function parseNotices(value: unknown): Result<readonly HolidayNotice[], readonly NoticeProblem[]> {
  const problems: NoticeProblem[] = [];
  const name = (code: NoticeProblemCode, path: string, shown: unknown) => {
    problems.push({ code, path, value: typeof shown === 'string' ? shown : (JSON.stringify(shown) ?? '') });
  };
  if (!Array.isArray(value)) {
    name('wrong-type', '', value);
    return fail(problems);
  }
  const notices: HolidayNotice[] = [];
  value.forEach((entry: unknown, index) => {
    const path = `[${index}]`;
    const written = shapeOf(entry, path, name);
    if (written === null) return;
    if (notices.some(({ year }) => year === written.year)) name('year-twice', `${path}.year`, written.year);
    notices.push(readNotice(written, path, name));
  });
  return problems.length > 0 ? fail(problems) : ok(notices);
}

type Name = (code: NoticeProblemCode, path: string, shown: unknown) => void;

/** The four fields with their types; null after every wrong one was named. */
function shapeOf(entry: unknown, path: string, name: Name): WrittenNotice | null {
  if (typeof entry !== 'object' || entry === null) {
    name('wrong-type', path, entry);
    return null;
  }
  const fields: Readonly<Record<string, unknown>> = { ...entry };
  const { year, documentNo, holidays, workedWeekends } = fields;
  const given = (field: string) => {
    if (fields[field] === undefined) name('missing', `${path}.${field}`, '');
    else name('wrong-type', `${path}.${field}`, fields[field]);
  };
  const good = {
    year: isYear(year),
    documentNo: typeof documentNo === 'string' && documentNo.trim() !== '',
    holidays: isTexts(holidays),
    workedWeekends: isTexts(workedWeekends),
  };
  for (const [field, right] of Object.entries(good)) if (!right) given(field);
  return isYear(year) &&
    typeof documentNo === 'string' &&
    good.documentNo &&
    isTexts(holidays) &&
    isTexts(workedWeekends)
    ? { year, documentNo: documentNo.trim(), holidays, workedWeekends }
    : null;
}

function isYear(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1949 && value <= 9998;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function readNotice({ year, documentNo, holidays, workedWeekends }: WrittenNotice, path: string, name: Name) {
  const seen = new Set<IsoDate>();
  const days = (field: 'holidays' | 'workedWeekends', spans: readonly string[]): IsoDate[] =>
    spans.flatMap((text, index) => {
      const at = `${path}.${field}[${index}]`;
      const span = readSpan(text);
      if (typeof span === 'string') {
        name(span, at, text);
        return [];
      }
      for (const day of span) {
        if (!belongs(day, year)) name('wrong-year', at, day);
        if (seen.has(day)) name('day-twice', at, day);
        if (field === 'workedWeekends' && !isWeekend(day)) name('not-a-weekend', at, day);
        seen.add(day);
      }
      return span;
    });
  const off = days('holidays', holidays).toSorted();
  for (const day of EVERY_YEAR.map((text) => `${year}-${text}`)) {
    if (!off.some((holiday) => holiday === day)) name('statutory-day-missing', `${path}.holidays`, day);
  }
  return { year, documentNo, holidays: off, workedWeekends: days('workedWeekends', workedWeekends).toSorted() };
}

/** A notice names days of its year, and of the New Year holiday that begins in the December before. */
function belongs(day: IsoDate, year: number): boolean {
  return yearOf(day) === year || (yearOf(day) === year - 1 && day.slice(5) >= REACH_OF_NEXT_NOTICE);
}

/** A holiday is never longer: this stops a mistyped year from becoming 365 days off. */
const LONGEST = 31;

function readSpan(text: string): IsoDate[] | 'not-a-day' | 'span-reversed' {
  const [start = '', end, ...more] = text.split('/');
  const from = parseIsoDate(start);
  const to = end === undefined ? from : parseIsoDate(end.length === 5 ? `${start.slice(0, 5)}${end}` : end);
  if (from === null || to === null || more.length > 0) return 'not-a-day';
  const days: IsoDate[] = [];
  for (let day = from; day <= to && days.length <= LONGEST; day = addDays(day, 1)) days.push(day);
  return days.length === 0 || days.length > LONGEST ? 'span-reversed' : days;
}
