import { describe, expect, it } from 'vitest';
import { HOLIDAY_NOTICES } from '../../../src/core/domain/holiday-notices.ts';
import { parseNotices } from '../../../src/core/domain/parse-notices.ts';

const GOOD = {
  year: 2031,
  documentNo: '示例〔2030〕1号',
  holidays: ['2030-12-30/2031-01-01', '2031-05-01/05-03', '2031-10-01'],
  workedWeekends: ['2030-12-28', '2031-05-04'],
};

function codes(change: object, more: readonly object[] = []) {
  const parsed = parseNotices([{ ...GOOD, ...change }, ...more]);
  return parsed.ok ? [] : parsed.fault.map(({ code, path }) => `${code} ${path}`);
}

describe('a written notice', () => {
  it('is read with its runs of days, also across the turn of the year', () => {
    const parsed = parseNotices([GOOD]);
    expect(parsed).toMatchObject({
      ok: true,
      value: [
        {
          year: 2031,
          holidays: ['2030-12-30', '2030-12-31', '2031-01-01', '2031-05-01', '2031-05-02', '2031-05-03', '2031-10-01'],
          workedWeekends: ['2030-12-28', '2031-05-04'],
        },
      ],
    });
  });

  it.each<[string, object, string]>([
    ['a day that does not exist', { workedWeekends: ['2031-02-30'] }, 'not-a-day [0].workedWeekends[0]'],
    ['a day in another form', { workedWeekends: ['2031/5/4'] }, 'not-a-day [0].workedWeekends[0]'],
    ['a run with three ends', { workedWeekends: ['2031-05-04/05-04/05-04'] }, 'not-a-day [0].workedWeekends[0]'],
    ['a weekday as worked in exchange', { workedWeekends: ['2031-05-05'] }, 'not-a-weekend [0].workedWeekends[0]'],
    ['a day of the year after', { workedWeekends: ['2032-01-03'] }, 'wrong-year [0].workedWeekends[0]'],
    ['a December day too early for New Year', { workedWeekends: ['2030-12-22'] }, 'wrong-year [0].workedWeekends[0]'],
    ['a day off that is worked too', { workedWeekends: ['2031-05-03'] }, 'day-twice [0].workedWeekends[0]'],
    ['no year', { year: undefined }, 'missing [0].year'],
    ['a year as text', { year: '2031' }, 'wrong-type [0].year'],
    ['an empty number', { documentNo: ' ' }, 'wrong-type [0].documentNo'],
    ['days that are no list', { holidays: '2031-01-01' }, 'wrong-type [0].holidays'],
  ])('is refused for %s, with its place', (_, change, problem) => {
    expect(codes(change)).toEqual([problem]);
  });

  it('is refused for a run that ends before it starts, or takes a year', () => {
    const holidays = ['2031-01-01', '2031-05-01', '2031-10-01'];
    expect(codes({ holidays: [...holidays, '2031-06-03/06-01'] })).toEqual(['span-reversed [0].holidays[3]']);
    expect(codes({ holidays: [...holidays, '2031-06-01/2032-06-01'] })).toEqual(['span-reversed [0].holidays[3]']);
  });

  it('is refused without the holidays of every year: it was not copied whole', () => {
    expect(codes({ holidays: ['2031-01-01', '2031-05-01'] })).toEqual(['statutory-day-missing [0].holidays']);
  });

  it('is refused when its year stands twice, and with every problem at once', () => {
    expect(codes({}, [GOOD])).toEqual(['year-twice [1].year']);
    expect(codes({ year: null, workedWeekends: 3 }, [{ ...GOOD, workedWeekends: ['x', '2031-05-05'] }])).toEqual([
      'wrong-type [0].year',
      'wrong-type [0].workedWeekends',
      'not-a-day [1].workedWeekends[0]',
      'not-a-weekend [1].workedWeekends[1]',
    ]);
  });

  it('stands in a list', () => {
    for (const value of [GOOD, null, 'x', [null]]) expect(parseNotices(value).ok).toBe(false);
  });
});

describe('the built-in notices', () => {
  it('cover 2004 to 2026, one a year, each with the number of its document', () => {
    expect(HOLIDAY_NOTICES.map(({ year }) => year)).toEqual(Array.from({ length: 23 }, (_, index) => 2004 + index));
    for (const { year, documentNo } of HOLIDAY_NOTICES) {
      expect(documentNo).toMatch(/^国办发明电〔\d{4}〕\d+号(?:、国(?:办)?发明电〔\d{4}〕\d+号)?$/);
      expect(documentNo).toContain(`〔${year - 1}〕`);
    }
  });
});
