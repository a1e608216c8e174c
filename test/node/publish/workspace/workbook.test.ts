import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { offeredColumns, SHEETS, sheetsOf } from '../../../../src/node/publish/workspace/columns.ts';
import { loadWorkspace } from '../../../../src/node/publish/workspace/load.ts';
import { policyOf } from '../../../../src/node/publish/workspace/policy.ts';
import { parseCsv } from '../../../../src/node/publish/workspace/read-csv.ts';
import { readXlsxTables } from '../../../../src/node/publish/workspace/read-xlsx.ts';
import { reportCsv } from '../../../../src/node/publish/workspace/report.ts';
import { writeWorkbook } from '../../../../src/node/publish/workspace/write-workbook.ts';
import { foreignWorkbook } from '../../../support/foreign-workbook.ts';
import { accepted, check, codes, makeWorkspace, NOW, temporaryFolder } from './support.ts';

async function bytesOf(build: (workbook: ExcelJS.Workbook) => void): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  build(workbook);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

describe('a written workbook', () => {
  const rows = {
    机构: [
      {
        id: 'A1',
        name: '示例县人民医院',
        level: '二级甲等',
        address: '人民路1号',
        subjects: ['内科', '外科'],
        licenceType: 'practice-licence',
        licenceNumber: '1234567890123456789012',
        statement: '=1+1',
      },
    ],
    staff: [{ institutionId: 'A1', name: '张三', category: '医师', title: '主治医师' }],
    assessments: [
      { institutionId: 'A1', kind: 'onSite', inspectors: 2, item: '1', max: 10, score: '9.5', star: '2', met: true },
    ],
    penalties: [{ institutionId: 'A1', on: '2025-03-02', documentNo: '1号', seriousness: 'minor' }],
  };

  test('comes back from the reader with the same facts and no problem of its own', async () => {
    const dir = await makeWorkspace({}, { format: 'csv' });
    await writeWorkbook(join(dir, 'workbook.xlsx'), rows, { rulebook: 'wugang' });
    const checked = await loadWorkspace(dir, NOW);
    expect(codes(checked).filter((code) => code !== 'two-workbooks')).toEqual(['statement-dropped']);
    const [entry] = accepted(checked);
    expect(entry?.institution).toMatchObject({
      name: '示例县人民医院',
      licence: { number: '1234567890123456789012', subjects: ['内科', '外科'] },
    });
    expect(entry?.facts.events[0]).toMatchObject({ kind: 'penalty', seriousness: 'minor' });
    expect(entry?.facts.assessments.onSite?.items[0]).toMatchObject({ score: '9.5', star: 2, met: true });
  });

  test('has headings, lists and explanations for every column, and never a formula', async () => {
    const file = join(await temporaryFolder(), 'workbook.xlsx');
    await writeWorkbook(file, rows, { rulebook: 'wugang' });
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(file);
    const guide = workbook.getWorksheet('说明')?.getSheetValues() ?? [];
    const policy = policyOf('wugang');
    for (const key of sheetsOf(policy)) {
      const sheet = workbook.getWorksheet(SHEETS[key].title);
      expect(sheet?.getRow(1).values).toEqual([
        undefined,
        ...offeredColumns(key, policy).map(({ heading }) => heading),
      ]);
      expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
      for (const { heading } of offeredColumns(key, policy))
        expect(JSON.stringify(guide)).toContain(`"${SHEETS[key].title}","${heading}"`);
    }
    expect(workbook.getWorksheet('事件')?.getCell('B2').dataValidation?.type).toBe('list');
    expect(JSON.stringify(workbook.getWorksheet('选项')?.getSheetValues())).not.toContain('A级');
    expect(
      workbook.getWorksheet('机构')?.getCell('R2').value ?? workbook.getWorksheet('机构')?.getRow(2).getCell(18).value,
    ).toBe('=1+1');
  });

  test('is never written over an older one', async () => {
    const file = join(await temporaryFolder(), 'workbook.xlsx');
    await writeFile(file, 'a year of work');
    await expect(writeWorkbook(file, rows)).rejects.toThrow('EEXIST');
    expect(await readFile(file, 'utf8')).toBe('a year of work');
  });
});

describe('hostile and broken workbooks', () => {
  test('an entry that understates its size cannot unpack to more', async () => {
    const bytes = await bytesOf((workbook) => workbook.addWorksheet('机构').addRow(['机构编号', '名称']));
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at + 46 < bytes.length; at++)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 10, true);
    expect(await readXlsxTables(bytes)).toMatchObject({ fault: { code: 'workbook-unreadable' } });
  });

  test('every truncation and a file without its workbook part are unreadable, never a crash', async () => {
    const bytes = await bytesOf((workbook) => workbook.addWorksheet('机构').addRow(['机构编号', '名称']));
    for (const length of [0, 1, 4, 100, bytes.length >> 1, bytes.length - 1]) {
      expect((await readXlsxTables(bytes.slice(0, length))).ok).toBe(false);
    }
    expect(await readXlsxTables(zipSync({ 'word/document.xml': strToU8('<w/>') }))).toMatchObject({
      fault: { code: 'workbook-unreadable' },
    });
  });

  test('merged ranges and validations over whole columns do not make the reader unroll a million cells', async () => {
    const good = unzipSync(await bytesOf((workbook) => workbook.addWorksheet('机构').addRow(['机构编号', '名称'])));
    const sheet = new TextDecoder()
      .decode(good['xl/worksheets/sheet1.xml'])
      .replace(
        '</sheetData>',
        '</sheetData><mergeCells count="1"><mergeCell ref="C3:XFD1048576"/></mergeCells><dataValidations count="1"><dataValidation type="list" sqref="A2:Z1048576"><formula1>"是,否"</formula1></dataValidation></dataValidations>',
      );
    const started = performance.now();
    const read = await readXlsxTables(zipSync({ ...good, 'xl/worksheets/sheet1.xml': strToU8(sheet) }));
    expect(read.ok && read.value[0]?.rows).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test('an empty workbook says which sheet is missing', async () => {
    const checked = await check({ Sheet1: [] });
    expect(checked.ok).toBe(false);
    expect(codes(checked)).toEqual(['no-institutions']);
  });
});

test('cells of every kind are read as Excel shows them', async () => {
  const bytes = await bytesOf((workbook) => {
    const row = workbook.addWorksheet('机构').addRow([]);
    const values: ExcelJS.CellValue[] = [
      { formula: 'A1', result: '公式值' },
      { richText: [{ text: '富' }, { text: '文本' }] },
      { text: '链接', hyperlink: 'https://example.org' },
      new Date('2025-03-01T23:59:59.999Z'),
      0.1 + 0.2,
      true,
      { error: '#N/A' },
      '\u202E甲\u200B医院\uFEFF',
      0.85,
    ];
    values.forEach((value, index) => {
      row.getCell(index + 1).value = value;
    });
    row.getCell(4).numFmt = 'yyyy-mm-dd';
    row.getCell(9).numFmt = '0%';
  });
  const read = await readXlsxTables(bytes);
  expect(read.ok && read.value[0]?.rows[0]?.cells.map(({ text }) => text)).toEqual([
    '公式值',
    '富文本',
    '链接',
    '2025-03-02',
    '0.3',
    '是',
    '#N/A',
    '甲医院',
    '85%',
  ]);
});

test('CSV rows with too few or too many fields, quotes and line breaks never shift their neighbours', () => {
  expect(parseCsv('a,b\r\n1\r\n"2","x ""y""\nz",3,\n\n4,"5"')).toEqual([
    ['a', 'b'],
    ['1'],
    ['2', 'x "y"\nz', '3', ''],
    [''],
    ['4', '5'],
  ]);
  expect(parseCsv('')).toEqual([]);
  expect(parseCsv('1,"unclosed\n2')).toEqual([['1', 'unclosed\n2']]);
});

test('a cell that looks like a formula stays text in check-report.csv (CSV injection)', async () => {
  for (const attack of ["=cmd|' /C calc'!A0", '+1+1', '-2+3', '@SUM(A1)', '＝HYPERLINK("x")']) {
    const { problems } = await check({
      机构: [
        ['机构编号', '名称', '级别'],
        ['A1', '甲医院', attack],
      ],
    });
    const [, ...records] = parseCsv(reportCsv(problems));
    const record = records.find((fields) => fields[1] === 'level-unknown');
    expect(record?.[5]).toBe(`'${attack}`);
  }
});

test('10,000 institutions with 20,000 staff are checked in reasonable time', async () => {
  const institutions = Array.from({ length: 10_000 }, (_, i) => [
    `A${i}`,
    `示例第${i}诊所`,
    `和平路${i}号`,
    '诊所备案凭证',
  ]);
  const staff = Array.from({ length: 20_000 }, (_, i) => [`A${i % 10_000}`, `张${i}`, '医师', '主治医师']);
  const dir = await makeWorkspace({}, { format: 'csv' });
  const workbook = foreignWorkbook({
    机构: [['机构编号', '名称', '地址', '许可类型'], ...institutions],
    人员: [['机构编号', '姓名', '人员类别', '职称'], ...staff],
  });
  await writeFile(join(dir, 'workbook.xlsx'), workbook);
  const started = performance.now();
  const checked = await loadWorkspace(dir, NOW);
  const seconds = (performance.now() - started) / 1000;
  expect([checked.counts.institutions.accepted, checked.counts.staff.accepted]).toEqual([10_000, 20_000]);
  expect(seconds).toBeLessThan(15);
});
