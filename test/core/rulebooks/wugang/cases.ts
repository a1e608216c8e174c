/**
 * Cases of 舞卫健发〔2021〕89号: one per side of every threshold, per ruling and alternative, per date edge. Each institution is
 * graded beside nine qualified ones, so that the quota has one place.
 */
import { isoDate } from '../../../../src/core/domain/iso-date.ts';
import {
  type Case,
  downgrade,
  item,
  malpractice,
  onSite,
  penalty,
  plain,
  repair,
  withdrawal,
  withoutDocument,
} from '../support.ts';

const scored = (score: string, max = '100') => onSite(item(score, max));
const ninety = scored('90');

/** 五: the score, exact. */
const SCORE: readonly Case[] = [
  {
    title: '90 is excellent',
    assessments: ninety,
    grade: 'excellent',
    rules: ['score-excellent'],
    rulings: ['WG-0', 'WG-3'],
  },
  {
    title: '89.99999999999999999 is qualified',
    assessments: scored('89.99999999999999999'),
    grade: 'qualified',
    rules: ['score-qualified'],
    rulings: ['GEN-7', 'WG-0', 'WG-2'],
  },
  {
    title: '60 is qualified',
    assessments: scored('60'),
    grade: 'qualified',
    rules: ['score-qualified'],
    rulings: ['WG-0'],
  },
  {
    title: '59.999 is poor',
    assessments: scored('59.999'),
    grade: 'poor',
    rules: ['score-poor'],
    rulings: ['GEN-7', 'WG-0', 'WG-2'],
  },
  {
    title: 'tenths add up exactly: 0.1 + 0.2 of 0.3 is full',
    assessments: onSite(item('0.1', '0.1'), item('0.2', '0.2')),
    grade: 'excellent',
    rules: ['score-excellent'],
    rulings: ['WG-0', 'WG-3'],
  },
  {
    title: 'a fraction that rounds to 90 is not rounded up: 2.6999999 of 3',
    assessments: onSite(item('2.6999999', '3')),
    grade: 'qualified',
    rules: ['score-qualified'],
    rulings: ['GEN-7', 'WG-0', 'WG-2'],
  },
  {
    title: 'WG-0: items that do not apply count neither way',
    assessments: onSite(item('9', '10'), item('0', '90', { applicable: false })),
    grade: 'excellent',
    rules: ['score-excellent'],
    rulings: ['WG-0', 'WG-3'],
  },
  {
    title: '痕迹管理: an item with a violation scores nothing although its points are entered',
    assessments: onSite(item('50', '50'), item('50', '50', { violationFound: true })),
    grade: 'poor',
    rules: ['score-poor'],
    rulings: ['WG-0'],
  },
  {
    title: '痕迹管理: a violation corrected since leaves a star item met',
    assessments: onSite(item('95', '95'), item('5', '5', { star: 2, violationFound: true })),
    grade: 'excellent',
    rules: ['score-excellent'],
    rulings: ['WG-0', 'WG-3'],
  },
];

/** 四: star items. */
const STARS: readonly Case[] = [
  {
    title: 'WG-1: an unmet double-star item is poor',
    assessments: onSite(item('100', '100', { star: 2, met: false })),
    grade: 'poor',
    rules: ['double-star', 'score-excellent'],
    rulings: ['WG-0', 'WG-1'],
  },
  {
    title: 'an unmet single-star item is qualified at best',
    assessments: onSite(item('100', '100', { star: 1, met: false })),
    grade: 'qualified',
    rules: ['single-star', 'score-excellent'],
    rulings: ['WG-0'],
  },
  ...([1, 2] as const).map(
    (star): Case => ({
      title: `an unmet item of ${star} stars that does not apply is nothing`,
      assessments: onSite(item('90', '100'), item('0', '5', { star, met: false, applicable: false })),
      grade: 'excellent',
      rules: ['score-excellent'],
      rulings: ['WG-0', 'WG-3'],
    }),
  ),
  {
    title: 'an unmet item without a star is its score only',
    assessments: onSite(item('90', '90'), item('0', '10', { met: false })),
    grade: 'excellent',
    rules: ['score-excellent'],
    rulings: ['WG-0', 'WG-3'],
  },
  {
    title: 'WG-5: items without any points give no score, and no grade',
    assessments: onSite(item('0', '0', { star: 2 })),
    grade: null,
    rules: [],
    rulings: ['WG-5'],
    problems: ['missing-on-site assessments.onSite.items'],
  },
  {
    title: 'an unmet double-star item leaves only poor, also where no item has points',
    assessments: onSite(item('0', '0', { star: 2, met: false })),
    grade: 'poor',
    rules: ['double-star'],
    rulings: ['WG-1'],
  },
];

const POOR_EVENTS = [
  ['serious-violation', plain('seriousViolation')],
  ['severe-social-impact', plain('severeSocialImpact')],
  ['setup-non-compliance', plain('setupNonCompliance')],
  ['suspended-verification', plain('suspendedVerification')],
  ['malpractice', malpractice({ established: 'appraisal' })],
  ['safety-accident', plain('safetyAccident')],
  ['fire-accident', plain('fireAccident')],
] as const;

/** 四: events and the public health score. */
const VETOES: readonly Case[] = [
  ...POOR_EVENTS.flatMap(([rule, event]): Case[] => [
    {
      title: `${rule} is poor`,
      assessments: ninety,
      events: [event],
      grade: 'poor',
      rules: [rule, 'score-excellent'],
      rulings: ['WG-0'],
    },
    {
      title: `WG-5: ${rule} alone fixes poor without an on-site result`,
      events: [event],
      grade: 'poor',
      rules: [rule],
      rulings: ['WG-5'],
    },
  ]),
  ...(
    [
      ['of main responsibility', { responsibility: 'main' }, []],
      ['that is not major', { major: false }, []],
      ['that is not established', { established: 'none' }, ['WG-14']],
    ] as const
  ).map(
    ([what, facts, own]): Case => ({
      title: `malpractice ${what} is nothing under this policy`,
      assessments: ninety,
      events: [malpractice(facts)],
      grade: 'excellent',
      rules: ['score-excellent'],
      rulings: ['WG-0', ...own, 'WG-3'],
    }),
  ),
  {
    title: 'one health penalty is qualified at best',
    assessments: ninety,
    events: [penalty()],
    grade: 'qualified',
    rules: ['penalty-health', 'score-excellent'],
    rulings: ['WG-0'],
  },
  {
    title: 'WG-1: two health penalties are poor',
    assessments: ninety,
    events: [penalty(), penalty()],
    grade: 'poor',
    rules: ['penalties-several', 'score-excellent'],
    rulings: ['WG-0', 'WG-1'],
  },
  {
    title: 'WG-9: a single medical-related penalty caps nothing',
    assessments: ninety,
    events: [penalty({ scope: 'medicalRelated' })],
    grade: 'excellent',
    rules: ['score-excellent'],
    rulings: ['WG-0', 'WG-3', 'WG-9'],
  },
  {
    title: 'WG-9: a health and a medical-related penalty count together',
    assessments: ninety,
    events: [penalty({ scope: 'medicalRelated' }), penalty()],
    grade: 'poor',
    rules: ['penalties-several', 'score-excellent'],
    rulings: ['WG-0', 'WG-1', 'WG-9'],
  },
  {
    title: 'WG-9: a penalty of scope other never counts',
    assessments: ninety,
    events: [penalty({ scope: 'other' }), penalty()],
    grade: 'qualified',
    rules: ['penalty-health', 'score-excellent'],
    rulings: ['WG-0', 'WG-9'],
  },
  {
    title: 'a violation of conduct is qualified at best',
    assessments: ninety,
    events: [plain('conductViolation')],
    grade: 'qualified',
    rules: ['conduct-violation', 'score-excellent'],
    rulings: ['WG-0'],
  },
  {
    title: 'WG-1: a public health score of 60 is not below 60',
    assessments: { ...ninety, publicHealthScore: '60' },
    grade: 'excellent',
    rules: ['score-excellent'],
    rulings: ['WG-0', 'WG-1', 'WG-3'],
  },
  {
    title: 'a public health score of 59.9999999999999999999 is poor',
    assessments: { ...ninety, publicHealthScore: '59.9999999999999999999' },
    grade: 'poor',
    rules: ['public-health-score', 'score-excellent'],
    rulings: ['GEN-7', 'WG-0', 'WG-1'],
  },
  {
    title: 'WG-5: a public health score below 60 alone fixes poor',
    assessments: { publicHealthScore: '12' },
    grade: 'poor',
    rules: ['public-health-score'],
    rulings: ['WG-1', 'WG-5'],
  },
  {
    title: 'kinds of other policies are no evidence here',
    assessments: ninety,
    events: [plain('obstruction'), plain('orderDefiance'), plain('unregisteredPhysician')],
    grade: 'excellent',
    rules: ['score-excellent'],
    rulings: ['WG-0', 'WG-3'],
  },
];

/** WG-3 to WG-5, WG-8. */
const READINGS: readonly Case[] = [
  {
    title: 'WG-3 none: the number of excellent grades is not limited',
    choices: { 'WG-3': 'none' },
    assessments: ninety,
    grade: 'excellent',
    rules: ['score-excellent'],
    rulings: ['WG-0', 'WG-3'],
  },
  {
    title: 'WG-4: one inspector is too few',
    assessments: { onSite: { inspectors: 1, items: [item('90', '100')] } },
    grade: null,
    rules: [],
    rulings: ['WG-4'],
    problems: ['too-few-inspectors assessments.onSite.inspectors'],
  },
  {
    title: 'WG-4: what one inspector found of star items does not act',
    assessments: { onSite: { inspectors: 1, items: [item('90', '100', { star: 2, met: false })] } },
    grade: null,
    rules: [],
    rulings: ['WG-4'],
    problems: ['too-few-inspectors assessments.onSite.inspectors'],
  },
  {
    title: 'WG-4: an event that alone fixes poor does so beside one inspector',
    assessments: { onSite: { inspectors: 1, items: [item('90', '100')] } },
    events: [plain('fireAccident')],
    grade: 'poor',
    rules: ['fire-accident'],
    rulings: ['WG-4', 'WG-5'],
  },
  {
    title: 'WG-5: without an on-site result there is no grade',
    grade: null,
    rules: [],
    rulings: ['WG-5'],
    problems: ['missing-on-site assessments.onSite'],
  },
  {
    title: 'WG-5: what caps at qualified does not fix a grade',
    events: [penalty(), plain('conductViolation')],
    grade: null,
    rules: [],
    rulings: ['WG-5'],
    problems: ['missing-on-site assessments.onSite'],
  },
  ...([[], [item('5', '5', { applicable: false })]] as const).map(
    (items): Case => ({
      title: `WG-5: no applicable item of ${items.length} is no on-site result`,
      assessments: onSite(...items),
      grade: null,
      rules: [],
      rulings: ['WG-5'],
      problems: ['missing-on-site assessments.onSite.items'],
    }),
  ),
  {
    title: 'WG-8: a filed clinic is out of scope, whatever happened',
    licence: 'clinic-filing',
    assessments: ninety,
    events: [plain('fireAccident')],
    amendments: [withdrawal('closed'), downgrade('poor')],
    grade: null,
    rules: [],
    rulings: ['WG-8'],
    problems: ['out-of-scope licence'],
  },
];

/** WG-6, WG-7. */
const AMENDMENTS: readonly Case[] = [
  ...(
    [
      ['closed', 'withdrawn-closed'],
      ['licenceRevoked', 'withdrawn-licence'],
      ['licenceCancelled', 'withdrawn-licence'],
    ] as const
  ).map(
    ([cause, rule]): Case => ({
      title: `WG-6: the label is withdrawn, ${cause}`,
      assessments: ninety,
      amendments: [withdrawal(cause)],
      grade: null,
      status: 'withdrawn',
      rules: [rule],
      rulings: ['WG-6'],
    }),
  ),
  {
    title: 'WG-6: another cause needs a document',
    assessments: ninety,
    amendments: [withdrawal('other')],
    grade: 'excellent',
    rules: ['score-excellent'],
    rulings: ['WG-0', 'WG-3', 'WG-6'],
    problems: ['missing-document amendments[0].documentNo'],
  },
  {
    title: 'WG-6: another cause with its document withdraws the label',
    assessments: ninety,
    amendments: [withdrawal('other', { documentNo: 'x' })],
    grade: null,
    status: 'withdrawn',
    rules: ['withdrawn-other'],
    rulings: ['WG-6'],
  },
  {
    title: 'amendments act whatever their day: those of an earlier grade are left out by the caller',
    assessments: ninety,
    amendments: [withdrawal('other', { documentNo: 'x', on: '2025-12-31' })],
    grade: null,
    status: 'withdrawn',
    rules: ['withdrawn-other'],
    rulings: ['WG-6'],
  },
  {
    title: 'who closed within the period is withdrawn, and asked for no on-site result',
    amendments: [withdrawal('closed', { on: '2025-03-01' })],
    grade: null,
    status: 'withdrawn',
    rules: ['withdrawn-closed'],
    rulings: ['WG-6'],
  },
  {
    title: 'of several withdrawals the revoked licence is told first',
    assessments: ninety,
    amendments: [withdrawal('closed', { on: '2026-02-01' }), withdrawal('licenceRevoked', { on: '2026-04-01' })],
    grade: null,
    status: 'withdrawn',
    rules: ['withdrawn-licence', 'withdrawn-closed'],
    rulings: ['WG-6'],
  },
  {
    title: 'a downgrade after the withdrawal acts on nothing',
    assessments: ninety,
    amendments: [downgrade('poor', { on: '2026-06-01' }), withdrawal('closed', { on: '2026-05-01' })],
    grade: null,
    status: 'withdrawn',
    rules: ['withdrawn-closed'],
    rulings: ['WG-6'],
  },
  {
    title: 'WG-7: a downgrade gives the worse grade',
    assessments: ninety,
    amendments: [downgrade('qualified')],
    grade: 'qualified',
    rules: ['direct-downgrade', 'score-excellent'],
    rulings: ['WG-0', 'WG-3', 'WG-7'],
  },
  {
    title: 'WG-7: a downgrade to a better grade changes nothing',
    assessments: scored('59'),
    amendments: [downgrade('qualified')],
    grade: 'poor',
    rules: ['score-poor'],
    rulings: ['WG-0', 'WG-7'],
  },
  {
    title: 'WG-7: a downgrade without approval changes nothing and is told',
    assessments: scored('70'),
    amendments: [downgrade('poor', { documentNo: null })],
    grade: 'qualified',
    rules: ['score-qualified'],
    rulings: ['WG-0', 'WG-7'],
    problems: ['downgrade-without-approval amendments[0].documentNo'],
  },
];

/** The general rulings under this policy, and the edges of the period. */
const GENERAL: readonly Case[] = [
  {
    title: 'GEN-1: an accident without its document does not count',
    assessments: ninety,
    events: [withoutDocument(plain('fireAccident'))],
    grade: 'excellent',
    rules: ['score-excellent'],
    rulings: ['GEN-1', 'WG-0', 'WG-3'],
    problems: ['missing-document events[0].documentNo'],
  },
  {
    title: 'GEN-2: the same penalty entered twice, once under another scope, counts once',
    assessments: ninety,
    events: [penalty({ documentNo: 'x' }), penalty({ documentNo: 'x', scope: 'medicalRelated' })],
    grade: 'qualified',
    rules: ['penalty-health', 'score-excellent'],
    rulings: ['GEN-2', 'WG-0', 'WG-9'],
  },
  {
    title: 'GEN-3: a repaired penalty does not count',
    assessments: ninety,
    events: [penalty({ documentNo: 'x' }), repair('x', '2026-01-20')],
    grade: 'excellent',
    rules: ['score-excellent'],
    rulings: ['GEN-3', 'WG-0', 'WG-3'],
  },
  {
    title: 'GEN-3 display-only: a repaired penalty still counts',
    choices: { 'GEN-3': 'display-only' },
    assessments: ninety,
    events: [penalty({ documentNo: 'x' }), repair('x', '2026-01-20')],
    grade: 'qualified',
    rules: ['penalty-health', 'score-excellent'],
    rulings: ['GEN-3', 'WG-0'],
  },
  ...(['2025-01-01', '2025-12-31'] as const).map(
    (on): Case => ({
      title: `a fire accident of ${on} counts: both ends belong to the period`,
      assessments: ninety,
      events: [plain('fireAccident', { on })],
      grade: 'poor',
      rules: ['fire-accident', 'score-excellent'],
      rulings: ['WG-0'],
    }),
  ),
  ...(['2024-12-31', '2026-01-01'] as const).map(
    (on): Case => ({
      title: `GEN-4: a fire accident of ${on} does not count`,
      assessments: ninety,
      events: [plain('fireAccident', { on })],
      grade: 'excellent',
      rules: ['score-excellent'],
      rulings: ['GEN-4', 'WG-0', 'WG-3'],
    }),
  ),
  {
    title: 'GEN-5: no grade for a period before the policy',
    period: { from: isoDate('2020-01-01'), to: isoDate('2020-12-31') },
    assessments: ninety,
    grade: null,
    rules: [],
    rulings: ['GEN-5', 'WG-12'],
    problems: ['period-not-covered period'],
  },
  {
    title: 'GEN-5 accept: a period before the policy is graded by decision of the bureau',
    choices: { 'GEN-5': 'accept' },
    period: { from: isoDate('2020-01-01'), to: isoDate('2020-12-31') },
    assessments: ninety,
    grade: 'excellent',
    rules: ['score-excellent'],
    rulings: ['GEN-5', 'WG-0', 'WG-3'],
  },
  {
    title: 'GEN-6: a penalty against a person never counts; a revoked one neither',
    assessments: ninety,
    events: [penalty({ against: 'person' }), penalty({ status: 'revoked' })],
    grade: 'excellent',
    rules: ['score-excellent'],
    rulings: ['GEN-6', 'WG-0', 'WG-3'],
  },
];

/** Nine institutions that are qualified, so that ten are graded. */
export const NINE = onSite(item('70', '100'));

export const CASES: readonly Case[] = [...SCORE, ...STARS, ...VETOES, ...READINGS, ...AMENDMENTS, ...GENERAL];
