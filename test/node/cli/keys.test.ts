import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCommand } from '../../../src/node/cli/main.ts';
import { publishRelease } from '../../../src/node/publish/publish.ts';
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

  test('rotated: the old file stays under another name, and status asks for the publication that is due', async () => {
    const { code, out } = await run(['keys', 'rotate', 'county', 'targets-2', '--passphrase-file', 'pass']);
    expect(code).toBe(0);
    expect(out).toContain('旧文件改名为 keys/targets-2.2026-01-15.retired.json，发布后删除。');
    const after = await run(['status', 'county']);
    expect(after.code).toBe(1);
    expect(after.out).toContain('新密钥还没有启用（targets-2）：请带齐根密钥重新发布。');
  });
});
