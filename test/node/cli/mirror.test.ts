/** A verified copy of a small site: whole or not at all, and never older than it was. */
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { publishRelease } from '../../../src/node/publish/publish.ts';
import { refreshRelease } from '../../../src/node/publish/refresh.ts';
import { readTree } from '../../../src/node/publish/site.ts';
import { typed } from '../../support/terminal.ts';
import { NOW, onSite, PASSPHRASE, writeBuild, writeCounty } from '../../support/workspace.ts';

let base: string;
/** The site of the first day, and the same one a day later with a newer timestamp. */
let [first, later] = ['', ''];

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'yixinma-mirror-'));
  const [dir, dist] = [join(base, 'county'), join(base, 'dist')];
  await writeBuild(dist);
  await writeCounty(dir, { 机构: [{ 机构编号: 'A1', 名称: '甲门诊部', 地址: '中街12号' }], 评定: onSite('A1', '85') });
  const published = await publishRelease({ dir, year: 2026, stage: 'final', now: NOW, passphrase: PASSPHRASE, dist });
  expect(published.ok).toBe(true);
  [first, later] = [join(base, 'first'), join(base, 'later')];
  await cp(join(dir, 'site'), first, { recursive: true, dereference: true });
  await refreshRelease({ dir, now: new Date(NOW.getTime() + 86_400_000), dist, force: true });
  await cp(join(dir, 'site'), later, { recursive: true, dereference: true });
});
afterAll(() => rm(base, { recursive: true, force: true }));

let copy = '';
let n = 0;
beforeEach(() => {
  copy = join(base, `copy-${n++}`);
});

const TWO_DAYS_ON = new Date(NOW.getTime() + 2 * 86_400_000);
const run = (...args: string[]) => typed(args, { cwd: base, now: TWO_DAYS_ON });

/** Paths and bytes of a folder. */
async function bytesOf(folder: string) {
  return new Map([...(await readTree(folder))].map(([path, content]) => [path, String(content)]));
}

it('is what `verify` verifies: every signed file, page and file for programs, and none of the app', async () => {
  const { code, out } = await run('mirror', first, copy);
  expect(code).toBe(0);
  expect(out).toContain('记录1条，页面2个');
  expect(out).toContain('取自这里自己的文件，请与公告或公示栏上印的核对');
  expect(out).toContain('2个页面中有2个由其他版本的程序写成');
  const [copied, site] = [await bytesOf(copy), await bytesOf(first)];
  for (const [path, content] of copied) expect(site.get(path)).toBe(content);
  expect([...site.keys()].filter((path) => path.startsWith('d/') && !copied.has(path))).toEqual([]);
  expect([...copied.keys()].filter((path) => !/^(d|i|en)\//.test(path))).toEqual([]);
  const verified = await run('verify', copy, '--root', join(first, 'd/metadata/1.root.json'), '--json');
  expect(JSON.parse(verified.out).problems.filter(({ code: found }: { code: string }) => found !== 'app')).toEqual([]);
});

it('is brought up to date, and the root that it began with is the one that counts', async () => {
  await run('mirror', first, copy);
  const { code, out } = await run('mirror', later, copy);
  expect(code).toBe(0);
  expect(out).not.toContain('取自这里自己的文件');
  expect(await readFile(join(copy, 'd/metadata/timestamp.json'), 'utf8')).toBe(
    await readFile(join(later, 'd/metadata/timestamp.json'), 'utf8'),
  );
});

it('attack: a site set back to an earlier day does not take the copy back', async () => {
  await run('mirror', later, copy);
  const before = await bytesOf(copy);
  const { code, err } = await run('mirror', first, copy);
  expect(code).toBe(1);
  expect(err).toContain('比现有副本还旧');
  expect(await bytesOf(copy)).toEqual(before);
});

it('attack: one changed grade on a page, and nothing is copied', async () => {
  const forged = join(base, 'forged');
  await cp(first, forged, { recursive: true });
  const [page = ''] = (await readdir(join(forged, 'i'))).filter((name) => name.endsWith('.html'));
  const file = join(forged, 'i', page);
  const html = await readFile(file, 'utf8');
  await writeFile(file, html.replace('data-f="state.mark">合格', 'data-f="state.mark">优秀'));
  expect(await readFile(file, 'utf8')).not.toBe(html);
  const { code, err } = await run('mirror', forged, copy);
  expect(code).toBe(1);
  expect(err).toContain(`i/${page}`);
  expect(err).toContain('等级：这里写的是“优秀”，签名的是“合格”');
  expect((await readdir(base)).filter((name) => name.startsWith('copy-') && copy.endsWith(name))).toEqual([]);
});

it('attack: another bureau’s site under the address of a copied one', async () => {
  await run('mirror', first, copy);
  const [dir, dist] = [join(base, 'elsewhere'), join(base, 'dist')];
  await writeCounty(dir, { 机构: [{ 机构编号: 'A1', 名称: '甲门诊部', 地址: '中街12号' }], 评定: onSite('A1', '95') });
  await publishRelease({ dir, year: 2026, stage: 'final', now: NOW, passphrase: PASSPHRASE, dist });
  const before = await bytesOf(copy);
  expect((await run('mirror', join(dir, 'site'), copy)).code).toBe(1);
  expect(await bytesOf(copy)).toEqual(before);
});

it('leaves a folder alone that is no copy, and says so', async () => {
  await mkdir(copy);
  await writeFile(join(copy, 'letter.txt'), 'mine');
  const { code, err } = await run('mirror', first, copy);
  expect(code).toBe(1);
  expect(err).toContain('请换一个文件夹');
  expect(await readdir(copy)).toEqual(['letter.txt']);
});

it('finds its copy again after it was ended while swapping', async () => {
  await run('mirror', first, copy);
  await rename(copy, `${copy}.old`);
  expect((await run('mirror', later, copy)).code).toBe(0);
  expect((await readdir(base)).filter((name) => name.startsWith(`${copy.split('/').at(-1)}.`))).toEqual([]);
});

it('says where there is nothing, and what to type', async () => {
  expect((await run('mirror', join(base, 'nowhere'), copy)).err).toContain('请检查路径');
  const usage = await run('mirror', first);
  expect(usage.code).toBe(2);
  expect(usage.err).toContain('yixinma mirror URL|FOLDER|ARCHIVE DIR');
});
