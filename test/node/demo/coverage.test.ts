/** Every demo through the very door that a bureau's workbook goes through, and through its rulebook. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { certificateEnd } from '../../../src/core/domain/certificate.ts';
import type { Evaluation } from '../../../src/core/domain/evaluation.ts';
import { addMonths, type IsoDate, isoDate } from '../../../src/core/domain/iso-date.ts';
import { RULEBOOKS } from '../../../src/core/rulebooks/registry.ts';
import { chooseRulings } from '../../../src/core/rulebooks/rulings.ts';
import { type County, createCounty } from '../../../src/node/demo/county.ts';
import { hasStory, STORIES } from '../../../src/node/demo/stories.ts';
import { writeCounty } from '../../../src/node/demo/workspace.ts';
import { evaluateRound, evidencePeriod } from '../../../src/node/publish/evidence.ts';
import { listedBodies } from '../../../src/node/publish/register.ts';
import { type LoadedWorkspace, loadWorkspace } from '../../../src/node/publish/workspace/load.ts';

const YEAR = 2026;
const NOW = new Date('2026-11-22T04:00:00Z');
/** The demo of a grade year is seen from its March to the next February. */
const DAYS: readonly IsoDate[] = Array.from({ length: 12 }, (_, month) => addMonths(isoDate(`${YEAR}-03-20`), month));

const COUNTY_ERRORS = [
  'choice-unknown',
  'date-unreadable',
  'identity-number',
  'institution-duplicate',
  'institution-duplicate',
  'institution-unknown',
];

interface Expected {
  readonly errors: readonly string[];
  readonly quarantined: number;
  /** Institutions of which evidence was refused. */
  readonly incomplete: number;
  readonly entries: number;
  /** Rules that only act under rulings that are not chosen. */
  readonly silent: readonly string[];
  readonly problems: readonly string[];
  /** Rule and what was observed, on each side of a threshold. */
  readonly observed: readonly string[];
}

const EXPECTED: Readonly<Record<keyof typeof STORIES, Expected>> = {
  wugang: {
    errors: COUNTY_ERRORS,
    quarantined: 6,
    incomplete: 1,
    entries: 301,
    silent: [],
    problems: [
      'missing-on-site',
      'too-few-inspectors',
      'out-of-scope',
      'missing-document',
      'downgrade-without-approval',
    ],
    observed: [
      'score-excellent 90',
      'score-qualified 89.99',
      'score-qualified 60',
      'score-poor 59.99',
      'public-health-score 59.99',
    ],
  },
  jinjiang: {
    errors: COUNTY_ERRORS,
    quarantined: 6,
    incomplete: 1,
    entries: 301,
    silent: ['safety-points-any'],
    problems: [
      'missing-positive-tier',
      'needs-determination',
      'malpractice-not-established',
      'downgrade-without-approval',
    ],
    observed: [
      'safety-points-bar-a 4',
      'safety-points-bar-a 7',
      'safety-points-bar-b 8',
      'penalty-once 1',
      'penalties-several 2',
    ],
  },
  yangshan: {
    errors: [...COUNTY_ERRORS, 'subject-is-person'],
    quarantined: 7,
    incomplete: 1,
    entries: 361,
    silent: [],
    problems: ['missing-imported-grade', 'unknown-grade', 'grade-needs-reimport', 'not-in-this-policy'],
    observed: ['imported A', 'imported E'],
  },
  huancui: {
    errors: COUNTY_ERRORS,
    quarantined: 6,
    incomplete: 1,
    entries: 301,
    silent: [],
    problems: ['method-not-supplied', 'missing-document', 'not-in-this-policy'],
    observed: [],
  },
  cnmia: {
    errors: [
      'choice-unknown',
      'date-unreadable',
      'decimal-unreadable',
      'institution-duplicate',
      'institution-duplicate',
      'number-out-of-range',
    ],
    quarantined: 5,
    incomplete: 3,
    entries: 120,
    silent: [],
    problems: ['missing-eligibility', 'missing-score', 'ineligible', 'downgrade-without-approval'],
    observed: ['score-AAA 100', 'score-AAA 90', 'score-AAA- 89.99', 'score-A 60', 'score-BBB 59.99', 'score-C 0'],
  },
};

/** A rulebook may be without a demo, a demo never without its rulebook. */
const TOLD = RULEBOOKS.filter(({ id }) => hasStory(id));

it('is there for known rulebooks alone', () => {
  expect(Object.keys(STORIES).sort()).toEqual(TOLD.map(({ id }) => id).sort());
  expect(Object.keys(STORIES)).toEqual(expect.arrayContaining(['wugang', 'jinjiang', 'yangshan', 'huancui', 'cnmia']));
});

function countyOf(id: string): County {
  if (!hasStory(id)) throw new Error(`no demo of ${id}`);
  return createCounty({ seed: 'yixinma', rulebook: id, year: YEAR, origin: 'https://demo.example' });
}

describe.each(TOLD.map((rulebook) => [rulebook.id, rulebook] as const))('the demo under %s', (id, rulebook) => {
  const terms = rulebook.terms({}, evidencePeriod(YEAR));
  const expected = hasStory(id) ? EXPECTED[id] : null;
  let dir: string;
  let workspace: LoadedWorkspace;
  let results: readonly Evaluation[];

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'yixinma-demo-'));
    await writeCounty(dir, countyOf(id));
    const loaded = await loadWorkspace(dir, NOW);
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
    workspace = loaded;
    const choices = chooseRulings(rulebook.rulings, []);
    if (!choices.ok) throw new Error('no choices');
    results = [...evaluateRound(rulebook, choices.value, workspace, evidencePeriod(YEAR)).evaluations.values()];
  });
  afterAll(() => rm(dir, { recursive: true }));

  it('is refused in just the rows that are wrong on purpose', () => {
    const errors = workspace.problems.filter(({ severity }) => severity === 'error').map(({ code }) => code);
    expect(errors.sort()).toEqual(expected?.errors);
    const quarantined = Object.values(workspace.counts).reduce((sum, count) => sum + count.quarantined, 0);
    expect(quarantined).toBe(expected?.quarantined);
    expect(workspace.incompleteFacts.size).toBe(expected?.incomplete);
  });

  it('arrives whole: every other row of the generator is an accepted row', () => {
    expect(workspace.entries.length).toBe(expected?.entries);
    for (const [sheet, { read }] of Object.entries(workspace.counts)) {
      const written = Object.entries(countyOf(id).rows).find(([key]) => key === sheet)?.[1].length;
      expect([sheet, read]).toEqual([sheet, written]);
    }
  });

  it('shows every rule of the policy at work, but those of rulings that are not chosen', () => {
    const told = new Set(results.flatMap(({ reasons }) => reasons.map(({ rule }) => rule)));
    expect(Object.keys(rulebook.rules).filter((rule) => !told.has(rule))).toEqual(expected?.silent);
  });

  it('shows every grade, or the register, and whoever has neither', () => {
    const outcomes = new Set(results.map(({ status, grade }) => `${status} ${grade}`));
    const graded = terms.grades.map(({ symbol }) => `graded ${symbol}`);
    expect(outcomes).toEqual(
      new Set([
        ...graded,
        terms.register === null ? 'not-graded null' : 'register null',
        ...(Object.values(rulebook.rules).some(({ effect }) => effect === 'withdrawn') ? ['withdrawn null'] : []),
      ]),
    );
  });

  it('tells the clerk what each policy has to tell', () => {
    const problems = new Set(results.flatMap((result) => result.problems.map(({ code }) => code)));
    expect([...problems]).toEqual(expect.arrayContaining([...(expected?.problems ?? [])]));
  });

  it('has every kind of subject that the policy grades', () => {
    const subjects = new Set(workspace.entries.flatMap(({ institution }) => institution.subject ?? []));
    expect(subjects).toEqual(new Set(terms.subjects.map((subject) => subject.id)));
  });

  it('has entries on every list of a register, on every day on which it is seen, and somebody with none', () => {
    const { registerMonths } = workspace;
    const context = { terms, year: YEAR, period: evidencePeriod(YEAR), registerMonths };
    const wanted = (terms.register?.sections ?? []).map(({ list }) => list).sort();
    for (const day of DAYS) {
      const bodies = workspace.entries.map((entry) =>
        listedBodies(entry, { ...context, today: day }).filter(({ shownUntil }) => shownUntil >= day),
      );
      expect([...new Set(bodies.flat().map(({ list }) => list))].sort(), day).toEqual(wanted);
    }
    if (terms.register === null) return;
    const silent = workspace.entries.filter(
      (entry) => listedBodies(entry, { ...context, today: isoDate('2026-03-20') }).length === 0,
    );
    const nothing = silent.filter(
      ({ facts, commitment, credit, promises }) =>
        facts.events.length === 0 && commitment === null && credit === null && promises === null,
    );
    expect(nothing.length).toBeGreaterThan(0);
    for (const part of ['credit', 'promises'] as const) {
      expect(workspace.entries.some((entry) => entry[part] !== null)).toBe(true);
    }
  });

  it('has certificates current, near their end, extended and void, on every day on which it is seen', () => {
    const { validity } = terms;
    const certificates = workspace.entries.flatMap(({ certificate }) => certificate ?? []);
    if (validity.kind !== 'certificate') return expect(certificates).toEqual([]);
    const stages = (day: IsoDate) =>
      certificates.map((one) => {
        const end = certificateEnd(one, validity);
        if (day <= end) return day > addMonths(end, -validity.renewMonths) ? 'near' : 'current';
        return one.extendedUntil !== null && day <= one.extendedUntil ? 'extended' : 'void';
      });
    for (const day of DAYS) {
      expect(new Set(stages(day)), day).toEqual(new Set(['current', 'near', 'extended', 'void']));
    }
    expect(certificates.length).toBeLessThan(workspace.entries.length - 20);
  });

  it('has a case on each side of every threshold', () => {
    const observed = results.flatMap(({ reasons }) => reasons.map((reason) => `${reason.rule} ${reason.observed}`));
    const plain = observed.map((text) => text.replace(/(\d)\.00$/, '$1'));
    expect(plain).toEqual(expect.arrayContaining([...(expected?.observed ?? [])]));
  });

  it('writes the same files again, byte for byte', async () => {
    const again = await mkdtemp(join(tmpdir(), 'yixinma-demo-'));
    await writeCounty(again, countyOf(id));
    for (const name of ['bureau.json', 'workbook.xlsx', 'pictures/shield.svg', 'pictures/emblem.svg']) {
      expect((await readFile(join(again, name))).equals(await readFile(join(dir, name))), name).toBe(true);
    }
    await rm(again, { recursive: true });
  });
});
