import { describe, expect, test } from 'vitest';
import type { Amendment, Assessments, Event } from '../../../src/core/domain/facts.ts';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import { RULEBOOKS } from '../../../src/core/rulebooks/registry.ts';
import type { Rulebook } from '../../../src/core/rulebooks/rulebook.ts';

const PERIOD = { from: isoDate('2025-01-01'), to: isoDate('2025-12-31') };
const DATED = { on: isoDate('2025-06-01'), documentNo: '1号' };
const PENALTY = {
  ...DATED,
  kind: 'penalty',
  documentNo: '2号',
  scope: 'health',
  status: 'effective',
  against: 'institution',
} as const;

const PLAIN = [
  ...(['obstruction', 'orderDefiance', 'overdueRectification', 'unregisteredPhysician', 'conductViolation'] as const),
  ...(['seriousViolation', 'severeSocialImpact', 'setupNonCompliance', 'suspendedVerification'] as const),
  ...(['safetyAccident', 'fireAccident', 'falseApplication'] as const),
];
/** Each kind at its gravest. */
const EVENTS: readonly Event[] = [
  ...PLAIN.map((kind) => ({ kind, ...DATED })),
  { kind: 'systemAvoidance', ...DATED, intentional: true, bySampling: true },
  { kind: 'malpractice', ...DATED, responsibility: 'full', harm: 'death', major: true, established: 'court' },
  { kind: 'complaint', ...DATED, substantiated: true, severeImpact: true },
  { kind: 'safetyPoints', ...DATED, points: '9' },
  { kind: 'badPracticePoints', ...DATED, points: '9' },
  { kind: 'touting', ...DATED, sanctioned: true },
  { kind: 'illegalAdvertising', ...DATED, sanctioned: true },
  { kind: 'commendation', ...DATED, title: '先进' },
  { kind: 'publicService', ...DATED, title: '义诊' },
  { kind: 'otherNegative', ...DATED, description: '其他' },
  { kind: 'creditRepair', ...DATED, repairs: '2号' },
];
const ASSESSMENTS: Assessments = {
  positiveTier: 'good',
  onSite: {
    inspectors: 2,
    items: [{ id: '1', max: '100', score: '95', star: 0, applicable: true, met: true, violationFound: false }],
  },
  publicHealthScore: '90',
  importedGrade: { grade: 'A', on: isoDate('2025-01-01') },
};

function gradeWith(rulebook: Rulebook, events: readonly Event[], amendments: readonly Amendment[] = []) {
  const own = { id: 'a', licence: 'practice-licence', assessments: ASSESSMENTS, events, amendments } as const;
  // Also of a policy that began after this year, which would else refuse whatever happened.
  const [found] = rulebook.evaluate({ period: PERIOD, institutions: [own] }, { 'GEN-5': 'accept' });
  return { status: found?.status, grade: found?.grade, reasons: found?.reasons };
}

describe.each(RULEBOOKS.map((rulebook) => [rulebook.id, rulebook] as const))('%s', (_, rulebook) => {
  test('says that it reads every event that can change a result', () => {
    const penalty = gradeWith(rulebook, [PENALTY]);
    const none = gradeWith(rulebook, []);
    for (const event of EVENTS) {
      const changes =
        JSON.stringify(gradeWith(rulebook, [PENALTY, event])) !== JSON.stringify(penalty) ||
        JSON.stringify(gradeWith(rulebook, [event])) !== JSON.stringify(none);
      if (changes) expect(rulebook.reads, event.kind).toContain(event.kind);
    }
  });

  test('says that it reads every amendment that can change a result', () => {
    const lowest = rulebook.grades.at(-1) ?? '';
    const amendments: readonly Amendment[] = [
      { kind: 'directDowngrade', ...DATED, on: isoDate('2026-02-01'), to: lowest },
      { kind: 'labelWithdrawn', ...DATED, on: isoDate('2026-02-01'), cause: 'closed' },
    ];
    for (const amendment of amendments) {
      const changes = JSON.stringify(gradeWith(rulebook, [], [amendment])) !== JSON.stringify(gradeWith(rulebook, []));
      if (changes) expect(rulebook.reads).toContain(amendment.kind);
    }
  });
});
