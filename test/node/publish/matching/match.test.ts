import { describe, expect, it } from 'vitest';
import type { InstitutionCode } from '../../../../src/core/domain/institution-code.ts';
import type { Known, Row, Said } from '../../../../src/node/publish/matching/known.ts';
import { matchRows } from '../../../../src/node/publish/matching/match.ts';

const A: Row = {
  id: '1',
  name: '青石镇和安口腔门诊部',
  otherNames: [],
  address: '青石镇中街12号',
  licence: 'PDY00000X41048117D1522',
  creditCode: '91350100M000100Y43',
};
const B: Row = {
  id: '2',
  name: '青石镇卫生院',
  otherNames: [],
  address: '青石镇北街1号',
  licence: 'PDY00000X41048117D1533',
  creditCode: '914403001922038216',
};
const known = (row: Row, code: string, gone = false): Known => ({ ...row, code: code as InstitutionCode, gone });
const OLD = [known(A, 'A'), known(B, 'B')];
const NONE = { licence: null, creditCode: null };

/** Row id → code, 新 for a new one, `?` with the kind of doubt. */
function outcome(rows: readonly Row[], old: readonly Known[] = OLD, said: ReadonlyMap<string, Said> = new Map()) {
  const { codes, fresh, doubts } = matchRows(rows, old, said);
  return Object.fromEntries([
    ...codes,
    ...fresh.map((id) => [id, '新']),
    ...doubts.map(({ kind, row, candidates }) => [row.id, `?${kind} ${candidates.map(({ code }) => code).join(',')}`]),
  ]);
}

const CASES: readonly (readonly [string, readonly Row[], Readonly<Record<string, string>>])[] = [
  ['nothing changed', [A, B], { 1: 'A', 2: 'B' }],
  [
    'another order and other numbers',
    [
      { ...B, id: '1' },
      { ...A, id: '2' },
    ],
    { 1: 'B', 2: 'A' },
  ],
  [
    'a name typed with other brackets and widths',
    [{ ...A, name: '青石镇和安口腔门诊部 ', address: '青石镇中街１２号', ...NONE }, B],
    { 1: 'A', 2: 'B' },
  ],
  ['another name', [{ ...A, name: '和安口腔医院' }, B], { 1: 'A', 2: 'B' }],
  ['another name and number, known by the licence', [{ ...A, id: '7', name: '和安口腔医院' }, B], { 7: 'A', 2: 'B' }],
  ['another address', [{ ...A, address: '青石镇南街3号' }, B], { 1: 'A', 2: 'B' }],
  ['another owner', [{ ...A, creditCode: '91110000802100433B' }, B], { 1: 'A', 2: 'B' }],
  ['a new licence', [{ ...A, licence: 'PDY00000X41048117D9999' }, B], { 1: 'A', 2: 'B' }],
  ['no numbers any more: name with address', [{ ...A, id: '9', ...NONE }, B], { 9: 'A', 2: 'B' }],
  [
    'one new, one gone',
    [A, { ...B, id: '3', name: '红星诊所', address: '红星村', licence: 'PDY00000X41048117D1544', creditCode: null }],
    { 1: 'A', 3: '新' },
  ],
  [
    'licences exchanged',
    [
      { ...A, licence: B.licence },
      { ...B, licence: A.licence },
    ],
    { 1: '?two-institutions A,B', 2: '?two-institutions A,B' },
  ],
  [
    'a number used again for another',
    [{ ...A, name: '红星诊所', address: '红星村', ...NONE }, B],
    { 1: '?perhaps A', 2: 'B' },
  ],
  [
    'another institution at an address that became free',
    [{ ...A, id: '8', name: '红星诊所', licence: 'PDY00000X41048117D1544', creditCode: null }, B],
    { 8: '?perhaps A', 2: 'B' },
  ],
  [
    'the same in a building where the former one stayed',
    [A, B, { ...A, id: '8', name: '红星诊所', licence: 'PDY00000X41048117D1544', creditCode: null }],
    { 1: 'A', 2: 'B', 8: '新' },
  ],
  [
    'a branch under the credit code of its owner',
    [A, B, { ...A, id: '8', name: '和安口腔南街分部', address: '南街', licence: 'PDY00000X41048117D1544' }],
    { 1: 'A', 2: 'B', 8: '新' },
  ],
  [
    'a split where neither half is the whole',
    [
      { ...A, id: '8', creditCode: null, address: '南街' },
      { ...A, id: '9', licence: null, name: '和安口腔二部', address: '东街' },
      B,
    ],
    { 8: '?two-rows A', 9: '?two-rows A', 2: 'B' },
  ],
  [
    'a merger under the licence of one, at the place of the other',
    [{ ...B, licence: A.licence, creditCode: null, id: '5' }],
    { 5: '?two-institutions A,B' },
  ],
];

describe('matching with the institutions of before', () => {
  it.each(CASES)('%s', (_, rows, expected) => {
    expect(outcome(rows)).toEqual(expected);
  });

  it('takes who comes back for who was there, and nobody else for its name', () => {
    const gone = [known(A, 'A', true), known(B, 'B')];
    expect(outcome([{ ...A, id: '77' }, B], gone)).toEqual({ 77: 'A', 2: 'B' });
    expect(outcome([{ ...A, id: '77', address: '别处', ...NONE }, B], gone)).toEqual({ 77: '新', 2: 'B' });
  });

  it('knows a code of which nothing but the number is left', () => {
    const bare = { ...known(A, 'A', true), name: '', address: '', ...NONE };
    expect(outcome([A], [bare])).toEqual({ 1: 'A' });
  });

  it('goes by what the clerk said, but gives no code to two rows', () => {
    const swapped = [
      { ...A, licence: B.licence },
      { ...B, licence: A.licence },
    ];
    const say = (same: string | null, isNew = false, not: readonly string[] = []) =>
      ({ same, isNew, not }) as unknown as Said;
    expect(outcome(swapped, OLD, new Map([['1', say('A')]]))).toEqual({ 1: 'A', 2: 'B' });
    expect(outcome(swapped, OLD, new Map([['1', say(null, true)]]))).toEqual({ 1: '新', 2: '?two-institutions A,B' });
    expect(outcome(swapped, OLD, new Map([['1', say(null, false, ['A', 'B'])]]))[1]).toBe('新');
    const both = outcome(
      swapped,
      OLD,
      new Map([
        ['1', say('A')],
        ['2', say('A')],
      ]),
    );
    expect(Object.values(both).every((text) => String(text).startsWith('?'))).toBe(true);
  });

  it('tells twins apart by their number, and asks when that is another too', () => {
    const twin = { ...A, id: '3', ...NONE };
    const old = [known({ ...A, ...NONE }, 'A'), known(twin, 'T')];
    expect(outcome([{ ...A, ...NONE }, twin], old)).toEqual({ 1: 'A', 3: 'T' });
    expect(
      outcome(
        [
          { ...A, ...NONE },
          { ...twin, id: '4' },
        ],
        old,
      ),
    ).toEqual({ 1: 'A', 4: 'T' });
    const both = outcome(
      [
        { ...A, ...NONE, id: '5' },
        { ...twin, id: '6' },
      ],
      old,
    );
    expect(both).toEqual({ 5: '?two-institutions A,T', 6: '?two-institutions A,T' });
  });
});
