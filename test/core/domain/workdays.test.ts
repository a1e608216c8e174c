import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { assert, integer, property } from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { HOLIDAY_NOTICES, noticesWith } from '../../../src/core/domain/holiday-notices.ts';
import { addDays, daysBetween, type IsoDate, isoDate } from '../../../src/core/domain/iso-date.ts';
import {
  addWorkdays,
  isWeekend,
  maybeChanged,
  workCalendar,
  workdayBefore,
} from '../../../src/core/domain/workdays.ts';

const calendar = workCalendar(HOLIDAY_NOTICES);
const FIRST = isoDate('2004-01-01');
const LAST = isoDate('2026-12-31');

function add(from: string, count: number) {
  const end = addWorkdays(calendar, isoDate(from), count);
  return end.ok ? end.value : end.fault;
}

describe('a term in working days', () => {
  it.each([
    ['starts on the day after the event', '2026-03-02', 1, '2026-03-03'],
    ['ends on its last day, weekends left out', '2026-03-06', 5, '2026-03-13'],
    ['counts a Saturday worked in exchange', '2026-02-13', 1, '2026-02-14'],
    ['leaves out a long holiday and counts the Saturday after it', '2026-02-14', 5, '2026-02-28'],
    ['leaves out the weekend days inside a holiday', '2025-09-30', 1, '2025-10-09'],
    ['starts after an event on a holiday', '2026-10-03', 1, '2026-10-08'],
    ['counts a Sunday of the New Year exchange', '2026-01-01', 1, '2026-01-04'],
    ['crosses into a known year, and counts its first Sunday', '2025-12-31', 5, '2026-01-08'],
    ['knows days that the next year’s notice set: 2018-12-29 was worked, 31 off', '2018-12-28', 2, '2019-01-02'],
    ['knows a holiday that a later notice made longer (2020)', '2020-01-23', 1, '2020-02-03'],
    ['knows the days off of September 2015', '2015-09-02', 2, '2015-09-07'],
  ])('%s', (_, from, count, end) => {
    expect(add(from, count)).toBe(end);
  });

  it('has no end in a year whose notice is not known, nor when it only runs into one', () => {
    expect(add('2027-03-01', 1)).toEqual({ code: 'notice-unknown', year: 2027 });
    expect(add('2026-12-30', 2)).toEqual({ code: 'notice-unknown', year: 2027 });
    expect(add('2026-12-30', 1)).toBe('2026-12-31');
    expect(add('2003-12-31', 1)).toBe('2004-01-02');
    expect(add('2003-12-30', 1)).toEqual({ code: 'notice-unknown', year: 2003 });
  });

  it('cannot have no days, part of a day, or go backwards', () => {
    for (const count of [0, -1, 1.5, Number.NaN]) {
      expect(() => addWorkdays(calendar, isoDate('2026-03-02'), count)).toThrow(RangeError);
    }
  });

  it('ends on a working day with as many working days after the event as it has, and grows with event and length', () => {
    const days = integer({ min: 0, max: daysBetween(FIRST, LAST) - 500 });
    assert(
      property(days, integer({ min: 1, max: 200 }), (offset, count) => {
        const event = addDays(FIRST, offset);
        const end = addWorkdays(calendar, event, count);
        if (!end.ok) throw new Error(`no end after ${event}`);
        expect(calendar.isWorkday(end.value)).toBe(true);
        expect(workdaysAfter(event, end.value)).toBe(count);
        const later = addWorkdays(calendar, addDays(event, 1), count);
        const longer = addWorkdays(calendar, event, count + 1);
        expect(later.ok && later.value >= end.value).toBe(true);
        expect(longer.ok && longer.value > end.value).toBe(true);
      }),
    );
  });
});

/** Counted another way: every day of the span is asked. */
function workdaysAfter(event: IsoDate, end: IsoDate): number {
  let count = 0;
  for (let day = addDays(event, 1); day <= end; day = addDays(day, 1)) if (calendar.isWorkday(day) === true) count++;
  return count;
}

describe('the calendar', () => {
  it('does not answer for a year whose notice it does not have, weekends included', () => {
    expect(calendar.isWorkday(isoDate('2027-05-08'))).toBe('unknown');
    expect(calendar.notice(2027)).toBeNull();
    expect(calendar.notice(2026)?.documentNo).toBe('国办发明电〔2025〕7号');
  });

  it('gives the last working day before a day, and says so when that is not known', () => {
    expect(workdayBefore(calendar, isoDate('2026-01-10'))).toEqual({ ok: true, value: '2026-01-09' });
    expect(workdayBefore(calendar, isoDate('2026-02-24'))).toEqual({ ok: true, value: '2026-02-14' });
    expect(workdayBefore(calendar, isoDate('2004-01-01'))).toEqual({
      ok: false,
      fault: { code: 'notice-unknown', year: 2003 },
    });
  });

  it('says that the last days of December may still change, until the next notice is known', () => {
    expect(maybeChanged(calendar, isoDate('2026-12-27'))).toBe(false);
    expect(maybeChanged(calendar, isoDate('2026-12-28'))).toBe(true);
    expect(maybeChanged(calendar, isoDate('2025-12-31'))).toBe(false);
  });

  it('takes the bureau’s own notice of a year in place of the built-in one, whole, and a new year beside them', () => {
    const own = (year: number) => ({
      year,
      documentNo: '示例〔2026〕1号',
      holidays: [isoDate(`${year}-03-04`)],
      workedWeekends: [],
    });
    const mixed = workCalendar(noticesWith([own(2026), own(2027)]));
    expect(mixed.isWorkday(isoDate('2026-03-04'))).toBe(false);
    expect(mixed.isWorkday(isoDate('2026-10-01'))).toBe(true);
    expect(mixed.isWorkday(isoDate('2027-03-05'))).toBe(true);
    expect(mixed.isWorkday(isoDate('2025-10-01'))).toBe(false);
  });
});

const SHARED = join(import.meta.dirname, '../../../../shared/data/cn_workdays_chinese-days_1.5.7.json');
const hasShared = await access(SHARED).then(
  () => true,
  () => false,
);

/** The notice of 2006 (国办发明电〔2005〕35号) works this Saturday; the public list leaves it out. */
const NOT_IN_THE_LIST = ['2005-12-31'];

describe.skipIf(!hasShared)(
  hasShared ? 'a public list of working days' : 'a public list of working days (left out: ../shared/data is not here)',
  () => {
    test('agrees with the built-in notices on every day of 2004 to 2026', async () => {
      const list: Record<'holidays' | 'workdays', Record<string, string>> = JSON.parse(await readFile(SHARED, 'utf8'));
      const years = new Set(Object.keys(list.holidays).map((day) => day.slice(0, 4)));
      expect([...years].toSorted()).toEqual(HOLIDAY_NOTICES.map(({ year }) => String(year)));
      const differing: string[] = [];
      for (let day = FIRST; day <= LAST; day = addDays(day, 1)) {
        const works = day in list.workdays || (!(day in list.holidays) && !isWeekend(day));
        if (calendar.isWorkday(day) !== works) differing.push(day);
      }
      expect(differing).toEqual(NOT_IN_THE_LIST);
    });
  },
);
