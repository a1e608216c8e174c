/** What every other command says of a workspace whose institution pages are rendered on request. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chinaDay, isoDate } from '../../../src/core/domain/iso-date.ts';
import { renderLists } from '../../../src/node/publish/lists.ts';
import { keptTexts } from '../../../src/node/publish/on-request/kept-texts.ts';
import { loadPageSource } from '../../../src/node/publish/on-request/load.ts';
import { pagesOf, type RenderFile } from '../../../src/node/publish/on-request/render.ts';
import { publishRelease } from '../../../src/node/publish/publish.ts';
import { loadBuild } from '../../../src/node/publish/renderer.ts';
import { loadInspectorKeys, makeInspectorKey } from '../../../src/node/publish/signing/inspector-key.ts';
import { currentRelease } from '../../../src/node/publish/site.ts';
import { directoryFetcher } from '../../../src/node/verify/fetchers.ts';
import { fingerprint, readRelease } from '../../../src/node/verify/read-release.ts';
import { typed } from '../../support/terminal.ts';
import { NOW, onSite, PASSPHRASE, writeBuild, writeCounty } from '../../support/workspace.ts';

let base: string;
let dir: string;

const SHEETS = {
  机构: [
    { 机构编号: 'A1', 名称: '甲门诊部', 地址: '中街12号' },
    { 机构编号: 'A2', 名称: '乙诊所', 地址: '中街13号' },
  ],
  人员: [
    { 机构编号: 'A1', 姓名: '苏小禾', 人员类别: '护士' },
    { 机构编号: 'A1', 姓名: '白青石', 人员类别: '医师' },
  ],
  评定: [...onSite('A1', '93.5'), ...onSite('A2', '83.50')],
};

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'yixinma-on-request-'));
  dir = join(base, 'county');
  await writeBuild(join(base, 'dist'));
  await writeCounty(dir, SHEETS, { pages: 'on-request' });
  const input = { dir, year: 2026, stage: 'final', now: NOW, passphrase: PASSPHRASE } as const;
  expect(await publishRelease({ ...input, dist: join(base, 'dist') })).toMatchObject({ ok: true });
});
afterAll(() => rm(base, { recursive: true, force: true }));

const run = (...args: string[]) => typed(args, { cwd: base, now: NOW });

async function load() {
  const folder = (await currentRelease(dir)) ?? '';
  return loadPageSource(folder, null, await loadInspectorKeys(join(dir, 'keys')), NOW);
}

describe('a workspace with pages on request', () => {
  it('has a key for its staff lists after the first publication, which nobody asked for', async () => {
    expect(await loadInspectorKeys(join(dir, 'keys'))).toHaveLength(1);
  });

  it('gives each institution with its own openings, and none for another code', async () => {
    const loaded = await load();
    if (!loaded.ok) throw new Error(loaded.fault.join());
    const lines = (await readFile(join(dir, 'codes.csv'), 'utf8')).trim().split('\n').slice(1);
    const [first, second] = lines.map((line) => loaded.value.institution(line.slice(0, 10)));
    expect([first?.record.name, second?.record.name].sort()).toEqual(['乙诊所', '甲门诊部']);
    const named = [first, second].map((one) =>
      one?.openings.flatMap(({ body }) => (body.type === 'staff' ? body.members : [])),
    );
    expect(named.map((members) => members?.map(({ name }) => name))).toContainEqual(['白青石', '苏小禾']);
    expect(loaded.value.institution('0000000000')).toBeNull();
  });

  it('verifies in its folder but for the pages, and says so', async () => {
    const { code, out } = await run('verify', 'county');
    expect([code, out]).toEqual([0, expect.stringContaining('这次没有核验：请再核验网址')]);
    expect((await run('verify', 'county', '--json')).out).toContain('"problems":[]');
  });

  it('is copied without its pages, and the copy’s owner is told', async () => {
    const { code, out } = await run('mirror', 'county/site', join(base, 'copy'));
    expect([code, out]).toEqual([0, expect.stringContaining('请再核验网址')]);
  });

  it.each([
    ['upload'],
    ['archive'],
  ])('is refused by hosting %s: there is nothing to answer printed codes with', async (part) => {
    const { code, err } = await run('hosting', part, 'county');
    expect([code, err]).toEqual([1, expect.stringContaining('把 pages 改为 files')]);
  });

  it('is renewed, without a page to render anew', async () => {
    expect((await run('refresh', 'county', '--force')).code).toBe(0);
  });

  it('keeps its staff lists legible between a rotation of the inspector key and the next publication', async () => {
    await makeInspectorKey(join(dir, 'keys'), chinaDay(NOW));
    expect((await load()).ok).toBe(true);
  });

  it('is not shown with a key that opens nothing, nor without any', async () => {
    await makeInspectorKey(join(dir, 'keys'), chinaDay(NOW));
    expect(await load()).toEqual({ ok: false, fault: [expect.stringContaining('not opened by this key')] });
    await rm(join(dir, 'keys/inspector.json'));
    await rm(join(dir, 'keys/inspector-before.json'));
    expect(await load()).toEqual({ ok: false, fault: ['keys/inspector.json: missing'] });
  });

  it('is refused by check where the field says something else', async () => {
    await writeCounty(join(base, 'other'), SHEETS, { pages: 'sometimes' });
    const { code, out, err } = await run('check', 'other');
    expect([code, out + err]).toEqual([1, expect.stringContaining('应为 files、folders 或 on-request')]);
    await writeFile(join(base, 'other/bureau.json'), '{}');
  });
});

describe('a long public list on request', () => {
  let files: Map<string, string>;
  let render: RenderFile;
  let site: string;
  const day = chinaDay(NOW);

  beforeAll(async () => {
    const many = join(base, 'many');
    const rows = Array.from({ length: 310 }, (_, n) => {
      return { 机构编号: `A${n}`, 名称: `第${n}诊所`, 地址: '街', 乡镇: n < 5 ? '安河镇' : '青石镇' };
    });
    const scores = rows.flatMap(({ 机构编号: id }) => onSite(id, '40'));
    await writeCounty(many, { 机构: rows, 评定: scores }, { rulebook: 'wugang', pages: 'on-request' });
    const input = { dir: many, year: 2026, stage: 'final', now: NOW, passphrase: PASSPHRASE } as const;
    expect(await publishRelease({ ...input, dist: join(base, 'dist') })).toMatchObject({ ok: true });
    site = (await currentRelease(many)) ?? '';
    const loaded = await loadPageSource(site, null, await loadInspectorKeys(join(many, 'keys')), NOW);
    if (!loaded.ok) throw new Error(loaded.fault.join());
    const build = await loadBuild(join(base, 'dist'));
    render = pagesOf(loaded.value, build);
    const root = fingerprint(await readFile(join(site, 'd/metadata/1.root.json')));
    const release = await readRelease(directoryFetcher(join(site, 'd')), root, NOW);
    if (!release.ok) throw new Error(JSON.stringify(release.fault));
    files = renderLists(build, release.value, day);
  });

  it('is, page by page, what its files would be, and no file', async () => {
    expect(files.size).toBe(8);
    for (const [path, html] of files) expect(render(path, day), path).toBe(html);
    expect((await readdir(site)).filter((name) => name.startsWith('lists'))).toEqual([]);
  });

  it('is of the day of the request', () => {
    for (const path of files.keys()) expect(render(path, isoDate('2026-06-01'))).toContain('data-day="2026-06-01"');
  });

  it.each([
    'lists',
    'lists/',
    'lists.json',
    'lists-black-4e00.html',
    'lists-red-0.html',
    'en/lists-black.html',
    'lists-black-0-2.html',
  ])('has no %s', (path) => expect(render(path, day)).toBeNull());
});

describe('texts in few buffers', () => {
  it('come back as they were added, whatever their length and script', () => {
    const texts = keptTexts();
    const all = ['', '医信码', 'x'.repeat(5_000_000), '👩‍⚕️'.repeat(300_000), 'end'];
    for (const text of all) texts.add(text);
    expect(all.map((_, nth) => texts.at(nth))).toEqual(all);
    expect(() => texts.at(all.length)).toThrow(RangeError);
  });
});
