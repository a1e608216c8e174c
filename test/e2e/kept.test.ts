/**
 * What a publication keeps for the next may only save time: whatever was done to the workbook between two, with it and without it the same
 * is signed, and the clerk reads the same before.
 */
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isoDate } from '../../src/core/domain/iso-date.ts';
import { refreshRelease } from '../../src/node/publish/refresh.ts';
import { temporaryFolder } from '../support/browser.ts';
import { type About, publish, publishBothWays } from '../support/kept/both-ways.ts';
import { County, EDITS, type Edit } from '../support/kept/county.ts';
import { writeBuild } from '../support/workspace.ts';

/** `npm run test:kept` runs hundreds, of another seed each time. */
const MANY = Number(process.env.KEPT_HISTORIES ?? 0);
const RUNS = MANY > 0 ? { numRuns: MANY, endOnFailure: true } : { numRuns: 1, seed: 20260401 };
const DAY = 86_400_000;

const edits = fc.array(
  fc.record({ edit: fc.constantFrom(...(Object.keys(EDITS) as Edit[])), n: fc.nat(9), m: fc.nat(99) }),
  { minLength: 0, maxLength: 3 },
);
const turns = fc.array(
  fc.record({
    edits,
    days: fc.constantFrom(0, 0, 1, 1, 3, 40),
    refresh: fc.boolean(),
    stage: fc.constantFrom(...Array<string>(12).fill('final'), 'proposed', 'next year'),
  }),
  MANY > 0 ? { minLength: 5, maxLength: 7, size: 'max' } : { minLength: 4, maxLength: 4 },
);

function aboutOf(county: County, dist: string, stage: string, year: number): About {
  const { dir, now } = county;
  if (stage !== 'proposed') return { dir, year, stage: 'final', now, dist };
  const until = isoDate(county.later(3));
  return { dir, year: year + 1, stage: 'proposed', until, now, dist };
}

const counts = { publications: 0, quick: 0, refused: 0 };

it(
  'publishes the same with what was kept and without it, whatever was done in between',
  async () => {
    const property = fc.asyncProperty(turns, async (history) => {
      const base = await temporaryFolder('kept');
      const dist = join(base, 'dist');
      await writeBuild(dist);
      const county = new County(join(base, 'county'));
      await county.found(11);
      let year = 2026;
      await publish(aboutOf(county, dist, 'final', year));
      for (const turn of history) {
        county.now = new Date(county.now.getTime() + turn.days * DAY);
        if (turn.stage === 'next year') {
          year++;
          county.now = new Date(`${year}-02-01T02:00:00Z`);
        }
        for (const { edit, n, m } of turn.edits) await EDITS[edit](county, n, m);
        await county.save();
        if (turn.refresh) await refreshRelease({ dir: county.dir, now: county.now, dist });
        const [quick, whole] = await publishBothWays(aboutOf(county, dist, turn.stage, year));
        counts.publications++;
        if (quick.quick) counts.quick++;
        if (!quick.outcome.ok) counts.refused++;
        expect(quick.outcome.ok ? null : quick.outcome.fault).toEqual(whole.outcome.ok ? null : whole.outcome.fault);
        expect(quick.review).toEqual(whole.review);
        expect([...quick.files].sort()).toEqual([...whole.files].sort());
        expect(whole.quick).toBe(false);
      }
    });
    await fc.assert(property, RUNS);
    if (MANY > 0) process.stdout.write(`${JSON.stringify(counts)}\n`);
    // The control: it was looked at what is kept.
    expect(counts.quick * 4).toBeGreaterThan(counts.publications);
  },
  MANY * 60_000 + 120_000,
);
