import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { utf8 } from '../../../src/core/domain/bytes.ts';
import { DEMO_PICTURES } from '../../../src/node/demo/pictures.ts';
import { compareWithBuild } from '../../../src/node/publish/compare-build.ts';
import { pictureFault } from '../../../src/node/publish/pictures.ts';
import { publishRelease } from '../../../src/node/publish/publish.ts';
import { loadBuild } from '../../../src/node/publish/renderer.ts';
import { readTree } from '../../../src/node/publish/site.ts';
import { directoryFetcher } from '../../../src/node/verify/fetchers.ts';
import { lyingBeside } from '../../../src/node/verify/lying-there.ts';
import { fingerprint, readRelease } from '../../../src/node/verify/read-release.ts';
import { NOW, PASSPHRASE, writeBuild, writeCounty } from '../../support/workspace.ts';

const SHIELD = DEMO_PICTURES['shield.svg'] ?? '';
const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]);
const WEBP = Buffer.from('RIFF\0\0\0\0WEBPVP8 ', 'latin1');
const drawing = (inside: string, root = '') => `<svg xmlns="http://www.w3.org/2000/svg"${root}>${inside}</svg>`;

describe('a picture of the footer', () => {
  it.each([
    ['a.svg', utf8(SHIELD)],
    ['a.svg', utf8(DEMO_PICTURES['emblem.svg'] ?? '')],
    [
      'a.svg',
      utf8(`\uFEFF<?xml version="1.0" encoding="UTF-8"?>\n<!-- drawn by hand -->${drawing('<title>盾</title>')}`),
    ],
    ['a.svg', utf8(drawing('<defs><linearGradient id="a"/></defs><path fill="url(#a)" d="M0 0z"/>'))],
    ['a.png', PNG],
    ['a.webp', WEBP],
  ])('may be a plain one: %s', (name, bytes) => {
    expect(pictureFault(name, bytes)).toBeNull();
  });

  it.each([
    ['a script', drawing('<script>alert(1)</script>')],
    ['a script after a comment that ends late', drawing('<!-- > <script>1</script> --><script>1</script>')],
    ['a script in another name space', drawing('<x:script xmlns:x="http://www.w3.org/1999/xhtml">1</x:script>')],
    ['a root of another name space', drawing('', ' xmlns:h="http://www.w3.org/1999/xhtml"')],
    ['a handler', drawing('', ' onload="alert(1)"')],
    ['a page inside', drawing('<foreignObject><p>x</p></foreignObject>')],
    ['a link', drawing('<a href="javascript:alert(1)"><path d="M0 0z"/></a>')],
    ['a picture from elsewhere', drawing('<image href="https://example.org/a.png"/>')],
    ['a shape from elsewhere', drawing('<linearGradient xlink:href="https://example.org/a.svg#b"/>')],
    ['a colour from elsewhere', drawing('<path fill="url(//example.org/a.svg#b)" d="M0 0z"/>')],
    ['a colour from another file', drawing('<path fill="url( b.svg#c)" d="M0 0z"/>')],
    ['an escaped reference', drawing('<path fill="\\75rl(a.svg)" d="M0 0z"/>')],
    ['an entity in a value', drawing('<path fill="&#117;rl(a.svg)" d="M0 0z"/>')],
    ['an animated reference', drawing('<set attributeName="href" to="x"/>')],
    ['a style sheet', drawing('<style>@import "//example.org/a.css"</style>')],
    ['a style attribute', drawing('', ' style="background:red"')],
    ['a style sheet named before it', `<?xml-stylesheet href="//example.org/a.css"?>${drawing('')}`],
    ['entities of its own', `<!DOCTYPE svg [<!ENTITY a "b">]>${drawing('&a;')}`],
    ['raw characters', drawing('<![CDATA[x]]>')],
    ['a tag left open', '<svg xmlns="http://www.w3.org/2000/svg"'],
    ['a page', '<html><script>alert(1)</script></html>'],
    ['an SVG that names no name space', '<svg><path d="M0 0z"/></svg>'],
    ['nothing', ''],
  ])('is no SVG with %s', (_, svg) => {
    expect(pictureFault('a.svg', utf8(svg))).toMatch(/ \/ /);
  });

  it.each([
    ['a.png', utf8(SHIELD)],
    ['a.png', WEBP],
    ['a.webp', PNG],
    ['a.svg', PNG],
    ['a.js', WEBP],
    ['a.svg', Buffer.from(drawing(''), 'utf16le')],
    ['a.png', Buffer.concat([PNG, Buffer.alloc(20 * 1024)])],
  ])('has what its suffix says, at most 20 KB: not %s, %#', (name, bytes) => {
    expect(pictureFault(name, bytes)).toMatch(/ \/ /);
  });
});

describe('a publication with pictures', () => {
  const bureau = { publicSecurityPicture: 'shield.svg', siteIdPicture: 'emblem.png' };

  async function workspace(files: Readonly<Record<string, string | Uint8Array>>) {
    const base = await mkdtemp(join(tmpdir(), 'yixinma-pictures-'));
    onTestFinished(() => rm(base, { recursive: true, force: true }));
    const [dir, dist] = [join(base, 'county'), join(base, 'dist')];
    await writeBuild(dist);
    await writeCounty(dir, { 机构: [{ 机构编号: 'A1', 名称: '白水镇卫生院', 地址: '白水街1号' }] }, bureau);
    await mkdir(join(dir, 'pictures'));
    for (const [name, content] of Object.entries(files)) await writeFile(join(dir, 'pictures', name), content);
    const input = { dir, dist, year: 2026, stage: 'final', now: NOW, passphrase: PASSPHRASE } as const;
    return { dir, dist, outcome: await publishRelease(input) };
  }

  /** What `verify` says of the site's files beside the signed ones. */
  async function compared(dir: string, dist: string) {
    const site = join(dir, 'site');
    const pin = fingerprint(await readFile(join(site, 'd/metadata/1.root.json')));
    const release = await readRelease(directoryFetcher(join(site, 'd')), pin, NOW);
    if (!release.ok) throw new Error(JSON.stringify(release.fault));
    const file = (path: string) => readFile(join(site, path)).catch(() => null);
    const looks = await compareWithBuild(await loadBuild(dist), release.value, { file, list: null }, NOW);
    if (looks === null) throw new Error('not compared');
    const { problems } = lyingBeside(release.value, [...(await readTree(site)).keys()], looks.files);
    return [...looks.problems, ...problems].filter(({ code }) => code === 'app').map((one) => one.file);
  }

  it('has them, and only those that bureau.json names, unsigned', async () => {
    const { dir, dist, outcome } = await workspace({ 'shield.svg': SHIELD, 'emblem.png': PNG, 'other.png': PNG });
    expect(outcome.ok).toBe(true);
    const files = await readTree(join(dir, 'site'));
    const paths = [...files.keys()].filter((path) => /shield|emblem|other/.test(path));
    expect(paths.sort()).toEqual(['pictures/emblem.png', 'pictures/shield.svg']);
    expect(Buffer.from(files.get('pictures/shield.svg') ?? '').toString()).toBe(SHIELD);
    expect(await compared(dir, dist)).toEqual([]);
  });

  it('does not verify when a picture became a script, or a further one came', async () => {
    const { dir, dist } = await workspace({ 'shield.svg': SHIELD, 'emblem.png': PNG });
    await writeFile(join(dir, 'site/pictures/shield.svg'), drawing('<script>alert(1)</script>'));
    await writeFile(join(dir, 'site/pictures/other.png'), PNG);
    expect(await compared(dir, dist)).toEqual(['pictures/shield.svg', 'pictures/other.png']);
  });

  it.each([
    ['missing', { 'shield.svg': SHIELD }, 'pictures/emblem.png'],
    ['hostile', { 'shield.svg': drawing('', ' onload="alert(1)"'), 'emblem.png': PNG }, 'pictures/shield.svg'],
    ['too large', { 'shield.svg': SHIELD, 'emblem.png': Buffer.alloc(30_000) }, 'pictures/emblem.png'],
  ])('is refused when one is %s, with the name of the file', async (_, files, value) => {
    const { outcome } = await workspace(files);
    expect(outcome).toMatchObject({ ok: false, fault: { code: 'workspace' } });
    if (outcome.ok || outcome.fault.code !== 'workspace') return;
    const wrong = outcome.fault.workspace.problems.filter(({ code }) => code === 'picture-wrong');
    expect(wrong).toMatchObject([{ value, severity: 'error' }]);
  });
});
