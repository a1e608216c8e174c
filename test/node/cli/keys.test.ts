import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCommand } from '../../../src/node/cli/main.ts';
import { withLock } from '../../../src/node/publish/lock.ts';
import { publishRelease } from '../../../src/node/publish/publish.ts';
import { readTree } from '../../../src/node/publish/site.ts';
import { NOW, onSite, PASSPHRASE, writeBuild, writeCounty } from '../../support/workspace.ts';

const DAY_MS = 86_400_000;
let base: string;
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'yixinma-keys-cli-'));
  const [dir, dist] = [join(base, 'county'), join(base, 'dist')];
  await writeBuild(dist);
  await writeCounty(dir, { 机构: [{ 机构编号: 'A1', 名称: '甲门诊部', 地址: '中街12号' }], 评定: onSite('A1', '85') });
  await writeFile(join(base, 'pass'), `${PASSPHRASE}\n`);
  const published = await publishRelease({ dir, year: 2026, stage: 'final', now: NOW, passphrase: PASSPHRASE, dist });
  expect(published.ok).toBe(true);
});
afterAll(() => rm(base, { recursive: true, force: true }));

async function run(args: readonly string[], days = 0) {
  const said = { out: '', err: '' };
  const code = await runCommand(args, {
    stdin: async () => '',
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    now: () => new Date(NOW.getTime() + days * DAY_MS),
    cwd: base,
    env: {},
  });
  return { code, ...said };
}

describe('status', () => {
  test('says what is published and until when each signature holds; 0 while nothing is due', async () => {
    const { code, out } = await run(['status', 'county']);
    expect(code).toBe(0);
    expect(out).toContain('第1号公布，2026年度，2026-01-15。');
    expect(out).toContain('最近确认（时间戳）：有效至2026-04-15，还有90天。');
    expect(out).not.toContain('⚠');
  });

  test('tells a monitor by 1, and a person what to do, once something is due or over', async () => {
    const due = await run(['status', 'county'], 50);
    expect(due.code).toBe(1);
    expect(due.out).toContain('只剩40天，请运行 yixinma refresh，并检查定时任务');
    const over = await run(['status', 'county'], 401);
    expect(over.out).toContain(
      '数据签名：已于2027-02-19过期，手机会提示资料可能不是最新，请带上数据密钥，重新发布一次',
    );
  });

  test('attack: a signed file that was changed in the folder is named', async () => {
    const file = join(base, 'county/site/d/bundle.json');
    const timestamp = join(base, 'county/site/d/metadata/timestamp.json');
    const [bundle, bytes] = [await readFile(file), await readFile(timestamp, 'utf8')];
    await writeFile(timestamp, bytes.replace(/"sig":"30/, '"sig":"31'));
    const { code, out } = await run(['status', 'county']);
    await writeFile(timestamp, bytes);
    await writeFile(file, bundle);
    expect(code).toBe(1);
    expect(out).toContain('文件核验不通过');
  });

  test('before the first publication says what to do', async () => {
    const { code, err } = await run(['status', '.']);
    expect(code).toBe(1);
    expect(err).toContain('请先运行 yixinma publish');
  });
});

describe('status, of penalties that must go', () => {
  const PENALTY = {
    机构编号: 'A1',
    决定书文号: '示卫医罚〔2025〕17号',
    决定日期: '2025-12-03',
    严重程度: '一般',
    违法事实: '未填写病历',
    处罚结果: '警告',
  };
  const UNCLASSED = { ...PENALTY, 决定书文号: '示卫医罚〔2025〕18号', 严重程度: '', 违法事实: '未公示收费' };
  const rows = (...penalties: Record<string, string>[]) => ({
    机构: [{ 机构编号: 'A1', 名称: '甲门诊部', 地址: '中街12号' }],
    处罚: penalties,
    评定: onSite('A1', '85'),
  });
  let dir: string;
  const status = (days: number) => run(['status', dir], days);

  beforeAll(async () => {
    dir = join(base, 'penalties');
    await writeCounty(dir, rows(PENALTY, UNCLASSED));
    const input = { dir, year: 2026, stage: 'final' as const, now: NOW, passphrase: PASSPHRASE };
    expect((await publishRelease({ ...input, dist: join(base, 'dist') })).ok).toBe(true);
  });

  test('a revoked one must be down within three days: named while there is time, 1 once it is over', async () => {
    await writeCounty(dir, rows({ ...PENALTY, 处罚状态: '已撤销', 撤销日期: '2026-01-20' }, UNCLASSED));
    const due = await status(8);
    expect(due.out).toContain(
      '甲门诊部，示卫医罚〔2025〕17号，2026-01-20已撤销，网站上还在公示，请在2026-01-23前重新发布。',
    );
    expect([due.code, due.out.includes('⚠')]).toEqual([0, false]);
    const over = await status(9);
    expect(over.out).toContain('⚠ 甲门诊部，示卫医罚〔2025〕17号，2026-01-20已撤销，应在2026-01-23前撤下，已经超期');
    expect(over.code).toBe(1);
  });

  test('one revoked without a date is due at once, and check asks for the date', async () => {
    await writeCounty(dir, rows({ ...PENALTY, 处罚状态: '已撤销' }, UNCLASSED));
    const { code, out } = await status(5);
    expect([code, out]).toEqual([1, expect.stringContaining('网站上还在公示，没有填撤销日期，请马上重新发布')]);
    expect((await run(['check', dir])).out).toContain('没有撤销日期，算不出三日期限');
  });

  test('one whose class was taken back, or is minor now, is due at once', async () => {
    for (const change of [{ 严重程度: '' }, { 严重程度: '轻微' }]) {
      await writeCounty(dir, rows({ ...PENALTY, ...change }, UNCLASSED));
      const { code, out } = await status(5);
      expect([code, out]).toEqual([1, expect.stringContaining('按工作簿不应再公示，网站上还在公示，请马上重新发布')]);
    }
  });

  test('a repaired one is due likewise, from the day of the repair', async () => {
    const repair = { 机构编号: 'A1', 事件类型: '信用修复', 日期: '2026-01-20', 修复的文书号: PENALTY.决定书文号 };
    await writeCounty(dir, { ...rows(PENALTY, UNCLASSED), 事件: [repair] });
    expect(await status(9)).toMatchObject({ code: 1, out: expect.stringContaining('2026-01-20已修复') });
    await rm(join(dir, 'workbook/事件.csv'));
  });

  test('once published, nothing is due; and one whose last day passed is, until the refresh', async () => {
    await writeCounty(dir, rows(PENALTY, UNCLASSED));
    expect((await status(5)).out).not.toContain('⚠');
    const over = await status(323);
    expect(over.out).toContain('处到期的处罚还没有撤下');
    expect(over.out).toContain('.penalties-2026-12-03.bin');
  });

  test('one without a class is listed for the clerk, with its row, and stands in no file of the site', async () => {
    const said = (await run(['check', dir])).out;
    expect(said).toMatch(/没有严重程度，暂不公示（1处）[^【]*处罚.csv 第3行“严重程度”/);
    const files = [...(await readTree(await realpath(join(dir, 'site'))))];
    const plain = files.map(([path, bytes]) => (path.endsWith('.bin') ? gunzipSync(bytes) : Buffer.from(bytes)));
    expect(plain.filter((bytes) => bytes.includes('〔2025〕17号'))).toHaveLength(4);
    for (const text of ['〔2025〕18号', '未公示收费'])
      expect(plain.filter((bytes) => bytes.includes(text))).toEqual([]);
  });
});

describe('keys', () => {
  test('are listed with their state and never with a secret', async () => {
    const { code, out } = await run(['keys', 'list', 'county']);
    expect(code).toBe(0);
    for (const name of ['root-1', 'root-2', 'root-3', 'targets-1', 'targets-2', 'online']) {
      expect(out).toMatch(new RegExp(`^${name} +[0-9a-f]{16}  在用，在这里`, 'm'));
    }
    expect(out).not.toContain('PRIVATE');
  });

  test.each([
    [['keys']],
    [['keys', 'list']],
    [['keys', 'rotate', 'county']],
    [['keys', 'rotate', 'county', 'root-x']],
  ])('%j is wrong usage', async (args) => {
    const { code, err } = await run(args);
    expect(code).toBe(2);
    expect(err).toContain('yixinma keys rotate DIR NAME');
  });

  test('that do not exist are not replaced, and nobody is asked for a passphrase', async () => {
    const { code, err } = await run(['keys', 'rotate', 'county', 'root-9']);
    expect([code, err]).toEqual([
      1,
      expect.stringContaining('没有 root-9 这把密钥：本局根密钥共3把，root-1 至 root-3。'),
    ]);
  });

  test('rotated: the old file stays under another name, and status asks for the publication that is due', async () => {
    const { code, out } = await run(['keys', 'rotate', 'county', 'targets-2', '--passphrase-file', 'pass']);
    expect(code).toBe(0);
    expect(out).toContain('旧文件改名为 keys/targets-2.2026-01-15.retired.json，发布后删除。');
    const after = await run(['status', 'county']);
    expect(after.code).toBe(1);
    expect(after.out).toContain('新密钥还没有启用（targets-2）：请带齐根密钥重新发布。');
  });
});

describe('amend --review', () => {
  test('shows what would be signed, and signs nothing', async () => {
    const site = await realpath(join(base, 'county/site'));
    const { code, out } = await run(['amend', 'county', '--review']);
    expect([code, out]).toEqual([0, expect.stringContaining('待签名：2026年度最终结果。')]);
    expect(await realpath(join(base, 'county/site'))).toBe(site);
  });
});

describe('while another process publishes', () => {
  test.each([
    ['publish', 'county', '--year', '2026', '--stage', 'final', '--passphrase-file', 'pass'],
    ['amend', 'county', '--passphrase-file', 'pass'],
    ['refresh', 'county'],
    ['keys', 'rotate', 'county', 'online'],
  ])('%s is refused, says why, and changes nothing', async (...args) => {
    const dir = join(base, 'county');
    const before = await readTree(join(dir, 'keys'));
    const site = await realpath(join(dir, 'site'));
    const { code, err } = await withLock(dir, () => run(args));
    expect([code, err]).toEqual([1, expect.stringContaining('另一个发布程序正在处理')]);
    expect(await readTree(join(dir, 'keys'))).toEqual(before);
    expect(await realpath(join(dir, 'site'))).toBe(site);
  });
});
