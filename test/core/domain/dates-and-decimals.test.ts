import { assert, bigInt, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDecimals,
  compareDecimals,
  decimal,
  formatDecimal,
  parseDecimal,
} from '../../../src/core/domain/decimal.ts';
import {
  addDays,
  addMonths,
  chinaDay,
  daysBetween,
  isoDate,
  parseIsoDate,
  within,
} from '../../../src/core/domain/iso-date.ts';

describe('days', () => {
  it('refuses days that do not exist and forms that only look like days', () => {
    for (const text of [
      '2026-02-30',
      '2026-13-01',
      '2026-00-10',
      '2026-1-5',
      '20260105',
      '2026-01-05 ',
      '',
      '2025-02-29',
    ]) {
      expect(parseIsoDate(text)).toBeNull();
    }
    expect(parseIsoDate('2024-02-29')).toBe('2024-02-29');
  });

  it('takes the day of Chinese time, also in the eight hours in which UTC is still at yesterday', () => {
    expect(chinaDay(new Date('2026-01-14T15:59:59Z'))).toBe('2026-01-14');
    expect(chinaDay(new Date('2026-01-14T16:00:00Z'))).toBe('2026-01-15');
  });

  it('ends a month later on the last day when the month is shorter', () => {
    expect(addMonths(isoDate('2026-01-31'), 1)).toBe('2026-02-28');
    expect(addMonths(isoDate('2024-02-29'), 12)).toBe('2025-02-28');
    expect(addMonths(isoDate('2025-12-03'), 12)).toBe('2026-12-03');
  });

  it('counts back what it counted forward', () => {
    assert(
      property(integer({ min: -20_000, max: 20_000 }), (count) => {
        const day = isoDate('2026-03-01');
        expect(daysBetween(day, addDays(day, count))).toBe(count);
      }),
    );
  });

  it('includes both ends of a period', () => {
    const period = { from: isoDate('2025-01-01'), to: isoDate('2025-12-31') };
    expect(within(isoDate('2025-01-01'), period)).toBe(true);
    expect(within(isoDate('2025-12-31'), period)).toBe(true);
    expect(within(isoDate('2024-12-31'), period)).toBe(false);
    expect(within(isoDate('2026-01-01'), period)).toBe(false);
  });
});

describe('decimals', () => {
  it('never meets a threshold by rounding', () => {
    expect(compareDecimals(decimal('89.99999999999999999999'), decimal('90'))).toBeLessThan(0);
    expect(compareDecimals(decimal('90.0'), decimal('90'))).toBe(0);
    expect(formatDecimal(addDecimals(decimal('0.1'), decimal('0.2')))).toBe('0.3');
  });

  it('refuses what is not a plain decimal', () => {
    for (const text of ['1e3', '1,000', '', '.', '1.', '.5', 'NaN', '九', '1'.repeat(401)])
      expect(parseDecimal(text)).toBeNull();
  });

  it('reads back what it wrote, exactly', () => {
    assert(
      property(bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), integer({ min: 0, max: 12 }), (units, scale) => {
        const value = { units, scale };
        expect(compareDecimals(decimal(formatDecimal(value)), value)).toBe(0);
      }),
    );
  });
});
