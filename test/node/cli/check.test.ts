import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { check } from '../../../src/node/cli/check.ts';
import { foreignParts } from '../../support/foreign-workbook.ts';
import { ran } from '../../support/terminal.ts';
import { zipOf } from '../../support/zip.ts';
import { makeWorkspace, NOW, temporaryFolder, writeXlsx } from '../publish/workspace/support.ts';

const run = (args: readonly string[], cwd: string) => ran(check, args, { cwd, now: NOW });

const MIXED = {
  机构: [
    ['机构编号', '名称', '地址'],
    ['A1', '甲医院', ''],
    ['A2', '', '二路'],
    ['A3', '丙医院', ''],
    ['A4', '丁医院', ''],
    ['A5', '戊医院', ''],
  ],
};

test('check groups by code with counts, shows the first rows, and exits 0 when something can be published', async () => {
  const dir = await makeWorkspace(MIXED);
  const { code, out } = await run(['.'], dir);
  expect(code).toBe(0);
  expect(out).toContain('机构：读取5行，采用4行，暂不采用1行');
  expect(out).toMatch(/【错误】.+（1处）[\s\S]+【提醒】没有地址.+（4处）/);
  expect(out).toContain('机构 第3行“名称”：');
  expect(out).toContain('还有1处');
  expect(out).toContain('可以公布：4家机构');
  // Codes are for programs: --json has them.
  expect(out).not.toMatch(/[a-z]+-[a-z]+/);
});

test('check writes all problems to check-report.csv, with a byte order mark for Excel', async () => {
  const dir = await makeWorkspace(MIXED);
  await run(['.'], dir);
  const bytes = await readFile(join(dir, 'check-report.csv'));
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(bytes.toString('utf8').trimEnd().split('\r\n')).toHaveLength(6);
});

test('check --json gives counts and problems with place, value, message and remedy in both languages', async () => {
  const { code, out } = await run(
    ['.', '--json'],
    await makeWorkspace({
      机构: [
        ['机构编号', '机构名称'],
        ['A1', ''],
      ],
    }),
  );
  expect(code).toBe(1);
  const json = JSON.parse(out);
  expect(json).toMatchObject({ ok: false, counts: { institutions: { read: 1, accepted: 0, quarantined: 1 } } });
  expect(json.problems[0]).toEqual({
    code: 'required-missing',
    severity: 'error',
    sheet: '机构',
    row: 2,
    column: '机构名称',
    value: null,
    message: { zh: '“机构名称”没有填', en: '机构名称 is empty' },
    remedy: { zh: '请填写。', en: 'Fill it in.' },
  });
});

test('check leaves nothing behind in a folder that is no workspace', async () => {
  const dir = await temporaryFolder();
  expect((await run(['.'], dir)).code).toBe(1);
  expect(await readdir(dir)).toEqual([]);
  expect((await run(['nowhere'], dir)).code).toBe(1);
  expect((await run([], dir)).code).toBe(2);
});

/** Rows that only the association's policy has columns for. */
const ASSOCIATION = {
  机构: [
    ['机构编号', '名称', '地址', '信用证书编号', '信用证书日期'],
    ['A1', '甲医院', '一路', 'XY-1', '2025-03-01'],
    ['A2', '', '二路', 'XY-2', '2025-03-01'],
  ],
};

test.each([
  ['that is no JSON', (text: string) => text.replace('"phone"', '"phone" x'), 'config-not-json'],
  ['that names no policy', (text: string) => text.replace('"cnmia"', '"cnmai"'), 'config-invalid'],
  ['saved in another encoding', (text: string) => text.replace('"name": "', '"name": "\uFFFD'), 'config-not-utf8'],
])('a bureau.json %s is the one error: no row is called wrong, no cell marked', async (_, spoil, fault) => {
  const dir = await makeWorkspace(ASSOCIATION, { rulebook: 'cnmia' });
  const file = join(dir, 'bureau.json');
  const text = JSON.stringify(JSON.parse(await readFile(file, 'utf8')), null, 2);
  await writeFile(file, spoil(text));
  const { code, out, err } = await run(['.'], dir);
  expect([code, err]).toEqual([1, '']);
  expect(out.match(/^【(?:错误|提醒)】/gm)).toEqual(['【错误】', '【提醒】']);
  expect(out).toContain('表格这次没有检查');
  expect(out).not.toContain('读取');
  const { problems } = JSON.parse((await run(['.', '--json'], dir)).out);
  expect(problems.map(({ code }: { code: string }) => code)).toEqual([fault, 'tables-unchecked']);
  expect((await readdir(dir)).sort()).toEqual(['bureau.json', 'check-report.csv', 'workbook.xlsx']);
});

test('a bureau.json with another entry wrong: rows are checked by its policy all the same', async () => {
  const dir = await makeWorkspace(ASSOCIATION, { rulebook: 'cnmia', bureau: { phone: 7, regionCode: '1' } });
  const { code, out } = await run(['.'], dir);
  expect(code).toBe(1);
  expect(out).toContain('机构：读取2行，采用1行，暂不采用1行');
  const { problems } = JSON.parse((await run(['.', '--json'], dir)).out);
  const told = problems.map(({ sheet, column, row }: { sheet: string; column: string; row: number | null }) =>
    [sheet, row, column].join(' '),
  );
  expect(told).toEqual(expect.arrayContaining(['bureau.json  regionCode', 'bureau.json  phone', '机构 3 名称']));
  expect(told).toHaveLength(3);
});

test('problems of a mapped list name its file, and are marked in a copy inside the workspace', async () => {
  const dir = await makeWorkspace({ 人员: [['机构编号', '姓名', '人员类别']] });
  const elsewhere = await temporaryFolder();
  const list = join(elsewhere, '名单.xlsx');
  await writeXlsx(list, {
    机构: [
      ['机构编号', '名称', '地址'],
      ['A1', '甲医院', '一路'],
      ['A2', '', '二路'],
    ],
  });
  const columns = { id: '机构编号', name: '名称', address: '地址' };
  const config = JSON.parse(await readFile(join(dir, 'bureau.json'), 'utf8'));
  await writeFile(
    join(dir, 'bureau.json'),
    JSON.stringify({ ...config, tables: { institutions: { file: list, columns } } }),
  );
  const { out, err } = await run(['.'], dir);
  expect([out, err]).toEqual([expect.stringContaining('名单.xlsx 机构 第3行“名称”：'), '']);
  expect(out.match(/问题已标在.*中/g)).toEqual(['问题已标在 名单-问题.xlsx 中']);
  expect(out).toContain(`对照着在 ${list} 里改`);
  expect((await readdir(elsewhere)).sort()).toEqual(['名单.xlsx']);
  expect((await readdir(dir)).filter((name) => name.includes('问题'))).toEqual(['名单-问题.xlsx']);
});

test('two lists of one name in different folders get a copy each', async () => {
  const lists = await Promise.all([temporaryFolder(), temporaryFolder()]);
  const rows = {
    institutions: [
      ['机构编号', '名称'],
      ['A1', '甲医院'],
      ['A2', ''],
    ],
    staff: [
      ['机构编号', '姓名', '人员类别'],
      ['A1', '', '医师'],
    ],
  };
  const tables: Record<string, { file: string }> = {};
  for (const [at, [key, cells]] of Object.entries(rows).entries()) {
    const file = join(lists[at] ?? '', '名单.xlsx');
    await writeXlsx(file, { Sheet1: cells });
    tables[key] = { file };
  }
  const dir = await makeWorkspace({}, { bureau: { tables } });
  const { out } = await run(['.'], dir);
  expect(out.match(/问题已标在.*中/g)).toEqual(['问题已标在 名单-问题.xlsx 中', '问题已标在 名单-问题2.xlsx 中']);
});

test('a workbook that is read but too large to be marked is said, and its problems are in the report', async () => {
  const dir = await makeWorkspace({}, { format: 'csv' });
  const parts = foreignParts({
    机构: [
      ['机构编号', '名称', '地址'],
      ['A1', '甲医院', ''],
    ],
  });
  const pictures = Object.fromEntries(Array.from({ length: 2_000 }, (_, at) => [`xl/media/${at}.png`, '']));
  const all = Object.entries({ ...parts, ...pictures });
  await writeFile(
    join(dir, 'workbook.xlsx'),
    zipOf(all.map(([name, text]) => ({ name, content: Buffer.from(text), method: 0 }))),
  );
  const { code, err } = await run(['.'], dir);
  expect(code).toBe(0);
  expect(err).toContain('workbook.xlsx 太大，没有另存标记副本');
  expect(err).toContain('check-report.csv');
  expect((await readdir(dir)).filter((name) => name.includes('问题'))).toEqual([]);
});
