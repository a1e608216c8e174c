/** The scripts of `src/core/snapshot/README.md`, run as they stand there against a published site. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenData } from '../../../src/core/snapshot/open-data.ts';
import { publishRelease } from '../../../src/node/publish/publish.ts';
import { type RunningServer, startServer } from '../../../src/node/server/server.ts';
import { NOW, onSite, PASSPHRASE, writeBuild, writeCounty } from '../../support/workspace.ts';

const IDS = ['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7'];
const PENALTY = {
  机构编号: 'A1',
  决定书文号: '示卫医罚〔2025〕17号',
  决定日期: '2025-12-03',
  严重程度: '一般',
  案由: '诊室<1>未按规定填写病历资料',
  处罚结果: '警告',
};

let base: string;
let dir: string;
let server: RunningServer;
let codes: readonly string[];
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'yixinma-readme-'));
  dir = join(base, 'county');
  await writeBuild(join(base, 'dist'));
  await writeCounty(dir, {
    机构: IDS.map((id) => ({ 机构编号: id, 名称: `示例诊所${id}`, 地址: '中街12号' })),
    处罚: [PENALTY],
    评定: onSite('A1', '93.5'),
  });
  const input = {
    dir,
    year: 2026,
    stage: 'final' as const,
    now: NOW,
    passphrase: PASSPHRASE,
    dist: join(base, 'dist'),
  };
  expect(await publishRelease(input)).toMatchObject({ ok: true });
  server = await startServer({ siteDir: join(dir, 'site'), port: 0, host: '127.0.0.1' });
  const lines = (await readFile(join(dir, 'codes.csv'), 'utf8')).trim().split('\n').slice(1);
  codes = lines.map((line) => line.slice(0, 10));
  const readme = await readFile('src/core/snapshot/README.md', 'utf8');
  for (const name of ['check', 'list']) {
    const script = new RegExp(`\`\`\`js ${name}\n([\\s\\S]*?)\`\`\``).exec(readme)?.[1];
    await writeFile(join(base, `${name}.mjs`), script ?? 'throw new Error("the README has no such script")');
  }
}, 60_000);
afterAll(async () => {
  await server.close();
  await rm(base, { recursive: true, force: true });
});

function run(
  script: string,
  url: string,
): Promise<{ readonly exit: number | null; readonly out: string; readonly err: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(base, `${script}.mjs`), url]);
    const [out, err]: Buffer[][] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => out?.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err?.push(chunk));
    child.on('close', (exit) => {
      resolve({ exit, out: Buffer.concat(out ?? []).toString(), err: Buffer.concat(err ?? []).toString() });
    });
  });
}

describe('check.mjs', () => {
  it('proves every record, whatever its place in the tree', async () => {
    const said = await Promise.all(codes.map((code) => run('check', `${server.url}/i/${code}.json`)));
    expect(said.map(({ err }) => err)).toEqual(codes.map(() => ''));
    expect(said.map(({ out }) => out.trim()).sort()).toEqual(IDS.map((id) => `示例诊所${id}`));
  });

  it('refuses an altered record, an altered penalty and another place', async () => {
    const file = join(dir, `site/i/${codes[0]}.json`);
    const whole = await readFile(file, 'utf8');
    const data = JSON.parse(whole) as OpenData;
    expect(data.openings.length).toBeGreaterThan(0);
    const cases = [
      { ...data, text: data.text.replace('示例诊所', '示例医院') },
      { ...data, index: data.index === 0 ? 1 : data.index - 1 },
      { ...data, path: data.path.slice(1) },
      JSON.parse(whole.replaceAll('警告', '罚款')) as OpenData,
    ];
    for (const altered of cases) {
      await writeFile(file, JSON.stringify(altered));
      const { exit, out } = await run('check', `${server.url}/i/${codes[0]}.json`);
      expect([exit, out]).toEqual([1, '']);
    }
    await writeFile(file, whole);
  });
});

it('list.mjs lists every institution with its grade or state', async () => {
  const { out, err } = await run('list', `${server.url}/`);
  expect(err).toBe('');
  const rows = out
    .trim()
    .split('\n')
    .map((line) => line.split('\t'));
  expect(rows.map(([code]) => code)).toEqual([...codes].sort());
  expect(rows.find(([, , name]) => name === '示例诊所A1')?.[1]).toBe('qualified');
});

it('the README names every field of the file, and no other', async () => {
  const readme = await readFile('src/core/snapshot/README.md', 'utf8');
  const table = readme.slice(readme.indexOf('## `/i/<code>.json`'), readme.indexOf('There is no staff list'));
  const rows = [...table.matchAll(/^\| (`.*?) \|/gm)].map(([, cell]) => cell ?? '');
  const named = rows.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, field]) => field));
  const data = JSON.parse(await readFile(join(dir, `site/i/${codes[0]}.json`), 'utf8')) as OpenData;
  expect(named.sort()).toEqual(Object.keys(data).sort());
});
