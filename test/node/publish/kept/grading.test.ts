import { describe, expect, it } from 'vitest';
import type { InstitutionFacts } from '../../../../src/core/domain/facts.ts';
import { isoDate } from '../../../../src/core/domain/iso-date.ts';
import { Beside } from '../../../../src/node/publish/kept/grade-beside.ts';
import type { GradingTask } from '../../../../src/node/publish/kept/grading.ts';
import { DIGEST } from '../../../../src/node/publish/kept/runs.ts';

const onSite = (score: string) => ({
  inspectors: 2,
  items: [{ id: '1', applicable: true, met: true, star: 0, max: '100', score, violationFound: false }] as const,
});
const kept = (score: string): string =>
  JSON.stringify({ licence: 'practice-licence', assessments: { onSite: onSite(score) } });
const lowered: InstitutionFacts = {
  ...{ id: 'C', licence: 'practice-licence', assessments: { onSite: onSite('80') }, events: [] },
  amendments: [{ kind: 'directDowngrade', on: isoDate('2026-01-15'), documentNo: '1', to: 'poor' }],
};
const TASK: GradingTask = {
  ...{ rulebook: 'wugang', choices: {}, period: { from: isoDate('2025-01-01'), to: isoDate('2025-12-31') } },
  ...{ ids: ['A', 'B', 'C', 'D'], kept: [kept('60'), kept('75'), '', kept('40')].join('\n'), read: [lowered] },
  ...{ incomplete: new Set(), before: new Uint8Array(4 * DIGEST) },
};

async function answered(task: GradingTask, aloneUpTo?: number) {
  const beside = new Beside(task.ids.length, aloneUpTo);
  try {
    const grading = beside.grade(task);
    return { ...(await grading.graded), near: await grading.near };
  } finally {
    await beside.end();
  }
}

describe('a round of which only some institutions were read', () => {
  it('is graded as the same facts are, and who is near a threshold is found among all', async () => {
    const { evaluations, moved, said, near } = await answered(TASK);
    expect([...evaluations].map(([id, { grade }]) => [id, grade])).toEqual([
      ['A', 'qualified'],
      ['B', 'qualified'],
      ['C', 'poor'],
      ['D', 'poor'],
    ]);
    expect(moved).toEqual(['A', 'B', 'C', 'D']);
    expect(said.reduce((sum, one) => sum + one.of, 0)).toBe(4);
    expect(near).toEqual([{ id: 'A', grade: 'qualified', less: 'poor', more: null }]);
  });

  it('tells of those that were read, and of those of which something else is said than before', async () => {
    const { said, evaluations: all } = await answered(TASK);
    const before = Buffer.concat(
      TASK.ids.map((id) => {
        const { id: _, ...own } = all.get(id) ?? { id };
        return Buffer.from(
          said.find((one) => JSON.stringify({ ...one, ...own }) === JSON.stringify(one))?.digest ?? [],
        ).subarray(0, DIGEST);
      }),
    );
    const { evaluations, moved } = await answered({ ...TASK, before });
    expect([...evaluations.keys()]).toEqual(['C']);
    expect(moved).toEqual([]);
    const other = Uint8Array.from(before, (byte, at) => (at === DIGEST ? byte ^ 1 : byte));
    expect((await answered({ ...TASK, before: other })).moved).toEqual(['B']);
  });

  it('is graded the same by a thread of its own; what that throws is thrown here', async () => {
    expect(await answered(TASK, 0)).toEqual(await answered(TASK));
    await expect(answered({ ...TASK, kept: '' }, 0)).rejects.toThrow(SyntaxError);
  });
});
