import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoDir, startDemo } from '../../../src/node/demo/start.ts';
import { DEFAULT_RULEBOOK, hasStory, STORIES } from '../../../src/node/demo/stories.ts';
import { printWelcome } from '../../../src/node/demo/welcome.ts';
import {
  type DemoState,
  ensureDemo,
  inputDigest,
  loadPassphrase,
  moveOrigin,
} from '../../../src/node/demo/workspace.ts';

const OPTIONS = { seed: 'test', rulebook: 'jinjiang', year: 2026, origin: 'http://10.0.0.1:8787' } as const;
let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'yixinma-start-'));
});
afterAll(() => rm(root, { recursive: true }));

describe('the demo on disk', () => {
  let dir: string;
  let state: DemoState;
  const origin = async () => JSON.parse(await readFile(join(dir, 'bureau.json'), 'utf8')).origin;

  beforeAll(async () => {
    dir = demoDir(root, 'jinjiang');
    state = await ensureDemo(dir, OPTIONS);
  });

  it('is made once, and then left as it was edited', async () => {
    const made = await stat(join(dir, 'workbook.xlsx'));
    expect(await ensureDemo(dir, { ...OPTIONS, year: 2027 })).toEqual(state);
    expect((await stat(join(dir, 'workbook.xlsx'))).mtimeMs).toBe(made.mtimeMs);
    expect((await loadPassphrase(dir)).length).toBeGreaterThanOrEqual(12);
    expect((await readdir(dir)).sort()).toEqual([
      'bureau.json',
      'demo.json',
      'keys',
      'passphrase.txt',
      'pictures',
      'workbook.xlsx',
    ]);
  });

  it('is made whole again when the first making was interrupted', async () => {
    const passphrase = await loadPassphrase(dir);
    await rm(join(dir, 'demo.json'));
    await writeFile(join(dir, 'workbook.xlsx'), 'half');
    await ensureDemo(dir, OPTIONS);
    expect((await stat(join(dir, 'workbook.xlsx'))).size).toBeGreaterThan(50_000);
    // The keys may be sealed with it already.
    expect(await loadPassphrase(dir)).toBe(passphrase);
  });

  it('is published again when workbook, bureau, ratings or build change, and only then', async () => {
    const before = await inputDigest(dir, 'build-1');
    expect(await inputDigest(dir, 'build-1')).toBe(before);
    expect(await inputDigest(dir, 'build-2')).not.toBe(before);
    await writeFile(join(dir, 'ratings.json'), '{}');
    expect(await inputDigest(dir, 'build-1')).not.toBe(before);
    await rm(join(dir, 'ratings.json'));
    state = await moveOrigin(dir, state, 'http://10.0.0.2:8787');
    expect(await inputDigest(dir, 'build-1')).not.toBe(before);
  });

  it('follows this machine to another address, but leaves an origin that somebody else wrote', async () => {
    expect(await origin()).toBe('http://10.0.0.2:8787');
    const own = JSON.parse(await readFile(join(dir, 'bureau.json'), 'utf8'));
    await writeFile(join(dir, 'bureau.json'), JSON.stringify({ ...own, origin: 'https://yx.example.org' }));
    await moveOrigin(dir, state, 'http://10.0.0.3:8787');
    expect(await origin()).toBe('https://yx.example.org');
  });
});

it('lies in a folder of its own for every rulebook, the default one in var/demo', () => {
  const ids = Object.keys(STORIES).filter(hasStory);
  const dirs = ids.map((id) => demoDir('/house', id));
  expect(new Set(dirs).size).toBe(ids.length);
  expect(demoDir('/house', DEFAULT_RULEBOOK)).toBe('/house/var/demo');
  expect(dirs).toContain('/house/var/demo-jinjiang');
});

it.each([
  [['--rulebook', 'wugng'], '--rulebook 不能是“wugng”（是不是“wugang”？）'],
  [['--rulebook', 'toString'], '--rulebook 不能是“toString”'],
  [['--htps'], '没有“--htps”这个选项（是不是“--https”？）'],
  [['wugang'], '“wugang”是多余的'],
  [['--port'], '“--port”后面要写内容'],
  [['--port', '87870'], '--port 的“87870”不是端口'],
])('says plainly what is wrong with %j, and which demos there are', (args, said) => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/start.ts', ...args], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([2, expect.stringContaining(said)]);
  for (const id of Object.keys(STORIES)) expect(stderr).toContain(id);
});

it('says that the port is in use, and what to do, before anything is built or made', async () => {
  const blocker = createServer();
  const port = await new Promise<number>((resolve) => {
    blocker.listen(0, '127.0.0.1', () => {
      const address = blocker.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  const said: string[] = [];
  const start = startDemo({
    root: join(root, 'other'),
    rulebook: 'wugang',
    https: false,
    port,
    host: '127.0.0.1',
    now: () => new Date('2026-11-22T04:00:00Z'),
    say: (text) => said.push(text),
  });
  await expect(start).rejects.toMatchObject({
    code: 'port',
    message: expect.stringContaining(`PORT=${port + 1} npm start`),
  });
  expect(said).toEqual([]);
  await expect(stat(join(root, 'other'))).rejects.toThrow();
  blocker.close();
});

it('refuses a demo whose complaints were moved to another database, before anything is built', async () => {
  const moved = join(root, 'moved');
  await mkdir(join(demoDir(moved, 'wugang'), 'intake'), { recursive: true });
  await writeFile(
    join(demoDir(moved, 'wugang'), 'intake/moved.json'),
    JSON.stringify({ v: 1, to: 'postgres://db.example.gov.cn/yixinma', at: '2026-11-22T04:00:00.000Z' }),
  );
  const said: string[] = [];
  const options = { root: moved, rulebook: 'wugang', https: false, port: 0, host: '127.0.0.1' } as const;
  const start = startDemo({ ...options, now: () => new Date('2026-11-22T04:00:00Z'), say: (text) => said.push(text) });
  await expect(start).rejects.toMatchObject({ code: 'moved', message: expect.stringContaining('设置DATABASE_URL') });
  expect(said).toEqual([]);
});

describe('what is printed at the end', () => {
  const started = {
    dir: '/house/var/demo',
    year: 2026,
    rulebook: 'wugang',
    server: { url: 'http://localhost:8787', port: 8787, close: async () => undefined },
    lanUrl: 'http://10.0.0.1:8787',
    samplePath: '/i/7K3M9PQ2XD',
    takesComplaints: true,
    close: async () => undefined,
  } as const;
  const print = async (https: boolean, lanUrl: string | null = started.lanUrl, takesComplaints = true) => {
    let text = '';
    const out = (part: string) => {
      text += part;
    };
    await printWelcome({ ...started, lanUrl, takesComplaints }, { out, colours: false, root: '/house', https });
    return text;
  };

  it('names home, one institution with its code to scan, the phone’s address and the next commands', async () => {
    const text = await print(false);
    for (const part of [
      'http://localhost:8787/\n',
      'http://10.0.0.1:8787/i/7K3M9PQ2XD',
      '█',
      'npx yixinma verify',
      'var/demo',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('names the rulebook, and every other one that can be shown', async () => {
    const text = await print(false);
    expect(text).toContain('舞钢办法 Wugang rules');
    const others = Object.keys(STORIES).filter((id) => id !== started.rulebook);
    expect(text).toContain(`npm start -- --rulebook ${others.join('|')}`);
  });

  it('names the form only where complaints can be sent', async () => {
    expect(await print(false)).toContain('http://localhost:8787/report\n');
    expect(await print(false, null, false)).not.toContain('/report');
  });

  it('says that plain http cannot verify on a phone, and how it can; with https it warns of the certificate', async () => {
    expect(await print(false)).toContain('npm start -- --https');
    expect(await print(true)).toContain('证书是本机自制的');
    expect(await print(false, null)).not.toContain('--https');
  });
});
