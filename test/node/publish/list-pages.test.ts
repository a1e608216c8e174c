/** Lists that are too long for one page, as files: written, renewed, taken down, and looked at by `verify`. */
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bureau } from '../../../src/core/domain/bureau.ts';
import { codeFromBytes } from '../../../src/core/domain/institution-code.ts';
import { type IsoDate, isoDate } from '../../../src/core/domain/iso-date.ts';
import type { RulebookTerms } from '../../../src/core/domain/terms.ts';
import { townKey } from '../../../src/core/snapshot/list-pages.ts';
import { compareWithBuild } from '../../../src/node/publish/compare-build.ts';
import { dayOfLists, renderLists, renewLists } from '../../../src/node/publish/lists.ts';
import { publishRelease } from '../../../src/node/publish/publish.ts';
import { refreshRelease } from '../../../src/node/publish/refresh.ts';
import { type Build, loadBuild } from '../../../src/node/publish/renderer.ts';
import { writeFiles } from '../../../src/node/publish/site.ts';
import { directoryFetcher } from '../../../src/node/verify/fetchers.ts';
import { listFiles } from '../../../src/node/verify/listing.ts';
import { lyingBeside } from '../../../src/node/verify/lying-there.ts';
import { fingerprint, readRelease } from '../../../src/node/verify/read-release.ts';
import { graded, record } from '../../support/records.ts';
import { onSite, PASSPHRASE, writeBuild, writeCounty } from '../../support/workspace.ts';

const LAST = isoDate('2026-06-30');
const AFTER = isoDate('2026-07-01');
const LATER = isoDate('2026-07-02');
const [NORTH, SOUTH] = [`lists-x-${townKey('北乡')}.html`, `lists-x-${townKey('南镇')}.html`];

let base: string;
let build: Build;
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'yixinma-list-pages-'));
  await writeBuild(join(base, 'dist'));
  build = await loadBuild(join(base, 'dist'));
});
afterAll(() => rm(base, { recursive: true, force: true }));

/** A list of so many in the north, and so many in the south of whom the first leaves after `LAST`. */
function source(north: number, south: number) {
  const list = { id: 'x', title: { zh: '榜', en: 'List' }, note: { zh: '', en: '' }, article: '第一条' };
  const terms = { lists: [{ ...list, of: { grades: ['A'] } }], grades: [{ symbol: 'A' }] } as unknown as RulebookTerms;
  const in_ = (town: string, count: number, at: number) =>
    Array.from({ length: count }, (_, n) => {
      const validUntil = at === 1 && n === 0 ? LAST : null;
      const code = codeFromBytes(Uint8Array.of(at, n >> 4, n & 15, 1, 2, 3, 4, 5, 6));
      return record({ code, name: `${town}${n}号`, town, outcome: { ...graded, grade: 'A', validUntil } });
    });
  return { bureau: {} as Bureau, terms, records: [...in_('北乡', north, 0), ...in_('南镇', south, 1)] };
}

async function folderOf(from: ReturnType<typeof source>, day: IsoDate): Promise<string> {
  const folder = await mkdtemp(join(base, 'site-'));
  await writeFiles(folder, renderLists(build, from, day));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, build.pageScript), '');
  return folder;
}

const listsIn = async (folder: string) => (await readdir(folder)).filter((name) => name.startsWith('lists')).sort();
const textIn = (folder: string, path: string) => readFile(join(folder, path), 'utf8');
const dayIn = async (folder: string, path: string) => dayOfLists(await textIn(folder, path));

describe('a day later', () => {
  it('who left the list is in no byte of it, the overview is of the day, and a town where nothing changed keeps its page', async () => {
    const from = source(200, 105);
    const folder = await folderOf(from, LAST);
    expect(await listsIn(folder)).toEqual(['lists.html', NORTH, SOUTH].sort());
    expect(await textIn(folder, SOUTH)).toContain('"南镇0号"');
    expect(await renewLists(folder, from, build, AFTER)).toBe(true);
    for (const below of ['', 'en/']) {
      const days = await Promise.all(['lists.html', NORTH, SOUTH].map((name) => dayIn(folder, below + name)));
      expect(days).toEqual([AFTER, LAST, AFTER]);
    }
    for (const path of await listFiles(folder)) expect(await textIn(folder, path)).not.toContain('南镇0号"');
    expect(await renewLists(folder, from, build, LATER)).toBe(true);
    expect(await dayIn(folder, SOUTH)).toBe(AFTER);
  });

  it('a town from which nobody stands on it any more has no page, nor has any town once all fit into one', async () => {
    const [alone, short] = [source(301, 1), source(200, 101)];
    const [one, other] = [await folderOf(alone, LAST), await folderOf(short, LAST)];
    expect(await listsIn(one)).toEqual(['lists.html', NORTH, `${NORTH.slice(0, -5)}-2.html`, SOUTH].sort());
    for (const [folder, from] of [
      [one, alone],
      [other, short],
    ] as const)
      await renewLists(folder, from, build, AFTER);
    expect(await listsIn(one)).toEqual(['lists.html', NORTH, `${NORTH.slice(0, -5)}-2.html`].sort());
    expect(await listsIn(other)).toEqual(['lists.html']);
    expect(await readdir(join(other, 'en'))).toEqual(['lists.html']);
  });

  it('without the build nothing is written, and it is said only where a page is no longer true', async () => {
    const from = source(200, 105);
    const folder = await folderOf(from, isoDate('2026-06-29'));
    expect(await renewLists(folder, from, null, LAST)).toBe(true);
    expect(await renewLists(folder, from, null, AFTER)).toBe(false);
    expect(await dayIn(folder, SOUTH)).toBe('2026-06-29');
    // Of the overview alone the numbers are another: a page that goes on naming whoever left is enough.
    await renewLists(folder, from, build, AFTER);
    expect(await renewLists(folder, from, null, LATER)).toBe(true);
    await writeFiles(folder, new Map([[SOUTH, renderLists(build, from, LAST).get(SOUTH) ?? '']]));
    expect(await renewLists(folder, from, null, LATER)).toBe(false);
  });

  it('attack: a page that is of another day than it says, or altered, is written anew', async () => {
    const from = source(200, 105);
    const folder = await folderOf(from, AFTER);
    for (const forged of ['2026-06-30', '2026-07-09']) {
      const html = await textIn(folder, NORTH);
      await writeFile(
        join(folder, NORTH),
        html.replace('"北乡7号",', '').replace(/data-day="[^"]*"/, `data-day="${forged}"`),
      );
      await renewLists(folder, from, build, LATER);
      expect(await textIn(folder, NORTH)).toBe(renderLists(build, from, LATER).get(NORTH));
    }
  });
});

describe('a county’s long black list', () => {
  const [FIRST, NEXT] = [new Date('2026-01-15T02:00:00Z'), new Date('2026-01-16T02:00:00Z')];
  const [RIVER, HILL] = [`lists-black-${townKey('安河镇')}.html`, `lists-black-${townKey('青石镇')}.html`];
  let dir: string;

  async function publish(now: Date, poor: number): Promise<void> {
    const rows = Array.from({ length: 310 }, (_, n) => {
      return { 机构编号: `A${n}`, 名称: `第${n}诊所`, 地址: '街', 乡镇: n < 100 ? '安河镇' : '青石镇' };
    });
    const scores = rows.flatMap(({ 机构编号: id }, n) => onSite(id, n < poor ? '40' : '70'));
    await writeCounty(dir, { 机构: rows, 评定: scores }, { rulebook: 'wugang' });
    const input = { dir, year: 2026, stage: 'final', now, passphrase: PASSPHRASE, dist: join(base, 'dist') } as const;
    expect(await publishRelease(input)).toMatchObject({ ok: true });
  }

  async function compared(site: string, now: Date) {
    const root = fingerprint(await readFile(join(site, 'd/metadata/1.root.json')));
    const release = await readRelease(directoryFetcher(join(site, 'd')), root, now);
    if (!release.ok) throw new Error(JSON.stringify(release.fault));
    const files = directoryFetcher(site);
    const reader = { file: (path: string) => files.fetch(path, 1_000_000), list: () => listFiles(site) };
    const looks = await compareWithBuild(build, release.value, reader, now);
    if (looks === null) throw new Error('not compared');
    const { problems } = lyingBeside(release.value, await listFiles(site), looks.files);
    return [...looks.problems, ...problems].map((one) => [one.file, 'detail' in one ? one.detail : '']);
  }

  const copy = async () => {
    const to = await mkdtemp(join(base, 'copy-'));
    await cp(join(dir, 'site'), to, { recursive: true, dereference: true });
    return to;
  };

  beforeAll(async () => {
    dir = join(base, 'county');
    await publish(FIRST, 310);
  });

  it('is an overview and a page for each town, which verify knows', async () => {
    expect(await listsIn(join(dir, 'site'))).toEqual(['lists.html', RIVER, HILL].sort());
    expect(await compared(await copy(), FIRST)).toEqual([]);
  });

  it('costs a day’s refresh the overview alone', async () => {
    expect(await refreshRelease({ dir, now: NEXT, dist: join(base, 'dist') })).toMatchObject({ listsLeft: false });
    const site = join(dir, 'site');
    const days = await Promise.all(['lists.html', HILL, `en/${RIVER}`].map((path) => dayIn(site, path)));
    expect(days).toEqual(['2026-01-16', '2026-01-15', '2026-01-15']);
    expect(await compared(await copy(), NEXT)).toEqual([]);
  });

  it('attack: a town’s page that was altered, taken away or invented does not go unseen', async () => {
    const site = await copy();
    const html = await textIn(site, HILL);
    for (const forged of [html.replace('"第200诊所",', ''), html.replace('2026-01-15', '2026-01-14'), '']) {
      expect(forged).not.toBe(html);
      await writeFile(join(site, HILL), forged);
      expect(await compared(site, NEXT)).toEqual([[HILL, 'differs from the signed records']]);
    }
    await rm(join(site, HILL));
    expect(await compared(site, NEXT)).toEqual([[HILL, 'missing']]);
    await writeFile(join(site, HILL), html);
    await writeFile(join(site, 'lists-black-0.html'), html);
    expect(await compared(site, NEXT)).toEqual([['lists-black-0.html', 'nobody published this file']]);
  });

  it('leaves no page of a town behind when the next publication fits into one', async () => {
    await publish(new Date('2026-03-02T02:00:00Z'), 250);
    expect(await listsIn(join(dir, 'site'))).toEqual(['lists.html']);
    expect(await compared(await copy(), new Date('2026-03-02T02:00:00Z'))).toEqual([]);
  });
});
