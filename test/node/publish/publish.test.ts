import { mkdtemp, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishRelease } from '../../../src/node/publish/publish.ts';
import { refreshRelease } from '../../../src/node/publish/refresh.ts';
import { readTree } from '../../../src/node/publish/site.ts';
import { directoryFetcher } from '../../../src/node/verify/fetchers.ts';
import { proofOfPage } from '../../../src/node/verify/page-block.ts';
import { fingerprint, readRelease } from '../../../src/node/verify/read-release.ts';
import { verifySite } from '../../../src/node/verify/verify-site.ts';
import { NOW, onSite, PASSPHRASE, writeBuild, writeWorkspace } from '../../support/workspace.ts';

const SHEETS = {
  机构: [
    { 机构编号: 'A1', 名称: '青石镇和安口腔门诊部', 其他名称: '示例县和安口腔中心', 乡镇: '青石镇', 地址: '中街12号' },
    { 机构编号: 'A2', 名称: '白水镇卫生院', 乡镇: '白水镇', 地址: '白水街1号' },
    { 机构编号: 'A3', 名称: '备案诊所', 许可类型: '诊所备案凭证', 地址: '南街3号' },
    { 机构编号: 'A4', 名称: '只有名字' },
    { 机构编号: 'A5', 名称: '歇业诊所', 地址: '北街4号' },
  ],
  人员: [{ 机构编号: 'A1', 姓名: '周柏年', 人员类别: '医师' }],
  处罚: [
    {
      机构编号: 'A1',
      决定书文号: '示卫医罚〔2025〕17号',
      决定日期: '2025-12-03',
      严重程度: '一般',
      案由: '未按规定填写病历资料',
      处罚结果: '警告',
    },
  ],
  事件: [{ 机构编号: 'A5', 事件类型: '停用标识', 日期: '2025-11-01', 停用原因: '歇业' }],
  评定: [...onSite('A1', '93.5'), ...onSite('A2', '83.50')],
  承诺: [{ 机构编号: 'A1', 年度: '2026', 签署日期: '2026-01-10' }],
};

let base: string;
let dir: string;
let dist: string;
const publish = (now = NOW, where = dir) =>
  publishRelease({ dir: where, year: 2026, stage: 'final', now, passphrase: PASSPHRASE, dist });

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'yixinma-publish-'));
  dir = join(base, 'county');
  dist = join(base, 'dist');
  await writeBuild(dist);
  await writeWorkspace(dir, SHEETS);
  const first = await publish();
  expect(first.ok).toBe(true);
}, 60_000);
afterAll(() => rm(base, { recursive: true, force: true }));

const dataFiles = async () =>
  [...(await readTree(join(dir, await readlink(join(dir, 'site'))))).keys()].filter((path) =>
    path.startsWith('d/targets/'),
  );
async function verifyNow(now = NOW) {
  const root = await readFile(join(dir, 'site/d/metadata/1.root.json'));
  const text = (path: string) => readFile(join(dir, 'site', path), 'utf8').catch(() => null);
  return verifySite(directoryFetcher(join(dir, 'site/d')), text, fingerprint(root), now);
}
const codeOf = async (id: string) =>
  (await readFile(join(dir, 'codes.csv'), 'utf8'))
    .split('\n')
    .find((line) => line.includes(`"${id}"`))
    ?.slice(0, 10) ?? '';

describe('a publication', () => {
  it('verifies whole: roles, files, log, every record, every page', async () => {
    const result = await verifyNow();
    expect(result.problems).toEqual([]);
    // Five institutions, in two languages.
    expect(result.pages).toBe(10);
    expect(result.release?.log).toHaveLength(1);
  });

  it('says of each institution what the workbook says, in its own state', async () => {
    const { release } = await verifyNow();
    const states = Object.fromEntries((release?.records ?? []).map(({ name, outcome }) => [name, outcome]));
    expect(states.青石镇和安口腔门诊部).toMatchObject({ status: 'graded', grade: 'qualified', sealedReasons: true });
    expect(states.白水镇卫生院).toMatchObject({ status: 'graded', grade: 'qualified', sealedReasons: false });
    expect(states.备案诊所).toEqual({ status: 'not-graded', state: 'out-of-scope' });
    expect(states.只有名字).toEqual({ status: 'not-graded', state: 'awaiting' });
    expect(states.歇业诊所).toEqual({ status: 'withdrawn', cause: 'closed', on: '2025-11-01' });
  });

  it('keeps the text of penalties and the names of staff out of the records', async () => {
    const { release } = await verifyNow();
    const records = JSON.stringify(release?.records);
    for (const secret of ['未按规定填写病历资料', '示卫医罚', 'penalt']) expect(records).not.toContain(secret);
    expect(records.match(/周柏年/g)).toBeNull();
    const html = await readFile(join(dir, `site/i/${await codeOf('A1')}.html`), 'utf8');
    expect(proofOfPage(html)?.openings.map(({ body }) => body.type)).toEqual(['penalty', 'reason', 'staff']);
  });

  it('gives the same data files, names and pages for the same data', async () => {
    const before = await dataFiles();
    const page = await readFile(join(dir, `site/i/${await codeOf('A2')}.html`), 'utf8');
    const again = await publish(new Date('2026-01-16T02:00:00Z'));
    expect(again.ok && again.value.unchanged).toBe(true);
    expect(await dataFiles()).toEqual(before);
    expect(await readFile(join(dir, `site/i/${await codeOf('A2')}.html`), 'utf8')).toBe(page);
    expect((await verifyNow(new Date('2026-01-16T02:00:00Z'))).problems).toEqual([]);
  });

  it('keeps codes for ever and logs what changed, and keeps older releases addressable', async () => {
    const codes = await readFile(join(dir, 'codes.csv'), 'utf8');
    const [first, ...rest] = SHEETS.机构;
    await writeWorkspace(dir, {
      ...SHEETS,
      机构: [...rest, { ...first, 名称: '改了名的门诊部' }, { 机构编号: 'A6', 名称: '新诊所' }],
      评定: onSite('A2', '95'),
    });
    expect((await publish(new Date('2026-02-01T02:00:00Z'))).ok).toBe(true);
    const now = await readFile(join(dir, 'codes.csv'), 'utf8');
    expect(now.startsWith(codes)).toBe(true);
    const { release, problems } = await verifyNow(new Date('2026-02-01T02:00:00Z'));
    expect(problems).toEqual([]);
    expect(release?.releases.map(({ version }) => version)).toEqual([1, 2]);
    expect(release?.log[1]?.changes).toEqual([
      { code: await codeOf('A1'), from: 'qualified', to: null, why: 'correction' },
    ]);
  });

  it('leaves the old release standing when the passphrase is wrong, and says so', async () => {
    const before = await readlink(join(dir, 'site'));
    await expect(
      publishRelease({ dir, year: 2026, stage: 'final', now: NOW, passphrase: 'another passphrase', dist }),
    ).rejects.toThrow(/口令/);
    expect(await readlink(join(dir, 'site'))).toBe(before);
  });

  it('refuses what it cannot do yet instead of doing something else', async () => {
    const other = join(base, 'between-publications');
    await writeWorkspace(other, SHEETS, { rulings: { 'GEN-4': { choice: 'between-publications', adoptedBy: null } } });
    expect(await publish(NOW, other)).toEqual({ ok: false, fault: { code: 'period-not-supported' } });
  });

  it('refuses to build on a last release that was altered on disk', async () => {
    const folder = join(dir, 'site/d/targets/example/2026');
    const [name = ''] = (await readdir(folder)).filter((file) => file.endsWith('.profile.bin'));
    const bytes = await readFile(join(folder, name));
    const altered = Uint8Array.from(bytes);
    altered[100] = (altered[100] ?? 0) ^ 1;
    await writeFile(join(folder, name), altered);
    const outcome = await publish();
    expect(outcome.ok).toBe(false);
    if (!outcome.ok) expect(outcome.fault).toMatchObject({ code: 'last-release' });
    expect((await verifyNow()).problems).toMatchObject([{ code: 'hash', file: `targets/example/2026/${name}` }]);
    await writeFile(join(folder, name), bytes);
  });
});

describe('the timestamp', () => {
  it('is renewed below half of its life by the online key alone, and not before', async () => {
    expect(await refreshRelease({ dir, now: new Date('2026-02-10T00:00:00Z') })).toEqual({
      renewed: false,
      withdrawn: [],
      left: [],
      listsLeft: false,
      oldLayout: false,
    });
    const later = new Date('2026-03-25T00:00:00Z');
    expect(await refreshRelease({ dir, now: later })).toMatchObject({ renewed: true });
    const result = await verifyNow(later);
    expect(result.problems).toEqual([]);
    expect(result.release?.trusted.confirmedAt).toBe('2026-03-25T00:00:00Z');
  });
});

describe('an institution of which a row of evidence was quarantined', () => {
  it('gets no grade, since what is left could be better than the truth', async () => {
    const other = join(base, 'quarantine');
    await writeWorkspace(other, { ...SHEETS, 处罚: [{ ...SHEETS.处罚[0], 严重程度: '不知道' }] });
    expect((await publish(NOW, other)).ok).toBe(true);
    const root = await readFile(join(other, 'site/d/metadata/1.root.json'));
    const read = await readRelease(directoryFetcher(join(other, 'site/d')), fingerprint(root), NOW);
    const record = read.ok ? read.value.records.find(({ name }) => name.includes('和安')) : undefined;
    expect(record?.outcome).toEqual({ status: 'not-graded', state: 'incomplete' });
  });
});
