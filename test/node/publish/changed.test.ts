/** What a publication says it changed: as data, and in the command's own words. */
import { mkdtemp, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { summariseRatings } from '../../../src/core/complaint/ratings.ts';
import { summary } from '../../../src/node/cli/publish/summary.ts';
import { changedSince } from '../../../src/node/publish/changed.ts';
import { loadLastRelease } from '../../../src/node/publish/last-release.ts';
import { publishRelease } from '../../../src/node/publish/publish.ts';
import type { PublishReport } from '../../../src/node/publish/report.ts';
import { rotateIntakeKey } from '../../../src/node/publish/signing/intake-keys.ts';
import { NOW, onSite, PASSPHRASE, writeBuild, writeCounty } from '../../support/workspace.ts';

const SHEETS = {
  机构: [{ 机构编号: 'A1', 名称: '青石镇和安口腔门诊部', 地址: '中街12号' }],
  评定: onSite('A1', '93.5'),
};
const TERMS = { accept: { days: 7, citation: '例' }, answer: { days: 60, citation: '例' } };

let base: string;
let dir: string;
async function publish(year = 2026, now = NOW): Promise<PublishReport> {
  const dist = join(base, 'dist');
  const done = await publishRelease({ dir, year, stage: 'final', now, passphrase: PASSPHRASE, dist });
  if (!done.ok) throw new Error(JSON.stringify(done.fault));
  return done.value;
}
const workspace = (bureau: Readonly<Record<string, unknown>>, sheets: Parameters<typeof writeCounty>[1] = SHEETS) =>
  writeCounty(dir, sheets, bureau);

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'yixinma-changed-'));
  dir = join(base, 'county');
  await writeBuild(join(base, 'dist'));
}, 60_000);
afterAll(() => rm(base, { recursive: true, force: true }));

/** One story: each publication against the one before. */
it('the first publication compares with nothing', async () => {
  await workspace({ intake: 'none' });
  const report = await publish();
  expect(report.changed).toBeNull();
  expect(summary(report)).not.toContain('与上次公布相比');
});

it('the same once more changed nothing, and says so', async () => {
  const report = await publish();
  expect(report).toMatchObject({ unchanged: true, changed: [] });
  expect(summary(report)).toContain('与上次公布相比：没有变化。');
});

it('opening complaints alone is named, with the keys that came with it, in Chinese first', async () => {
  await workspace({ intake: 'online' });
  const report = await publish();
  expect(report).toMatchObject({ unchanged: true, changed: ['intake', 'intake-keys', 'receipt-keys'] });
  expect(summary(report)).toMatch(
    /评级数据没有变化[^\n]*\n与上次公布相比，有变化的：网上反映的受理方式[^\n]*、接收密钥[^\n]*、回执密钥。\/ Changed since/,
  );
});

it.each([
  ['terms of complaints', { intakeTerms: TERMS }, ['intake']],
  ['where else to turn', { intakeTerms: TERMS, elsewhere: '收费问题请找医保局。' }, ['intake']],
  ['the telephone', { intakeTerms: TERMS, elsewhere: '收费问题请找医保局。', phone: '000-0000001' }, ['bureau']],
])('%s alone', async (_, bureau, changed) => {
  await workspace({ intake: 'online', ...bureau });
  expect(await publish()).toMatchObject({ unchanged: true, changed });
});

it('a rotated key, ratings that came, and ratings that went', async () => {
  const before = await publish();
  await rotateIntakeKey(join(dir, 'keys'), 'receipt', PASSPHRASE);
  const institution = before.codes[0] ?? '';
  const given = Array.from({ length: 30 }, () => ({ institution, rating: 'fair' as const }));
  await writeFile(join(dir, 'ratings.json'), JSON.stringify(summariseRatings('example', '2025-2', given)));
  expect(await publish()).toMatchObject({ unchanged: true, changed: ['receipt-keys', 'ratings'] });
  await unlink(join(dir, 'ratings.json'));
  const gone = await publish();
  expect(gone.changed).toEqual(['ratings']);
  expect(summary(gone)).toContain('有变化的：群众评价汇总。');
});

it('a grade is a change of records', async () => {
  await workspace({ intake: 'online' }, { ...SHEETS, 评定: onSite('A1', '70') });
  expect(await publish()).toMatchObject({ unchanged: false, changed: expect.arrayContaining(['records']) });
});

it('what is the same under another year’s path is not called changed', async () => {
  const { changed } = await publish(2027, new Date('2027-01-15T02:00:00Z'));
  expect(changed).toContain('records');
  for (const same of ['penalties', 'rulebook', 'other'] as const) expect(changed).not.toContain(same);
});

it('attack: a signed file that nobody thought of is never passed over', async () => {
  const last = await loadLastRelease(dir, NOW);
  if (!last.ok || last.value === null) throw new Error('no release');
  const { bureau } = last.value;
  const targets = new Map([[`${bureau.id}/2027/strange.json`, new Uint8Array([1])]]);
  expect(changedSince(last.value, { targets, bureau, year: 2027, unchanged: true })).toContain('other');
});
