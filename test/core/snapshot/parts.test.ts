/** What a superseded row may still say beside the row that takes its place, and which rows stand. */
import { describe, expect, it } from 'vitest';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import { currentRows, maySupersede } from '../../../src/core/snapshot/parts.ts';
import type { InstitutionRecord } from '../../../src/core/snapshot/record.ts';
import { graded, proposal, record } from '../../support/records.ts';

type Difference = Partial<InstitutionRecord>;

const day = isoDate('2026-05-04');
const obstruction = { rule: 'obstruction', effect: 'set poor', observed: '1', threshold: '1' };
const named = { rule: 'rated', effect: 'grade qualified', observed: '评审人吴清和', threshold: null };
const change = { from: 'qualified', on: day, article: '第十二条', documentNo: '示卫降〔2026〕1号' };
const lowered = { rule: 'direct-downgrade', effect: 'set poor', observed: 'qualified', threshold: 'poor' };
const withdrawn = { status: 'withdrawn', cause: 'closed', on: day } as const;
const because = (...more: (typeof graded.reasons)[number][]) => ({ ...graded, reasons: [...graded.reasons, ...more] });
const commitment = { year: 2026, signedOn: isoDate('2026-01-05'), items: ['依法执业'] };
const credit = { points: '6' as never, source: '示例县不良执业行为记分通报', on: day };

/** `[what happened, the row of before, the row of now]` */
const CASES: Readonly<Record<'stays' | 'leaves', readonly (readonly [string, Difference, Difference])[]>> = {
  stays: [
    ['a grade that is lowered by a decision, and keeps its grounds', {}, { outcome: { ...because(lowered), change } }],
    ['a grade that is another, by its grounds of before and more', {}, { outcome: because(obstruction) }],
    ['other numbers of staff', {}, { staff: { doctors: 2, nurses: 1, others: 0 } }],
    ['other commitments', { sealed: ['a'] }, { sealed: ['b', 'c'] }],
    ['more of the staff who promised', { promises: 1 }, { promises: 3 }],
    ['the name of a person in charge where none was', { principal: null }, {}],
    ['a telephone number where none was', { phone: null }, {}],
    ['another name where none was', { otherNames: [] }, {}],
    ['a commitment where none was', {}, { commitment }],
    ['a grade where none was', { outcome: { status: 'not-graded', state: 'awaiting' } }, {}],
    ['a proposal where none was', {}, { proposal }],
    ['a label that is withdrawn', {}, { outcome: withdrawn }],
    [
      'a grade that rests on another penalty now',
      { outcome: { ...graded, sealedReasons: true } },
      sealedAnd(obstruction),
    ],
  ],
  leaves: [
    ['a ground that was revoked', { outcome: because(obstruction) }, {}],
    [
      'a ground that was revoked in the very publication that lowers the grade by a decision',
      { outcome: because(obstruction) },
      { outcome: { ...because(lowered), change } },
    ],
    [
      'what was observed, which was corrected',
      { outcome: because({ ...obstruction, observed: '2' }) },
      { outcome: because(obstruction) },
    ],
    [
      'the name of a person in a ground, which was corrected',
      { outcome: because(named) },
      { outcome: { ...because({ ...named, observed: '评审人吴青和' }), change } },
    ],
    [
      'that a grade rested on a penalty, which was repaired or revoked',
      { outcome: { ...graded, sealedReasons: true } },
      {},
    ],
    [
      'the same where a decision lowers the grade',
      { outcome: { ...graded, sealedReasons: true } },
      { outcome: { ...because(lowered), change } },
    ],
    ['the grounds of a grade that is none any more', {}, { outcome: { status: 'not-graded', state: 'incomplete' } }],
    ['that a grade rested on a penalty, where it is none any more', sealedAnd(), { outcome: { status: 'register' } }],
    ['the number of a decision that was revoked', { outcome: { ...graded, change } }, {}],
    [
      'the number of a decision, where another one lowered the grade since',
      { outcome: { ...graded, change } },
      { outcome: { ...graded, change: { ...change, documentNo: '示卫降〔2026〕2号' } } },
    ],
    [
      'the number of a decision, where the label is withdrawn',
      { outcome: { ...graded, change } },
      { outcome: withdrawn },
    ],
    ['that a label was withdrawn, which was taken back', { outcome: withdrawn }, {}],
    [
      'the cause of a withdrawn label, which was corrected',
      { outcome: withdrawn },
      { outcome: { ...withdrawn, cause: 'licenceRevoked' } },
    ],
    ['a name that was corrected', { name: '青石镇和安口腔诊所' }, {}],
    ['a name before, which was corrected', { formerName: '和安诊所' }, { formerName: '和平诊所' }],
    ['one of several names', { otherNames: ['甲', '乙'] }, { otherNames: ['甲'] }],
    ['a person in charge who left', {}, { principal: '吴清和' }],
    ['a person in charge who left, with nobody in the place', {}, { principal: null }],
    ['a telephone number', {}, { phone: null }],
    ['an address', {}, { address: '青石镇中街13号' }],
    ['a licence', {}, { licence: { ...record().licence, subjects: [] } }],
    ['the words of a commitment', { commitment: { ...commitment, items: ['误写的内容'] } }, { commitment }],
    ['the day of a commitment', { commitment: { ...commitment, signedOn: day } }, { commitment }],
    ['a commitment that was withdrawn', { commitment }, {}],
    ['points that were corrected', { credit }, { credit: { ...credit, points: '2' as never } }],
    ['the text of a statement', { statement: { text: '误写', on: day } }, { statement: { text: '改正', on: day } }],
    ['a proposal that was corrected', { proposal }, { proposal: { ...proposal, grade: 'qualified', corrected: day } }],
    ['a proposal that was taken back', { proposal }, {}],
  ],
};

function sealedAnd(...more: (typeof graded.reasons)[number][]): Difference {
  return { outcome: { ...because(...more), sealedReasons: true } };
}

describe('a superseded row', () => {
  it.each(CASES.stays)('may stay where there is %s', (_, old, now) => {
    expect(maySupersede(record(now), record(old))).toBe(true);
  });

  it.each(CASES.leaves)('must leave with %s', (_, old, now) => {
    expect(maySupersede(record(now), record(old))).toBe(false);
  });

  it('of a withdrawn label stays while its grounds stand, as far as that is known', () => {
    const [now, old] = [
      record({ outcome: withdrawn }),
      record({ outcome: { ...because(obstruction), sealedReasons: true } }),
    ];
    const stand = { reasons: because(lowered, obstruction).reasons, sealedReasons: true };
    expect(maySupersede(now, old)).toBe(true);
    expect(maySupersede(now, old, stand)).toBe(true);
    expect(maySupersede(now, old, { ...stand, sealedReasons: false })).toBe(false);
    expect(maySupersede(now, old, { ...stand, reasons: graded.reasons })).toBe(false);
  });
});

describe('the rows that stand', () => {
  const part = (v: 1 | 2, ...rows: readonly (readonly [code: string, text: string])[]) => {
    return { header: { v }, rows: rows.map(([code, text]) => ({ code, text })) };
  };
  const read = (...parts: readonly ReturnType<typeof part>[]) =>
    [...currentRows(parts).values()].map(({ text }) => text);

  it('are those of late changes, where there are some', () => {
    expect(read(part(1, ['a', 'old'], ['b', 'stays']), part(2, ['a', 'new'], ['c', 'added']))).toEqual([
      'new',
      'stays',
      'added',
    ]);
  });

  it.each([
    ['twice in one part', [part(1, ['a', 'one'], ['a', 'two'])]],
    ['in two parts', [part(1, ['a', 'one']), part(1, ['a', 'two'])]],
    ['twice among late changes', [part(1, ['a', 'one']), part(2, ['a', 'two'], ['a', 'three'])]],
    ['twice among late changes, and nowhere else', [part(1), part(2, ['a', 'two'], ['a', 'two'])]],
    ['in two parts of late changes', [part(1, ['a', 'one']), part(2, ['a', 'two']), part(2, ['a', 'three'])]],
    ['in a part after late changes', [part(2, ['a', 'one']), part(1, ['a', 'two'])]],
  ] as const)('are none where a code comes %s', (_, parts) => {
    expect(() => read(...parts)).toThrow(new SyntaxError('two rows of a'));
  });
});
