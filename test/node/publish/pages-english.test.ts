/** The English pages as published beside the Chinese ones, checked by `verify`, and refreshed. */
import { cp, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareWithBuild } from '../../../src/node/publish/compare-build.ts';
import { pageLooks } from '../../../src/node/publish/page-looks.ts';
import { publishRelease } from '../../../src/node/publish/publish.ts';
import { refreshRelease } from '../../../src/node/publish/refresh.ts';
import { loadBuild } from '../../../src/node/publish/renderer.ts';
import { readTree } from '../../../src/node/publish/site.ts';
import { directoryFetcher } from '../../../src/node/verify/fetchers.ts';
import { lyingBeside } from '../../../src/node/verify/lying-there.ts';
import { proofOfPage } from '../../../src/node/verify/page-block.ts';
import { fingerprint } from '../../../src/node/verify/read-release.ts';
import { verifySite } from '../../../src/node/verify/verify-site.ts';
import { NOW, onSite, PASSPHRASE, writeBuild, writeCounty } from '../../support/workspace.ts';

const PENALTY = '示卫医罚〔2025〕17号';
const SHEETS = {
  机构: [
    { 机构编号: 'A1', 名称: '青石镇和安口腔门诊部', 地址: '中街12号' },
    { 机构编号: 'A2', 名称: '白水镇卫生院', 地址: '白水街1号' },
  ],
  处罚: [
    {
      机构编号: 'A1',
      决定书文号: PENALTY,
      决定日期: '2025-12-03',
      严重程度: '一般',
      案由: '未按规定填写病历资料',
      处罚结果: '警告',
    },
  ],
  评定: [...onSite('A1', '93.5'), ...onSite('A2', '83.50')],
};
/** The penalty's last day is 2026-12-03. */
const AFTER = new Date('2026-12-04T02:00:00Z');

let base: string;
let county: string;
let dist: string;

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'yixinma-english-'));
  county = join(base, 'county');
  dist = join(base, 'dist');
  await writeBuild(dist);
  await writeCounty(county, SHEETS);
  const input = { dir: county, year: 2026, stage: 'final' as const, now: NOW, passphrase: PASSPHRASE, dist };
  expect((await publishRelease(input)).ok).toBe(true);
}, 60_000);
afterAll(() => rm(base, { recursive: true, force: true }));

async function copy(): Promise<string> {
  const dir = join(await mkdtemp(join(base, 'copy-')), 'county');
  await cp(county, dir, { recursive: true, verbatimSymlinks: true });
  return dir;
}

async function codeOf(id: string): Promise<string> {
  const lines = (await readFile(join(county, 'codes.csv'), 'utf8')).split('\n');
  return lines.find((line) => line.includes(`"${id}"`))?.slice(0, 10) ?? '';
}

async function verified(dir: string, now = NOW, options: Parameters<typeof verifySite>[4] = {}) {
  const root = await readFile(join(dir, 'site/d/metadata/1.root.json'));
  const text = (path: string) => readFile(join(dir, 'site', path), 'utf8').catch(() => null);
  return verifySite(directoryFetcher(join(dir, 'site/d')), text, fingerprint(root), now, options);
}

async function problems(dir: string, now = NOW) {
  return (await verified(dir, now)).problems.map(({ code, file, detail }) => [code, file, detail]);
}

/** What `verify` finds where the build that wrote the site is at hand. */
async function compared(dir: string, now = NOW) {
  const build = await loadBuild(dist);
  const { release, problems: pages } = await verified(dir, now, { looks: pageLooks(build.renderer, [build]) });
  if (release === null) throw new Error('the release does not verify');
  const files = directoryFetcher(join(dir, 'site'));
  const site = { file: (path: string) => files.fetch(path, 1_000_000), list: null };
  const rest = await compareWithBuild(build, release, site, now);
  if (rest === null) throw new Error('not compared');
  const paths = [...(await readTree(await realpath(join(dir, 'site')))).keys()];
  return [...pages, ...rest.problems, ...lyingBeside(release, paths, rest.files).problems].map(({ file, detail }) => [
    file,
    detail,
  ]);
}

describe('the English page', () => {
  it('brings the proof of the Chinese one, every byte, and the script of its language', async () => {
    for (const id of ['A1', 'A2']) {
      const code = await codeOf(id);
      const [zh, en] = await Promise.all(
        ['i', 'en/i'].map((folder) => readFile(join(county, `site/${folder}/${code}.html`), 'utf8')),
      );
      expect(proofOfPage(en ?? '')).toEqual(proofOfPage(zh ?? ''));
      expect(zh).toContain('lang="zh"><script src="/assets/page-0.js">');
      expect(en).toContain('lang="en"><script src="/assets/page-en-0.js">');
    }
    expect(await problems(county)).toEqual([]);
    expect(await compared(county)).toEqual([]);
  });

  it('is named by verify when it is missing, or proves something else', async () => {
    const dir = await copy();
    const code = await codeOf('A1');
    const file = join(dir, `site/en/i/${code}.html`);
    const html = await readFile(file, 'utf8');
    const named = (detail: string) => [['page', `en/i/${code}.html`, detail]];
    await rm(file);
    expect(await problems(dir)).toEqual(named('missing'));
    await writeFile(file, html.replace(/"openings":\[.*?\](?=,"path"|,"pin"|,"directory"|\})/s, '"openings":[]'));
    expect(await problems(dir)).toEqual(named('a penalty in its term is left out'));
    await writeFile(file, html.replaceAll('和安', '平安'));
    expect(await problems(dir)).toEqual(named('another record'));
    await writeFile(file, await readFile(join(dir, `site/en/i/${await codeOf('A2')}.html`), 'utf8'));
    expect(await problems(dir)).toEqual(named('another record'));
  });

  it('is named when only its look differs, as the Chinese page under its address does', async () => {
    const dir = await copy();
    const code = await codeOf('A1');
    const file = join(dir, `site/en/i/${code}.html`);
    await writeFile(file, await readFile(join(dir, `site/i/${code}.html`), 'utf8'));
    expect(await compared(dir)).toEqual([[`en/i/${code}.html`, 'shows something else']]);
    await writeFile(join(dir, 'site/en/i/AAAAAAAAAA.html'), 'forged');
    expect((await compared(dir)).at(-1)).toEqual(['en/i/AAAAAAAAAA.html', 'nobody published this file']);
  });

  it('loses a penalty on the day after its last one too, and still verifies', async () => {
    const dir = await copy();
    const code = await codeOf('A1');
    expect(await readFile(join(dir, `site/en/i/${code}.html`), 'utf8')).toContain(PENALTY);
    expect(await refreshRelease({ dir, now: AFTER, dist })).toEqual({
      renewed: true,
      withdrawn: [code],
      left: [],
      listsLeft: false,
      oldLayout: false,
    });
    const html = await readFile(join(dir, `site/en/i/${code}.html`), 'utf8');
    expect(html).not.toContain(PENALTY);
    expect(html).toContain('lang="en"');
    expect(await problems(dir, AFTER)).toEqual([]);
    expect(await compared(dir, AFTER)).toEqual([]);
  });

  it('is found by the refresh when it alone still holds one', async () => {
    const dir = await copy();
    const code = await codeOf('A1');
    const file = join(dir, `site/en/i/${code}.html`);
    const before = await readFile(file, 'utf8');
    const [signed, aside] = [join(dir, 'site/d/targets'), join(dir, 'targets-aside')];
    await cp(signed, aside, { recursive: true });
    await refreshRelease({ dir, now: AFTER, dist });
    // As an interrupted run leaves it: the signed file goes after all pages.
    await cp(aside, signed, { recursive: true });
    await writeFile(file, before);
    expect(await refreshRelease({ dir, now: AFTER, dist })).toMatchObject({
      withdrawn: [code],
      left: [],
      listsLeft: false,
    });
    expect(await readFile(file, 'utf8')).not.toContain(PENALTY);
  });

  it('is written anew by the refresh from what is signed when it was altered', async () => {
    const dir = await copy();
    const code = await codeOf('A1');
    const file = join(dir, `site/en/i/${code}.html`);
    const forged = (await readFile(file, 'utf8')).replaceAll('和安', '平安');
    await writeFile(file, forged);
    expect(await refreshRelease({ dir, now: AFTER, dist })).toMatchObject({
      withdrawn: [code],
      left: [],
      listsLeft: false,
    });
    expect(await readFile(file, 'utf8')).not.toContain('平安');
    expect(await readFile(join(dir, `site/i/${code}.html`), 'utf8')).not.toContain(PENALTY);
  });
});
