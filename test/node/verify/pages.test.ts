/** What `verify` names of institution pages, on a small site as it is published. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { publishRelease } from '../../../src/node/publish/publish.ts';
import { directoryFetcher } from '../../../src/node/verify/fetchers.ts';
import { fingerprint } from '../../../src/node/verify/read-release.ts';
import { verifySite } from '../../../src/node/verify/verify-site.ts';
import { NOW, onSite, PASSPHRASE, writeBuild, writeCounty } from '../../support/workspace.ts';

let base: string;
let site: string;
let codes: readonly string[];
/** Files of the site that a test serves in place of the published ones. */
const instead = new Map<string, string>();

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'yixinma-verify-pages-'));
  const dir = join(base, 'county');
  site = join(dir, 'site');
  await writeBuild(join(base, 'dist'));
  await writeCounty(dir, {
    机构: [
      { 机构编号: 'A1', 名称: '青石镇和安口腔门诊部' },
      { 机构编号: 'A2', 名称: '白水镇卫生院' },
    ],
    评定: [...onSite('A1', '93.5'), ...onSite('A2', '60')],
  });
  const input = { dir, year: 2026, stage: 'final' as const, now: NOW, passphrase: PASSPHRASE };
  expect(await publishRelease({ ...input, dist: join(base, 'dist') })).toMatchObject({ ok: true });
  const lines = (await readFile(join(dir, 'codes.csv'), 'utf8')).trim().split('\n').slice(1);
  codes = lines.map((line) => line.slice(0, 10));
});
afterAll(() => rm(base, { recursive: true, force: true }));
beforeEach(() => instead.clear());

const published = (path: string) => readFile(join(site, path), 'utf8');

async function problems(now = NOW) {
  const root = await readFile(join(site, 'd/metadata/1.root.json'));
  const text = async (path: string) => instead.get(path) ?? published(path).catch(() => null);
  return (await verifySite(directoryFetcher(join(site, 'd')), text, fingerprint(root), now)).problems;
}

it('nothing of the site as it was published', async () => {
  expect(await problems()).toEqual([]);
});

it('a genuine page of one institution under the address of another, in either language', async () => {
  const [a = '', b = ''] = codes;
  for (const folder of ['i', 'en/i']) {
    instead.clear();
    instead.set(`${folder}/${a}.html`, await published(`${folder}/${b}.html`));
    expect(await problems()).toEqual([
      {
        code: 'page',
        file: `${folder}/${a}.html`,
        detail: 'another record',
        differences: [
          { fact: 'code', shown: b, signed: a },
          { fact: 'name', shown: '白水镇卫生院', signed: '青石镇和安口腔门诊部' },
        ],
      },
    ]);
  }
});

it.each([
  ['no day of rendering', (html: string) => html.replace(/ data-day="[^"]*"/, '')],
  ['no day of rendering', (html: string) => html.replace(/data-day="[^"]*"/, 'data-day="soon"')],
  ['rendered on a day to come', (html: string) => html.replace(/data-day="[^"]*"/, 'data-day="2026-01-16"')],
  ['rendered before it was published', (html: string) => html.replace(/data-day="[^"]*"/, 'data-day="2026-01-14"')],
])('%s', async (detail, change) => {
  const file = `i/${codes[0]}.html`;
  instead.set(file, change(await published(file)));
  expect(await problems()).toEqual([{ code: 'page', file, detail }]);
});
