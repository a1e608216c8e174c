/** Random facts for property tests: few documents and days, so that duplicates, repairs and edges really occur. */
import fc from 'fast-check';
import type {
  Amendment,
  Assessments,
  Eligibility,
  Event,
  InstitutionFacts,
  OnSiteItem,
} from '../../../src/core/domain/facts.ts';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import { RULEBOOKS } from '../../../src/core/rulebooks/registry.ts';

const day = fc
  .constantFrom('2024-12-31', '2025-01-01', '2025-06-15', '2025-09-30', '2025-12-31', '2026-01-01')
  .map(isoDate);
const documentNo = fc.constantFrom('甲1', ' 甲1 ', '甲2', '乙1', '');
const decimalText = fc.constantFrom('0', '0.5', '1', '3.99', '4', '7.999999999999999999', '8');
const dated = { on: day, documentNo };

const PLAIN = [
  'obstruction',
  'orderDefiance',
  'overdueRectification',
  'unregisteredPhysician',
  'conductViolation',
  'seriousViolation',
  'severeSocialImpact',
  'setupNonCompliance',
  'suspendedVerification',
  'safetyAccident',
  'fireAccident',
  'falseApplication',
] as const;

/** Any event that can only speak against an institution. */
export const negativeEvent: fc.Arbitrary<Event> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ ...dated, kind: fc.constantFrom(...PLAIN) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      ...dated,
      kind: fc.constant('penalty' as const),
      scope: fc.constantFrom('health' as const, 'medicalRelated' as const, 'other' as const),
      status: fc.constantFrom('effective' as const, 'effective' as const, 'revoked' as const),
      against: fc.constantFrom('institution' as const, 'institution' as const, 'person' as const),
    }),
  },
  fc.record({
    ...dated,
    kind: fc.constant('systemAvoidance' as const),
    intentional: fc.boolean(),
    bySampling: fc.boolean(),
  }),
  fc.record({
    ...dated,
    kind: fc.constant('malpractice' as const),
    responsibility: fc.constantFrom('full' as const, 'main' as const, 'equal' as const),
    harm: fc.constantFrom('death' as const, 'disability' as const, 'other' as const),
    major: fc.boolean(),
    established: fc.constantFrom('appraisal' as const, 'court' as const, 'none' as const),
  }),
  fc.record({
    ...dated,
    kind: fc.constant('complaint' as const),
    substantiated: fc.constantFrom(true, false, null),
    severeImpact: fc.boolean(),
  }),
  fc.record({ ...dated, kind: fc.constant('safetyPoints' as const), points: decimalText }),
  fc.record({
    ...dated,
    kind: fc.constantFrom('touting' as const, 'illegalAdvertising' as const),
    sanctioned: fc.boolean(),
  }),
  fc.record({ ...dated, kind: fc.constant('otherNegative' as const) }),
);

/** Facts of one document, told several times and each time otherwise (GEN-2). */
const toldAgain: fc.Arbitrary<Event[]> = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('penalty' as const),
      on: fc.constantFrom('2025-01-01', '2025-06-15').map(isoDate),
      documentNo: fc.constantFrom('甲1', ' 甲1 '),
      scope: fc.constantFrom('health' as const, 'medicalRelated' as const, 'other' as const),
      status: fc.constantFrom('effective' as const, 'effective' as const, 'revoked' as const),
      against: fc.constant('institution' as const),
    }),
    negativeEvent.map((event) => ({ ...event, documentNo: '甲1', on: isoDate('2025-06-15') })),
  ),
  { minLength: 2, maxLength: 4 },
);

const otherEvent: fc.Arbitrary<Event> = fc.oneof(
  fc.record({ on: day, kind: fc.constant('creditRepair' as const), repairs: documentNo }),
  fc.record({ on: day, kind: fc.constantFrom('commendation' as const, 'publicService' as const) }),
);

const onSiteItem: fc.Arbitrary<OnSiteItem> = fc.record({
  id: fc.constant('i'),
  max: fc.constant('10'),
  score: fc.constantFrom('10', '10', '9', '8.999999999999999999', '6', '5.99'),
  star: fc.constantFrom(0 as const, 0 as const, 0 as const, 1 as const, 2 as const),
  applicable: fc.constantFrom(true, true, true, false),
  met: fc.constantFrom(true, true, true, false),
  violationFound: fc.constantFrom(false, false, false, false, true),
});

const eligibility: fc.Arbitrary<Eligibility> = fc.record({
  member: fc.constantFrom(true, true, true, false),
  licencesValid: fc.constant(true),
  meetsBasicStandards: fc.constant(true),
  licenceConductClean: fc.constant(true),
  qualifiedStaffOnly: fc.constant(true),
  level: fc.constantFrom('tertiary' as const, 'secondary' as const, 'primary' as const, 'other' as const),
  monthsInOperation: fc.constantFrom(3, 12, 24, 36),
  majorIncidentWithinTwoYears: fc.constant(false),
  badPracticePointsByYear: fc.constantFrom<string[]>([], ['0', '6'], ['6.01']),
  satisfaction: fc.constantFrom('0.9', '0.95', '1', '0.899'),
  adverseRecordWithinTwoYears: fc.constant(false),
  conductFailingWithinTwoYears: fc.constant(false),
});

const assessments: fc.Arbitrary<Assessments> = fc.record(
  {
    positiveTier: fc.constantFrom('good' as const, 'good' as const, 'fair' as const, 'poor' as const),
    onSite: fc.record({
      inspectors: fc.constantFrom(2, 2, 2, 1),
      items: fc.array(onSiteItem, { minLength: 0, maxLength: 4 }),
    }),
    publicHealthScore: fc.constantFrom('100', '60', '59.999'),
    importedGrade: fc.record(
      {
        grade: fc.constantFrom('A', 'A', 'B', 'C', 'D', 'E', 'F'),
        on: fc.constantFrom('2026-01-01', '2026-01-20').map(isoDate),
      },
      { requiredKeys: ['grade'] },
    ),
    associationScore: fc.constantFrom('100', '95.5', '90', '89.999', '60', '0', '100.01'),
    eligibility,
  },
  { requiredKeys: [] },
);

const amendment: fc.Arbitrary<Amendment> = fc.oneof(
  fc.record({
    kind: fc.constant('directDowngrade' as const),
    on: fc.constantFrom('2025-12-31', '2026-01-01', '2026-02-02').map(isoDate),
    documentNo,
    to: fc.constantFrom(...new Set(RULEBOOKS.flatMap(({ grades }) => grades)), 'revoked'),
  }),
  fc.record({
    kind: fc.constant('labelWithdrawn' as const),
    on: fc.constantFrom('2025-12-31', '2026-01-01', '2026-02-02').map(isoDate),
    documentNo,
    cause: fc.constantFrom('closed' as const, 'licenceRevoked' as const, 'licenceCancelled' as const, 'other' as const),
  }),
);

const graded = fc.record({
  licence: fc.constantFrom('practice-licence' as const, 'practice-licence' as const, 'clinic-filing' as const),
  assessments,
  events: fc.oneof(
    fc.constant([]),
    toldAgain,
    fc.array(fc.oneof({ weight: 4, arbitrary: negativeEvent }, { weight: 1, arbitrary: otherEvent }), { maxLength: 5 }),
  ),
  amendments: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.array(amendment, { maxLength: 3 })),
});

/** Institutions without id, every fourth with a subject; most without amendments, a third without events, so that the best grades occur too. */
export const facts: fc.Arbitrary<Omit<InstitutionFacts, 'id'>> = fc.oneof(
  { weight: 3, arbitrary: graded },
  {
    weight: 1,
    arbitrary: fc
      .tuple(graded, fc.constantFrom('medical-secondary', 'public-place', 'hotel'))
      .map(([one, subject]) => ({ ...one, subject })),
  },
);

/** Every ruling that leaves a choice, at random: a new policy's are among them. */
export const choices: fc.Arbitrary<Readonly<Record<string, string>>> = fc.record(
  Object.fromEntries(
    RULEBOOKS.flatMap(({ rulings }) => rulings)
      .filter(({ alternatives }) => alternatives.length > 0)
      .map(({ id, alternatives }) => [id, fc.constantFrom('default', ...alternatives.map((one) => one.id))]),
  ),
);
