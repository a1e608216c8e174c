/** `yixinma verify` of a mirror or a site in which somebody laid pages beside the checked ones. */
import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeArchive } from '../../../src/node/hosting/archive.ts';
import { listFiles } from '../../../src/node/verify/listing.ts';
import { altered, makeVerifiedSite, type VerifiedSite, yixinma } from '../../support/verified-site.ts';

let site: VerifiedSite;
let mirror = '';
beforeAll(async () => {
  site = await makeVerifiedSite();
  mirror = join(site.base, 'mirror');
  expect((await yixinma(site.base, ['mirror', site.second, mirror])).code).toBe(0);
}, 60_000);
afterAll(() => site.dispose());

const verify = (where: string, ...more: string[]) => yixinma(site.base, ['verify', where, ...more]);
const lay = (at: string, files: Readonly<Record<string, string>>) => async () => {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(at, path, '..'), { recursive: true });
    await writeFile(join(at, path), text);
  }
};
const laid = (from: string, files: Readonly<Record<string, string>>) => altered(from, (copy) => lay(copy, files)());

it('a mirror as it was made has nothing else in it, and it is said', async () => {
  const { code, out } = await verify(mirror);
  expect([code, out]).toEqual([0, expect.stringContaining('此外没有别的文件')]);
  expect(out).toContain('这里没有网站程序文件');
  expect(JSON.parse((await verify(mirror, '--json')).out)).toMatchObject({ listed: true, uncompared: [], remarks: [] });
});

describe('attack: in a mirror', () => {
  it('pages, a home page, another county’s folder: all are named, and the exit code is 1', async () => {
    const copy = await laid(mirror, {
      'index.html': '<h1>全县医疗机构等级</h1>',
      [`x/${site.codes[0]}.html`]: 'A级',
      'i/CODE2.html': 'A级',
      'county-z/d/metadata/timestamp.json': '{}',
      'county-z/i/CODE3.html': 'A级',
    });
    const { code, out } = await verify(copy);
    expect(code).toBe(1);
    expect(out).toContain('✗ 多出了没有公布过的文件（4处）');
    expect(out).toContain('county-z/（整个文件夹，2个文件，如 county-z/i/CODE3.html）');
    for (const path of ['index.html', `x/${site.codes[0]}.html`, 'i/CODE2.html']) expect(out).toContain(`    ${path}`);
    expect(out).not.toContain('此外没有别的文件');
    const json = JSON.parse((await verify(copy, '--json')).out);
    expect(json).toMatchObject({ ok: false, verdict: 'not-genuine' });
    expect(json.problems.find(({ file }: { file: string }) => file === 'county-z/').paths).toHaveLength(2);
  });

  it('rules for the host: it is said plainly what they can do', async () => {
    const copy = await laid(mirror, { '.htaccess': 'RewriteRule . /fake.html' });
    const { code, out } = await verify(copy);
    expect([code, out]).toEqual([1, expect.stringContaining('✗ 有文件能让网站送出别的网页\n    .htaccess\n')]);
    expect((await verify(copy, '--lang', 'en')).out).toContain('can make the site serve other pages');
  });

  it('the same in an archive of it', async () => {
    const copy = await laid(mirror, { 'x/a.html': 'A级' });
    const file = join(site.base, 'strange.tar.gz');
    await writeArchive(file, copy, await listFiles(copy));
    expect(await verify(file)).toMatchObject({ code: 1, out: expect.stringContaining('x/a.html') });
  });

  it('a link to a page elsewhere, and a pipe that would keep the reader waiting', async () => {
    const copy = await altered(mirror, async (at) => {
      await symlink(join(site.base, 'elsewhere.html'), join(at, 'i/LINK.html'));
      await symlink(site.first, join(at, 'old'));
      await promisify(execFile)('mkfifo', [join(at, 'i/pipe.html')]);
      await rm(join(at, `i/${site.codes[0]}.html`));
      await promisify(execFile)('mkfifo', [join(at, `i/${site.codes[0]}.html`)]);
    });
    const { code, out } = await verify(copy);
    expect(code).toBe(1);
    for (const path of ['i/LINK.html', 'old', 'i/pipe.html']) expect(out).toContain(`    ${path}\n`);
    expect(out).toContain('机构页面或数据文件缺失');
  });

  it('names that would write to the terminal, or pass for a line of ours or for another name', async () => {
    const copy = await laid(mirror, {
      'a\n✓ 核验通过.html': '',
      'b\u001b[2J.html': '',
      'і/x.html': '',
      'c\u202elmth.x': '',
    });
    const { out } = await verify(copy);
    expect(out).toContain('    a‹U+000A›‹U+2713› 核验通过.html\n');
    expect(out).toContain('    b‹U+001B›[2J.html\n');
    expect(out).toContain('    ‹U+0456›/x.html\n');
    expect(out).toContain('    c‹U+202E›lmth.x\n');
    expect(out.match(/^✓/gm)).toBeNull();
  });

  it('metadata of a version to come, and a page among them; those of earlier versions may stay', async () => {
    const copy = await laid(mirror, { 'd/metadata/9.root.json': '{}', 'd/metadata/index.html': '' });
    await cp(join(site.first, 'd/metadata/1.targets.json'), join(copy, 'd/metadata/1.targets.json'));
    const { problems } = JSON.parse((await verify(copy, '--json')).out);
    expect(problems.map(({ file }: { file: string }) => file)).toEqual([
      'd/metadata/9.root.json',
      'd/metadata/index.html',
    ]);
  });

  it('a genuine copy inside of a forged one does not answer for it', async () => {
    const copy = await altered(mirror, async (at) => {
      await cp(mirror, join(at, 'site'), { recursive: true });
      await writeFile(join(at, `i/${site.codes[0]}.html`), 'A级');
    });
    const { code, out } = await verify(copy);
    expect([code, out]).toEqual([1, expect.stringContaining('site/（整个文件夹')]);
    expect(out).toContain('页面里没有可以核对的证明');
  });
});

it('files that a host lays itself are pointed out, and are no problem', async () => {
  const copy = await laid(mirror, { 'robots.txt': '', '.well-known/acme-challenge/a': '', 'MP_verify_1.txt': '' });
  const { code, out } = await verify(copy);
  expect(code).toBe(0);
  expect(out).toContain('⚠ 有3个文件不是公布的内容，一般由网站主机自己放置，没有核对：MP_verify_1.txt、robots.txt、');
  const { ok, remarks } = JSON.parse((await verify(copy, '--json')).out);
  expect([ok, remarks.length, remarks[0]]).toEqual([true, 3, { kind: 'host', file: 'MP_verify_1.txt' }]);
});

it('of a site that another build wrote its program is named as not compared; what is no part of one is a problem', async () => {
  const { code, out } = await verify(site.second);
  expect(code).toBe(0);
  expect(out).toMatch(/⚠ 有\d+个文件不在签名范围内，也没有比对过（.*），可能显示任何内容：index.html、lists.html、/);
  const copy = await laid(site.second, { 'notice.html': '', 'en/x.html': '' });
  const { problems } = JSON.parse((await verify(copy, '--json')).out);
  expect(problems.map(({ file }: { file: string }) => file)).toEqual(['notice.html', 'en/x.html']);
});

it('of a workspace it is said that its site folder was checked, and nothing beside it', async () => {
  const folder = join(site.base, 'workspace');
  await cp(site.second, join(folder, 'site'), { recursive: true });
  await writeFile(join(folder, 'bureau.json'), '{}');
  expect(await verify(folder)).toMatchObject({ code: 0, out: expect.stringContaining('核对的是其中的 site 文件夹') });
});

it.each([
  ['pages', { 'i/7K3M9PQ2XD.html': '优秀', 'bureau.json': '{}' }],
  ['English pages', { 'EN/i/7K3M9PQ2XD.html': 'Excellent', 'bureau.json': '{}' }],
  ['a home page', { 'index.html': '优秀', 'bureau.json': '{}' }],
  ['no settings', {}],
])('attack: a genuine copy in site/ does not answer for a folder with %s around it', async (about, files) => {
  const folder = join(site.base, `around ${about}`);
  await cp(site.second, join(folder, 'site'), { recursive: true });
  await lay(folder, files)();
  expect(await verify(folder)).toMatchObject({ code: 3, out: '' });
});

it('an earlier list of files, which nobody checked, is named', async () => {
  const copy = await laid(mirror, { 'd/metadata/1.targets.json': '{"示例县人民医院":"差"}' });
  const { code, out } = await verify(copy);
  expect([code, out]).toEqual([0, expect.stringContaining('1.targets.json')]);
  expect(out).not.toContain('此外没有别的文件');
});

describe('a copy that is brought up to date', () => {
  it('is left alone while files of somebody else lie in it: they are named, and none is lost', async () => {
    const copy = await laid(mirror, { 'notes.html': 'mine', 'd/x.txt': 'mine' });
    const { code, err } = await yixinma(site.base, ['mirror', site.second, copy]);
    expect([code, err]).toEqual([1, expect.stringContaining('有2个不是副本的文件')]);
    expect(err).toContain('d/x.txt、notes.html');
    expect(await readFile(join(copy, 'notes.html'), 'utf8')).toBe('mine');
  });

  it('keeps the files of its host, and says so', async () => {
    const copy = await laid(mirror, { 'robots.txt': 'mine', '.well-known/acme-challenge/a': 'mine' });
    const { code, out } = await yixinma(site.base, ['mirror', site.second, copy]);
    expect([code, out]).toEqual([0, expect.stringContaining('原样留着：.well-known/acme-challenge/a、robots.txt')]);
    expect(await readFile(join(copy, '.well-known/acme-challenge/a'), 'utf8')).toBe('mine');
    expect((await verify(copy)).code).toBe(0);
  });
});
