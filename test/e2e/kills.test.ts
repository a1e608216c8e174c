/**
 * Publishing, amending, refreshing and replacing keys, killed: what visitors see is the old release or the new one, and the
 * same command, run again, ends as if nothing had been. `npm run rehearse:kills` does this at every change to the disk.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { fillDisk } from '../support/kills/full-disk.ts';
import { bytesOf } from '../support/kills/outcome.ts';
import { copyOf, judge, killAt, killLater, type Reference, referenceOf, start } from '../support/kills/rehearsal.ts';
import { SCENARIOS } from '../support/kills/scenarios.ts';
import { isWriting, stepOf, unsafeMoments } from '../support/kills/steps.ts';
import { compileShim } from '../support/power-cut/shim.ts';

const references = new Map<string, Reference>();
async function reference(name: string): Promise<Reference> {
  const known = references.get(name);
  const scenario = SCENARIOS.find((one) => one.name === name);
  if (scenario === undefined) throw new Error(`no scenario ${name}`);
  const made = known ?? (await referenceOf(scenario));
  references.set(name, made);
  return made;
}

/** Each is the first change of its kind; torn: in the middle of the write. */
const MOMENTS: readonly [command: string, step: string, site: 'old' | 'new', torn?: 'torn'][] = [
  ['publish', 'write releases/*/i/*', 'old', 'torn'],
  ['publish', 'rename site', 'old'],
  ['publish', 'rm releases/*', 'new'],
  ['publish', 'rename keys/published.json', 'new'],
  ['amend', 'rename site', 'old'],
  ['publish by what was kept', 'write kept/round.next', 'new', 'torn'],
  ['publish --signed', 'rename site', 'old'],
  ['publish --signed', 'rename keys/published.json', 'new'],
  ['refresh', 'write releases/*/d/metadata/timestamp.json', 'old', 'torn'],
  ['refresh', 'rename site', 'old'],
  ['refresh', 'rename keys/published.json', 'new'],
  ['keys rotate root-1', 'rename keys/successors.json', 'old'],
  ['keys rotate online', 'rename keys/online.pem', 'old'],
];

describe('killed at a step', () => {
  it.each(
    MOMENTS,
  )('%s, before “%s”: the site is the %s one, and the next run sets all right', async (command, step, site, torn) => {
    const made = await reference(command);
    const steps = made.changes.map(stepOf);
    // Of those that an old release is deleted by, the last: the first clears the way for a new one.
    const at = step.startsWith('rm') ? steps.lastIndexOf(step) : steps.indexOf(step);
    expect(at).toBeGreaterThanOrEqual(0);
    expect(await killAt(made, { at, torn: torn === 'torn' })).toEqual({ site, faults: [] });
  });
});

describe('killed at any moment', () => {
  it('while a release is written, it is the old one that stands', async () => {
    const made = await reference('publish');
    const [first, last] = [made.changes.findIndex(isWriting), made.changes.findLastIndex(isWriting)];
    let writing = 0;
    for (let kill = 0; kill < 2; kill++) {
      const after = first + 1 + Math.floor(Math.random() * (last - first - 1));
      const verdict = await killLater(made, after, 0);
      if (verdict === null) continue;
      expect(verdict.faults).toEqual([]);
      if (isWriting(verdict.change)) writing++;
    }
    expect(writing).toBeGreaterThan(0);
  });
});

describe('a crash of the machine', () => {
  it.each([
    'publish',
    'amend',
    'refresh',
    'keys rotate root-1',
  ])('%s: nothing rests on what is not on the disk yet', async (command) => {
    const { changes } = await reference(command);
    expect(changes.some((change) => change.startsWith('sync'))).toBe(true);
    expect(unsafeMoments(changes)).toEqual([]);
  });

  it('where the system cannot flush as a whole, every file is flushed before the switch', async () => {
    const { scenario, from } = await reference('refresh');
    const { code, changes } = await start(scenario, await copyOf(from), null, undefined, { PATH: '' }).ended;
    expect(code).toBe(0);
    expect(unsafeMoments(changes.filter((change) => !change.startsWith('flush')))).toEqual([]);
  });
});

describe('a disk that is full', () => {
  let shim: string | null;
  beforeAll(async () => {
    shim = await compileShim('full');
  });

  it.each([
    ['publish by what was kept', 0.3],
    ['publish', 0.98],
    ['refresh', 0.5],
  ] as const)('%s, with room for %d of what it needs: says so, the old release stands, and with room it is done', async (command, share) => {
    if (shim === null) return;
    const verdict = await fillDisk(await reference(command), share, shim);
    expect(verdict.said).toContain(
      '磁盘空间不够，这次没有做成，网站还是原来的内容。请腾出空间，再运行一次同样的命令。',
    );
    expect(verdict).toMatchObject({ site: 'old', at: expect.stringMatching(/^releases\//), faults: [] });
  });

  it('keeps nothing for the next publication where there is no room for that alone, and is done all the same', async () => {
    if (shim === null) return;
    const made = await reference('publish by what was kept');
    const dir = await copyOf(made.from);
    const [kept, log] = [join(dir, 'kept'), join(dir, '../refused')];
    const bytes = String((await bytesOf(kept)) + 100);
    const disk = { LD_PRELOAD: shim, DISK_ROOT: kept, DISK_BYTES: bytes, DISK_LOG: log };
    const { code, err } = await start(made.scenario, dir, null, undefined, disk).ended;
    expect([code, err, existsSync(kept)]).toEqual([0, '', false]);
    expect(await readFile(log, 'utf8')).toMatch(/^round\.next /);
    expect(await judge(made, dir)).toEqual({ site: 'new', faults: [] });
  });
});
