import { describe, expect, it } from 'vitest';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import { commitmentOf, type Opening, openingsMatch } from '../../../src/core/snapshot/opening.ts';
import { areSealed } from '../../../src/node/verify/sealed.ts';
import { people } from '../../web/print/sample.ts';

const staff: Opening = { salt: 'AAAAAAAAAAAAAAAAAAAAAA', body: { type: 'staff', members: people(9) } };
const reason: Opening = {
  salt: '_wAAAAAAAAAAAAAAAAAAAA',
  body: {
    type: 'reason',
    rule: 'penalties',
    effect: 'not above “qualified”',
    observed: '1',
    threshold: null,
    shownUntil: isoDate('2026-12-31'),
  },
};

describe('openings beside the commitments of a record', () => {
  it.each<[string, readonly Opening[], boolean]>([
    ['none at all', [], true],
    ['one', [reason], true],
    ['all, in any order', [staff, reason], true],
    ['one twice', [reason, reason], false],
    ['another salt', [{ ...reason, salt: 'AQAAAAAAAAAAAAAAAAAAAA' }], false],
    ['another text', [{ ...staff, body: { type: 'staff', members: people(8) } }], false],
  ])('%s: the same answer as the core’s', async (_, openings, expected) => {
    const sealed = await Promise.all([reason, staff].map(commitmentOf));
    expect(areSealed(sealed, openings)).toBe(expected);
    expect(await openingsMatch(sealed, openings)).toBe(expected);
  });

  it.each([
    ['short'],
    ['AAAAAAAAAAAAAAAAAAAAAB'],
    [''],
  ])('a salt that is none (%j) is a fault of both', async (salt) => {
    expect(() => areSealed([''], [{ ...reason, salt }])).toThrow(RangeError);
    await expect(openingsMatch([''], [{ ...reason, salt }])).rejects.toThrow(RangeError);
  });
});
