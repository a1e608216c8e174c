/** The demo through the very door that a bureau's workbook goes through, and through the rulebooks. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Evaluation } from '../../../src/core/domain/evaluation.ts';
import { rulebookById } from '../../../src/core/rulebooks/registry.ts';
import { chooseRulings } from '../../../src/core/rulebooks/rulings.ts';
import { createCounty } from '../../../src/node/demo/county.ts';
import { writeCounty } from '../../../src/node/demo/workspace.ts';
import { evaluateRound, evidencePeriod } from '../../../src/node/publish/evidence.ts';
import { type LoadedWorkspace, loadWorkspace } from '../../../src/node/publish/workspace/load.ts';

const NOW = new Date('2026-11-22T04:00:00Z');

describe.each(['wugang', 'jinjiang'] as const)('the demo under %s', (id) => {
  let dir: string;
  let workspace: LoadedWorkspace;
  let results: readonly Evaluation[];

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'yixinma-demo-'));
    await writeCounty(dir, createCounty({ seed: 'yixinma', rulebook: id, year: 2026, origin: 'https://demo.example' }));
    const loaded = await loadWorkspace(dir, NOW);
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
    workspace = loaded;
    const rulebook = rulebookById(id);
    const choices = rulebook && chooseRulings(rulebook.rulings, []);
    if (!rulebook || !choices?.ok) throw new Error('no rulebook');
    results = [...evaluateRound(rulebook, choices.value, workspace, evidencePeriod(2026)).evaluations.values()];
  });
  afterAll(() => rm(dir, { recursive: true }));

  it('is refused in just the rows that are wrong on purpose', () => {
    const errors = workspace.problems.filter(({ severity }) => severity === 'error').map(({ code }) => code);
    expect(errors.sort()).toEqual([
      'choice-unknown',
      'date-unreadable',
      'identity-number',
      'institution-duplicate',
      'institution-duplicate',
      'institution-unknown',
    ]);
    const quarantined = Object.values(workspace.counts).reduce((sum, count) => sum + count.quarantined, 0);
    expect(quarantined).toBe(6);
    expect(workspace.incompleteFacts.size).toBe(1);
  });

  it('arrives whole: every other row of the generator is an accepted row', () => {
    expect(workspace.entries.length).toBe(301);
    expect(Math.max(...workspace.entries.map((entry) => entry.staff.length))).toBe(200);
  });

  it('shows every rule of the policy at work, but those of rulings that are not chosen', () => {
    const told = new Set(results.flatMap(({ reasons }) => reasons.map(({ rule }) => rule)));
    const silent = Object.keys(rulebookById(id)?.rules ?? {}).filter((rule) => !told.has(rule));
    expect(silent).toEqual(id === 'wugang' ? [] : ['safety-points-any']);
  });

  it('shows every outcome', () => {
    const outcomes = new Set(results.map(({ status, grade }) => `${status} ${grade}`));
    const grades = rulebookById(id)?.grades ?? [];
    expect(grades.length).toBeGreaterThan(2);
    for (const grade of grades) expect(outcomes).toContain(`graded ${grade}`);
    expect(outcomes).toContain('not-graded null');
    const problems = new Set(results.flatMap((result) => result.problems.map(({ code }) => code)));
    const expected =
      id === 'wugang'
        ? ['missing-on-site', 'too-few-inspectors', 'out-of-scope', 'missing-document', 'downgrade-without-approval']
        : ['missing-positive-tier', 'needs-determination', 'malpractice-not-established', 'downgrade-without-approval'];
    expect([...problems]).toEqual(expect.arrayContaining(expected));
    if (id === 'wugang') expect(outcomes).toContain('withdrawn null');
  });

  it('has a case on each side of every threshold', () => {
    const observed = results.flatMap(({ reasons }) => reasons.map((reason) => `${reason.rule} ${reason.observed}`));
    const expected =
      id === 'wugang'
        ? [
            'score-excellent 90',
            'score-qualified 89.99',
            'score-qualified 60',
            'score-poor 59.99',
            'public-health-score 59.99',
          ]
        : [
            'safety-points-bar-a 4',
            'safety-points-bar-a 7',
            'safety-points-bar-b 8',
            'penalty-once 1',
            'penalties-several 2',
          ];
    const plain = observed.map((text) => text.replace(/(\d)\.00$/, '$1'));
    expect(plain).toEqual(expect.arrayContaining(expected));
  });

  it('writes the same files again, byte for byte', async () => {
    const again = await mkdtemp(join(tmpdir(), 'yixinma-demo-'));
    await writeCounty(
      again,
      createCounty({ seed: 'yixinma', rulebook: id, year: 2026, origin: 'https://demo.example' }),
    );
    for (const name of ['bureau.json', 'workbook.xlsx', 'pictures/shield.svg', 'pictures/emblem.svg']) {
      expect((await readFile(join(again, name))).equals(await readFile(join(dir, name))), name).toBe(true);
    }
    await rm(again, { recursive: true });
  });
});
