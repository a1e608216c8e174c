/** What was kept and does not fit – cut off, of another time or place, changed – is forgotten, and the publication is that without it. */
import { existsSync, writeFileSync } from 'node:fs';
import { cp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isoDate } from '../../src/core/domain/iso-date.ts';
import type { KeptRound } from '../../src/node/publish/kept/round.ts';
import { loadRound, saveRound } from '../../src/node/publish/kept/store.ts';
import { loadSaltSecret } from '../../src/node/publish/keys.ts';
import { publishRelease } from '../../src/node/publish/publish.ts';
import { temporaryFolder } from '../support/browser.ts';
import { type About, type Published, publish, publishBothWays } from '../support/kept/both-ways.ts';
import { County, EDITS } from '../support/kept/county.ts';
import { PASSPHRASE, writeBuild } from '../support/workspace.ts';

const LATER = new Date('2026-03-01T02:00:00Z');
let base: string;
let first: County;

const about = (dir: string, now = LATER): About => {
  return { dir, year: 2026, stage: 'final', now, dist: join(base, 'dist') };
};

beforeAll(async () => {
  base = await temporaryFolder('kept-accidents');
  await writeBuild(join(base, 'dist'));
  first = new County(join(base, 'first'));
  await first.found(11);
  expect((await publish(about(first.dir, first.now))).outcome.ok).toBe(true);
});
afterAll(() => rm(base, { recursive: true, force: true }));

let copies = 0;
/** A copy of the published county in which a grade has changed. */
async function county(): Promise<County> {
  const copy = new County(join(base, `copy-${copies++}`));
  await cp(first.dir, copy.dir, { recursive: true, verbatimSymlinks: true });
  for (const [title, rows] of Object.entries(first.sheets)) {
    copy.sheets[title as keyof typeof copy.sheets].push(...rows.map((row) => ({ ...row })));
  }
  EDITS.score(copy, 8, 1);
  await copy.save();
  return copy;
}

const keptOf = (dir: string): string => join(dir, 'kept/round');

/** As somebody could who has the secret of the workspace. */
async function change(dir: string, by: (round: KeptRound) => Partial<KeptRound>): Promise<void> {
  const secret = await loadSaltSecret(dir);
  const round = await loadRound(dir, secret);
  if (round === null) throw new Error('nothing is kept');
  await saveRound(dir, secret, { ...round, ...by(round) });
}

async function bytesBent(file: string): Promise<void> {
  const bytes = await readFile(file);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  await writeFile(file, bytes);
}

const ACCIDENTS: Readonly<Record<string, (county: County) => Promise<void>>> = {
  'is cut off': async ({ dir }) => writeFile(keptOf(dir), (await readFile(keptOf(dir))).subarray(0, -9)),
  'has one bit changed': ({ dir }) => bytesBent(keptOf(dir)),
  'is half written beside the one before, since the last run was killed': async (its) => {
    const before = await readFile(keptOf(its.dir));
    EDITS.telephone(its, 7, 1);
    await its.save();
    await publish(about(its.dir, new Date('2026-02-01T02:00:00Z')));
    const after = await readFile(keptOf(its.dir));
    await writeFile(`${keptOf(its.dir)}.next`, after.subarray(0, after.length >> 1));
    await writeFile(keptOf(its.dir), before);
    EDITS.score(its, 9, 2);
    await its.save();
  },
  'is of another workspace': async ({ dir }) => {
    const other = new County(join(base, `other-${copies++}`));
    await other.found(11);
    await publish(about(other.dir, other.now));
    await cp(keptOf(other.dir), keptOf(dir));
  },
  'is newer than a release that came back from a backup': async (its) => {
    await rename(join(its.dir, 'releases'), join(its.dir, 'backup'));
    await cp(join(its.dir, 'backup'), join(its.dir, 'releases'), { recursive: true });
    const site = await readFile(join(its.dir, 'codes.csv'));
    EDITS.score(its, 9, 2);
    await its.save();
    await publish(about(its.dir, new Date('2026-02-01T02:00:00Z')));
    await rm(join(its.dir, 'releases'), { recursive: true });
    await rename(join(its.dir, 'backup'), join(its.dir, 'releases'));
    await rm(join(its.dir, 'site'));
    await cp(join(first.dir, 'site'), join(its.dir, 'site'), { verbatimSymlinks: true });
    await writeFile(join(its.dir, 'codes.csv'), site);
  },
  'was written by another program': ({ dir }) =>
    change(dir, ({ frame }) => ({ frame: { ...frame, program: 'another' } })),
  'is of tomorrow': ({ dir }) => change(dir, () => ({ day: isoDate('2026-03-02') })),
  'has the hash of a record that was never signed': ({ dir }) =>
    change(dir, ({ leaves }) => ({ leaves: Uint8Array.from(leaves, (byte, at) => (at === 40 ? byte ^ 1 : byte)) })),
  'gives the place of one record to another': ({ dir }) =>
    change(dir, ({ members, evaluations, facts }) => ({
      members: Uint32Array.from(members).reverse(),
      facts: [...facts].reverse(),
      evaluations: Uint8Array.from(
        evaluations,
        (_, at) => evaluations[evaluations.length - 16 - at + 2 * (at % 16)] ?? 0,
      ),
    })),
  'was kept before the codes were edited': async ({ dir }) => {
    const file = join(dir, 'institutions.json');
    await writeFile(file, (await readFile(file, 'utf8')).replace('"formerName":null', '"formerName":"旧名诊所"'));
  },
};

/** Where nothing but what is kept is another. */
const SAME_COUNTY = Object.keys(ACCIDENTS).filter((name) => !/half written|newer|codes were edited/.test(name));

describe('a publication whose kept round', () => {
  let whole: Published;

  it('fits leaves most institutions unread', async () => {
    const [quick, other] = await publishBothWays(about((await county()).dir));
    whole = other;
    expect(quick).toMatchObject({ quick: true, outcome: { ok: true } });
    expect([quick.review, quick.files]).toEqual([whole.review, whole.files]);
  });

  it.each(Object.entries(ACCIDENTS))('%s is the one without it, and keeps its own', async (name, happen) => {
    const its = await county();
    await happen(its);
    const kept = await readFile(keptOf(its.dir));
    const done = await publish(about(its.dir));
    expect(done).toMatchObject({ quick: false, outcome: { ok: true } });
    if (SAME_COUNTY.includes(name)) expect([done.review, done.files]).toEqual([whole.review, whole.files]);
    expect((await readFile(keptOf(its.dir))).equals(kept)).toBe(false);
  });

  it('fits goes the whole way where the settings are changed while it reads', async () => {
    const { dir } = await county();
    const file = join(dir, 'bureau.json');
    const settings = await readFile(file, 'utf8');
    const steps: string[] = [];
    const progress = ({ step }: { readonly step: string }) => {
      if (steps.push(step) === 1) writeFileSync(file, settings.replace('0000-7654321', '0000-1234567'));
    };
    expect(await publishRelease({ ...about(dir), passphrase: PASSPHRASE, progress })).toMatchObject({ ok: true });
    expect(steps).toContain('grade');
  });

  it('would be believed is refused where a signed file was changed on the disk', async () => {
    const { dir } = await county();
    const files = [...(await publish(about(dir))).files.keys()];
    await bytesBent(join(dir, 'site', files.find((path) => path.includes('.staff')) ?? ''));
    const [quick, whole] = await publishBothWays(about(dir));
    expect(quick.outcome).toMatchObject({ ok: false, fault: { code: 'last-release' } });
    expect(quick.outcome).toEqual(whole.outcome);
  });
});

describe('what is kept', () => {
  it('holds no name of staff, no penalty and no text of an institution', async () => {
    const { dir, sheets } = await county();
    const kept = (await readFile(keptOf(dir))).toString('utf8');
    const texts = [...sheets.处罚, ...sheets.人员].flatMap((row) => [row.姓名, row.决定书文号, row.违法事实]);
    const shown = sheets.机构.flatMap((row) => [row.名称, row.地址, row.电话, row.登记号]);
    const found = [...texts, ...shown].filter((text) => text !== undefined && kept.includes(text));
    expect([texts.length > 20, found, kept.includes('A008')]).toEqual([true, [], true]);
  });

  it('is forgotten where pages are files, and where grades are proposed', async () => {
    const [one, other] = [await county(), await county()];
    await one.configure({ pages: 'files' });
    expect((await publish(about(one.dir))).outcome.ok).toBe(true);
    const proposed = { year: 2027, stage: 'proposed', until: isoDate(other.later(50)) } as const;
    expect((await publish({ ...about(other.dir), ...proposed })).outcome.ok).toBe(true);
    expect([existsSync(join(one.dir, 'kept')), existsSync(join(other.dir, 'kept'))]).toEqual([false, false]);
  });
});

it.each([
  '机构',
  '人员',
  '评定',
  '承诺',
  'all',
] as const)('whoever stood in the first rows of %s, and is there no more, is not left as they were', async (title) => {
  const its = await county();
  const id = its.sheets[title === 'all' ? '机构' : title][0]?.机构编号;
  for (const [name, rows] of Object.entries(its.sheets)) {
    if (title === 'all' || name === title) rows.splice(0, rows.length, ...rows.filter((row) => row.机构编号 !== id));
  }
  await its.save();
  const [quick, whole] = await publishBothWays(about(its.dir));
  expect(quick.review).toEqual(whole.review);
  expect(quick.files).toEqual(whole.files);
  // And once more: what this one kept is right, too.
  EDITS.score(its, 9, 2);
  await its.save();
  const [next, all] = await publishBothWays(about(its.dir, new Date('2026-03-02T02:00:00Z')));
  expect(next.files).toEqual(all.files);
});

it('a column is what the whole file makes of it, not the few rows that are read', async () => {
  const its = await county();
  for (let n = 20; n < 28; n++) its.change('机构', n, '地址', `1380000000${n % 10}`);
  await its.save();
  const [quick, whole] = await publishBothWays(about(its.dir));
  expect(quick.review).toEqual(whole.review);
  expect(quick.files).toEqual(whole.files);
});
