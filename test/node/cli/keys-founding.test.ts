/** A bureau before its first publication, as a newcomer meets it: what there is, what is missing, and which passphrase is meant. */
import { createPublicKey } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import { runCommand } from '../../../src/node/cli/main.ts';
import { publishExport } from '../../../src/node/cli/publish/export.ts';
import { forgetKey } from '../../../src/node/publish/signing/forget-key.ts';
import { publicKeyText } from '../../../src/node/publish/signing/key-file.ts';
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

test('sign takes the key itself, not its public half, and says which file is wanted before any passphrase', async () => {
  const { name, public: pem } = JSON.parse(await readFile(join(base, 'usb/root-1.key.json'), 'utf8'));
  await writeFile(join(base, 'usb/root-1.public.json'), publicKeyText({ name, public: pem }));
  const half = await run('sign', '待签', '--key', 'usb/root-1.public.json');
  expect([half.code, half.err]).toEqual([1, expect.stringMatching(/公开的一半，不能签名.*usb\/root-1\.key\.json/)]);
  expect(half.err).not.toContain('备份');
});

test('sign compares all digits of the notice: fewer, which do for a board, are counted and refused', async () => {
  const { code, err } = await run('sign', '待签', '--key', 'usb/root-1.key.json', '--root', '0123 4567-89AB:cdef');
  expect([code, err]).toEqual([2, expect.stringContaining('全部64位，写了16位')]);
  const whole = await run('sign', '待签', '--key', 'usb/root-1.key.json', '--root', 'AB '.repeat(32));
  expect([whole.code, whole.err]).toEqual([1, expect.stringContaining(`根密钥指纹应为 ${'ab'.repeat(32)}`)]);
});

test('attack: the public half of an older key, left beside, does not travel with a new one', async () => {
  await mkdir(join(base, 'own'));
  await writeFile(join(base, 'pass'), PASSPHRASE);
  await cp(join(base, 'usb/root-1.public.json'), join(base, 'own/targets-1.public.json'));
  const make = () => run('keys', 'create', 'targets-1', '--key', 'own/targets-1.key.json', '--passphrase-file', 'pass');
  const stale = await make();
  expect([stale.code, stale.err]).toEqual([1, expect.stringMatching(/另一把密钥公开的一半.*没有生成密钥/)]);
  expect(await readdir(join(base, 'own'))).toEqual(['targets-1.public.json']);
  await writeFile(join(base, 'own/targets-1.public.json'), '{');
  expect((await make()).err).toContain('读不出来');
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

test('a key that was named by mistake is forgotten before the first publication, and the exports that name it are void', async () => {
  const typed = await run('keys', 'forget', 'county', 'online');
  expect([typed.code, typed.err]).toEqual([2, expect.stringContaining('可选：root-1')]);
  const { code, out } = await run('keys', 'forget', 'county', 'targets-2');
  expect([code, out]).toEqual([0, expect.stringMatching(/targets-2已去掉.*已作废：请重新导出.*还差：targets-2/s)]);
  expect((await run('keys', 'list', 'county')).out).not.toContain('待签');
  expect((await run('keys', 'forget', 'county', 'targets-2')).err).toContain('没有登记过targets-2');
  await rm(join(base, 'usb/targets-2.key.json'));
  await make('targets-2');
  expect((await run('keys', 'list', 'county')).out).toContain('密钥已备齐');
});

test('no key is forgotten that a signed root names: what to do instead is said', async () => {
  const keys = join(dir, 'keys');
  await expect(forgetKey(keys, 'targets-2', true)).rejects.toThrow(/keys rotate.*keys accept/s);
  // The site may be gone: that something was published is remembered beside the keys.
  await writeFile(join(keys, 'published.json'), '{}');
  await expect(forgetKey(keys, 'targets-2', false)).rejects.toThrow('已经发布过');
  await rm(join(keys, 'published.json'));
  await cp(join(base, 'usb/targets-2.key.json'), join(keys, 'targets-2.key.json'));
  await expect(forgetKey(keys, 'targets-2', false)).rejects.toThrow('移到别处');
  await rm(join(keys, 'targets-2.key.json'));
});

test('what no signer would sign is not exported, and the clerk reads what to do', async () => {
  const file = join(dir, 'keys/seen.json');
  const seen = JSON.parse(await readFile(file, 'utf8'));
  const online = createPublicKey(await readFile(join(dir, 'keys/online.pem')));
  const wrong = seen.keys.find((one: { name: string }) => one.name === 'targets-2');
  wrong.public = online.export({ type: 'spki', format: 'pem' }).toString().trim();
  await writeFile(file, JSON.stringify(seen));
  await writeFile(join(base, 'pass'), PASSPHRASE);
  const command = ['publish', 'county', '--year', '2026', '--stage', 'final', '--export', '再签'];
  const { code, err } = await run(...command, '--passphrase-file', 'pass', '--yes');
  expect([code, err]).toEqual([1, expect.stringMatching(/没有导出.*新的根证书.*yixinma keys forget/s)]);
  expect(err).not.toContain('root-keys');
  expect(await readdir(base)).not.toContain('再签');
});

function make(name: string) {
  const medium = join(base, 'usb', `${name}.key.json`);
  const about = { directory: join(dir, 'keys'), name, medium, passphrase: PASSPHRASE, cost: COST };
  return createKeyOn({ ...about, today: isoDate('2026-01-15') });
}
