/** The province's timer, killed while it takes in what bureaus delivered: visitors see the old release or the new one, whole. */
import { beforeAll, describe, expect, it } from 'vitest';
import { ProvinceRehearsal } from '../support/kills/province.ts';
import { stepOf, unsafeMoments } from '../support/kills/steps.ts';

let rehearsal: ProvinceRehearsal;
beforeAll(async () => {
  rehearsal = await ProvinceRehearsal.make();
});

describe('killed at a step', () => {
  it.each<[step: string, site: 'old' | 'new', torn?: 'torn']>([
    ['write releases/*/*', 'old', 'torn'],
    ['rename site', 'old'],
    ['rename keys/published.json', 'new'],
  ])('before “%s” each bureau shows its %s institutions, and the next run sets all right', async (step, site, torn) => {
    const at = rehearsal.changes.map(stepOf).indexOf(step);
    expect(at).toBeGreaterThanOrEqual(0);
    expect(await rehearsal.killAt({ at, torn: torn === 'torn' })).toEqual({ site, faults: [] });
  });
});

it('nothing is switched to or deleted before what it rests on is durable', () => {
  expect(unsafeMoments(rehearsal.changes)).toEqual([]);
});
