/**
 * Workbooks that other programs saved themselves, as they left them (`files/`, all fictional): LibreOffice 7.4 over our template,
 * over a CSV file opened in it, and over a sheet with cells of every kind; openpyxl, with a title above the headings, merged cells, a hidden row, a comment and an empty sheet.
 */
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { loadWorkspace } from '../../../../src/node/publish/workspace/load.ts';
import { readXlsxFile } from '../../../../src/node/publish/workspace/read-xlsx.ts';
import type { RawRow } from '../../../../src/node/publish/workspace/table.ts';
import { accepted, makeWorkspace, NOW } from './support.ts';

const textsOf = ({ cells }: RawRow) => cells.map(({ text }) => text);

/** The file as the workbook of a workspace of its own. */
async function open(name: string, as = 'workbook.xlsx') {
  const dir = await makeWorkspace({}, { format: 'csv' });
  await rm(join(dir, 'workbook'), { recursive: true });
  await copyFile(fileURLToPath(new URL(`files/${name}`, import.meta.url)), join(dir, as));
  return loadWorkspace(dir, NOW);
}

describe('a workbook saved by', () => {
  test('LibreOffice, from our template, is read like our own', async () => {
    const checked = await open('libreoffice.xlsx');
    const [first, second, third] = accepted(checked);
    expect({ ...first, staff: [...(first?.staff ?? [])] }).toMatchObject({
      institution: {
        name: '示例县和平门诊部',
        licence: { number: 'PDY00000X41048117D1522', validUntil: '2028-03-31', subjects: ['口腔科', '内科'] },
      },
      staff: [{ name: '周柏远' }, { name: '陈德雨' }],
      facts: { events: [{ kind: 'penalty', on: '2025-12-01', documentNo: '示卫医罚〔2025〕17号' }] },
    });
    expect(second?.institution).toMatchObject({ name: '示例县第一医院', otherNames: ['示例县红十字医院'] });
    expect(second?.institution.licence.number).toBe('1234567890123456789012');
    expect(third?.institution.town).toBe('云端镇');
    expect(checked.problems.map(({ code }) => code)).toEqual(['name-split']);
  });

  test('openpyxl keeps its title, merged cells, hidden row and comment from being misread', async () => {
    const checked = await open('openpyxl.xlsx');
    const [first, second] = accepted(checked);
    expect(first?.institution).toMatchObject({ openedOn: '2015-03-02', licence: { validUntil: '2028-03-31' } });
    expect([...(first?.staff ?? [])].map(({ name }) => name)).toEqual(['周柏远', '陈德雨']);
    expect(second?.institution.name).toBe('示例县第一医院');
    expect(checked.problems.map(({ code }) => code)).toEqual(['name-split']);
  });
});

test('LibreOffice: every kind of cell is read as it shows it, hidden rows, columns and sheets too', async () => {
  const read = await readXlsxFile(fileURLToPath(new URL('files/libreoffice-cells.xlsx', import.meta.url)));
  const shown = read.ok ? read.value.map(({ title, rows }) => [title, rows.map(textsOf)]) : read.fault.code;
  const HEADINGS = ['机构编号', '备注一', '名称', '开业日期', '占比', '合计', '是否', '差错', '地址'];
  expect(shown).toEqual([
    [
      '机构',
      [
        HEADINGS.map(() => '示例县医疗机构一览表'),
        HEADINGS,
        ['A1', '隐藏列', '示例第一医院', '2015-03-02', '85%', '3.5', '是', '#N/A', '和平路１号\n二楼'],
        ['A1', '', '甲医院（二）', '2025-03-02', '100%', '', '否', '', '<二路> & “3号”'],
      ],
    ],
    ['隐藏表', [['1.23456789012346e+21']]],
    ['空表', []],
  ]);
});

test('a licence number that LibreOffice turned into a number is refused with the way to mend it', async () => {
  const checked = await open('libreoffice-from-csv.xlsx');
  expect(checked.ok).toBe(false);
  const found = checked.problems.find(({ code }) => code === 'number-rewritten');
  expect(found).toMatchObject({ severity: 'error', row: 2, column: '登记号' });
  expect(found?.remedy.zh).toContain('文本格式');
  // Nothing else is asked of a number that is lost.
  expect(checked.problems.map(({ code }) => code)).toEqual(['number-rewritten', 'no-institutions']);
});

test.each(['workbook.xls', 'workbook.xlsx'])('a real .xls is explained, also under the name %s', async (name) => {
  const checked = await open('libreoffice.xls', name);
  expect(checked.ok).toBe(false);
  const found = checked.problems.find(({ code }) => code === 'workbook-old-format');
  expect(found?.remedy.zh).toContain('.xlsx');
});
