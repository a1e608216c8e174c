/** `yixinma province` at the terminal: what is shown before a bureau is registered, and what a refusal says. */
import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCommand } from '../../../src/node/cli/main.ts';
import { renewedText } from '../../../src/node/cli/province/text.ts';
import { A, B, makeBureau, ORIGIN, publishBureau } from '../../support/province.ts';
import { NOW, writeBuild } from '../../support/workspace.ts';

let base: string;
let bureau: string;
let dist: string;

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'yixinma-province-cli-'));
  dist = join(base, 'dist');
  await writeBuild(dist);
  bureau = await makeBureau(base, A);
  await publishBureau(bureau, dist);
});
afterAll(() => rm(base, { recursive: true, force: true }));

async function run(...args: string[]) {
  let [out, err] = ['', ''];
  const io = {
    stdin: async () => '',
    out: (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
    now: () => NOW,
    cwd: base,
    env: {},
  };
  const code = await runCommand(['province', ...args], io);
  return { code, out, err };
}

const INIT = [
  '--id',
  'example-province',
  '--name',
  '示例省卫生健康委员会',
  '--name-en',
  'Health Commission',
  '--area',
  '示例省',
];
const REST = [
  '--area-en',
  'Example',
  '--region',
  '000000',
  '--origin',
  ORIGIN,
  '--phone',
  '0000-1',
  '--hours',
  '工作日',
];

it('init makes a workspace once, and names every field that is missing', async () => {
  const short = await run('init', 'none', '--id', 'X');
  expect(short.code).toBe(1);
  for (const field of ['id', 'name', 'origin', 'phone']) expect(short.err).toContain(`  ${field}：`);
  expect(await run('init', 'province', ...INIT, ...REST)).toMatchObject({ code: 0, err: '' });
  const config = await readFile(join(base, 'province/province.json'), 'utf8');
  expect(await run('init', 'province', ...INIT, ...REST)).toMatchObject({ code: 1 });
  expect(await readFile(join(base, 'province/province.json'), 'utf8')).toBe(config);
});

it('a bureau is registered only with the fingerprint of its notice', async () => {
  const site = join(bureau, 'site');
  const shown = await run('add', 'province', site);
  expect(shown).toMatchObject({ code: 1, err: expect.stringContaining('--root') });
  const fingerprint = /[0-9a-f]{64}/.exec(shown.out)?.[0] ?? '';
  expect(shown.out).toContain(`${A}卫生健康局`);
  expect((await run('list', 'province')).out).toContain('还没有登记任何部门');
  expect(await run('add', 'province', site, '--root', '0'.repeat(64))).toMatchObject({ code: 1 });
  expect(await run('add', 'province', site, '--root', fingerprint.slice(0, 16))).toMatchObject({
    code: 1,
    err: expect.stringContaining('核对全部64位'),
  });
  expect((await run('list', 'province')).out).toContain('还没有登记任何部门');
  expect(await run('add', 'province', site, '--root', fingerprint.replace(/(.{4})/g, '$1 '))).toMatchObject({
    code: 0,
  });
  expect((await run('list', 'province')).out).toContain(fingerprint);
  expect(await run('remove', 'province', 'nobody')).toMatchObject({ code: 1 });
  expect(await run('remove', 'province', A)).toMatchObject({ code: 0 });
});

it('attack: a bureau that would register under the name of another is refused, and told what to do', async () => {
  const shown = await run('add', 'province', join(bureau, 'site'));
  await run('add', 'province', join(bureau, 'site'), '--root', /[0-9a-f]{64}/.exec(shown.out)?.[0] ?? '');
  const asked = async (folder: string, difference: Readonly<Record<string, string>>) => {
    const other = await makeBureau(join(base, folder), B, difference);
    await publishBureau(other, dist);
    return run('add', 'province', join(other, 'site'));
  };
  const taken = await asked('taken', { name: `${A}衛生健康局` });
  expect([taken.code, taken.out]).toEqual([1, '']);
  expect(taken.err).toContain(`名称与已登记的${A}卫生健康局（${A}，`);
  expect(taken.err).toMatch(/改正 bureau\.json.*province remove/);
  // An area of the same name but for its last word, and the platform's own name: shown before the fingerprint is compared.
  const near = await asked('near', { name: '示例省卫生健康委员会', county: `${A}区` });
  expect(near.out).toMatch(/⚠ 与county-a卫生健康局.*⚠ 与示例省卫生健康委员会.*请核实不是冒名/s);
  await run('remove', 'province', A);
});

it('refuses what is no published site, one for another address, and wrong usage', async () => {
  await mkdir(join(base, 'empty/d'), { recursive: true });
  expect(await run('add', 'province', 'empty')).toMatchObject({ code: 1, err: expect.stringContaining('site 文件夹') });
  const file = join(base, 'province/province.json');
  const config = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify({ ...config, origin: 'https://other.example.gov.cn' }));
  const elsewhere = await run('add', 'province', join(bureau, 'site'));
  expect(elsewhere.err).toContain(`https://other.example.gov.cn/${A}/`);
  expect(await run('refresh', 'province')).toMatchObject({ code: 1, err: expect.stringContaining('province publish') });
  for (const args of [[], ['add', 'province'], ['fly', 'province'], ['list', 'province', 'more']]) {
    expect((await run(...args)).code).toBe(2);
  }
  expect((await run('fly', 'province')).err).toContain('可选：init、add、remove、list、publish、refresh');
  expect((await run('add', 'province')).err).toContain('缺少该部门交来的网站文件夹');
});

it('attack: a pipe, a link or a flood in what is to be registered hangs nothing and is named', async () => {
  const copy = async (name: string) => {
    await cp(await realpath(join(bureau, 'site')), join(base, name), { recursive: true });
    return join(base, name, 'd/metadata');
  };
  const file = join(await copy('pipe'), 'timestamp.json');
  await rm(file);
  execFileSync('mkfifo', [file]);
  await symlink('/etc/hostname', join(await copy('link'), '../../i/A.html'));
  await truncate(join(await copy('flood'), '1.root.json'), 65 * 1024 * 1024);
  const [list = ''] = (await readdir(await copy('much'))).filter((name) => name.endsWith('.targets.json'));
  const listed = await readFile(join(base, 'much/d/metadata', list), 'utf8');
  await writeFile(join(base, 'much/d/metadata', list), listed.replace(/"length":\d+/, '"length":330000001'));
  for (const [name, said] of [
    ['pipe', 'd/metadata/timestamp.json'],
    ['link', 'i/A.html'],
    ['flood', '64 MB'],
    ['much', '超过330 MB'],
  ] as const) {
    expect(await run('add', 'province', name), name).toMatchObject({ code: 1, err: expect.stringContaining(said) });
  }
  // The workspace instead of the site in it.
  expect((await run('add', 'province', A)).err).toContain('site 文件夹');
});

it('commands of a bureau say which one is meant for a province', async () => {
  const said: string[] = [];
  const io = { stdin: async () => '', out: () => undefined, now: () => NOW, cwd: base, env: {} };
  const err = (text: string) => void said.push(text);
  for (const args of [
    ['refresh', 'province'],
    ['publish', '--year', '2026', 'province'],
    ['check', 'province'],
  ])
    expect(await runCommand(args, { ...io, err })).toBe(1);
  expect(said).toEqual([
    expect.stringContaining('yixinma province refresh province'),
    expect.stringContaining('yixinma province publish province'),
    expect.stringContaining('由各部门在自己的工作文件夹里运行'),
  ]);
});

it('before anything is published status says what to do first', async () => {
  const said: string[] = [];
  const io = { stdin: async () => '', err: () => undefined, now: () => NOW, cwd: base, env: {} };
  expect(await runCommand(['status', 'province'], { ...io, out: (text) => void said.push(text) })).toBe(1);
  expect(said.join('')).toMatch(/请运行 yixinma province publish.*还没有登记任何部门/s);
});

it('a refusal names the bureau, the reason and what to do', () => {
  const said: string[] = [];
  const io = { out: () => undefined, err: (text: string) => void said.push(text) };
  const refused = [{ bureau: A, refusal: { code: 'older', detail: '7' } as const }];
  renewedText({ taken: [], refused, waiting: [], strays: [], renewed: false, fingerprint: '' }, io);
  expect(said.join('')).toMatch(
    /^✗ county-a：交来的比已公布的旧（已公布到第7号清单），没有收下，请该部门交最新的.*\/ it is older than what is out \(list 7\): /,
  );
});

it('text of others moves no cursor of whoever reads the refusal', () => {
  const said: string[] = [];
  const io = { out: () => undefined, err: (text: string) => void said.push(text) };
  const refused = [{ bureau: A, refusal: { code: 'foreign-path', detail: 'b/\u001b[2J' } as const }];
  const strays = [{ name: 'x\u001b[A', why: 'loose' } as const];
  renewedText({ taken: [], refused, waiting: [], strays, renewed: false, fingerprint: '' }, io);
  expect(said.join('')).not.toContain('\u001b');
  expect(said.join('')).toContain('‹U+001B›');
});
