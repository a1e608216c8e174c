/**
 * What was kept, under every policy, with lists of our own and of another program, and across what a year brings beside edits: sittings,
 * draws, ratings, another folder, a backup that is put back, the next year. With it and without it the same is published.
 */
import { cp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DemoRulebook } from '../../src/node/demo/county.ts';
import { commitDraw, revealDraw } from '../../src/node/publish/draw/draw.ts';
import { refreshRelease } from '../../src/node/publish/refresh.ts';
import { exportForSigning } from '../../src/node/publish/sittings/export.ts';
import { importSigned } from '../../src/node/publish/sittings/import.ts';
import { signExport } from '../../src/node/publish/sittings/sign.ts';
import { directoryFetcher } from '../../src/node/verify/fetchers.ts';
import { fingerprint } from '../../src/node/verify/read-release.ts';
import { verifySite } from '../../src/node/verify/verify-site.ts';
import { temporaryFolder } from '../support/browser.ts';
import { AnyCounty, CHANGES, type Change, type Form } from '../support/kept/any-county.ts';
import { type About, publish, publishBothWays } from '../support/kept/both-ways.ts';
import { PASSPHRASE, writeBuild } from '../support/workspace.ts';

/** `npm run test:kept` runs hundreds, of another seed each time. */
const MANY = Number(process.env.KEPT_HISTORIES ?? 0);
const DAY = 86_400_000;
const POLICIES: readonly DemoRulebook[] = ['wugang', 'jinjiang', 'yangshan', 'huancui', 'cnmia'];

interface Told {
  readonly county: AnyCounty;
  readonly about: () => About;
  /** A copy of the workspace, to be put back. */
  readonly backup: string;
  nextYear(): void;
}

/** What may happen between two publications, beside edits. */
const HAPPENINGS = {
  nothing: async () => undefined,
  refresh: async ({ about }: Told) => void (await refreshRelease(about())),
  moved: async ({ county }: Told) => {
    const dir = `${county.dir}-moved`;
    await rename(county.dir, dir);
    county.dir = dir;
  },
  backedUp: async ({ county, backup }: Told) => {
    await rm(backup, { recursive: true, force: true });
    await cp(county.dir, backup, { recursive: true, verbatimSymlinks: true });
  },
  restored: async ({ county, backup }: Told) => {
    await rm(county.dir, { recursive: true });
    await cp(backup, county.dir, { recursive: true, verbatimSymlinks: true });
  },
  sealed: async ({ about }: Told) => void (await commitDraw(about())),
  revealed: async ({ about }: Told) => void (await revealDraw(about())),
  rated: async ({ county }: Told) => {
    if (county.rulebook !== 'wugang') return;
    const file = { v: 1, bureau: county.bureau, half: '2026-1', institutions: await ratingsOf(county) };
    await writeFile(join(county.dir, 'ratings.json'), JSON.stringify(file));
  },
  sittings: async (told: Told) => {
    const input = told.about();
    const out = `${told.backup}-export`;
    await rm(out, { recursive: true, force: true });
    const made = await exportForSigning({ ...input, out, shown: async () => true, passphrase: async () => PASSPHRASE });
    if (!made.ok) return;
    for (const name of ['targets-1', 'targets-2']) {
      const key = join(input.dir, `keys/${name}.key.json`);
      const signed = await signExport({
        folder: out,
        key,
        now: input.now,
        root: null,
        passphrase: async () => PASSPHRASE,
      });
      expect(signed).toMatchObject({ ok: true });
      await rm(`${key}.signed`, { force: true });
    }
    expect(await importSigned({ ...input, paths: [out] })).toMatchObject({ ok: true, value: { status: 'published' } });
  },
  nextYear: async (told: Told) => told.nextYear(),
} as const satisfies Record<string, (told: Told) => Promise<void>>;

async function ratingsOf({ dir }: AnyCounty): Promise<Record<string, object>> {
  const lines = (await readFile(join(dir, 'codes.csv'), 'utf8')).split('\n').slice(1, 3);
  const codes = lines.flatMap((line) => /[0-9A-Z]{10}/.exec(line)?.[0] ?? []);
  return Object.fromEntries(codes.map((code) => [code, { count: 30, shares: [50, 30, 20, 0, 0] }]));
}

const changes = fc.array(
  fc.record({ change: fc.constantFrom(...(Object.keys(CHANGES) as Change[])), n: fc.nat(999), m: fc.nat(99) }),
  { minLength: 0, maxLength: 3 },
);
const happening = fc.constantFrom(
  ...Array<keyof typeof HAPPENINGS>(6).fill('nothing'),
  ...(Object.keys(HAPPENINGS) as (keyof typeof HAPPENINGS)[]),
);
const turn = fc.record({ changes, happening, days: fc.constantFrom(0, 1, 1, 30) });
const history = fc.record({
  rulebook: fc.constantFrom(...POLICIES),
  form: fc.constantFrom<Form>('ours', 'theirs'),
  turns: fc.array(turn, MANY > 0 ? { minLength: 4, maxLength: 7, size: 'max' } : { minLength: 2, maxLength: 2 }),
});

const counts = { publications: 0, quick: 0, refused: 0 };

async function play({ rulebook, form, turns }: typeof history extends fc.Arbitrary<infer One> ? One : never) {
  const base = await temporaryFolder('kept-policies');
  const dist = join(base, 'dist');
  await writeBuild(dist);
  const county = new AnyCounty(join(base, 'county'), rulebook, form);
  await county.found();
  let year = 2026;
  const told: Told = {
    county,
    backup: join(base, 'backup'),
    about: () => ({ dir: county.dir, year, stage: 'final', now: county.now, dist }),
    nextYear: () => {
      year++;
      county.now = new Date(Math.max(county.now.getTime(), Date.parse(`${year}-03-01T02:00:00Z`)));
    },
  };
  expect((await publish(told.about())).outcome).toMatchObject({ ok: true });
  await HAPPENINGS.backedUp(told);
  for (const { changes: edits, happening: what, days } of turns) {
    county.now = new Date(county.now.getTime() + days * DAY);
    await HAPPENINGS[what](told);
    for (const { change, n, m } of edits) CHANGES[change](county, n, m);
    await county.save();
    const [quick, whole] = await publishBothWays(told.about());
    counts.publications++;
    if (quick.quick) counts.quick++;
    if (!quick.outcome.ok) counts.refused++;
    expect(quick.outcome.ok ? null : quick.outcome.fault).toEqual(whole.outcome.ok ? null : whole.outcome.fault);
    expect(quick.review).toEqual(whole.review);
    expect([...quick.files].sort()).toEqual([...whole.files].sort());
    expect(whole.quick).toBe(false);
  }
  expect(await problemsOf(told.about())).toEqual([]);
  await rm(base, { recursive: true });
}

/** Of what was published last. */
async function problemsOf({ dir, now }: About) {
  const root = fingerprint(await readFile(join(dir, 'site/d/metadata/1.root.json')));
  const text = (path: string) => readFile(join(dir, 'site', path), 'utf8').catch(() => null);
  const { problems } = await verifySite(directoryFetcher(join(dir, 'site/d')), text, root, now, { inFolder: true });
  return problems.filter(({ code }) => code !== 'expired');
}

it(
  'publishes the same with what was kept and without it, under every policy and across what a year brings',
  async () => {
    const runs = MANY > 0 ? { numRuns: MANY, endOnFailure: true } : { numRuns: 1, seed: 20260501 };
    await fc.assert(fc.asyncProperty(history, play), runs);
    if (MANY > 0) process.stdout.write(`policies: ${JSON.stringify(counts)}\n`);
    expect(counts.quick * 4).toBeGreaterThan(counts.publications);
  },
  MANY * 60_000 + 120_000,
);
