/** The public lists as static pages: what they name on a day, how they are renewed, and that `verify` writes them again. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareWithBuild } from '../../../src/node/publish/compare-build.ts';
import { publishRelease } from '../../../src/node/publish/publish.ts';
import { refreshRelease } from '../../../src/node/publish/refresh.ts';
import { loadBuild } from '../../../src/node/publish/renderer.ts';
import { directoryFetcher } from '../../../src/node/verify/fetchers.ts';
import { fingerprint, readRelease } from '../../../src/node/verify/read-release.ts';
import { onSite, PASSPHRASE, writeBuild, writeCounty } from '../../support/workspace.ts';

type Row = Readonly<Record<string, string>>;

const NOW = new Date('2026-01-15T02:00:00Z');
const LAST_DAY = new Date('2026-02-28T15:59:59Z');
const DAY_AFTER = new Date('2026-02-28T16:00:01Z');

let base: string;
let dist: string;
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'yixinma-lists-'));
  dist = join(base, 'dist');
  await writeBuild(dist);
});
afterAll(() => rm(base, { recursive: true, force: true }));

async function publish(dir: string, rulebook: string, sheets: Readonly<Record<string, readonly Row[]>>, now = NOW) {
  await writeCounty(dir, sheets, { rulebook });
  const input = { dir, year: 2026, stage: 'final', now, passphrase: PASSPHRASE, dist } as const;
  expect(await publishRelease(input)).toMatchObject({ ok: true });
}

/** What the plain renderer of tests wrote: each list's id, then its names in order. */
async function namedIn(dir: string, file = 'lists.html'): Promise<unknown> {
  const html = await readFile(join(dir, 'site', file), 'utf8');
  return JSON.parse(html.slice(html.indexOf('</h1>') + 5));
}

const dayIn = async (dir: string, file = 'lists.html') =>
  / data-day="(.*?)"/.exec(await readFile(join(dir, 'site', file), 'utf8'))?.[1];

async function compared(dir: string, now: Date) {
  const root = fingerprint(await readFile(join(dir, 'site/d/metadata/1.root.json')));
  const release = await readRelease(directoryFetcher(join(dir, 'site/d')), root, now);
  if (!release.ok) throw new Error(JSON.stringify(release.fault));
  const files = directoryFetcher(join(dir, 'site'));
  const site = { file: (path: string) => files.fetch(path, 1_000_000), list: null };
  const looks = await compareWithBuild(await loadBuild(dist), release.value, site, now);
  return looks?.problems.map((one) => [one.file, one.detail]);
}

describe('a county’s red and black lists', () => {
  const clinic = (id: string, name: string, town: string): Row => ({
    机构编号: id,
    名称: name,
    地址: town,
    乡镇街道: town,
  });
  // Ten institutions give the quota one place, twenty two.
  const many = Array.from({ length: 16 }, (_, n) => clinic(`M${n}`, `南山镇${n}村卫生室`, '南山镇'));
  const INSTITUTIONS = [
    clinic('B1', '张楼诊所', '青石镇'),
    clinic('B2', '八里诊所', '青石镇'),
    clinic('R1', '朱庄医院', '安河镇'),
    clinic('R2', '白水医院', '白水镇'),
    ...many,
  ];
  const scores = (b2: string) => [
    ...onSite('B1', '50'),
    ...onSite('B2', b2),
    ...onSite('R1', '95'),
    ...onSite('R2', '95.5'),
    ...many.flatMap(({ 机构编号: id = '' }) => onSite(id, '70')),
  ];

  it('name town by town and by pinyin, in both languages, of the day of publication', async () => {
    const dir = join(base, 'county');
    await publish(dir, 'wugang', { 机构: INSTITUTIONS, 评定: scores('40') });
    const expected = [
      ['red', '朱庄医院', '白水医院'],
      ['black', '八里诊所', '张楼诊所'],
    ];
    expect([await namedIn(dir), await namedIn(dir, 'en/lists.html')]).toEqual([expected, expected]);
    expect(await dayIn(dir)).toBe('2026-01-15');
    expect(await compared(dir, NOW)).toEqual([]);
  });

  it('name nobody any more whose grade has changed', async () => {
    const dir = join(base, 'county');
    await publish(dir, 'wugang', { 机构: INSTITUTIONS, 评定: scores('65') }, new Date('2026-03-02T02:00:00Z'));
    expect(await namedIn(dir)).toEqual([
      ['red', '朱庄医院', '白水医院'],
      ['black', '张楼诊所'],
    ]);
  });

  it('are not written where the policy has none', async () => {
    const dir = join(base, 'none');
    await publish(dir, 'jinjiang', { 机构: [clinic('A1', '和安诊所', '')], 评定: [] });
    await expect(readFile(join(dir, 'site/lists.html'))).rejects.toThrow('ENOENT');
    expect(await compared(dir, NOW)).toEqual([]);
  });
});

describe('an association’s void certificates', () => {
  const MET: Row = Object.fromEntries(
    ['会员单位', '证照齐全有效', '达到基本标准', '执业许可合规', '人员合规'].map((one) => [one, '是']),
  );
  const ELIGIBLE: Row = {
    ...MET,
    机构级别: '一级',
    运营月数: '36',
    两年内重大事故违法: '否',
    各年不良执业记分: '0；1',
    患者满意度: '95%',
    两年内负面公共信用记录: '否',
    两年内行风重大失误: '否',
  };
  const certified = (id: string, on: string): Row => ({
    机构编号: id,
    名称: id,
    地址: '',
    信用证书编号: `XY-${on}`,
    信用证书日期: on,
  });
  let made: string;
  beforeAll(async () => {
    made = join(base, 'association');
    await publish(made, 'cnmia', {
      机构: [certified('甲', '2023-02-28'), certified('乙', '2024-05-05')],
      评定: ['甲', '乙'].map((id) => ({ 机构编号: id, 评定内容: '协会评分', 结果: '82.5' })),
      资格: ['甲', '乙'].map((id) => ({ 机构编号: id, ...ELIGIBLE })),
    });
  });

  const copy = async () => {
    const dir = await mkdtemp(join(base, 'copy-'));
    await cp(made, dir, { recursive: true, verbatimSymlinks: true });
    return dir;
  };

  it('are named by the refresh on the day after their last one, not before, and the pages say of which day they are', async () => {
    const dir = await copy();
    expect(await refreshRelease({ dir, now: LAST_DAY, dist })).toMatchObject({ listsLeft: false });
    expect([await namedIn(dir), await dayIn(dir)]).toEqual([[['void'], ['removed']], '2026-02-28']);
    expect(await refreshRelease({ dir, now: DAY_AFTER, dist })).toMatchObject({ listsLeft: false });
    for (const file of ['lists.html', 'en/lists.html']) {
      expect([await namedIn(dir, file), await dayIn(dir, file)]).toEqual([[['void', '甲'], ['removed']], '2026-03-01']);
    }
    expect(await compared(dir, DAY_AFTER)).toEqual([]);
  });

  it('attack by neglect: a list that was not renewed is named by verify on the day after, not while it is still true', async () => {
    const dir = await copy();
    expect(await compared(dir, LAST_DAY)).toEqual([]);
    const detail = 'names institutions that have left the list: run refresh';
    expect(await compared(dir, DAY_AFTER)).toEqual([
      ['lists.html', detail],
      ['en/lists.html', detail],
    ]);
  });

  it('attack: a name taken from the list, another day on it, or no list at all does not go unseen', async () => {
    const dir = await copy();
    await refreshRelease({ dir, now: DAY_AFTER, dist });
    const file = join(dir, 'site/lists.html');
    const html = await readFile(file, 'utf8');
    for (const forged of [
      html.replace(',"甲"', ''),
      html.replace('2026-03-01', '2026-02-28'),
      html.replace('2026-03-01', '2027-03-01'),
    ]) {
      expect(forged).not.toBe(html);
      await writeFile(file, forged);
      expect(await compared(dir, DAY_AFTER)).toEqual([['lists.html', 'differs from the signed records']]);
    }
    await rm(file);
    expect(await compared(dir, DAY_AFTER)).toEqual([['lists.html', 'missing']]);
  });

  it('are reported where no build is at hand and the list is no longer true, and left alone while it is', async () => {
    const dir = await copy();
    expect(await refreshRelease({ dir, now: LAST_DAY })).toMatchObject({ listsLeft: false });
    expect(await refreshRelease({ dir, now: DAY_AFTER })).toMatchObject({ listsLeft: true });
    expect(await dayIn(dir)).toBe('2026-01-15');
  });
});
