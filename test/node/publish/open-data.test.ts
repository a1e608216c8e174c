/** `/i/<code>.json` as published, checked by `verify`, and refreshed. */
import { cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isOpeningFile } from '../../../src/core/domain/opening-file.ts';
import type { OpenData } from '../../../src/core/snapshot/open-data.ts';
import { targetFile } from '../../../src/core/trust/trusted.ts';
import { gzip } from '../../../src/node/publish/pack.ts';
import { publishRelease } from '../../../src/node/publish/publish.ts';
import { refreshRelease } from '../../../src/node/publish/refresh.ts';
import { loadSigners } from '../../../src/node/publish/signing/keys.ts';
import { signRepository } from '../../../src/node/publish/signing/metadata.ts';
import { loadPrevious } from '../../../src/node/publish/signing/previous.ts';
import { readTree } from '../../../src/node/publish/site.ts';
import { directoryFetcher } from '../../../src/node/verify/fetchers.ts';
import { fingerprint } from '../../../src/node/verify/read-release.ts';
import { verifySite } from '../../../src/node/verify/verify-site.ts';
import { NOW, onSite, PASSPHRASE, writeBuild, writeCounty } from '../../support/workspace.ts';

const PENALTY = '示卫医罚〔2025〕17号';
const SHEETS = {
  机构: [
    { 机构编号: 'A1', 名称: '青石镇和安口腔门诊部', 乡镇: '青石镇', 地址: '中街12号', 主要负责人: '周柏年' },
    { 机构编号: 'A2', 名称: '白水镇卫生院', 乡镇: '白水镇', 地址: '白水街1号' },
    { 机构编号: 'A3', 名称: '河口诊所', 地址: '南街3号' },
  ],
  人员: [
    { 机构编号: 'A1', 姓名: '周柏年', 人员类别: '医师' },
    { 机构编号: 'A1', 姓名: '苏小禾', 人员类别: '护士' },
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
  base = await mkdtemp(join(tmpdir(), 'yixinma-open-'));
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

const dataOf = async (dir: string, id: string) => readFile(join(dir, `site/i/${await codeOf(id)}.json`), 'utf8');

async function problems(dir: string, now = NOW) {
  const root = await readFile(join(dir, 'site/d/metadata/1.root.json'));
  const text = (path: string) => readFile(join(dir, 'site', path), 'utf8').catch(() => null);
  const result = await verifySite(directoryFetcher(join(dir, 'site/d')), text, fingerprint(root), now);
  return result.problems.map(({ code, file, detail }) => [code, file, detail]);
}

describe('the file for programs', () => {
  it('says what it is, holds record, proof and penalties in their term, and leads on', async () => {
    const code = await codeOf('A1');
    const data = JSON.parse(await dataOf(county, 'A1')) as OpenData;
    expect(data).toMatchObject({
      v: 1,
      fictional: true,
      directory: 'example/2026',
      release: { version: 1, count: 3 },
      links: {
        page: `https://yx.example.gov.cn/i/${code}`,
        metadata: 'https://yx.example.gov.cn/d/metadata/timestamp.json',
        bundle: 'https://yx.example.gov.cn/d/bundle.json',
      },
    });
    expect(data.about.zh).toContain('演示数据，均为虚构');
    expect(data.about.en).toContain('fictional');
    expect(data.verify.zh).toContain('yixinma verify https://yx.example.gov.cn');
    expect(JSON.parse(data.text)).toEqual(data.record);
    expect(data.openings.map(({ body }) => body.type)).toEqual(['penalty', 'reason']);
  });

  it('names the person in charge, as the record does, and nobody else of the staff', async () => {
    const text = await dataOf(county, 'A1');
    expect(JSON.parse(text)).toMatchObject({ record: { principal: '周柏年', staff: { doctors: 1, nurses: 1 } } });
    expect(text).not.toContain('苏小禾');
    expect(text).not.toContain('members');
  });
});

describe('verify', () => {
  it('names a file of which any byte was changed, and one that is missing', async () => {
    const dir = await copy();
    const code = await codeOf('A1');
    const file = join(dir, `site/i/${code}.json`);
    const bytes = await readFile(file);
    // Every region of the file, the last byte included; a step that is no divisor of anything in it.
    for (let at = 0; at < bytes.length; at += 97) {
      const altered = Uint8Array.from(bytes);
      altered[at] = (altered[at] ?? 0) ^ 1;
      await writeFile(file, altered);
      expect([at, (await problems(dir)).map(([kind, path]) => [kind, path])]).toEqual([
        at,
        [['page', `i/${code}.json`]],
      ]);
    }
    await writeFile(file, Buffer.concat([bytes, Buffer.from(' ')]));
    expect(await problems(dir)).toEqual([['page', `i/${code}.json`, 'differs from what is signed']]);
    await rm(file);
    expect(await problems(dir)).toEqual([['page', `i/${code}.json`, 'missing']]);
    await writeFile(file, bytes);
    expect(await problems(dir)).toEqual([]);
  }, 60_000);

  it('names a file from which a penalty was cut, to which a staff list was added, or which is another’s', async () => {
    const dir = await copy();
    const code = await codeOf('A1');
    const file = join(dir, `site/i/${code}.json`);
    const whole = await readFile(file, 'utf8');
    const data = JSON.parse(whole) as OpenData;
    const staff = { salt: 'AgICAgICAgICAgICAgICAg', body: { type: 'staff', members: [] } };
    const cases = [
      [JSON.stringify({ ...data, openings: data.openings.slice(1) }), 'a penalty in its term is left out'],
      [JSON.stringify({ ...data, openings: [...data.openings, staff] }), 'differs from what is signed'],
      [await dataOf(dir, 'A2'), 'another record'],
      ['[]', 'unreadable'],
      ['<!doctype html>', 'unreadable'],
    ] as const;
    for (const [text, detail] of cases) {
      await writeFile(file, text);
      expect(await problems(dir)).toEqual([['page', `i/${code}.json`, detail]]);
    }
  });
});

/** The site as it was laid out before decision 029: all openings in one signed file. */
async function toOldLayout(dir: string): Promise<void> {
  const site = await realpath(join(dir, 'site'));
  const previous = await loadPrevious(join(site, 'd'));
  if (previous === null) throw new Error('nothing published');
  const { signed } = JSON.parse(previous.targets) as {
    signed: { targets: Record<string, { hashes: { sha256: string } }> };
  };
  const targets = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const [path, { hashes }] of Object.entries(signed.targets)) {
    const bytes = await readFile(join(site, 'd', targetFile(path, hashes.sha256)));
    if (!isOpeningFile(path)) targets.set(path, new Uint8Array(bytes));
    else {
      const byPlace = JSON.parse(gunzipSync(bytes).toString('utf8')) as Record<string, Record<string, unknown>>;
      const lists = Object.entries(byPlace).map(([code, places]) => [code, Object.values(places)]);
      targets.set('example/2026/penalties.bin', gzip(JSON.stringify(Object.fromEntries(lists))));
      await rm(join(site, 'd', targetFile(path, hashes.sha256)));
    }
  }
  const signers = await loadSigners(join(dir, 'keys'), PASSPHRASE);
  const bundled = [...targets.keys()].filter((path) => /records\.json$|\/keys\//.test(path));
  for (const [path, bytes] of signRepository({ previous, targets, bundled, signers, now: NOW }).files)
    await writeFile(join(site, 'd', path), bytes);
}

/** Files under the releases, the current one and any other, in which the text stands; packed ones are unpacked first. */
async function holders(dir: string, text: string): Promise<string[]> {
  const files = await readTree(join(dir, 'releases'));
  const plain = ([path, bytes]: [string, Uint8Array]) =>
    path.endsWith('.bin') ? gunzipSync(bytes) : Buffer.from(bytes);
  return [...files].filter((file) => plain(file).includes(text)).map(([path]) => path);
}

describe('the next publication', () => {
  const again = (dir: string, day: string) =>
    publishRelease({ dir, year: 2026, stage: 'final', now: new Date(day), passphrase: PASSPHRASE, dist });

  it('leaves no byte of a repaired penalty or of who left, not in older files either', async () => {
    const dir = await copy();
    expect(await holders(dir, PENALTY)).not.toEqual([]);
    expect(await holders(dir, '苏小禾')).not.toEqual([]);
    const repair = {
      机构编号: 'A1',
      事件类型: '信用修复',
      日期: '2026-03-02',
      文号: '示卫信修〔2026〕1号',
      修复的文书号: PENALTY,
    };
    await writeCounty(dir, { ...SHEETS, 人员: SHEETS.人员.slice(0, 1), 事件: [repair] });
    expect((await again(dir, '2026-03-03T02:00:00Z')).ok).toBe(true);
    for (const gone of [PENALTY, '未按规定填写病历资料', '苏小禾']) expect(await holders(dir, gone)).toEqual([]);
    expect(await problems(dir, new Date('2026-03-03T02:00:00Z'))).toEqual([]);
  });

  it('leaves no byte of a penalty that was revoked, or whose class was taken back', async () => {
    for (const change of [{ 处罚状态: '已撤销' }, { 严重程度: '' }]) {
      const dir = await copy();
      await writeCounty(dir, { ...SHEETS, 处罚: [{ ...SHEETS.处罚[0], ...change }] as typeof SHEETS.处罚 });
      expect((await again(dir, '2026-03-03T02:00:00Z')).ok).toBe(true);
      expect(await holders(dir, PENALTY)).toEqual([]);
    }
  });
});

describe('the daily refresh', () => {
  const texts = async (dir: string) => {
    const site = await readTree(await realpath(join(dir, 'site')));
    return [...site]
      .filter(([path]) => /^(?:en\/)?i\//.test(path))
      .map(([path, bytes]) => [path, String(Buffer.from(bytes))]);
  };

  it('changes no page and no file on a penalty’s last day', async () => {
    const dir = await copy();
    const before = await texts(dir);
    const outcome = await refreshRelease({ dir, now: new Date('2026-12-03T12:00:00Z'), dist });
    expect(outcome).toMatchObject({ withdrawn: [], left: [] });
    expect(await texts(dir)).toEqual(before);
  });

  it('takes its text out of every page and file on the day after, once, and what is left still verifies', async () => {
    const dir = await copy();
    const [code, other] = [await codeOf('A1'), await dataOf(dir, 'A2')];
    expect(await refreshRelease({ dir, now: AFTER, dist })).toEqual({
      renewed: true,
      withdrawn: [code],
      left: [],
      listsLeft: false,
      oldLayout: false,
    });
    for (const [path, text] of await texts(dir)) {
      for (const gone of [PENALTY, '未按规定填写病历资料', 'shownUntil']) expect(text, path).not.toContain(gone);
    }
    expect(await dataOf(dir, 'A1')).toContain('"openings":[]');
    // The staff list stays with the page.
    expect(await readFile(join(dir, `site/i/${code}.html`), 'utf8')).toContain('苏小禾');
    expect(await dataOf(dir, 'A2')).toBe(other);
    expect(await problems(dir, AFTER)).toEqual([]);
    expect(await refreshRelease({ dir, now: AFTER, dist })).toEqual({
      renewed: false,
      withdrawn: [],
      left: [],
      listsLeft: false,
      oldLayout: false,
    });
  });

  it('leaves no byte of it under the releases, from the day after on, and not before', async () => {
    const dir = await copy();
    expect(await holders(dir, PENALTY)).toHaveLength(4);
    await mkdir(join(dir, 'releases/0000-1'));
    await writeFile(join(dir, 'releases/0000-1/left-by-an-interrupted-run.html'), PENALTY);
    await refreshRelease({ dir, now: new Date('2026-12-03T12:00:00Z'), dist });
    expect(await holders(dir, PENALTY)).toHaveLength(4);
    await refreshRelease({ dir, now: AFTER, dist });
    for (const gone of [PENALTY, '未按规定填写病历资料']) expect(await holders(dir, gone)).toEqual([]);
    const after = await problems(dir, AFTER);
    expect(after).toEqual([]);
  });

  it('finds what a backup put back, a page alone too, and verify names it until then', async () => {
    const dir = await copy();
    const code = await codeOf('A1');
    const before = await readTree(await realpath(join(dir, 'site')));
    await refreshRelease({ dir, now: AFTER, dist });
    const after = await readTree(await realpath(join(dir, 'site')));
    const gone = [...before.keys()].filter((path) => path.includes('.penalties-'));
    expect(gone).toHaveLength(1);
    const put = async (path: string) => writeFile(join(dir, 'site', path), before.get(path) ?? '');
    for (const path of [`i/${code}.html`, `en/i/${code}.html`, `i/${code}.json`, ...gone]) {
      await put(path);
      const named = path.startsWith('d/') ? 'example/2026/penalties-2026-12-03.bin' : path;
      expect([path, (await problems(dir, AFTER)).map(([, file]) => file)]).toEqual([path, [named]]);
      const outcome = await refreshRelease({ dir, now: AFTER, dist });
      expect([path, outcome.withdrawn]).toEqual([path, path.startsWith('d/') ? [] : [code]]);
      expect(await problems(dir, AFTER)).toEqual([]);
      expect(await holders(dir, PENALTY)).toEqual([]);
      const page = await readFile(join(dir, 'site', `i/${code}.html`));
      expect(Buffer.compare(page, after.get(`i/${code}.html`) ?? Buffer.of())).toBe(0);
    }
  });

  it('finds what was put back of an older release, and keeps this one’s', async () => {
    const dir = await copy();
    const code = await codeOf('A1');
    const before = await readTree(await realpath(join(dir, 'site')));
    await writeCounty(dir, { ...SHEETS, 评定: [...onSite('A1', '93.5'), ...onSite('A2', '71')] });
    const again = { dir, year: 2026, stage: 'final' as const, now: AFTER, passphrase: PASSPHRASE, dist };
    expect((await publishRelease(again)).ok).toBe(true);
    const stray = [...before.keys()].find((path) => path.includes('.penalties-')) ?? '';
    const page = `i/${code}.html`;
    const written = await readFile(join(dir, 'site', page), 'utf8');
    for (const path of [stray, page]) await writeFile(join(dir, 'site', path), before.get(path) ?? '');
    expect((await problems(dir, AFTER)).map(([, file, detail]) => [file, detail])).toEqual([[page, 'superseded']]);
    expect(await refreshRelease({ dir, now: AFTER, dist })).toMatchObject({ withdrawn: [code], left: [] });
    expect(await holders(dir, PENALTY)).toEqual([]);
    expect(await readFile(join(dir, 'site', page), 'utf8')).toBe(written);
    expect(await problems(dir, AFTER)).toEqual([]);
  });

  it('cannot be anticipated: a file of penalties that is missing before its day is lost', async () => {
    const dir = await copy();
    const files = await holders(dir, PENALTY);
    const file = files.find((path) => path.endsWith('.penalties-2026-12-03.bin')) ?? '';
    await rm(join(dir, 'releases', file));
    const lost = [['missing', file.replace(/^.*?\/d\//, ''), undefined]];
    expect(await problems(dir, new Date('2026-12-03T12:00:00Z'))).toEqual(lost);
  });

  it('says which page it could not render without the build that wrote it; the file for programs needs none', async () => {
    const dir = await copy();
    const code = await codeOf('A1');
    expect(await refreshRelease({ dir, now: AFTER })).toEqual({
      renewed: true,
      withdrawn: [],
      left: [code],
      listsLeft: false,
      oldLayout: false,
    });
    expect(await dataOf(dir, 'A1')).not.toContain(PENALTY);
    expect(await readFile(join(dir, `site/i/${code}.html`), 'utf8')).toContain(PENALTY);
  });

  it('says of a site with one file of all penalties that it must be published once, and does what it can', async () => {
    const dir = await copy();
    await toOldLayout(dir);
    expect(await problems(dir)).toEqual([]);
    const refresh = () => refreshRelease({ dir, now: AFTER, dist });
    expect(await refresh()).toMatchObject({ withdrawn: [await codeOf('A1')], left: [], oldLayout: true });
    const old = (await holders(dir, PENALTY)).map((path) => path.replace(/.*\./, ''));
    expect(old).toEqual(['bin']);
    const said = 'a penalty past its last day, in a file of all penalties: publish once';
    expect(await problems(dir, AFTER)).toEqual([['lapsed', 'example/2026/penalties.bin', said]]);
    const again = { dir, year: 2026, stage: 'final' as const, now: AFTER, passphrase: PASSPHRASE, dist };
    expect((await publishRelease(again)).ok).toBe(true);
    expect(await refresh()).toMatchObject({ withdrawn: [], oldLayout: false });
    expect(await holders(dir, PENALTY)).toEqual([]);
  });

  it('writes nothing of a site that does not verify', async () => {
    const dir = await copy();
    const signed = [...(await readTree(await realpath(join(dir, 'site')))).keys()];
    const profile = signed.find((path) => path.endsWith('.profile.bin')) ?? '';
    await writeFile(join(dir, 'site', profile), 'altered');
    await expect(refreshRelease({ dir, now: AFTER, dist })).rejects.toThrow(/与签名不符/);
    expect(await dataOf(dir, 'A1')).toContain(PENALTY);
  });
});
