/** Cases of 威环卫〔2022〕6号: what a register says of every fact, and the edges of its term. */
import type { Event } from '../../../../src/core/domain/facts.ts';
import { isoDate } from '../../../../src/core/domain/iso-date.ts';
import { type Case, downgrade, item, onSite, penalty, plain, repair, withdrawal, withoutDocument } from '../support.ts';

const IN_REGISTER = { grade: null, status: 'register', rules: [] } as const;
const METHOD = 'method-not-supplied assessments';

const dated = { on: isoDate('2025-06-15') };
const bad: Event = { kind: 'badPracticePoints', points: '3', item: '一', documentNo: '记1', ...dated };

/** HC-1: whatever there is, no grade. */
const REGISTER: readonly Case[] = [
  { title: 'HC-1: nobody is graded', ...IN_REGISTER, rulings: ['HC-1'], problems: [METHOD] },
  {
    title: 'HC-1: no assessment gives a grade',
    assessments: {
      ...onSite(item('99', '100')),
      positiveTier: 'good',
      importedGrade: { grade: 'A' },
      associationScore: '95',
    },
    ...IN_REGISTER,
    rulings: ['HC-1'],
    problems: [METHOD],
  },
  {
    title: 'HC-1: what the register lists is no reason',
    events: [
      bad,
      penalty(),
      plain('falseApplication'),
      { kind: 'commendation', ...dated },
      { kind: 'publicService', ...dated },
    ],
    ...IN_REGISTER,
    rulings: ['HC-1'],
    problems: [METHOD],
  },
];

/** GEN-1: negative facts that the register would show. */
const DOCUMENTS: readonly Case[] = [
  ...[bad, penalty(), penalty({ scope: 'medicalRelated' }), plain('falseApplication')].map(
    (event): Case => ({
      title: `GEN-1: ${event.kind}${event.kind === 'penalty' ? ` (${event.scope})` : ''} without its document is not shown`,
      events: [withoutDocument(event)],
      ...IN_REGISTER,
      rulings: ['GEN-1', 'HC-1'],
      problems: [METHOD, 'missing-document events[0].documentNo'],
    }),
  ),
  ...(
    [
      ['a penalty that is none of health care', penalty({ scope: 'other' })],
      ['a penalty against a person', penalty({ against: 'person' })],
      ['a revoked penalty', penalty({ status: 'revoked' })],
      ['a penalty of the day before the period', penalty({ on: '2024-12-31' })],
      ['a penalty of the day after the period', penalty({ on: '2026-01-01' })],
      ['a fact of another policy', plain('obstruction')],
      ['a commendation', { kind: 'commendation', ...dated }],
    ] as const satisfies readonly (readonly [string, Event])[]
  ).map(
    ([title, event]): Case => ({
      title: `${title} is asked for no document`,
      events: [withoutDocument(event)],
      ...IN_REGISTER,
      rulings: ['HC-1'],
      problems: [METHOD],
    }),
  ),
  ...(['2025-01-01', '2025-12-31'] as const).map(
    (on): Case => ({
      title: `GEN-1: ${on} belongs to the period`,
      events: [withoutDocument(penalty({ on }))],
      ...IN_REGISTER,
      rulings: ['GEN-1', 'HC-1'],
      problems: [METHOD, 'missing-document events[0].documentNo'],
    }),
  ),
  ...(['default', 'display-only'] as const).map(
    (choice): Case => ({
      title: `GEN-3 ${choice}: a repair leaves no trace in the result`,
      choices: { 'GEN-3': choice },
      events: [penalty({ documentNo: 'x' }), repair('x', '2025-11-01')],
      ...IN_REGISTER,
      rulings: ['HC-1'],
      problems: [METHOD],
    }),
  ),
];

/** The plan knows none. */
const AMENDMENTS: readonly Case[] = [downgrade('C'), withdrawal('closed'), withdrawal('licenceRevoked')].map(
  (amendment): Case => ({
    title: `${amendment.kind === 'labelWithdrawn' ? amendment.cause : amendment.kind} is named and changes nothing`,
    amendments: [amendment],
    ...IN_REGISTER,
    rulings: ['HC-1'],
    problems: [METHOD, 'not-in-this-policy amendments[0].kind'],
  }),
);

/** GEN-4, GEN-5: from the day of issue on. */
const TERM: readonly Case[] = [
  {
    title: 'GEN-4: a period from the day of issue is in the register',
    choices: { 'GEN-4': 'between-publications' },
    period: { from: isoDate('2022-01-26'), to: isoDate('2022-12-31') },
    ...IN_REGISTER,
    rulings: ['GEN-4', 'HC-1'],
    problems: [METHOD],
  },
  {
    title: 'GEN-5: a period from the day before is not',
    period: { from: isoDate('2022-01-25'), to: isoDate('2022-12-31') },
    grade: null,
    rules: [],
    rulings: ['GEN-5', 'HC-4'],
    problems: ['period-not-covered period'],
  },
  {
    title: 'GEN-5 accept: it is, by decision of the bureau',
    choices: { 'GEN-5': 'accept' },
    period: { from: isoDate('2022-01-01'), to: isoDate('2022-12-31') },
    ...IN_REGISTER,
    rulings: ['GEN-5', 'HC-1'],
    problems: [METHOD],
  },
  {
    title: 'the plan names no end',
    period: { from: isoDate('2040-01-01'), to: isoDate('2040-12-31') },
    ...IN_REGISTER,
    rulings: ['HC-1'],
    problems: [METHOD],
  },
];

export const CASES: readonly Case[] = [...REGISTER, ...DOCUMENTS, ...AMENDMENTS, ...TERM];
