import { describe, expect, it } from 'vitest';
import type { Event, PenaltyEvent } from '../../../src/core/domain/facts.ts';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import { GENERAL_RULINGS } from '../../../src/core/rulebooks/rulings.ts';
import { isShowable, repairedBy, shownUntil } from '../../../src/node/publish/penalty-terms.ts';

const penalty: PenaltyEvent = {
  kind: 'penalty',
  on: isoDate('2025-12-03'),
  documentNo: '示卫医罚〔2025〕17号',
  scope: 'health',
  status: 'effective',
  seriousness: 'ordinary',
  against: 'institution',
};
const none: ReadonlySet<string> = new Set();

describe('how long a penalty is shown (信用修复管理办法, 2026)', () => {
  it.each([
    ['ordinary', '2025-12-03', '2026-12-03'],
    ['serious', '2025-12-03', '2028-12-03'],
    ['ordinary', '2024-02-29', '2025-02-28'],
  ] as const)('%s of %s until %s, that day included', (seriousness, on, until) => {
    expect(shownUntil({ ...penalty, seriousness, on: isoDate(on) })).toBe(until);
  });

  it('is told to readers with the same numbers (GEN-9)', () => {
    const said = GENERAL_RULINGS.find(({ id }) => id === 'GEN-9')?.text.zh;
    const years = (seriousness: 'ordinary' | 'serious') =>
      Number(shownUntil({ ...penalty, seriousness })?.slice(0, 4)) - Number(penalty.on.slice(0, 4));
    expect(said).toContain(`一般的公示${years('ordinary')}年，严重的公示${years('serious')}年`);
  });

  it('never shows a minor one, nor one that nobody has classed', () => {
    expect(shownUntil({ ...penalty, seriousness: 'minor' })).toBeNull();
    const { seriousness: _, ...unclassed } = penalty;
    expect(shownUntil(unclassed)).toBeNull();
  });
});

describe('which penalties are shown', () => {
  it.each([
    ['against a person', { against: 'person' }],
    ['in other matters', { scope: 'other' }],
    ['revoked', { status: 'revoked' }],
    ['minor', { seriousness: 'minor' }],
  ] as const)('not one %s', (_, difference) => {
    expect(isShowable(penalty, none)).toBe(true);
    expect(isShowable({ ...penalty, ...difference } as Event, none)).toBe(false);
  });

  it('not one without a document', () => {
    const { documentNo: _, ...undocumented } = penalty;
    expect(isShowable(undocumented, none)).toBe(false);
  });

  it('not one that was repaired, from the day of the repair', () => {
    const repair: Event = { kind: 'creditRepair', on: isoDate('2026-03-01'), repairs: '示卫医罚〔2025〕17号' };
    expect(isShowable(penalty, repairedBy([repair], isoDate('2026-02-28')))).toBe(true);
    expect(isShowable(penalty, repairedBy([repair], isoDate('2026-03-01')))).toBe(false);
  });
});
