import { assert, integer, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import { canonicalJson } from '../../../src/core/snapshot/canonical.ts';
import { commitmentOf, openingsMatch } from '../../../src/core/snapshot/opening.ts';
import { publicNow } from '../../../src/core/snapshot/public-now.ts';
import { type InstitutionRecord, recordText } from '../../../src/core/snapshot/record.ts';
import {
  graded,
  listedOpening,
  penaltyOpening,
  proposal,
  reasonOpening,
  record,
  staffOpening,
} from '../../support/records.ts';

const read = (text: string): InstitutionRecord => JSON.parse(text);

describe('records', () => {
  it('have one spelling, whatever the order in which their fields were written', () => {
    const one = record();
    const reversed = Object.fromEntries(Object.entries(one).reverse());
    expect(recordText(read(recordText(one)))).toBe(recordText(one));
    expect(canonicalJson(reversed as never)).toBe(recordText(one));
  });

  it('can stand inside an HTML data block unchanged', () => {
    const text = recordText(record({ name: '</script><script>alert(1)</script><!--' }));
    expect(text).not.toContain('<');
    expect(read(text).name).toBe('</script><script>alert(1)</script><!--');
  });

  it('with a proposal are read back, and without one have no trace of it', () => {
    const proposed = record({ proposal });
    expect(read(recordText(proposed))).toEqual(proposed);
    expect(recordText(record())).not.toContain('proposal');
  });

  it('refuse numbers that JSON cannot carry', () => {
    expect(() => canonicalJson({ score: 93.5 })).toThrow(RangeError);
  });
});

describe('openings', () => {
  it('belong to their record by commitment only', async () => {
    const sealed = [await commitmentOf(penaltyOpening), await commitmentOf(staffOpening)];
    expect(await openingsMatch(sealed, [penaltyOpening, staffOpening])).toBe(true);
    expect(await openingsMatch(sealed, [])).toBe(true);
    expect(await openingsMatch(sealed, [reasonOpening])).toBe(false);
    expect(await openingsMatch(sealed, [penaltyOpening, penaltyOpening])).toBe(false);
    const altered = { ...penaltyOpening, body: { ...penaltyOpening.body, result: '警告' } };
    expect(await openingsMatch(sealed, [altered as typeof penaltyOpening])).toBe(false);
  });

  it('hide their content behind the salt: equal texts under other salts look unrelated', async () => {
    const other = { ...penaltyOpening, salt: staffOpening.salt };
    expect(await commitmentOf(other)).not.toBe(await commitmentOf(penaltyOpening));
    await expect(commitmentOf({ ...penaltyOpening, salt: 'AAAA' })).rejects.toThrow(RangeError);
  });
});

describe('what may be shown', () => {
  const openings = [penaltyOpening, reasonOpening, staffOpening];
  const one = record({ outcome: { ...graded, sealedReasons: true, validUntil: isoDate('2027-01-14') } });

  it('shows a penalty and its reason on the last day and nothing of them on the day after', () => {
    const last = publicNow(one, openings, isoDate('2026-12-02'));
    expect(last.penalties).toHaveLength(1);
    expect(last.reasons.map((reason) => reason.rule)).toEqual(['score', 'penalty']);
    expect(last.hiddenReason).toBe(false);
    const after = publicNow(one, openings, isoDate('2026-12-03'));
    expect(after.penalties).toHaveLength(0);
    expect(after.reasons.map((reason) => reason.rule)).toEqual(['score']);
    expect(after.hiddenReason).toBe(true);
    expect(JSON.stringify(after).includes('示卫医罚')).toBe(false);
  });

  it('lets a grade lapse on the day after its validity, without its reasons', () => {
    expect(publicNow(one, [], isoDate('2027-01-14')).state.kind).toBe('graded');
    const lapsed = publicNow(one, [], isoDate('2027-01-15'));
    expect(lapsed.state.kind).toBe('lapsed');
    expect(lapsed.reasons).toEqual([]);
  });

  it('never shows, on any day, an opening past its last day', () => {
    assert(
      property(integer({ min: 0, max: 800 }), (days) => {
        const day = new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10);
        const view = publicNow(one, openings, isoDate(day));
        expect(view.penalties.every((penalty) => penalty.shownUntil >= day)).toBe(true);
        expect(view.staff?.members).toHaveLength(1);
      }),
    );
  });

  it('shows what a register lists beside penalties, each to its own last day, in the order of the file', () => {
    const register = record({ outcome: { status: 'register' } });
    const sealed = [
      penaltyOpening,
      listedOpening('bad-practice', '2026-12-31'),
      listedOpening('sanction', '2026-06-30'),
    ];
    const lists = (day: string) =>
      publicNow(register, sealed, isoDate(day)).penalties.map((shown) => ('list' in shown ? shown.list : shown.type));
    expect(lists('2026-06-30')).toEqual(['penalty', 'bad-practice', 'sanction']);
    expect(lists('2026-07-01')).toEqual(['penalty', 'bad-practice']);
    expect(lists('2026-12-03')).toEqual(['bad-practice']);
    const over = publicNow(register, sealed, isoDate('2027-01-01'));
    expect(over.penalties).toEqual([]);
    expect(JSON.stringify(over)).not.toMatch(/示卫信|处方/);
  });

  it('shows a proposal beside the grade in force, open on its last day and over on the day after', () => {
    const proposed = record({ proposal });
    const last = publicNow(proposed, [], isoDate('2027-01-22'));
    expect(last.proposal).toEqual({ ...proposal, over: false });
    expect(last.state).toEqual(publicNow(record(), [], isoDate('2027-01-22')).state);
    expect(publicNow(proposed, [], isoDate('2027-01-23')).proposal).toEqual({ ...proposal, over: true });
    expect(publicNow(record(), [], isoDate('2027-01-22')).proposal).toBeNull();
  });

  it('keeps each ungraded state apart from a bad grade', () => {
    for (const state of ['new', 'awaiting', 'incomplete', 'out-of-scope', 'unrated'] as const) {
      const view = publicNow(record({ outcome: { status: 'not-graded', state } }), [], isoDate('2026-06-01'));
      expect(view.state).toEqual({ kind: state });
      expect(view.reasons).toEqual([]);
    }
  });
});

it('canonical JSON reads back any text', () => {
  assert(
    property(string({ unit: 'binary' }), (text) => {
      expect(JSON.parse(canonicalJson({ text }))).toEqual({ text });
    }),
  );
});
