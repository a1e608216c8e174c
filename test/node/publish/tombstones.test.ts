/** What stands under the code of an institution that left the list, over further publications. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseInstitutionCode } from '../../../src/core/domain/institution-code.ts';
import { parseTombstones, type Tombstone } from '../../../src/core/snapshot/tombstone.ts';
import { pageLooks } from '../../../src/node/publish/page-looks.ts';
import { publishRelease } from '../../../src/node/publish/publish.ts';
import { loadBuild } from '../../../src/node/publish/renderer.ts';
import { tombstoneLooks } from '../../../src/node/publish/tombstones.ts';
import { directoryFetcher } from '../../../src/node/verify/fetchers.ts';
import { fingerprint } from '../../../src/node/verify/read-release.ts';
import { type SiteOptions, verifySite } from '../../../src/node/verify/verify-site.ts';
import { onSite, PASSPHRASE, writeBuild, writeCounty } from '../../support/workspace.ts';

const A1 = { 机构编号: 'A1', 名称: '青石镇和安口腔门诊部', 地址: '青石镇中街12号', 联系电话: '0000-1111111' };
const A2 = { 机构编号: 'A2', 名称: '白水镇卫生院', 地址: '白水街1号' };
const A3 = { 机构编号: 'A3', 名称: '河口诊所', 地址: '' };
const OTHERS = {
  人员: [{ 机构编号: 'A1', 姓名: '苏小禾', 人员类别: '护士' }],
  处罚: [
    {
      机构编号: 'A1',
      决定书文号: '示卫医罚〔2025〕17号',
      决定日期: '2025-12-03',
      严重程度: '一般',
      案由: '未按规定填写病历资料',
      处罚结果: '警告',
    },
  ],
  评定: [...onSite('A1', '93.5'), ...onSite('A2', '83.50')],
};
const FIRST = new Date('2026-01-15T02:00:00Z');
const SECOND = new Date('2026-03-02T02:00:00Z');
const THIRD = new Date('2026-05-04T02:00:00Z');

let base: string;
let dir: string;
let site: (path: string) => Promise<string | null>;
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'yixinma-tombstones-'));
  dir = join(base, 'county');
  await writeBuild(join(base, 'dist'));
  site = (path) => readFile(join(dir, 'site', path), 'utf8').catch(() => null);
});
afterAll(() => rm(base, { recursive: true, force: true }));

async function publish(institutions: readonly Readonly<Record<string, string>>[], now: Date): Promise<void> {
  const listed = new Set(institutions.map(({ 机构编号: id }) => id));
  const of = (rows: readonly Readonly<Record<string, string>>[]) =>
    rows.filter((row) => listed.has(row.机构编号 ?? ''));
  const sheets = Object.entries(OTHERS).map(([title, rows]) => [title, of(rows)] as const);
  await writeCounty(dir, { ...Object.fromEntries(sheets), 机构: institutions });
  const input = { dir, year: 2026, stage: 'final' as const, now, passphrase: PASSPHRASE, dist: join(base, 'dist') };
  expect(await publishRelease(input)).toMatchObject({ ok: true });
}

async function verify(now: Date, options: SiteOptions = {}) {
  const root = await readFile(join(dir, 'site/d/metadata/1.root.json'));
  return verifySite(directoryFetcher(join(dir, 'site/d')), site, fingerprint(root), now, options);
}

async function codeOf(id: string): Promise<string> {
  const lines = (await readFile(join(dir, 'codes.csv'), 'utf8')).split('\n');
  return lines.find((line) => line.includes(`"${id}"`))?.slice(0, 10) ?? '';
}

describe('an institution that leaves the list', () => {
  it('has its page while it is listed, and there is no file of tombstones', async () => {
    await publish([A1, A2, A3], FIRST);
    const { release, problems } = await verify(FIRST);
    expect([problems, release?.tombstones]).toEqual([[], []]);
    expect(await site(`i/${await codeOf('A1')}.html`)).toContain('苏小禾');
  });

  it('leaves name, address and the day, and nothing else of it; its file for programs is gone', async () => {
    await publish([A2], SECOND);
    const { release, problems } = await verify(SECOND);
    expect(problems).toEqual([]);
    const [a1, a3] = [await codeOf('A1'), await codeOf('A3')];
    const expected = [
      { code: a1, name: A1.名称, address: A1.地址, since: '2026-03-02' },
      { code: a3, name: A3.名称, address: null, since: '2026-03-02' },
    ];
    expect(release?.tombstones).toEqual(expected.sort((x, y) => (x.code < y.code ? -1 : 1)));
    for (const [file, lang] of [
      [`i/${a1}.html`, 'zh'],
      [`en/i/${a1}.html`, 'en'],
    ] as const) {
      const page = await site(file);
      expect(page).toContain(`lang="${lang}"><h1>gone`);
      for (const never of ['苏小禾', '示卫医罚', '合格', '0000-1111111', 'proof']) expect(page).not.toContain(never);
    }
    expect(await site(`i/${a1}.json`)).toBeNull();
    expect(JSON.stringify(release?.records)).not.toContain(a1);
  });

  it('keeps them over further publications, byte for byte', async () => {
    const code = await codeOf('A1');
    const page = await site(`i/${code}.html`);
    await publish([A2, { 机构编号: 'A4', 名称: '新诊所' }], THIRD);
    const { release, problems } = await verify(THIRD);
    expect(problems).toEqual([]);
    expect(release?.tombstones.find((one) => one.code === code)?.since).toBe('2026-03-02');
    expect(await site(`i/${code}.html`)).toBe(page);
  });

  it('has its own page again when it returns, and none of the tombstone', async () => {
    await publish([A1, A2], THIRD);
    const { release, problems } = await verify(THIRD);
    const [a1, a3, a4] = [await codeOf('A1'), await codeOf('A3'), await codeOf('A4')];
    expect(problems).toEqual([]);
    expect(new Set(release?.tombstones.map(({ code }) => code))).toEqual(new Set([a3, a4]));
    expect(await site(`i/${a1}.html`)).toContain('苏小禾');
  });

  it('is told of without a name where only codes.csv still knows the code', async () => {
    const stray = parseInstitutionCode('0000000000');
    await writeFile(
      join(dir, 'codes.csv'),
      `${await readFile(join(dir, 'codes.csv'), 'utf8')}${stray},"A9",2026-01-01\n`,
    );
    await publish([A1, A2], THIRD);
    const { release, problems } = await verify(THIRD);
    expect(problems).toEqual([]);
    expect(release?.tombstones[0]).toEqual({ code: stray, name: null, address: null, since: null });
    expect(await site(`i/${stray}.html`)).toContain('gone');
  });
});

describe('verify', () => {
  it.each([
    'i',
    'en/i',
  ])('names a tombstone whose page in %s is missing, or has become an institution’s page', async (folder) => {
    const name = `${folder}/${await codeOf('A3')}.html`;
    const file = join(dir, 'site', name);
    const page = await readFile(file, 'utf8');
    await rm(file);
    expect((await verify(THIRD)).problems).toEqual([{ code: 'page', file: name, detail: 'missing' }]);
    await writeFile(file, (await site(`i/${await codeOf('A1')}.html`)) ?? '');
    expect((await verify(THIRD)).problems).toMatchObject([{ code: 'page', file: name }]);
    await writeFile(file, page);
    expect((await verify(THIRD)).problems).toEqual([]);
  });

  it('attack: a tombstone’s page that praises or accuses is named, with its script or without; of another build it is not compared', async () => {
    const name = `i/${await codeOf('A3')}.html`;
    const page = (await site(name)) ?? '';
    const build = await loadBuild(join(base, 'dist'));
    const [gone, looks] = [tombstoneLooks(build.renderer, [build]), pageLooks(build.renderer, [build])];
    const found = async (html: string, options: SiteOptions) => {
      await writeFile(join(dir, 'site', name), html);
      const { problems, uncompared } = await verify(THIRD, options);
      return { problems: problems.map(({ file, detail }) => [file, detail]), uncompared };
    };
    const altered = [[name, 'differs from the signed tombstone']];
    const praising = page.replace('gone', 'A级');
    const other = praising.replace(/<script.*/, '');
    expect(await found(page, { gone, looks })).toEqual({ problems: [], uncompared: [] });
    expect(await found(praising, { gone })).toEqual({ problems: altered, uncompared: [] });
    // This build wrote all other pages, and then this one too.
    expect(await found(other, { gone, looks })).toEqual({ problems: altered, uncompared: [] });
    expect(await found(other, { gone })).toEqual({ problems: [], uncompared: [name] });
    await writeFile(join(dir, 'site', name), page);
  });
});

describe('the signed list', () => {
  const one: Tombstone = {
    code: parseInstitutionCode('0000000000') ?? fault(),
    name: '诊所',
    address: null,
    since: null,
  };
  const read = (tombstones: unknown) => parseTombstones(new TextEncoder().encode(JSON.stringify({ v: 1, tombstones })));

  it('is read as written', () => {
    expect(read([one])).toEqual([one]);
  });

  it.each([
    ['a wrong check character', [{ ...one, code: '0000000001' }]],
    ['a code as people type it', [{ ...one, code: '00000 00000' }]],
    ['a day that is none', [{ ...one, since: '2026-02-30' }]],
    ['a name that is no text', [{ ...one, name: 1 }]],
    ['a code twice', [one, one]],
    ['no list', {}],
    ['no map', [null]],
  ])('is refused with %s', (_, tombstones) => {
    expect(() => read(tombstones)).toThrow(SyntaxError);
  });
});

function fault(): never {
  throw new Error('not a code');
}
