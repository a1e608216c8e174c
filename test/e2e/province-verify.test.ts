/** `verify` and `mirror` of a province's site: every bureau under its own role, findings by the bureau's name. */
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compareWithBuild } from '../../src/node/publish/compare-build.ts';
import { loadBuild } from '../../src/node/publish/renderer.ts';
import { directoryFetcher } from '../../src/node/verify/fetchers.ts';
import { fingerprint, readRelease } from '../../src/node/verify/read-release.ts';
import { A, B, deliver, makeBureau, publishAll, publishBureau, register, twoBureaus } from '../support/province.ts';
import { edit, yixinma } from '../support/verified-site.ts';
import { NOW, writeBuild } from '../support/workspace.ts';

let base: string;
let site: string;
let root: string;
/** Code of county A's first institution. */
let code: string;
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'yixinma-province-verify-'));
  await writeBuild(join(base, 'dist'));
  await twoBureaus(join(base, 'made'), join(base, 'dist'));
  site = join(base, 'site');
  await cp(join(base, 'made/province/site'), site, { recursive: true, dereference: true });
  root = fingerprint(await readFile(join(site, 'd/metadata/1.root.json')));
  for (const name of await readdir(join(site, A, 'i'))) {
    const html = await readFile(join(site, A, 'i', name), 'utf8');
    if (name.endsWith('.html') && html.includes('data-f="state.mark"')) code = name.slice(0, 10);
  }
});
afterAll(() => rm(base, { recursive: true, force: true }));

const run = (...args: string[]) => yixinma(base, args, NOW);

it('a province’s site verifies, each bureau by name under its own role', async () => {
  const { code: exit, out } = await run('verify', site, '--root', root);
  expect([exit, out]).toEqual([0, expect.stringContaining('共2个发布单位')]);
  for (const id of [A, B]) expect(out).toContain(`✓ ${id}卫生健康局（${id}）`);
  const json = JSON.parse((await run('verify', site, '--json')).out);
  expect(json).toMatchObject({
    ok: true,
    verdict: 'genuine',
    bureaus: [
      { id: A, records: 2 },
      { id: B, records: 2 },
    ],
  });
});

it('a bureau’s folder alone verifies from the province’s root, is mirrored, and the copy verifies', async () => {
  expect((await run('verify', join(site, A), '--root', root)).code).toBe(0);
  const copied = await run('mirror', join(site, A), 'copy', '--root', root);
  expect([copied.code, copied.err]).toEqual([0, '']);
  expect((await run('verify', 'copy', '--root', root)).out).toContain('核验通过');
  expect((await run('mirror', join(site, A), 'copy')).code).toBe(0);
});

it('a saved page is checked beside the province’s home or its bureau’s folder', async () => {
  const page = join(site, A, `i/${code}.html`);
  for (const beside of [site, join(site, A)]) {
    const { code: exit, out } = await run('verify', page, '--site', beside, '--root', root);
    // Another build wrote it: its facts alone are compared.
    expect([exit, out]).toEqual([3, expect.stringContaining(`${A}卫生健康局`)]);
  }
  expect((await run('verify', page, '--site', join(site, B))).code).toBe(1);
});

it('attack: one changed grade in one bureau’s folder is found under that bureau’s name, and no other', async () => {
  const copy = join(base, 'altered');
  await cp(site, copy, { recursive: true });
  await edit(join(copy, A, `i/${code}.html`), (html) =>
    html.replace(/data-f="state.mark">[^<]+/g, 'data-f="state.mark">差'),
  );
  const { code: exit, out } = await run('verify', copy, '--root', root);
  expect(exit).toBe(1);
  expect(out).toContain(`✗ ${A}卫生健康局（${A}）`);
  expect(out).toContain(`${A}/i/${code}.html`);
  expect(out).toContain(`✓ ${B}卫生健康局（${B}）`);
});

it('attack: one bureau’s folder under another’s name, and one taken away', async () => {
  const copy = join(base, 'exchanged');
  await cp(site, copy, { recursive: true });
  await rm(join(copy, A), { recursive: true });
  expect((await run('verify', copy)).out).toContain(`✗ ${A}卫生健康局（${A}）`);
  await cp(join(copy, B), join(copy, A), { recursive: true });
  const { code: exit, out } = await run('verify', copy, '--root', root);
  expect(exit).toBe(1);
  expect(out).toContain(`✗ ${A}卫生健康局（${A}）`);
  expect(out).toContain(`✓ ${B}卫生健康局（${B}）`);
});

it('a province is mirrored whole, bureau by bureau, and the copy verifies and is brought up to date', async () => {
  const copied = await run('mirror', site, 'whole', '--root', root);
  expect([copied.code, copied.err]).toEqual([0, '']);
  for (const id of [A, B])
    expect(copied.out).toMatch(new RegExp(`✓ ${id}卫生健康局（${id}）\\n✓ 已核验并复制：记录2条`));
  const verified = await run('verify', 'whole', '--root', root);
  expect([verified.code, verified.out]).toEqual([0, expect.stringContaining('共2个发布单位')]);
  expect(await readdir(join(base, 'whole'))).toEqual([A, B, 'd']);
  expect((await run('mirror', site, 'whole')).code).toBe(0);
});

it('attack: in a whole mirror one bureau’s folder is of another root, changed or gone: it is named, and the others are copied', async () => {
  const copy = join(base, 'bent');
  await cp(site, copy, { recursive: true });
  await edit(join(copy, A, 'd/metadata/1.root.json'), (text) => `${text} `);
  const bent = await run('mirror', copy, 'bent-copy');
  expect([bent.code, bent.err]).toEqual([1, expect.stringContaining(`✗ ${A}卫生健康局（${A}）`)]);
  expect(bent.out).toContain(`✓ ${B}卫生健康局（${B}）`);
  expect(await readdir(join(base, 'bent-copy'))).toEqual([B, 'd']);
  // What was copied before stays when the site's own is taken away.
  await run('mirror', site, 'bent-copy');
  await rm(join(copy, A), { recursive: true });
  expect((await run('mirror', copy, 'bent-copy')).code).toBe(1);
  expect((await run('verify', 'bent-copy', '--root', root)).code).toBe(0);
});

it('a whole mirror takes the place of nothing else, and of no copy from another root', async () => {
  expect(await run('mirror', site, 'copy')).toMatchObject({ code: 1, err: expect.stringContaining('不是以前的副本') });
  expect(await readdir(join(base, 'copy'))).not.toContain(A);
  const other = join(base, 'other');
  await cp(site, other, { recursive: true });
  await edit(join(other, 'd/metadata/1.root.json'), (text) => `${text} `);
  expect(await run('mirror', other, 'whole')).toMatchObject({ code: 1, err: expect.stringContaining('副本') });
  expect((await run('verify', 'whole', '--root', root)).code).toBe(0);
});

it('attack: beside the bureaus’ folders lie another county’s, a page and a rule for the host: all are named, and no bureau is blamed', async () => {
  for (const from of [site, join(base, 'whole')]) {
    const copy = `${from}-strange`;
    await cp(from, copy, { recursive: true });
    await cp(join(copy, A), join(copy, 'county-z'), { recursive: true });
    await writeFile(join(copy, 'notice.html'), 'A级');
    await writeFile(join(copy, '.htaccess'), '');
    await mkdir(join(copy, A, 'x'));
    await writeFile(join(copy, A, `x/${code}.html`), 'A级');
    const { code: exit, out } = await run('verify', copy, '--root', root);
    expect(exit).toBe(1);
    expect(out).toMatch(/ {4}county-z\/（整个文件夹，\d+个文件，如 county-z\//);
    for (const file of ['notice.html', '.htaccess', `${A}/x/${code}.html`]) expect(out).toContain(`    ${file}`);
    expect(out).toContain(`✓ ${B}卫生健康局（${B}）`);
    const { problems } = JSON.parse((await run('verify', copy, '--json')).out);
    const files = problems.map(({ file }: { file: string }) => file);
    expect(files).toEqual(['county-z/', 'notice.html', '.htaccess', `${A}/x/${code}.html`]);
    expect(problems[0].paths.length).toBeGreaterThan(5);
  }
});

it('attack: the home page of a bureau’s folder altered by the province’s host is found by whoever has the build', async () => {
  const copy = join(base, 'shell');
  await cp(join(site, A), copy, { recursive: true });
  const release = await readRelease(directoryFetcher(join(copy, 'd')), root, NOW, A);
  if (!release.ok) throw new Error(JSON.stringify(release.fault));
  const build = await loadBuild(join(base, 'dist'), true);
  const file = (path: string) => readFile(join(copy, path)).catch(() => null);
  const found = async () => (await compareWithBuild(build, release.value, { file, list: null }, NOW))?.problems;
  expect(await found()).toEqual([]);
  await edit(join(copy, 'index.html'), (html) => `${html}<h1>A级</h1>`);
  expect(await found()).toEqual([{ code: 'app', file: 'index.html', detail: 'differs from the build' }]);
});

it('a whole mirror says what lies in it that is none of the province’s, and leaves it there', async () => {
  const copy = join(base, 'whole-left');
  await cp(join(base, 'whole'), copy, { recursive: true });
  await cp(join(copy, A), join(copy, 'county-z'), { recursive: true });
  const { code: exit, err } = await run('mirror', site, copy);
  expect([exit, err]).toEqual([1, expect.stringContaining('有1处不属于这个平台的内容，没有动：county-z/。')]);
  expect(await readdir(copy)).toContain('county-z');
});

it('mirror without its words says what is missing, with an example', async () => {
  expect(await run('mirror')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/缺少要复制的网站.*缺少副本文件夹/s),
  });
  expect((await run('mirror', site)).err).not.toContain('缺少要复制的网站');
});

it('a province that another bureau joined verifies on its disk: no list that was replaced lies there', async () => {
  const [made, dist] = [join(base, 'made'), join(base, 'dist')];
  const third = await makeBureau(made, 'county-c');
  await publishBureau(third, dist);
  await register(join(made, 'province'), await deliver(third, join(made, 'province'), 'county-c'));
  await publishAll(join(made, 'province'), dist, new Date(NOW.getTime() + 3_600_000));
  const { code: exit, out } = await run('verify', join(made, 'province/site'), '--root', root);
  expect([exit, out]).toEqual([0, expect.stringContaining('共3个发布单位')]);
});
