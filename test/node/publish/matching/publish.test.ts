/** Publications over years whose workbook names institutions anew: codes stay, doubts are asked, nobody is lost. */
import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { check } from '../../../../src/node/cli/check.ts';
import { match } from '../../../../src/node/cli/match.ts';
import { publishRelease } from '../../../../src/node/publish/publish.ts';
import { directoryFetcher } from '../../../../src/node/verify/fetchers.ts';
import { fingerprint } from '../../../../src/node/verify/read-release.ts';
import { verifySite } from '../../../../src/node/verify/verify-site.ts';
import { ran } from '../../../support/terminal.ts';
import { NOW, onSite, PASSPHRASE, writeBuild, writeCounty } from '../../../support/workspace.ts';

interface Row {
  readonly 机构编号: string;
  readonly 名称: string;
  readonly 地址: string;
  readonly 登记号: string;
  readonly 统一社会信用代码: string;
}
const A: Row = {
  机构编号: 'A1',
  名称: '青石镇和安口腔门诊部',
  地址: '青石镇中街12号',
  登记号: 'PDY00000X41048117D1522',
  统一社会信用代码: '91350100M000100Y43',
};
const B: Row = {
  机构编号: 'A2',
  名称: '白水镇卫生院',
  地址: '白水街1号',
  登记号: 'PDY00000X41048117D1533',
  统一社会信用代码: '',
};
const C: Row = { 机构编号: 'A3', 名称: '河口诊所', 地址: '河口村', 登记号: '', 统一社会信用代码: '' };

let base: string;
let dir: string;
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'yixinma-match-'));
  dir = join(base, 'county');
  await writeBuild(join(base, 'dist'));
});
afterAll(() => rm(base, { recursive: true, force: true }));

async function publish(institutions: readonly Row[]) {
  const graded = institutions.flatMap(({ 机构编号: id }) => onSite(id, '93.5'));
  await writeCounty(dir, { 机构: institutions.map((row) => ({ ...row })), 评定: graded });
  return publishRelease({
    dir,
    year: 2026,
    stage: 'final',
    now: NOW,
    passphrase: PASSPHRASE,
    dist: join(base, 'dist'),
  });
}

const run = (command: typeof match, args: readonly string[]) => ran(command, args, { cwd: base, now: NOW });

/** Name → code, by the verified release. */
async function published(): Promise<{
  readonly codes: Readonly<Record<string, string>>;
  readonly gone: readonly string[];
  readonly former: Readonly<Record<string, string>>;
  /** Code of who is gone → code of who took its place. */
  readonly successors: ReadonlyMap<string, string | undefined>;
}> {
  const root = await readFile(join(dir, 'site/d/metadata/1.root.json'));
  const page = (path: string) => readFile(join(dir, 'site', path), 'utf8').catch(() => null);
  const { release, problems } = await verifySite(directoryFetcher(join(dir, 'site/d')), page, fingerprint(root), NOW);
  expect(problems).toEqual([]);
  return {
    codes: Object.fromEntries((release?.records ?? []).map(({ name, code }) => [name, code])),
    gone: (release?.tombstones ?? []).map(({ code }) => code),
    former: Object.fromEntries(
      (release?.records ?? []).flatMap(({ name, formerName }) =>
        formerName === undefined ? [] : [[name, formerName]],
      ),
    ),
    successors: new Map((release?.tombstones ?? []).map(({ code, successor }) => [code, successor?.code])),
  };
}

const dataFiles = async () => (await readdir(join(dir, 'site/d/targets/example/2026'))).sort();

describe('a county published again', () => {
  let first: Readonly<Record<string, string>>;
  it('changes nothing when nothing changed: the same codes, the same data files, the same publication', async () => {
    expect(await publish([A, B, C])).toMatchObject({ ok: true, value: { newCodes: 3, changed: null } });
    first = (await published()).codes;
    const files = await dataFiles();
    expect(await publish([A, B, C])).toMatchObject({ ok: true, value: { newCodes: 0, changed: [], unchanged: true } });
    expect(await dataFiles()).toEqual(files);
    expect((await published()).codes).toEqual(first);
  });

  it('knows everybody when the numbers were given anew, and changes nothing for it either', async () => {
    const files = await dataFiles();
    const renumbered = [
      { ...C, 机构编号: 'A1' },
      { ...A, 机构编号: 'A2' },
      { ...B, 机构编号: 'A3' },
    ];
    expect(await publish(renumbered)).toMatchObject({ ok: true, value: { newCodes: 0, unchanged: true } });
    expect((await published()).codes).toEqual(first);
    expect(await dataFiles()).toEqual(files);
    expect(await publish([A, B, C])).toMatchObject({ ok: true, value: { newCodes: 0, unchanged: true } });
  });

  it('keeps the code through another name, address and owner', async () => {
    const changed = { ...A, 机构编号: 'Z9', 名称: '和安口腔医院', 统一社会信用代码: '914403001922038216' };
    expect(await publish([changed, { ...B, 地址: '白水新街8号' }, C])).toMatchObject({
      ok: true,
      value: { newCodes: 0 },
    });
    const renamed = await published();
    expect(renamed.codes.和安口腔医院).toBe(first.青石镇和安口腔门诊部);
    expect(renamed.former).toEqual({ 和安口腔医院: '青石镇和安口腔门诊部' });
    expect(await publish([A, B, C])).toMatchObject({ ok: true });
  });

  it('refuses while a row is doubtful, says so in check, and goes by the answer for good', async () => {
    const other = { ...C, 名称: '红星诊所', 地址: '红星村' };
    expect(await publish([A, B, other])).toMatchObject({
      ok: false,
      fault: { code: 'doubtful-matches', doubts: [{ kind: 'perhaps', row: { id: 'A3' } }] },
    });
    const checked = await run(check, ['county']);
    expect(checked.code).toBe(1);
    expect(checked.out).toContain('1. 机构编号 A3：可能是原有的机构');
    expect(checked.out).toContain('yixinma match county A3 new');
    const reported = async () => (await readFile(join(dir, 'check-report.csv'), 'utf8')).split('\n');
    const doubtful = async () => (await reported()).find((line) => line.includes('match-doubtful'));
    expect(await doubtful()).toContain('机构.csv');
    // The same list out of another program: the file is named that the clerk has in hand.
    const sheet = join(dir, 'workbook/机构.csv');
    const mapped = join(dir, '导出.csv');
    const config = join(dir, 'bureau.json');
    const bureau = await readFile(config, 'utf8');
    await rename(sheet, mapped);
    const tables = { institutions: { file: '导出.csv' } };
    await writeFile(config, JSON.stringify({ ...JSON.parse(bureau), tables }));
    expect((await run(check, ['county'])).code).toBe(1);
    expect(await doubtful()).toContain('导出.csv');
    await rename(mapped, sheet);
    await writeFile(config, bureau);
    expect((await run(match, ['county', 'A3', 'same', '0000000000'])).err).toContain('没有发过编码');
    expect((await run(match, ['county', 'A9', 'new'])).err).toContain('没有采用的行');
    expect((await run(match, ['county', 'A3', 'same'])).code).toBe(2);
    expect(await run(match, ['county', 'A3', 'new'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('可以公布'),
    });
    expect(await publish([A, B, other])).toMatchObject({ ok: true, value: { newCodes: 1 } });
    const { codes, gone } = await published();
    expect(gone).toEqual([first.河口诊所]);
    expect(Object.values(first)).not.toContain(codes.红星诊所);
    expect(await publish([A, B, other])).toMatchObject({ ok: true, value: { newCodes: 0, unchanged: true } });
    expect((await published()).codes).toEqual(codes);
  });

  it('gives the code back to who returns, under whatever number', async () => {
    expect(await publish([A, B, { ...C, 机构编号: 'B7' }])).toMatchObject({ ok: true, value: { newCodes: 0 } });
    expect((await published()).codes).toEqual(first);
  });

  it('links who took the place of another, through a chain, and says so on the page of the one that is gone', async () => {
    const next = { ...C, 机构编号: 'N1', 名称: '河口新诊所', 登记号: 'PDY00000X41048117D1599' };
    expect(await publish([A, B, next])).toMatchObject({ ok: false, fault: { doubts: [{ kind: 'perhaps' }] } });
    const code = first.河口诊所 ?? '';
    expect((await run(match, ['county', 'N1', 'after', code])).code).toBe(0);
    expect(await publish([A, B, next])).toMatchObject({ ok: true, value: { newCodes: 1 } });
    const { codes, successors } = await published();
    expect(successors.get(code)).toBe(codes.河口新诊所);
    expect(await readFile(join(dir, 'site/i', `${code}.html`), 'utf8')).toContain('河口新诊所');
    expect(await publish([A, B, next])).toMatchObject({ ok: true, value: { unchanged: true } });
    const third = { ...next, 机构编号: 'N2', 名称: '河口卫生室', 登记号: '' };
    expect(await publish([A, B, third])).toMatchObject({ ok: false });
    await run(match, ['county', 'N2', 'after', codes.河口新诊所 ?? '']);
    expect(await publish([A, B, third])).toMatchObject({ ok: true, value: { newCodes: 1 } });
    const later = await published();
    const last = later.codes.河口卫生室;
    expect([code, codes.河口新诊所 ?? ''].map((one) => later.successors.get(one))).toEqual([last, last]);
    expect(await publish([A, B, C])).toMatchObject({ ok: true });
    expect((await published()).codes).toEqual(first);
  });

  it('takes a wrong successor back, also once it was published', async () => {
    const next = { ...C, 机构编号: 'N3', 名称: '河口西诊所', 登记号: 'PDY00000X41048117D1588' };
    const code = first.河口诊所 ?? '';
    await publish([A, B, next]);
    expect((await run(match, ['county', 'N3', 'undo'])).err).toContain('没有答复过 N3');
    expect((await run(match, ['county', 'N3', 'after', code])).code).toBe(0);
    expect((await run(match, ['county', 'N3', 'undo'])).out).toContain('已撤回');
    expect(await publish([A, B, next])).toMatchObject({ ok: false, fault: { doubts: [{ kind: 'perhaps' }] } });
    await run(match, ['county', 'N3', 'after', code]);
    expect(await publish([A, B, next])).toMatchObject({ ok: true });
    expect((await published()).successors.get(code)).toBe((await published()).codes.河口西诊所);
    expect((await run(match, ['county', 'N3', 'undo'])).out).toContain('不再指向它');
    expect(await publish([A, B, next])).toMatchObject({ ok: true, value: { newCodes: 0 } });
    expect((await published()).successors.get(code)).toBeUndefined();
    expect(await readFile(join(dir, 'site/i', `${code}.html`), 'utf8')).not.toContain('河口西诊所');
    expect(await publish([A, B, C])).toMatchObject({ ok: true });
    expect((await published()).codes).toEqual(first);
  });

  it('says that an address leads on only once its own row is gone', async () => {
    const beside = { ...C, 机构编号: 'N4', 名称: '河口东诊所', 地址: '河口村东', 登记号: 'PDY00000X41048117D1577' };
    expect(await publish([A, B, C, beside])).toMatchObject({ ok: true });
    const { out } = await run(match, ['county', 'N4', 'after', first.河口诊所 ?? '']);
    expect(out).toContain('“河口诊所”还在“机构”表中');
    expect(await publish([A, B, C, beside])).toMatchObject({ ok: true });
    expect((await published()).successors.has(first.河口诊所 ?? '')).toBe(false);
    expect(await publish([A, B, beside])).toMatchObject({ ok: true });
    const { codes, successors } = await published();
    expect(successors.get(first.河口诊所 ?? '')).toBe(codes.河口东诊所);
    expect((await run(match, ['county', 'N4', 'undo'])).code).toBe(0);
    expect(await publish([A, B, C])).toMatchObject({ ok: true });
  });

  it('does not call a corrected slip a new name', async () => {
    const slip = { ...B, 名称: '白水镇卫生完' };
    expect(await publish([A, slip, C])).toMatchObject({ ok: true });
    expect(await publish([A, B, C])).toMatchObject({ ok: true });
    expect((await published()).former).toMatchObject({ 白水镇卫生院: '白水镇卫生完' });
    expect((await run(match, ['county', 'A2', 'corrected'])).code).toBe(0);
    expect(await publish([A, B, C])).toMatchObject({ ok: true });
    expect((await published()).former).not.toHaveProperty('白水镇卫生院');
  });

  it('asks anew when an answered row has become another', async () => {
    const swapped = [{ ...A, 登记号: B.登记号 }, { ...B, 登记号: A.登记号 }, C];
    expect(await publish(swapped)).toMatchObject({ ok: false, fault: { doubts: [{ kind: 'two-institutions' }, {}] } });
    expect((await run(match, ['county', 'A1', 'same', first.青石镇和安口腔门诊部 ?? ''])).code).toBe(0);
    const again = swapped.map((row) => (row.机构编号 === 'A1' ? { ...row, 名称: '和安门诊' } : row));
    expect(await publish(again)).toMatchObject({ ok: false });
    expect(await publish(swapped)).toMatchObject({ ok: true });
    expect((await published()).codes).toEqual(first);
    expect(await publish(swapped)).toMatchObject({ ok: true, value: { unchanged: true } });
  });
});
