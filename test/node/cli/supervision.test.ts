/** The bureau's list of supervision over a year: published grades, inspections in the workbook, and what is left. */
import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishRelease } from '../../../src/node/publish/publish.ts';
import { readTree } from '../../../src/node/publish/site.ts';
import { typed } from '../../support/terminal.ts';
import { onSite, PASSPHRASE, writeBuild, writeWorkspace } from '../../support/workspace.ts';

const NOW = new Date('2026-06-01T04:00:00Z');
const PUBLISHED = new Date('2026-01-20T02:00:00Z');

const INSTITUTIONS = [
  { 机构编号: 'A1', 名称: '甲诊所', 乡镇: '青石镇', 地址: '一路' },
  { 机构编号: 'A2', 名称: '=乙门诊', 乡镇: '白水镇', 地址: '二路' },
  { 机构编号: 'A3', 名称: '丙卫生院', 乡镇: '白水镇', 地址: '三路' },
  { 机构编号: 'A4', 名称: '丁医院', 乡镇: '白水镇', 地址: '四路' },
];
const GRADED = [...onSite('A1', '50'), ...onSite('A2', '50'), ...onSite('A3', '70')];

const SECRET = ['示卫监秘〔2026〕77号', '内部备注不外传', '2026-04-21'];
const [DOCUMENT = '', NOTE = '', DAY = ''] = SECRET;
const inspection = (id: string, on: string, kind: string, more: Readonly<Record<string, string>> = {}) => ({
  机构编号: id,
  检查日期: on,
  检查类型: kind,
  ...more,
});
const INSPECTIONS = [
  inspection('A1', DAY, '日常抽查', { 文书号: DOCUMENT, 备注: NOTE }),
  inspection('A1', '2026-04-22', '投诉举报核查'),
  inspection('A1', '2025-12-31', '日常抽查'),
  inspection('A3', '2026-02-01', '日常抽查'),
  inspection('A3', '2026-02-02', '日常抽查'),
  inspection('A3', '2026-02-03', '日常抽查'),
  inspection('A3', '2026-07-01', '日常抽查'),
];

let base = '';
let dir = '';
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'yixinma-supervision-'));
  dir = join(base, 'county');
  await writeBuild(join(base, 'dist'));
});
afterAll(() => rm(base, { recursive: true, force: true }));

async function publish(where: string, now: Date) {
  const input = { dir: where, year: 2026, stage: 'final' as const, now, passphrase: PASSPHRASE };
  const done = await publishRelease({ ...input, dist: join(base, 'dist') });
  if (!done.ok) throw new Error(JSON.stringify(done.fault));
  return done.value;
}

async function run(args: readonly string[], now = NOW) {
  const { code: exit, ...said } = await typed(['supervision', ...args], { cwd: base, now });
  return { exit, ...said };
}

/** Every byte of the site that a stranger can fetch, unpacked. */
async function published(): Promise<ReadonlyMap<string, Buffer>> {
  const files = await readTree(await realpath(join(dir, 'site')));
  const unpacked = (bytes: Uint8Array) => (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes);
  return new Map([...files].map(([path, bytes]) => [path, Buffer.from(unpacked(bytes))]));
}

describe('yixinma supervision', () => {
  it('needs a published release', async () => {
    await writeWorkspace(dir, { 机构: INSTITUTIONS, 评定: GRADED });
    const { exit, err } = await run(['county']);
    expect([exit, err]).toEqual([1, expect.stringContaining('yixinma publish')]);
    await publish(dir, PUBLISHED);
  });

  it('asks for everything while nothing is written down', async () => {
    const { exit, out } = await run(['county', '--json']);
    expect(exit).toBe(0);
    const { institutions, unasked } = JSON.parse(out);
    expect(institutions.map(({ id, done, left }: Record<string, unknown>) => [id, done, left])).toEqual([
      ['A2', 0, 4],
      ['A1', 0, 4],
      ['A3', 0, 1],
    ]);
    expect(unasked).toMatchObject([{ id: 'A4', state: 'awaiting' }]);
  });

  it('publishes nothing of the inspections: the next release holds the same files, and no text of the sheet', async () => {
    const before = await published();
    await writeWorkspace(dir, { 监督检查: INSPECTIONS });
    const report = await publish(dir, new Date('2026-05-01T02:00:00Z'));
    expect(report.changed).toEqual([]);
    const after = await published();
    const unsigned = (files: ReadonlyMap<string, Buffer>) =>
      [...files].filter(
        ([path]) => !path.startsWith('d/metadata/') && path !== 'd/bundle.json' && path.startsWith('d/'),
      );
    expect(unsigned(after)).toEqual(unsigned(before));
    expect(after.size).toBeGreaterThan(20);
    expect([...after.values()].some((bytes) => bytes.includes('丙卫生院'))).toBe(true);
    const titles = ['监督检查', '日常抽查', 'inspect', 'routine'];
    for (const [path, bytes] of after) {
      for (const text of [...SECRET, ...titles]) {
        // What the policy itself says of supervision is public.
        if (path.endsWith('rulebook.json') || path.includes('standard')) continue;
        expect(bytes.includes(text), `${text} in ${path}`).toBe(false);
      }
    }
  });

  it('tells what is asked, done, left and too many, as data', async () => {
    const { exit, out } = await run(['county', '--json']);
    expect(exit).toBe(0);
    const article = '附件1 五、卫生监督频率';
    const span = { from: '2026-01-01', last: '2026-12-31' };
    expect(JSON.parse(out)).toMatchObject({
      day: '2026-06-01',
      rulebook: 'wugang',
      draw: null,
      unread: 1,
      institutions: [
        { id: 'A2', name: '=乙门诊', town: '白水镇', grade: 'poor', year: 2026, done: 0, left: 4, over: 0, unread: 0 },
        { id: 'A1', done: 1, left: 3, asked: { atLeast: 4, atMost: null, article }, span, changed: null },
        { id: 'A3', grade: 'qualified', done: 3, left: 0, over: 1, asked: { atLeast: 1, atMost: 2 }, unread: 1 },
      ],
      unasked: [{ id: 'A4', name: '丁医院', state: 'awaiting' }],
    });
  });

  it('shows a table, Chinese first: rows aligned, what each grade asks once, and what it does not know', async () => {
    const { exit, out, err } = await run(['county']);
    expect([exit, err]).toEqual([0, '']);
    const lines = out.split('\n');
    expect(lines[0]).toBe('演示数据，均为虚构');
    expect(out).toContain('监督检查清单（2026年6月1日，内部使用，不公布）');
    expect(out).toContain('  差    ≥4   每年不少于4次，重点监督（附件1 五、卫生监督频率） / ');
    expect(out).toMatch(
      /\n3 {5}1 {5}0 {5}≥4 {5}2026 差 {4}\w{5} \w{5} {2}2026-01-01至2026-12-31 {2}青石镇 {2}甲诊所\n/,
    );
    expect(out).toMatch(/\n0 {5}3 {5}1 {5}1–2 {4}2026 合格 .+丙卫生院 {2}有1行监督检查没有采用，次数可能偏少\n/);
    expect(out).toContain('共3家：2家还差7次，1家超出\n3 in all: 7 left at 2, too many at 1\n');
    expect(out).toMatch(/没有规定次数的1家：\n.+\n \w{5} \w{5} {2}白水镇 {2}丁医院 {2}尚未公布 \/ not published yet\n/);
    expect(out).toContain('“监督检查”表有1行没有采用，没有计入。请先运行 yixinma check');
  });

  it('writes a table for Excel: byte order mark, no formula, the demo marked on each row', async () => {
    const { exit, err } = await run(['county', '--csv', 'list.csv']);
    expect([exit, err]).toEqual([0, `已写入 ${join(base, 'list.csv')}\n`]);
    const text = await readFile(join(base, 'list.csv'), 'utf8');
    expect(text.charCodeAt(0)).toBe(0xfeff);
    expect(text.endsWith('\r\n')).toBe(true);
    const [head = [], ...rows] = text
      .slice(1)
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(','));
    const cells = rows.map((row) => Object.fromEntries(head.map((heading, at) => [heading, row[at]])));
    expect(cells).toHaveLength(4);
    expect(cells[0]).toMatchObject({ 机构编号: 'A2', 机构名称: "'=乙门诊", 至少: '4', 至多: '', 还差: '4', 超出: '0' });
    expect(cells[2]).toMatchObject({ 等级: '合格', 年度: '2026', 至少: '1', 至多: '2', 已查: '3', 超出: '1' });
    expect(cells[2]).toMatchObject({ 要求: '每年1至2次', 依据: '附件1 五、卫生监督频率', 起: '2026-01-01' });
    expect(cells[3]).toMatchObject({
      机构编号: 'A4',
      要求: '没有规定次数',
      还差: '',
      备注: '尚未公布；演示数据，均为虚构',
    });
    for (const row of cells) expect(row.机构编码).toMatch(/^\w{5} \w{5}$/);
    for (const row of cells) expect(row.备注).toContain('演示数据');
  });

  it('counts for another day, as long as the grades in force were those of the release', async () => {
    const { out } = await run(['county', '--json', '--day', '2026-02-02']);
    const done = JSON.parse(out).institutions.map(({ id, done: n }: Record<string, unknown>) => [id, n]);
    expect(done).toEqual([
      ['A2', 0],
      ['A1', 0],
      ['A3', 2],
    ]);
    expect((await run(['county', '--day', '2026-01-20'])).exit).toBe(0);
    expect(await run(['county', '--day', '2026-01-19'])).toMatchObject({
      exit: 1,
      err: expect.stringContaining('2026-01-20'),
    });
    expect((await run(['county', '--day', '2026-06-01'])).exit).toBe(0);
    const late = await run(['county', '--day', '2026-06-02', '--json']);
    expect([late.exit, JSON.parse(late.out)]).toEqual([1, { code: 'day-in-future', detail: '2026-06-01' }]);
  });

  it('is wrong usage without a folder, with two, with a day that is none', async () => {
    for (const args of [[], ['county', 'other'], ['county', '--day', '2026-02-30'], ['county', '--what']]) {
      const { exit, out, err } = await run(args);
      expect([exit, out, err.includes('yixinma supervision DIR')]).toEqual([2, '', true]);
    }
  });

  it('refuses a workbook that cannot be read, lost tables of codes, an altered site', async () => {
    // Either table is enough.
    await rm(join(dir, 'institutions.json'));
    const sheet = join(dir, 'workbook/机构.csv');
    const codes = join(dir, 'codes.csv');
    const page = join(dir, 'site/d/metadata/1.root.json');
    for (const [file, wrong, said] of [
      [sheet, '机构编号,名称', '现在还不能公布'],
      [codes, 'code,id,assigned\n', 'codes.csv'],
      [page, '{}', '没有通过核验'],
    ] as const) {
      const kept = await readFile(file);
      await writeFile(file, wrong);
      const { exit, out, err } = await run(['county']);
      expect([exit, out + err]).toEqual([1, expect.stringContaining(said)]);
      await writeFile(file, kept);
    }
    expect((await run(['county'])).exit).toBe(0);
  });

  it('has nothing to list for a policy without numbers', async () => {
    const other = join(base, 'register');
    await writeWorkspace(other, { 机构: INSTITUTIONS }, { rulebook: 'huancui' });
    await publish(other, PUBLISHED);
    expect(await run(['register'])).toMatchObject({
      exit: 1,
      out: '',
      err: expect.stringContaining('没有规定监督检查的次数'),
    });
  });
});
