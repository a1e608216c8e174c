import { cp, mkdtemp, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { trustedVersions } from '../../../src/core/trust/trusted.ts';
import { publishRelease } from '../../../src/node/publish/publish.ts';
import { refreshRelease } from '../../../src/node/publish/refresh.ts';
import { directoryFetcher } from '../../../src/node/verify/fetchers.ts';
import { fingerprint } from '../../../src/node/verify/read-release.ts';
import { verifySite } from '../../../src/node/verify/verify-site.ts';
import { NOW, onSite, PASSPHRASE, writeBuild, writeCounty } from '../../support/workspace.ts';

const SHEETS = {
  机构: [
    { 机构编号: 'A1', 名称: '青石镇和安口腔门诊部', 地址: '中街12号' },
    { 机构编号: 'A2', 名称: '白水镇卫生院', 地址: '白水街1号' },
  ],
  处罚: [
    {
      机构编号: 'A1',
      决定书文号: '示卫医罚〔2025〕17号',
      决定日期: '2025-12-03',
      严重程度: '一般',
      案由: '未填写病历',
      处罚结果: '警告',
    },
  ],
  评定: [...onSite('A1', '93.5'), ...onSite('A2', '83.5')],
};

let base: string;
let dir: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'yixinma-restored-'));
  dir = join(base, 'county');
  await writeBuild(join(base, 'dist'));
  await writeCounty(dir, SHEETS);
});
afterEach(() => rm(base, { recursive: true, force: true }));

const publish = () =>
  publishRelease({ dir, year: 2026, stage: 'final', now: NOW, passphrase: PASSPHRASE, dist: join(base, 'dist') });

async function verify(now = NOW) {
  const root = await readFile(join(dir, 'site/d/metadata/1.root.json'));
  const text = (path: string) => readFile(join(dir, 'site', path), 'utf8').catch(() => null);
  return verifySite(directoryFetcher(join(dir, 'site/d')), text, fingerprint(root), now);
}
const problems = async (now = NOW) =>
  (await verify(now)).problems.map(({ code, file, detail }) => [code, file, detail]);

describe('a workspace whose site was lost or restored', () => {
  it('founds no second root when site and releases are gone', async () => {
    const first = await publish();
    await rm(join(dir, 'site'));
    await rm(join(dir, 'releases'), { recursive: true });
    const again = await publish();
    expect(again).toMatchObject({
      ok: false,
      fault: { code: 'release-missing', detail: first.ok && first.value.fingerprint },
    });
  });

  it('never uses a version again after an older site was put back', async () => {
    await publish();
    const old = await readlink(join(dir, 'site'));
    await cp(join(dir, old), join(base, 'backup'), { recursive: true });
    await writeCounty(dir, { ...SHEETS, 评定: onSite('A1', '95') });
    await publish();
    await refreshRelease({ dir, now: NOW, force: true });
    const before = (await verify()).release;
    await rm(join(dir, 'site'));
    await cp(join(base, 'backup'), join(dir, old), { recursive: true });
    await symlink(old, join(dir, 'site'));
    await writeCounty(dir, { ...SHEETS, 评定: onSite('A2', '61') });
    expect((await publish()).ok).toBe(true);
    const { release, problems } = await verify();
    expect(problems).toEqual([]);
    expect(release?.releases.at(-1)?.version).toBeGreaterThan(before?.releases.at(-1)?.version ?? 99);
    if (!release || !before) throw new Error('not verified');
    const [now, then] = [trustedVersions(release.trusted), trustedVersions(before.trusted)];
    for (const role of ['targets', 'snapshot', 'timestamp'] as const) expect(now[role]).toBeGreaterThan(then[role]);
  });
});

describe('refresh confirms only what was published last', () => {
  const refresh = () => refreshRelease({ dir, now: NOW, force: true });
  const mark = async () => JSON.parse(await readFile(join(dir, 'keys/published.json'), 'utf8'));

  it('not an older release that was put in its place', async () => {
    await publish();
    const old = await readlink(join(dir, 'site'));
    await cp(join(dir, old), join(base, 'backup'), { recursive: true });
    await writeCounty(dir, { ...SHEETS, 评定: onSite('A1', '95') });
    await publish();
    const newest = await mark();
    await rm(join(dir, 'site'));
    await cp(join(base, 'backup'), join(dir, old), { recursive: true });
    await symlink(old, join(dir, 'site'));
    const timestamp = () => readFile(join(dir, 'site/d/metadata/timestamp.json'), 'utf8');
    const before = await timestamp();
    await expect(refresh()).rejects.toThrow(/没有续签.*较早的一次公布（清单第1号，最新为第2号）/);
    expect([await timestamp(), await mark()]).toEqual([before, newest]);
  });

  it('not a list whose signature is broken, and takes no number from it', async () => {
    await publish();
    const before = await mark();
    for (const [file, from, to] of [
      ['timestamp.json', /"version":1(?=,"x-signed-at")/, '"version":9007199'],
      ['1.targets.json', /"length":\d/, '"length":9'],
    ] as const) {
      const path = join(dir, 'site/d/metadata', file);
      const text = await readFile(path, 'utf8');
      const altered = text.replace(from, to);
      expect(altered).not.toBe(text);
      await writeFile(path, altered);
      await expect(refresh(), file).rejects.toThrow(/没有续签.*没有通过核验/);
      expect(await mark()).toEqual(before);
      await writeFile(path, text);
    }
    expect((await refresh()).renewed).toBe(true);
  });
});

describe('a publication that would surprise', () => {
  it('of an earlier year is refused: it would replace the later one under the same codes', async () => {
    await publish();
    const earlier = await publishRelease({
      dir,
      year: 2025,
      stage: 'final',
      now: NOW,
      passphrase: PASSPHRASE,
      dist: join(base, 'dist'),
    });
    expect(earlier).toEqual({ ok: false, fault: { code: 'year-before-last' } });
  });

  it('says which published institutions are gone, and how many rows belong to nobody', async () => {
    await publish();
    const [, second] = SHEETS.机构;
    if (second === undefined) throw new Error('two institutions');
    await writeCounty(dir, { ...SHEETS, 机构: [second] });
    const outcome = await publish();
    if (!outcome.ok) throw new Error('refused');
    expect(outcome.value.gone).toHaveLength(1);
    expect(outcome.value.gone[0]).toMatch(/^青石镇和安口腔门诊部（[0-9A-Y]{10}）$/);
    expect(outcome.value.unattributed).toBe(2);
  });
});

describe('verify names', () => {
  const codeOf = async (id: string) =>
    (await readFile(join(dir, 'codes.csv'), 'utf8'))
      .split('\n')
      .find((line) => line.includes(`"${id}"`))
      ?.slice(0, 10) ?? '';

  it('roles that expired long ago, as on a frozen copy, and what has lapsed on it since', async () => {
    await publish();
    const code = await codeOf('A1');
    expect((await problems(new Date('2028-01-01T00:00:00Z'))).map(([kind, file]) => [kind, file])).toEqual([
      ['expired', 'timestamp.json'],
      ['expired', 'snapshot.json'],
      ['expired', 'targets.json'],
      ['lapsed', 'example/2026/penalties-2026-12-03.bin'],
      ['page', `i/${code}.html`],
      ['page', `en/i/${code}.html`],
      ['page', `i/${code}.json`],
    ]);
  });

  it('a bundle that is missing, empty or another’s', async () => {
    await publish();
    const bundle = join(dir, 'site/d/bundle.json');
    const text = await readFile(bundle, 'utf8');
    await refreshRelease({ dir, now: new Date('2026-03-25T00:00:00Z') });
    await writeFile(bundle, text);
    expect(await problems(new Date('2026-03-25T00:00:00Z'))).toEqual([['bundle', 'bundle.json', 'another timestamp']]);
    await writeFile(bundle, '{}');
    expect(await problems()).toEqual([['bundle', 'bundle.json', 'unreadable']]);
    await rm(bundle);
    expect(await problems()).toEqual([['bundle', 'bundle.json', 'missing']]);
  });

  it('a page from which a penalty was cut, though what is left still matches its commitments', async () => {
    await publish();
    const file = join(dir, `site/i/${await codeOf('A1')}.html`);
    const html = await readFile(file, 'utf8');
    const cut = html.replace(/"openings":\[.*?\](?=,"path"|,"pin"|,"directory"|\})/s, '"openings":[]');
    expect(cut).not.toBe(html);
    await writeFile(file, cut);
    expect(await problems()).toEqual([['page', `i/${await codeOf('A1')}.html`, 'a penalty in its term is left out']]);
  });

  it('a page that pins another root, or names another release', async () => {
    await publish();
    const file = join(dir, `site/i/${await codeOf('A2')}.html`);
    const html = await readFile(file, 'utf8');
    await writeFile(file, html.replace(/"rootSha256":"[0-9a-f]{4}/, '"rootSha256":"0000'));
    expect((await problems())[0]?.[2]).toBe('another pin');
    await writeFile(file, html.replace(/"time":"2026/, '"time":"2025'));
    expect((await problems())[0]?.[2]).toBe('another release');
  });
});
