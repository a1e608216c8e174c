/** The province's timer, killed while it takes in what bureaus delivered: visitors see the old release or the new one, whole. */
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/browser.ts';
import { start } from '../support/kills/rehearsal.ts';
import type { Scenario } from '../support/kills/scenarios.ts';
import { stepOf, unsafeMoments } from '../support/kills/steps.ts';
import { A, B, changeBureau, deliver, publishBureau, refreshAll, released, twoBureaus } from '../support/province.ts';

const DIST = join(process.cwd(), 'dist');
const LATER = new Date('2026-01-20T02:00:00Z');
const SCENARIO: Scenario = {
  name: 'province refresh',
  args: ['province', 'refresh', '.'],
  now: LATER.toISOString(),
  prepare: async () => from,
  changesSite: true,
  repeatable: true,
};

/** A province in whose inbox a new release of each bureau lies. */
let from: string;
let changes: readonly string[];

beforeAll(async () => {
  const base = join(await temporaryFolder('province-kills'), 'made');
  const { province, bureaus } = await twoBureaus(base, DIST);
  from = province;
  for (const id of [A, B]) {
    await changeBureau(base, id, ['中心卫生院']);
    await publishBureau(bureaus[id] ?? '', DIST, LATER);
    await deliver(bureaus[id] ?? '', from, id);
  }
  const dir = await copy();
  const ended = await start(SCENARIO, dir, null).ended;
  expect(ended).toMatchObject({ code: 0, err: '' });
  changes = ended.changes;
  await rm(dir, { recursive: true });
});

async function copy(): Promise<string> {
  const dir = join(await temporaryFolder('province-killed'), 'province');
  await cp(from, dir, { recursive: true, verbatimSymlinks: true });
  return dir;
}

/** How many institutions each bureau shows; a fault where it does not verify. */
async function shown(dir: string): Promise<readonly unknown[]> {
  const both = await Promise.all([A, B].map((id) => released(dir, id, LATER)));
  return both.map((release) => (release.ok ? release.value.records.length : release.fault));
}

describe('killed at a step', () => {
  it.each<[step: string, now: readonly number[], torn?: 'torn']>([
    ['write releases/*/*', [2, 2], 'torn'],
    ['rename site', [2, 2]],
    ['rename keys/published.json', [1, 1]],
  ])('before “%s” each bureau shows %j institutions, and the next run sets all right', async (step, now, torn) => {
    const dir = await copy();
    const at = changes.map(stepOf).indexOf(step);
    expect(at).toBeGreaterThanOrEqual(0);
    const { signal } = await start(SCENARIO, dir, { at, torn: torn === 'torn' }).ended;
    expect(signal).toBe('SIGKILL');
    expect(await shown(dir)).toEqual(now);
    await refreshAll(dir, DIST, LATER);
    expect(await shown(dir)).toEqual([1, 1]);
    await rm(dir, { recursive: true });
  });
});

it('nothing is switched to or deleted before what it rests on is durable', () => {
  expect(unsafeMoments(changes)).toEqual([]);
});
