/** Calendar days as text. A day has no time zone here: bureaus write the day of the Chinese calendar. */

/** A day of the Gregorian calendar, `YYYY-MM-DD`, checked to exist. Compares with `<` as text does. */
export type IsoDate = string & { readonly __day: true };

const FORM = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_MS = 86_400_000;

/** Reads `YYYY-MM-DD`; null when the form is wrong or the day does not exist (2026-02-30). */
export function parseIsoDate(text: string): IsoDate | null {
  const match = FORM.exec(text);
  if (!match) return null;
  const ms = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  return new Date(ms).toISOString().slice(0, 10) === text ? (text as IsoDate) : null;
}

/** A day that the program itself wrote; throws on a typing error. For constants and tests. */
export function isoDate(text: string): IsoDate {
  const day = parseIsoDate(text);
  if (day === null) throw new RangeError(`not a calendar day: ${text}`);
  return day;
}

/** The day in Chinese standard time (UTC+8, no daylight saving since 1991) at which the instant falls. */
export function chinaDay(instant: Date): IsoDate {
  return new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 10) as IsoDate;
}

/** The day `count` calendar days later (earlier when negative). */
export function addDays(day: IsoDate, count: number): IsoDate {
  return new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10) as IsoDate;
}

/** The same day of the month `count` months later; the last day of that month when it is shorter (民法典 第二百零二条). */
export function addMonths(day: IsoDate, count: number): IsoDate {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + count, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, last));
  return first.toISOString().slice(0, 10) as IsoDate;
}

/**
 * The last day of a term of months or years that begins with `day` (GEN-8). 民法典 第二百零一条 does not count the first day,
 * 第二百零二条 ends the term on the same day of its last month, or on that month's last day.
 */
export function termEnd(day: IsoDate, months: number): IsoDate {
  return addMonths(day, months);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** A span of days, both ends included. */
export interface Period {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/** Whether the day lies in the period, ends included. */
export function within(day: IsoDate, period: Period): boolean {
  return day >= period.from && day <= period.to;
}
