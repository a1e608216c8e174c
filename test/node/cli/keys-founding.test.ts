/** A bureau before its first publication, as a newcomer meets it: what there is, what is missing, and which passphrase is meant. */
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import { runCommand } from '../../../src/node/cli/main.ts';
import { publishExport } from '../../../src/node/cli/publish/export.ts';
import { createKeyOn } from '../../../src/node/publish/signing/media-keys.ts';
import { COST, NOW, onSite, PASSPHRASE, writeBuild, writeWorkspace } from '../../support/workspace.ts';

const KEYS = ['root-1', 'root-2', 'root-3', 'targets-1', 'targets-2'];
const base = await mkdtemp(join(tmpdir(), 'yixinma-founding-'));
const dir = join(base, 'county');
afterAll(() => rm(base, { recursive: true, force: true }));
beforeAll(async () => {
  await writeBuild(join(base, 'dist'));
  await writeWorkspace(dir, {
    机构: [{ 机构编号: 'A1', 名称: '甲门诊部', 地址: '中街1号' }],
    评定: onSite('A1', '85'),
  });
  await mkdir(join(base, 'usb'));
});

function world(typed: readonly string[] = []) {
  const said = { out: '', err: '' };
  const lines = [...typed];
  return {
    said,
    io: {
      stdin: async () => '',
      out: (text: string) => {
        said.out += text;
      },
      err: (text: string) => {
        said.err += text;
      },
      ...(typed.length > 0 && {
        ask: async (question: string) => {
          said.err += question;
          return lines.shift() ?? '';
        },
      }),
      now: () => NOW,
      cwd: base,
      env: {},
    },
  };
}

async function run(...args: readonly string[]) {
  const { io, said } = world();
  return { code: await runCommand(args, io), ...said };
}

test('a key that nobody says where to make is asked for by name, with an example', async () => {
  const { code, err } = await run('keys', 'create', 'county', 'root-1');
  expect([code, err.split('\n')[0]]).toEqual([2, expect.stringContaining('缺少 --key：密钥生成在哪里，例如')]);
  const nameless = await run('keys', 'create', 'county', '--key', 'usb/root-1.key.json');
  expect([nameless.code, nameless.err]).toEqual([2, expect.stringContaining('缺少密钥名称，可选：root-1')]);
  const mute = await run('keys', 'accept', 'county', 'root-1');
  expect([mute.code, mute.err]).toEqual([2, expect.stringContaining('缺少指纹')]);
});

test('with no key made, list and status say how to begin', async () => {
  const [list, status] = [await run('keys', 'list', 'county'), await run('status', 'county')];
  expect([list.code, list.err]).toEqual([1, expect.stringContaining('yixinma keys create')]);
  expect([status.code, status.err]).toEqual([1, expect.stringContaining('请先运行 yixinma publish')]);
});

test('keys that were made are named with their places, and those that are still missing', async () => {
  for (const name of KEYS.slice(0, 3)) await make(name);
  const { code, out } = await run('keys', 'list', 'county');
  expect([code, out]).toEqual([0, expect.stringMatching(/还没有发布过[\s\S]*root-3 +[0-9a-f]{16} {2}首次发布后启用/)]);
  expect(out).toContain('还差：targets-1、targets-2');
  for (const name of KEYS.slice(3)) await make(name);
  expect((await run('status', 'county')).err).toContain('密钥已备齐');
});

test('the first export says which passphrase it asks for and why, and has it typed twice', async () => {
  const order = { dir, year: 2026, stage: 'final', dist: join(base, 'dist'), file: undefined, json: false } as const;
  const slip = world([PASSPHRASE, 'another one, twelve or more', PASSPHRASE, PASSPHRASE]);
  const code = await publishExport({ ...order, out: join(base, '待签'), shown: async () => true }, slip.io);
  expect(code).toBe(0);
  expect(slip.said.err).toContain('它与各保管人U盘上的口令无关');
  expect(slip.said.err.indexOf('现在生成')).toBeLessThan(slip.said.err.indexOf('请设定经办人的工作口令'));
  expect(slip.said.err).toContain('两次输入不一致');
  expect(await readdir(join(dir, 'keys'))).toContain('claim-1.key.json');
});

test('an export that waits is named before the first publication too', async () => {
  const [list, status] = [await run('keys', 'list', 'county'), await run('status', 'county')];
  for (const said of [list.out, status.err])
    expect(said).toMatch(/2026-01-15导出的待签文件夹（编号 [0-9a-f ]{19}）还没有签齐/);
});

test('sign says of a wrong path that nothing lies there, and where something does', async () => {
  for (const typed of ['待签名', '.']) {
    const { code, err } = await run('sign', typed, '--key', 'usb/root-1.key.json');
    expect([code, err]).toEqual([1, expect.stringContaining('这里没有待签的内容')]);
    expect(err).toContain(`是不是这里：/ Did you mean:\n  ${join(base, '待签')}`);
    expect(err).not.toContain('告知经办人');
  }
  // Half a copy is another matter: it is an export, and it is not whole.
  await rm(join(base, '待签/export.json'));
  expect((await run('sign', '待签', '--key', 'usb/root-1.key.json')).err).toContain('待签文件夹不完整');
});

function make(name: string) {
  const medium = join(base, 'usb', `${name}.key.json`);
  const about = { directory: join(dir, 'keys'), name, medium, passphrase: PASSPHRASE, cost: COST };
  return createKeyOn({ ...about, today: isoDate('2026-01-15') });
}
