/** `yixinma hosting`: lists over two publications, and an archive that another program unpacks. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manifestOf } from '../../../src/node/hosting/manifest.ts';
import { toHost, toHostText } from '../../../src/node/hosting/to-host.ts';
import { publishRelease } from '../../../src/node/publish/publish.ts';
import { TYPES } from '../../../src/node/server/headers.ts';
import { extensionOf } from '../../../src/node/server/paths.ts';
import { typed } from '../../support/terminal.ts';
import { NOW, onSite, PASSPHRASE, writeBuild, writeCounty } from '../../support/workspace.ts';

let base: string;
let dir: string;

async function publish(score: string): Promise<void> {
  await writeCounty(dir, { 机构: [{ 机构编号: 'A1', 名称: '甲门诊部', 地址: '中街12号' }], 评定: onSite('A1', score) });
  const input = { dir, year: 2026, stage: 'final', now: NOW, passphrase: PASSPHRASE } as const;
  const published = await publishRelease({ ...input, dist: join(base, 'dist') });
  expect(published.ok).toBe(true);
}

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'yixinma-hosting-'));
  dir = join(base, 'county');
  await writeBuild(join(base, 'dist'));
  await publish('85');
});
afterAll(() => rm(base, { recursive: true, force: true }));

const run = (...args: string[]) => typed(['hosting', ...args], { cwd: base, now: NOW });

async function verified(where: string): Promise<{ readonly problems: readonly { readonly file: string }[] }> {
  return JSON.parse((await typed(['verify', where, '--json'], { cwd: base, now: NOW })).out);
}

async function list(name: string): Promise<readonly string[]> {
  return (await readFile(join(dir, 'hosting', name), 'utf8')).split('\n').filter(Boolean);
}

it('lists the whole site at first, what changed after the next publication, and what has to go', async () => {
  expect(await run('upload', 'county')).toMatchObject({ code: 0 });
  const first = await manifestOf(join(dir, 'site'));
  const listed = [
    ...(await list('1-content.txt')),
    ...(await list('2-newest.txt')),
    ...(await list('3-pages.txt')),
    'sw.js',
  ];
  expect(listed.toSorted()).toEqual([...first.keys()]);
  expect(await list('2-newest.txt')).toEqual(['d/metadata/timestamp.json', 'd/bundle.json']);
  expect(await list('5-delete.txt')).toEqual([]);
  expect((await run('upload', 'county', '--done')).code).toBe(0);
  expect((await run('upload', 'county')).out).toContain('已经是最新的');

  await publish('65');
  expect((await run('upload', 'county')).out).toContain('5-delete.txt');
  const second = await manifestOf(join(dir, 'site'));
  expect(await list('5-delete.txt')).toEqual([...first.keys()].filter((path) => !second.has(path)));
  expect(await list('5-delete.txt')).toContainEqual(expect.stringContaining('.profile.bin'));
  expect(await list('1-content.txt')).not.toContain('assets/page-0.js');
});

it('an archive unpacks by the system’s tar to the same files, in the order of the upload, and has its digest beside', async () => {
  const { code, out } = await run('archive', 'county', '--out', 'site.tar.gz');
  expect(code).toBe(0);
  const file = join(base, 'site.tar.gz');
  const digest = createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
  expect(out).toContain(digest);
  expect(await readFile(`${file}.sha256`, 'utf8')).toBe(`${digest}  site.tar.gz\n`);
  const names = execFileSync('tar', ['-tzf', file], { encoding: 'utf8' }).trim().split('\n');
  expect(names.indexOf('d/metadata/timestamp.json')).toBeGreaterThan(names.indexOf('d/metadata/1.root.json'));
  expect(names.at(-1)).toBe('sw.js');
  await mkdir(join(base, 'unpacked'));
  execFileSync('tar', ['-xzf', file, '-C', join(base, 'unpacked')]);
  expect(await manifestOf(join(base, 'unpacked'))).toEqual(await manifestOf(join(dir, 'site')));
  await run('archive', 'county', '--out', 'again.tar.gz');
  expect(await readFile(join(base, 'again.tar.gz'))).toEqual(await readFile(file));
});

it('an archive of what changed holds that alone', async () => {
  await run('upload', 'county');
  await run('upload', 'county', '--done');
  await publish('75');
  expect((await run('archive', 'county', '--changed')).code).toBe(0);
  const made = (await readdir(join(dir, 'hosting'))).find((name) => name.endsWith('-changed.tar.gz')) ?? '';
  const names = execFileSync('tar', ['-tzf', join(dir, 'hosting', made)], { encoding: 'utf8' });
  expect(names).toContain('d/bundle.json');
  expect(names).not.toContain('assets/');
  expect(await readFile(join(dir, 'hosting', `${made}.delete.txt`), 'utf8')).toMatch(/^d\/targets\/.+\.profile\.bin$/m);
});

it('a memory of the host that was damaged is named, and nothing is overwritten', async () => {
  await writeFile(join(dir, 'hosting/at-host.sha256'), 'not a digest\n');
  const { code, err } = await run('upload', 'county');
  expect([code, err]).toEqual([1, expect.stringContaining('at-host.sha256')]);
  expect(await readFile(join(dir, 'hosting/at-host.sha256'), 'utf8')).toBe('not a digest\n');
});

describe('attack by whoever can write in the workspace', () => {
  const link = () => join(dir, 'site');
  const turn = async (target: string) => {
    await rm(link());
    await symlink(target, link());
  };

  it.each(['evil\nkeys/online.pem', 'a\u2028b', 'a\tb'])('the file name %j is refused, not listed', async (name) => {
    const file = join(dir, 'site', name.replace('/', '-'));
    await writeFile(file, '');
    const { code, err } = await run('upload', 'county', '--all');
    await rm(file);
    expect([code, err]).toEqual([1, expect.stringContaining('换行或控制字符')]);
  });

  it.each([
    '.',
    'keys',
    'releases',
    'releases/linked',
    'nowhere',
  ])('a site that leads to %s is refused, and no private file listed', async (target) => {
    const before = await readlink(link());
    await symlink('../keys', join(dir, 'releases/linked'));
    await turn(target);
    const runs = [await run('upload', 'county'), await run('archive', 'county', '--out', 'stolen.tar.gz')];
    await turn(before);
    await rm(join(dir, 'releases/linked'));
    for (const { code, err } of runs) expect([code, err]).toEqual([1, expect.stringContaining('releases')]);
    expect(existsSync(join(base, 'stolen.tar.gz'))).toBe(false);
  });
});

it.each([
  [['upload'], 2, '工作文件夹'],
  [['upload', 'county', '--all', '--done'], 2, '不能同时用'],
  [['upload', 'nowhere'], 1, ''],
  [['copy', 'county'], 2, 'upload'],
  [['archive', 'county', '--chnged'], 2, '--chnged'],
] as const)('%j ends with %i', async (args, code, said) => {
  const ran = await run(...args);
  expect(ran.code).toBe(code);
  expect(ran.err).toContain(said);
});

const rclone = spawnSync('rclone', ['version']).status === 0;
it.skipIf(!rclone)(
  'rclone (skipped where it is not installed) brings a host from one release to the next by the commands we print',
  async () => {
    await rm(join(dir, 'hosting'), { recursive: true });
    const remote = join(base, 'host');
    for (const score of ['85', '65']) {
      await publish(score);
      const { out } = await run('upload', 'county');
      for (const line of out.split('\n').filter((text) => text.startsWith('  rclone '))) {
        execFileSync('rclone', line.trim().replaceAll('REMOTE:PATH', remote).split(' ').slice(1), { stdio: 'ignore' });
      }
      expect(await manifestOf(remote)).toEqual(await manifestOf(join(dir, 'site')));
      expect((await run('upload', 'county', '--done')).code).toBe(0);
    }
  },
);

describe('a site as folders', () => {
  /** As object storage and web servers out of the box answer: files by their names, a folder by its index, after a redirect. */
  async function plainHost(root: string): Promise<{ readonly url: string; close(): void }> {
    const server = createServer(async (request, response) => {
      const path = join(root, (request.url ?? '').split('?')[0] ?? '');
      const folder = await stat(path).then(
        (one) => one.isDirectory(),
        () => false,
      );
      if (folder && !path.endsWith('/')) return void response.writeHead(301, { Location: `${request.url}/` }).end();
      const file = await readFile(folder ? join(path, 'index.html') : path).catch(() => null);
      response.writeHead(file === null ? 404 : 200).end(file ?? (await readFile(join(root, '404.html'))));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
  }

  it('answers printed codes, pages and the app at a host without any rule, and verifies there', async () => {
    const county = join(base, 'folders');
    await writeCounty(
      county,
      { 机构: [{ 机构编号: 'A1', 名称: '甲门诊部', 地址: '中街12号' }], 评定: onSite('A1', '85') },
      { pages: 'folders' },
    );
    const input = { dir: county, year: 2026, stage: 'final', now: NOW, passphrase: PASSPHRASE } as const;
    expect((await publishRelease({ ...input, dist: join(base, 'dist') })).ok).toBe(true);
    const { code, out } = await run('upload', 'folders');
    expect([code, out]).toEqual([0, expect.stringContaining(join(county, 'hosting/site'))]);
    const printed = (await readFile(join(county, 'codes.csv'), 'utf8')).trim().split('\n')[1]?.slice(0, 10) ?? '';
    const lists = ['1-content.txt', '2-newest.txt', '3-pages.txt', '4-worker.txt'];
    const listed = await Promise.all(lists.map((name) => readFile(join(county, 'hosting', name), 'utf8')));
    const paths = listed.flatMap((text) => text.split('\n').filter(Boolean));
    expect(paths).toContain(`i/${printed}/index.html`);
    const host = join(base, 'folder-host');
    for (const path of paths) {
      await mkdir(join(host, path, '..'), { recursive: true });
      await copyFile(join(county, 'hosting/site', path), join(host, path));
    }
    const served = await plainHost(host);
    try {
      const own = await readFile(join(county, 'site/i', `${printed}.html`), 'utf8');
      for (const path of [`/i/${printed}`, `/i/${printed}/`]) {
        expect(await (await fetch(`${served.url}${path}`)).text(), path).toBe(own);
      }
      for (const path of [
        '/',
        '/standard',
        '/en/standard',
        '/report',
        '/mine',
        '/status',
        '/log',
        '/draw',
        '/inspector',
      ]) {
        expect((await fetch(`${served.url}${path}`)).status, path).toBe(200);
      }
      const { code, out } = await typed(['verify', served.url, '--json'], { cwd: base, now: NOW });
      expect([code, out]).toEqual([0, expect.stringContaining('"problems":[]')]);
    } finally {
      served.close();
    }
    await run('upload', 'folders', '--done');
    expect(existsSync(join(county, 'hosting/site'))).toBe(false);

    // The same folder, and the archive, in the hands of somebody who verifies them without a network.
    await run('archive', 'folders', '--out', join(base, 'folders.tar.gz'));
    for (const kept of [host, join(base, 'folders.tar.gz')])
      expect(await verified(kept)).toMatchObject({ problems: [] });
    const page = join(host, 'i', printed, 'index.html');
    await writeFile(page, (await readFile(page, 'utf8')).replaceAll('合格', '优秀'));
    await mkdir(join(host, 'mine'), { recursive: true });
    await writeFile(join(host, 'mine/index.html'), 'another');
    const { problems } = await verified(host);
    expect(problems.map(({ file }) => file)).toContain(`i/${printed}.html`);
  });

  it('and as files: every file has a suffix whose type a host knows', async () => {
    const files = [...(await manifestOf(join(dir, 'site'))).keys(), ...(await manifestOf('public')).keys()];
    expect(files.filter((path) => !Object.hasOwn(TYPES, extensionOf(path)))).toEqual([]);
  });
});

it.each([
  ['upload', '还没有到网站上：请运行 yixinma hosting upload'],
  ['serve', '核验后自动换成这一版'],
  ['nginx', 'nginx读的就是这个文件夹'],
  ['open', '别人的平台运行 yixinma hosting upload'],
] as const)('a publication says what is left to do where a site goes by %s', async (way, said) => {
  const work = join(base, `way-${way}`);
  await mkdir(join(work, 'site'), { recursive: true });
  await mkdir(join(work, 'hosting/nginx'), { recursive: true });
  if (way === 'upload') await writeFile(join(work, 'hosting/listed.sha256'), '');
  if (way === 'nginx') await writeFile(join(work, 'hosting/nginx/locations.conf'), '');
  await writeFile(join(work, 'site/headers.json'), way === 'serve' ? '{"pages":"on-request"}' : '{}');
  expect(await toHost(work)).toBe(way);
  expect(toHostText(way, work)).toContain(said);
});
