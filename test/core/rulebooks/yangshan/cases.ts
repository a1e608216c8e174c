/** Cases of 阳山县医疗卫生信用信息管理实施方案: the grades, both sides of every phase and of the import's day, the term. */
import type { Assessments, Event } from '../../../../src/core/domain/facts.ts';
import { isoDate, type Period } from '../../../../src/core/domain/iso-date.ts';
import { type Case, downgrade, penalty, plain, points, repair, withdrawal, withoutDocument } from '../support.ts';

const IMPORT_DAY = '2026-01-20';

function imported(grade: string, on: string | null = IMPORT_DAY): Assessments {
  return { importedGrade: on === null ? { grade } : { grade, on: isoDate(on) } };
}

function year(of: number): Period {
  return { from: isoDate(`${of}-01-01`), to: isoDate(`${of}-12-31`) };
}

const TAKEN = { grade: 'A', rules: ['imported'], rulings: [] } as const;
const NOT_GRADED = { grade: null, rules: [], rulings: [] } as const;

/** 四、重点任务（三）. */
const GRADES: readonly Case[] = [
  ...['A', 'B', 'C', 'D', 'E'].map(
    (grade): Case => ({
      title: `grade ${grade} is taken as it was imported`,
      assessments: imported(grade),
      grade,
      rules: ['imported'],
      rulings: [],
    }),
  ),
  ...['F', 'a', 'A级', 'Ａ', ' A', '', 'excellent'].map(
    (grade): Case => ({
      title: `“${grade}” is no grade of this policy`,
      assessments: imported(grade),
      ...NOT_GRADED,
      problems: ['unknown-grade assessments.importedGrade.grade'],
    }),
  ),
  {
    title: 'without an imported grade there is none',
    assessments: { positiveTier: 'good', publicHealthScore: '100' },
    ...NOT_GRADED,
    problems: ['missing-imported-grade assessments.importedGrade'],
  },
  {
    title: 'an import without its day is taken',
    assessments: imported('A', null),
    ...TAKEN,
  },
  {
    title: 'no event is weighed: the province’s system has done that',
    assessments: imported('A'),
    events: [penalty(), penalty(), plain('obstruction'), points('12'), withoutDocument(penalty())],
    ...TAKEN,
  },
  {
    title: 'a filed clinic is graded: the plan asks for no kind of licence',
    licence: 'clinic-filing',
    assessments: imported('A'),
    ...TAKEN,
  },
];

/** 三、实施步骤: subject, last year without it, first year with it. */
const PHASES = [
  ['disinfectant-maker', 2021, 2022],
  ['drinking-water-maker', 2021, 2022],
  ['medical-secondary', 2021, 2022],
  ['medical-primary', 2022, 2023],
  ['blood-station', 2023, 2024],
  ['tableware-disinfection', 2023, 2024],
  ['medical-below-primary', 2024, 2025],
  ['public-place', 2024, 2025],
] as const;

const SUBJECTS: readonly Case[] = [
  ...PHASES.flatMap(([subject, before, first]): Case[] => [
    {
      title: `${subject}: the evidence of ${first} is graded`,
      subject,
      period: year(first),
      assessments: imported('A', `${first + 1}-01-20`),
      ...TAKEN,
    },
    {
      title: `${subject}: that of ${before} is not`,
      subject,
      period: year(before),
      choices: before < 2022 ? { 'GEN-5': 'accept' } : {},
      assessments: imported('A', `${before + 1}-01-20`),
      ...NOT_GRADED,
      rulings: before < 2022 ? ['GEN-5'] : [],
      problems: ['not-yet-in-phase subject'],
    },
  ]),
  {
    title: 'a period that began before the phase is not graded',
    subject: 'blood-station',
    choices: { 'GEN-4': 'between-publications' },
    period: { from: isoDate('2023-12-31'), to: isoDate('2024-12-30') },
    assessments: imported('A'),
    ...NOT_GRADED,
    rulings: ['GEN-4'],
    problems: ['not-yet-in-phase subject'],
  },
  {
    title: 'before its phase nobody asks for a grade, nor for another one',
    subject: 'public-place',
    period: year(2023),
    events: [repair('x', '2024-03-01')],
    ...NOT_GRADED,
    problems: ['not-yet-in-phase subject'],
  },
  {
    title: 'an institution without a subject is graded without asking for a phase',
    period: year(2022),
    assessments: imported('A', '2023-01-20'),
    ...TAKEN,
  },
  ...['medical-staff', '医务人员', 'person', 'hospital', 'Public-place', 'constructor'].map(
    (subject): Case => ({
      title: `“${subject}” is no subject: persons and what the plan does not name are refused`,
      subject,
      assessments: imported('A'),
      ...NOT_GRADED,
      problems: ['unknown-subject subject'],
    }),
  ),
  {
    title: 'an unknown subject without a grade tells both',
    subject: 'hotel',
    ...NOT_GRADED,
    problems: ['unknown-subject subject', 'missing-imported-grade assessments.importedGrade'],
  },
];

const revoked = (on: string): Event => penalty({ status: 'revoked', on });
const REIMPORT = 'grade-needs-reimport assessments.importedGrade';

/** 四、重点任务（六）（七）: what, with which import, whether it must be imported again. */
const AFTERWARDS: readonly (readonly [string, string | null, readonly Event[], string | null])[] = [
  ['a repair the day before the import is in it', IMPORT_DAY, [repair('x', '2026-01-19')], null],
  ['a repair on the day of the import may have come after it', IMPORT_DAY, [repair('x', IMPORT_DAY)], REIMPORT],
  ['a repair after the import', IMPORT_DAY, [repair('x', '2026-01-21')], REIMPORT],
  [
    'several repairs after the import are told once',
    IMPORT_DAY,
    [repair('x', '2026-02-01'), repair('y', '2026-03-01')],
    REIMPORT,
  ],
  ['without the import’s day: a repair before the period', null, [repair('x', '2024-12-31')], null],
  ['without the import’s day: a repair within the period', null, [repair('x', '2025-01-01')], `${REIMPORT}.on`],
  ['without the import’s day: a repair after the period', null, [repair('x', '2026-06-01')], `${REIMPORT}.on`],
  ['a penalty revoked: the day of its revocation is not known', IMPORT_DAY, [revoked('2025-01-01')], REIMPORT],
  ['a penalty after the import, revoked', IMPORT_DAY, [revoked('2026-02-01')], REIMPORT],
  ['a penalty of before the period, revoked', IMPORT_DAY, [revoked('2024-12-31')], null],
  [
    'a penalty against a person, revoked',
    IMPORT_DAY,
    [penalty({ status: 'revoked', against: 'person', on: '2025-06-01' })],
    null,
  ],
  ['a penalty that stands', IMPORT_DAY, [penalty({ on: '2026-02-01' })], null],
];

const REPAIRS: readonly Case[] = [
  ...AFTERWARDS.map(
    ([title, on, events, problem]): Case => ({
      title: `${title}: ${problem === null ? 'nothing to do' : 'the grade stays, to be imported again'}`,
      assessments: imported('D', on),
      events,
      grade: 'D',
      rules: ['imported'],
      rulings: problem === null ? [] : ['YS-6'],
      problems: problem === null ? [] : [problem],
    }),
  ),
  {
    title: 'GEN-3 display-only changes nothing: the system decides what a repair does to the grade',
    choices: { 'GEN-3': 'display-only' },
    assessments: imported('A'),
    events: [repair('x', '2026-02-01')],
    ...TAKEN,
    rulings: ['YS-6'],
    problems: [REIMPORT],
  },
  {
    title: 'where there is no grade, there is none to import again',
    assessments: imported('F'),
    events: [repair('x', '2026-02-01')],
    ...NOT_GRADED,
    problems: ['unknown-grade assessments.importedGrade.grade'],
  },
];

/** The plan knows none. */
const AMENDMENTS: readonly Case[] = [
  {
    title: 'a direct downgrade is named and changes nothing',
    assessments: imported('A'),
    amendments: [downgrade('E')],
    ...TAKEN,
    problems: ['not-in-this-policy amendments[0].kind'],
  },
  {
    title: 'a downgrade without approval, to no grade, is named once',
    assessments: imported('A'),
    amendments: [downgrade('poor', { documentNo: null })],
    ...TAKEN,
    problems: ['not-in-this-policy amendments[0].kind'],
  },
  ...(['closed', 'licenceRevoked', 'licenceCancelled', 'other'] as const).map(
    (cause): Case => ({
      title: `a withdrawal of the label (${cause}) is named and changes nothing`,
      assessments: imported('A'),
      amendments: [withdrawal(cause)],
      ...TAKEN,
      problems: ['not-in-this-policy amendments[0].kind'],
    }),
  ),
];

/** GEN-4, GEN-5: the term. */
const TERM: readonly Case[] = [
  { title: 'the first year of the plan is covered', period: year(2022), assessments: imported('A'), ...TAKEN },
  { title: 'the plan has no end', period: year(2040), assessments: imported('A', '2041-01-20'), ...TAKEN },
  {
    title: 'GEN-5: a period that begins before the plan is not graded',
    period: { from: isoDate('2021-12-31'), to: isoDate('2022-12-30') },
    assessments: imported('A'),
    ...NOT_GRADED,
    rulings: ['GEN-5', 'YS-3'],
    problems: ['period-not-covered period'],
  },
  {
    title: 'GEN-5 accept: it is, by decision of the bureau',
    choices: { 'GEN-5': 'accept' },
    period: { from: isoDate('2021-12-31'), to: isoDate('2022-12-30') },
    assessments: imported('A'),
    ...TAKEN,
    rulings: ['GEN-4', 'GEN-5'],
  },
];

export const CASES: readonly Case[] = [...GRADES, ...SUBJECTS, ...REPAIRS, ...AMENDMENTS, ...TERM];
