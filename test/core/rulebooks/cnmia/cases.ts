/** Cases of 社会办医疗机构社会信用评价管理办法: one per side of every end of a band, of every condition, and per ruling. */
import type { Assessments, Eligibility } from '../../../../src/core/domain/facts.ts';
import { isoDate } from '../../../../src/core/domain/iso-date.ts';
import { type Case, downgrade, malpractice, penalty, plain, repair, withdrawal, withoutDocument } from '../support.ts';

/** A primary hospital that meets every condition, each number just so. */
const ELIGIBLE: Eligibility = {
  member: true,
  licencesValid: true,
  meetsBasicStandards: true,
  licenceConductClean: true,
  qualifiedStaffOnly: true,
  level: 'primary',
  monthsInOperation: 12,
  majorIncidentWithinTwoYears: false,
  badPracticePointsByYear: ['0', '6', '3'],
  satisfaction: '0.95',
  adverseRecordWithinTwoYears: false,
  conductFailingWithinTwoYears: false,
};

export function rated(score: string, facts: Partial<Eligibility> = {}): Assessments {
  return { associationScore: score, eligibility: { ...ELIGIBLE, ...facts } };
}

/** 附件: the lower end of each symbol, as printed. */
const PRINTED = [
  ['AAA', 90],
  ['AAA-', 85],
  ['AA+', 80],
  ['AA', 75],
  ['AA-', 70],
  ['A+', 65],
  ['A', 60],
  ['BBB', 50],
  ['BB', 40],
  ['B', 30],
  ['CCC', 20],
  ['CC', 10],
  ['C', 0],
] as const;

const SIGNED: readonly string[] = ['AAA-', 'AA+', 'AA-', 'A+'];

function band(score: string, symbol: string, rulings: readonly string[], upper = false): Case {
  return {
    title: `${score} is ${symbol}${upper ? ' where CN-1 is read the other way' : ''}`,
    ...(upper ? { choices: { 'CN-1': 'upper' } } : {}),
    assessments: rated(score),
    grade: symbol,
    rules: [`score-${symbol}`],
    rulings: [...(SIGNED.includes(symbol) ? ['CN-0'] : []), ...rulings],
  };
}

/** Both sides of every end, and the end itself under both readings. */
const BANDS: readonly Case[] = PRINTED.flatMap(([symbol, end], index): Case[] => {
  const below = PRINTED[index + 1]?.[0];
  const above = `${end}.000000000000000000001`;
  const inside = [
    band(above, symbol, ['GEN-7']),
    band(above, symbol, ['GEN-7'], true),
    band(String(end), symbol, ['CN-1']),
  ];
  if (below === undefined) return [...inside, band('0', 'C', ['CN-1'], true)];
  const under = `${end - 1}.999999999999999999999`;
  return [
    ...inside,
    band(String(end), below, ['CN-1'], true),
    band(under, below, ['GEN-7']),
    band(under, below, ['GEN-7'], true),
  ];
});

const SCORES: readonly Case[] = [
  band('100', 'AAA', ['CN-1']),
  band('100', 'AAA', ['CN-1'], true),
  band('99', 'AAA', []),
  band('90.0', 'AAA', ['CN-1']),
  {
    title: 'CN-2: without a score there is no grade',
    assessments: { eligibility: ELIGIBLE },
    grade: null,
    rules: [],
    rulings: ['CN-2'],
    problems: ['missing-score assessments.associationScore'],
  },
  ...(
    [
      ['100.01', ['CN-2', 'GEN-7']],
      ['-0.01', ['CN-2', 'GEN-7']],
      ['101', ['CN-2']],
      ['-1', ['CN-2']],
    ] as const
  ).map(
    ([score, rulings]): Case => ({
      title: `CN-2: ${score} is no score`,
      assessments: rated(score),
      grade: null,
      rules: [],
      rulings,
      problems: ['score-out-of-range assessments.associationScore'],
    }),
  ),
];

/** One condition of 第十七条 that is not met. */
function ineligible(
  facts: Partial<Eligibility>,
  fields: readonly (keyof Eligibility)[],
  rulings: readonly string[],
): Case {
  return {
    title: `CN-3: ${JSON.stringify(facts)} may not take part`,
    assessments: rated('95', facts),
    grade: null,
    rules: [],
    rulings,
    problems: fields.map((field) => `ineligible assessments.eligibility.${field}`),
  };
}

function eligible(facts: Partial<Eligibility>, rulings: readonly string[] = []): Case {
  return {
    title: `${JSON.stringify(facts)} may take part`,
    assessments: rated('95', facts),
    grade: 'AAA',
    rules: ['score-AAA'],
    rulings,
  };
}

const MONTHS = [
  ['tertiary', 3, []],
  ['secondary', 6, []],
  ['primary', 12, []],
  ['other', 12, ['CN-5']],
] as const;

const ELIGIBILITY: readonly Case[] = [
  ...(['member', 'licencesValid', 'meetsBasicStandards', 'licenceConductClean', 'qualifiedStaffOnly'] as const).map(
    (field) => ineligible({ [field]: false }, [field], ['CN-3']),
  ),
  ...(['majorIncidentWithinTwoYears', 'adverseRecordWithinTwoYears', 'conductFailingWithinTwoYears'] as const).map(
    (field) => ineligible({ [field]: true }, [field], ['CN-3']),
  ),
  ...MONTHS.flatMap(([level, months, rulings]) => [
    eligible({ level, monthsInOperation: months }, rulings),
    ineligible({ level, monthsInOperation: months - 1 }, ['monthsInOperation'], ['CN-3', ...rulings]),
  ]),
  ineligible({ badPracticePointsByYear: ['0', '6.01', '0'] }, ['badPracticePointsByYear'], ['CN-3', 'GEN-7']),
  ineligible({ badPracticePointsByYear: ['7', '0'] }, ['badPracticePointsByYear'], ['CN-3']),
  eligible({ badPracticePointsByYear: ['6.00', '6', '6'] }),
  eligible({ badPracticePointsByYear: [] }, ['CN-8']),
  ineligible({ satisfaction: '0.8999999999999999999' }, ['satisfaction'], ['CN-3', 'GEN-7']),
  ineligible({ satisfaction: '0.89' }, ['satisfaction'], ['CN-3']),
  eligible({ satisfaction: '0.90' }, ['CN-7']),
  eligible({ satisfaction: '0.905' }, ['GEN-7']),
  ineligible(
    { member: false, satisfaction: '0', monthsInOperation: 0 },
    ['member', 'monthsInOperation', 'satisfaction'],
    ['CN-3'],
  ),
  {
    title: 'CN-3: without the assessment of 第十七条 there is no grade',
    assessments: { associationScore: '95' },
    grade: null,
    rules: [],
    rulings: ['CN-3'],
    problems: ['missing-eligibility assessments.eligibility'],
  },
  {
    title: 'CN-2 and CN-3: everything that is missing is told',
    grade: null,
    rules: [],
    rulings: ['CN-2', 'CN-3'],
    problems: ['missing-eligibility assessments.eligibility', 'missing-score assessments.associationScore'],
  },
  {
    title: 'CN-2 and CN-3: a condition that is not met does not hide a score out of range',
    assessments: rated('101', { member: false }),
    grade: null,
    rules: [],
    rulings: ['CN-2', 'CN-3'],
    problems: ['ineligible assessments.eligibility.member', 'score-out-of-range assessments.associationScore'],
  },
];

/** 第十八条（十）. */
const CHANGES: readonly Case[] = [
  {
    title: 'CN-4: a downgrade gives the worse grade',
    assessments: rated('95'),
    amendments: [downgrade('BB')],
    grade: 'BB',
    rules: ['direct-downgrade', 'score-AAA'],
    rulings: ['CN-4'],
  },
  {
    title: 'CN-0: the level is that of the grade in force after the downgrade',
    assessments: rated('95'),
    amendments: [downgrade('AA+')],
    grade: 'AA+',
    rules: ['direct-downgrade', 'score-AAA'],
    rulings: ['CN-0', 'CN-4'],
  },
  {
    title: 'CN-4: a downgrade to a better grade changes nothing',
    assessments: rated('55'),
    amendments: [downgrade('AAA-')],
    grade: 'BBB',
    rules: ['score-BBB'],
    rulings: ['CN-4'],
  },
  {
    title: 'CN-4: a downgrade without approval changes nothing and is told',
    assessments: rated('95'),
    amendments: [downgrade('C', { documentNo: null })],
    grade: 'AAA',
    rules: ['score-AAA'],
    rulings: ['CN-4'],
    problems: ['downgrade-without-approval amendments[0].documentNo'],
  },
  {
    title: 'CN-4: removed',
    assessments: rated('95'),
    amendments: [downgrade('revoked')],
    grade: null,
    status: 'withdrawn',
    rules: ['removed'],
    rulings: ['CN-4'],
  },
  {
    title: 'CN-4: a removal without approval changes nothing and is told',
    assessments: rated('95'),
    amendments: [downgrade('revoked', { documentNo: null })],
    grade: 'AAA',
    rules: ['score-AAA'],
    rulings: ['CN-4'],
    problems: ['downgrade-without-approval amendments[0].documentNo'],
  },
  {
    title: 'CN-4: a removal after a downgrade, and a downgrade after a removal, are a removal',
    assessments: rated('95'),
    amendments: [
      downgrade('B', { on: '2026-05-01' }),
      downgrade('revoked', { on: '2026-04-01' }),
      downgrade('BB', { on: '2026-02-01' }),
    ],
    grade: null,
    status: 'withdrawn',
    rules: ['removed'],
    rulings: ['CN-4'],
  },
  {
    title: 'CN-4: what had no grade can still be removed',
    amendments: [downgrade('revoked')],
    grade: null,
    status: 'withdrawn',
    rules: ['removed'],
    rulings: ['CN-4'],
  },
  {
    title: 'CN-4: where no grade is in force there is nothing to lower',
    amendments: [downgrade('C')],
    grade: null,
    rules: [],
    rulings: ['CN-2', 'CN-3', 'CN-4'],
    problems: [
      'missing-eligibility assessments.eligibility',
      'missing-score assessments.associationScore',
      'no-grade-in-force amendments[0]',
    ],
  },
  {
    title: 'a grade of another policy is none here',
    assessments: rated('95'),
    amendments: [downgrade('D')],
    grade: 'AAA',
    rules: ['score-AAA'],
    rulings: ['CN-4'],
    problems: ['unknown-grade amendments[0].to'],
  },
  {
    title: 'this policy removes a label by decision only',
    assessments: rated('95'),
    amendments: [withdrawal('closed')],
    grade: 'AAA',
    rules: ['score-AAA'],
    rulings: [],
    problems: ['not-in-this-policy amendments[0].kind'],
  },
];

/** Events, the period, the term. */
const GENERAL: readonly Case[] = [
  {
    title: 'events are no evidence: the assessment of 第十七条 has weighed them',
    assessments: rated('95'),
    events: [
      penalty(),
      penalty({ against: 'person' }),
      malpractice(),
      plain('seriousViolation'),
      withoutDocument(plain('severeSocialImpact')),
      plain('suspendedVerification'),
      { kind: 'badPracticePoints', points: '12', on: isoDate('2025-03-01'), documentNo: '记〔2025〕1号' },
      repair('文', '2025-07-01'),
    ],
    grade: 'AAA',
    rules: ['score-AAA'],
    rulings: [],
  },
  {
    title: 'a filed clinic may be rated: 第二条 names clinics',
    licence: 'clinic-filing',
    assessments: rated('95'),
    grade: 'AAA',
    rules: ['score-AAA'],
    rulings: [],
  },
  {
    title: 'GEN-4 between-publications: the period given is the period',
    choices: { 'GEN-4': 'between-publications' },
    period: { from: isoDate('2025-01-10'), to: isoDate('2026-01-09') },
    assessments: rated('95'),
    grade: 'AAA',
    rules: ['score-AAA'],
    rulings: ['GEN-4'],
  },
  {
    title: 'the first day of the policy is covered',
    period: { from: isoDate('2022-07-22'), to: isoDate('2022-12-31') },
    assessments: rated('95'),
    grade: 'AAA',
    rules: ['score-AAA'],
    rulings: ['GEN-4'],
  },
  {
    title: 'GEN-5: the day before is not',
    period: { from: isoDate('2022-07-21'), to: isoDate('2022-12-31') },
    assessments: rated('95'),
    grade: null,
    rules: [],
    rulings: ['CN-10', 'GEN-5'],
    problems: ['period-not-covered period'],
  },
  {
    title: 'GEN-5 accept: the year of the policy is graded by decision',
    choices: { 'GEN-5': 'accept' },
    period: { from: isoDate('2022-01-01'), to: isoDate('2022-12-31') },
    assessments: rated('95'),
    grade: 'AAA',
    rules: ['score-AAA'],
    rulings: ['GEN-5'],
  },
];

export const CASES: readonly Case[] = [...BANDS, ...SCORES, ...ELIGIBILITY, ...CHANGES, ...GENERAL];
