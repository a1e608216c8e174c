import { describe, expect, it } from 'vitest';
import { certificateEnd } from '../../../src/core/domain/certificate.ts';
import { addDays, addMonths, isoDate, type Period, termEnd } from '../../../src/core/domain/iso-date.ts';
import { coveringEdition, editionFor } from '../../../src/core/rulebooks/editions.ts';
import { jinjiang } from '../../../src/core/rulebooks/jinjiang/rulebook.ts';
import { RULEBOOKS } from '../../../src/core/rulebooks/registry.ts';
import type { Edition } from '../../../src/core/rulebooks/rulebook.ts';

/** Every month of 2020 to 2034: before all policies, after the end of the one that has an end. */
const MONTHS: readonly Period[] = Array.from({ length: 180 }, (_, n) => {
  const from = addMonths(isoDate('2020-01-01'), n);
  return { from, to: addDays(addMonths(from, 1), -1) };
});
const nobody = {
  institutions: [{ id: 'a', licence: 'practice-licence', assessments: {}, events: [], amendments: [] }],
} as const;

describe.each(RULEBOOKS.map((rulebook) => [rulebook.id, rulebook] as const))('the date grid of %s', (_, rulebook) => {
  const { editions } = rulebook;
  const first = editions[0].from;
  const last = editions[editions.length - 1]?.to ?? null;

  it('has exactly one edition for every month of its term, and none outside it', () => {
    for (const month of MONTHS) {
      const inside = month.from >= first && (last === null || month.to <= last);
      const covering = editions.filter(({ from, to }) => month.from >= from && (to === null || month.to <= to));
      expect([month.from, covering.length]).toEqual([month.from, inside ? 1 : 0]);
    }
  });

  it('refuses to evaluate what no edition covers, and only that (GEN-5)', () => {
    for (const period of MONTHS) {
      const [result] = rulebook.evaluate({ period, ...nobody }, {});
      const refused = result?.problems.some(({ code }) => code === 'period-not-covered');
      expect([period.from, refused]).toEqual([period.from, coveringEdition(editions, period) === null]);
    }
  });

  it('tells each month in the words and numbers of its edition', () => {
    for (const period of MONTHS) {
      const edition = coveringEdition(editions, period);
      if (edition) expect(rulebook.terms({}, period).inForce).toMatchObject({ from: edition.from, to: edition.to });
    }
  });
});

describe('the end of a term', () => {
  it('is the day of the same number, as 晋卫健规〔2024〕2号 counts its own five years', () => {
    const { from, to } = jinjiang.editions[0];
    expect(termEnd(from, 60)).toBe(to);
  });

  it('is the last day of a month that has no such day (民法典 第二百零二条)', () => {
    expect(termEnd(isoDate('2024-02-29'), 12)).toBe('2025-02-28');
    expect(termEnd(isoDate('2025-08-31'), 6)).toBe('2026-02-28');
    expect(termEnd(isoDate('2025-08-31'), 36)).toBe('2028-08-31');
  });

  it('is one for grades, certificates and whatever a bureau counts in months', () => {
    const on = isoDate('2026-01-19');
    expect(certificateEnd({ on }, { kind: 'certificate', months: 36, renewMonths: 6, extensionMonths: 6 })).toBe(
      termEnd(on, 36),
    );
  });
});

describe('editions that follow each other', () => {
  const edition = (from: string, to: string | null): Edition => ({
    documentNo: from,
    from: isoDate(from),
    to: to === null ? null : isoDate(to),
    citation: '第一条',
  });
  const two = [edition('2021-01-01', '2023-12-31'), edition('2024-01-01', null)] as const;
  const span = (from: string, to: string): Period => ({ from: isoDate(from), to: isoDate(to) });

  it('are picked by the evidence period, not by the day', () => {
    expect(coveringEdition(two, span('2023-01-01', '2023-12-31'))?.documentNo).toBe('2021-01-01');
    expect(coveringEdition(two, span('2024-01-01', '2024-12-31'))?.documentNo).toBe('2024-01-01');
  });

  it('do not cover a period in which one gave way to the other', () => {
    expect(coveringEdition(two, span('2023-07-01', '2024-06-30'))).toBeNull();
    expect(editionFor(two, span('2023-07-01', '2024-06-30')).documentNo).toBe('2024-01-01');
    expect(editionFor(two, span('2019-01-01', '2019-12-31')).documentNo).toBe('2021-01-01');
  });
});
