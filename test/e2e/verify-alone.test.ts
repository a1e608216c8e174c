/** `yixinma-verify.mjs`: one file that runs as a process from anywhere, on a mirror, on pages as browsers save them. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { buildAlone } from '../../src/node/build/alone.ts';
import { type RunningServer, startServer } from '../../src/node/server/server.ts';
import { fingerprint } from '../../src/node/verify/read-release.ts';
import { launchBrowser, temporaryFolder } from '../support/browser.ts';
import { copyOf } from '../support/demo-site.ts';

const ALONE = 'yixinma-verify.mjs';
let folder: string;
let site: string;
let root: string;
let server: RunningServer;
let digest: string;
/** A page whose grade is the worst, below the site. */
let page: string;

beforeAll(async () => {
  const built = await temporaryFolder('alone-build');
  digest = await buildAlone('yixinma-verify', process.cwd(), join(process.cwd(), 'dist'), built);
  // Alone in a folder: no package.json, no node_modules beside it or above it.
  folder = await temporaryFolder('alone');
  await copyFile(join(built, ALONE), join(folder, ALONE));
  site = await realpath(join(await copyOf(inject('demoDir')), 'site'));
  root = fingerprint(await readFile(join(site, 'd/metadata/1.root.json')));
  server = await startServer({ siteDir: site, port: 0, host: '127.0.0.1' });
  for (const name of await readdir(join(site, 'i'))) {
    if ((await readFile(join(site, 'i', name), 'utf8')).includes('data-f="state.mark">差')) page = `i/${name}`;
  }
});
afterAll(async () => {
  await server.close();
});

interface Said {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(args: readonly string[], node = process.execPath): Promise<Said> {
  const env = { PATH: process.env.PATH };
  return new Promise((done) => {
    execFile(node, [join(folder, ALONE), ...args], { cwd: folder, env }, (fault, stdout, stderr) => {
      done({ status: typeof fault?.code === 'number' ? fault.code : fault ? -1 : 0, stdout, stderr });
    });
  });
}

/** The Node that stands in the path, an older one perhaps. */
const OTHER = 'node';

describe('the verifier as one file', () => {
  it('imports nothing but what Node brings, and has the digest that stands beside it', async () => {
    const text = await readFile(join(folder, ALONE), 'utf8');
    const imports = [...text.matchAll(/(?<!")\b(?:from|import)\s*\(?"([^"]+)"/g)].map(([, name]) => name);
    expect(imports.length).toBeGreaterThan(3);
    expect(imports.filter((name) => !name?.startsWith('node:') && name !== 'crypto' && name !== 'util')).toEqual([]);
    expect(createHash('sha256').update(text).digest('hex')).toBe(digest);
  });

  it('verifies a site from the printed fingerprint, its pages byte for byte, under either Node', async () => {
    for (const node of [process.execPath, OTHER]) {
      const { status, stdout, stderr } = await run([site, '--root', root], node);
      expect([status, stderr]).toEqual([0, '']);
      expect(stdout).toContain('✓ 核验通过');
      expect(stdout).toContain('页面与本程序写出的逐字节一致');
    }
  });

  it('attack: one changed grade in a mirror, made from the site and then altered behind an intact data block', async () => {
    expect((await run(['mirror', server.url, 'copy', '--root', root])).status).toBe(0);
    const file = join(folder, 'copy', page);
    const html = await readFile(file, 'utf8');
    expect((await run(['copy', '--root', root])).status).toBe(0);
    // Shown beside a hidden element that still holds the true grade: no fact is altered.
    await writeFile(
      file,
      html.replace('<span data-f="state.mark">差', '<b>优秀</b><span hidden data-f="state.mark">差'),
    );
    const { status, stdout } = await run(['copy', '--root', root]);
    expect(status).toBe(1);
    expect(stdout).toContain('✗ 核验未通过：发现1处问题');
    expect(stdout).toContain('✗ 页面上显示的与签名的记录不一致');
    expect(stdout).toContain(page);
    await writeFile(file, html.replaceAll('data-f="state.mark">差', 'data-f="state.mark">优秀'));
    expect((await run(['copy', '--root', root])).stdout).toContain('等级：这里写的是“优秀”，签名的是“差”');
    const [, title = ''] = /<title>([^<]+)/.exec(html) ?? [];
    await writeFile(file, html.replace(/<title>[^<]+/, '<title>全县第一'));
    const titled = (await run(['copy', '--root', root])).stdout;
    expect(titled).toContain(`页面标题：这里写的是“全县第一”，按签名数据应为“${title}”`);
    // What is said of the others is not said of this one.
    expect(titled).toMatch(/其余\d+个页面与本程序写出的逐字节一致/);
    await rm(join(folder, 'copy'), { recursive: true });
  });

  it('attack: a host lays a home page, a page of its own and a whole program of its own into a mirror', async () => {
    expect((await run(['mirror', site, 'laid', '--root', root])).status).toBe(0);
    const program = { 'index.html': '', '404.html': '', 'sw.js': '', 'assets/page-0a1b2c3d4e.js': '' };
    for (const [path, text] of Object.entries({ ...program, 'x/CODE2.html': 'A级', '.htaccess': '' })) {
      await mkdir(join(folder, 'laid', path, '..'), { recursive: true });
      await writeFile(join(folder, 'laid', path), text);
    }
    const { status, stdout } = await run(['laid', '--root', root, '--json']);
    const { ok, problems } = JSON.parse(stdout);
    expect([status, ok]).toEqual([1, false]);
    expect(problems.map(({ file }: { file: string }) => file)).toEqual([
      ...['404.html', 'index.html', 'sw.js', 'assets/page-0a1b2c3d4e.js', 'x/CODE2.html', '.htaccess'],
    ]);
    expect(await run(['mirror', site, 'laid'])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('请先移走'),
    });
    await rm(join(folder, 'laid'), { recursive: true });
  });

  it('says what to type, in its own name', async () => {
    const { status, stderr } = await run([]);
    expect(status).toBe(2);
    expect(stderr).toContain(`node ${ALONE} verify URL`);
  });
});

describe('a page as a browser saves it', () => {
  it('HTML only, and its record: alone half checked, beside the site genuine; after its script ran its facts alone are compared', async () => {
    const browser = await launchBrowser();
    const tab = await browser.newPage();
    await tab.goto(`${server.url}/${page.replace('.html', '')}`);
    await tab.waitForSelector('#ver:not(.plain)').catch(() => null);
    await writeFile(
      join(folder, 'complete.html'),
      `<!-- saved from url=(0020)${server.url} -->\n${await tab.content()}`,
    );
    const session = await tab.context().newCDPSession(tab);
    const { data } = (await session.send('Page.captureSnapshot', { format: 'mhtml' })) as { data: string };
    await writeFile(join(folder, 'page.mhtml'), data);
    await browser.close();
    await copyFile(join(site, page), join(folder, 'only.html'));
    await copyFile(join(site, page.replace('.html', '.json')), join(folder, 'record.json'));
    for (const name of ['only.html', 'complete.html', 'record.json']) {
      const alone = await run([name]);
      expect([name, alone.status, alone.stdout]).toEqual([name, 3, expect.stringContaining('还不知道')]);
      const rest = name === 'record.json' ? '文件里的其他内容' : '页面上的其他文字、图片和样式';
      expect(alone.stdout).toContain(`没有核对：${rest}`);
      expect(alone.stdout).toContain(`    node ${ALONE} verify ${name} --site https://…`);
      for (const beside of [server.url, site]) {
        const { status, stdout } = await run([name, '--site', beside, '--root', root]);
        // What stands in a page after its script ran is not what was published.
        const expected = name === 'complete.html' ? [3, '？ 只核对了一半'] : [0, '✓ 核验通过'];
        expect([name, status, stdout]).toEqual([name, expected[0], expect.stringContaining(String(expected[1]))]);
      }
    }
    // The same page with its grade covered by another: not one byte more is genuine.
    const covered = (await readFile(join(site, page), 'utf8')).replace(
      '<main',
      '<style>[data-f]{display:none}body::before{content:"优秀"}</style><main',
    );
    await writeFile(join(folder, 'covered.html'), covered);
    const { status, stdout } = await run(['covered.html', '--site', site, '--root', root]);
    expect([covered.includes('优秀"}'), status, stdout]).toEqual([true, 3, expect.stringContaining('？ 只核对了一半')]);
    const mhtml = await run(['page.mhtml']);
    expect([mhtml.status, mhtml.stderr]).toEqual([3, expect.stringContaining('网页，仅HTML')]);
    // What no browser of this kind keeps: the proof stands in a script element.
    expect(data).not.toContain('rootSha256');
  });

  it('by the address that the board prints: only that institution', async () => {
    const { status, stdout } = await run([`${server.url}/${page.replace('.html', '')}`, '--root', root]);
    expect([status, stdout]).toEqual([0, expect.stringContaining('✓ 核验通过')]);
  });
});
