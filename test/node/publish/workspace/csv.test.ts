/** CSV files as they come: encodings, separators, quotes, and what would lose rows in silence. */
import { mkdir, open, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadWorkspace } from '../../../../src/node/publish/workspace/load.ts';
import { separatorOf } from '../../../../src/node/publish/workspace/read-csv.ts';
import { accepted, codes, IDENTITY, makeWorkspace, NOW } from './support.ts';

async function load(bytes: Uint8Array | string, name = '机构.csv') {
  const dir = await makeWorkspace({}, { format: 'csv' });
  await writeFile(join(dir, 'workbook', name), bytes);
  return loadWorkspace(dir, NOW);
}

const TEXT = '机构编号,名称,地址\r\nA1,甲医院,一路\r\nA2,乙医院,二路\r\n';
const names = async (bytes: Uint8Array | string) =>
  accepted(await load(bytes)).map(({ institution }) => `${institution.id} ${institution.name} ${institution.address}`);
const BOTH = ['A1 甲医院 一路', 'A2 乙医院 二路'];
const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');
const gb = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex');
/** 机构编号,名称,地址 / A1,甲医院,一路 / A2,乙医院,二路 */
const GB_HEAD = gb('bbfab9b9b1e0bac52c c3fbb3c62c b5d8d6b70a');
const GB_ROWS = gb('41312c bcd7d2bdd4ba2c d2bbc2b70a 41322c d2d2d2bdd4ba2c b6fec2b70a');

describe('read, however it was written', () => {
  test.each([
    ['with tabs, UTF-16 (Excel’s “Unicode text”)', utf16(TEXT.replaceAll(',', '\t'))],
    ['UTF-16, the other way round', utf16(TEXT).swap16()],
    ['with semicolons', TEXT.replaceAll(',', ';')],
    ['with tabs, below a title', `某县医疗机构一览表\r\n${TEXT.replaceAll(',', '\t')}`],
    ['with its separator told in the first line', `sep=;\r\n${TEXT.replaceAll(',', ';')}`],
    ['with a separator of its own, told', `sep=|\n${TEXT.replaceAll(',', '|')}`],
    ['with lone returns', TEXT.replaceAll('\r\n', '\r')],
    ['with quotes around all', TEXT.replace(/[^,\r\n]+/g, '"$&"')],
    ['GB18030', Buffer.concat([GB_HEAD, GB_ROWS])],
    ['with a byte order mark before a row', TEXT.replace('A2', '\uFEFF"A2"')],
    [
      'with rows longer and shorter than the headings',
      TEXT.replace('一路', '一路,,').replace('\r\nA1', ',开业日期\r\nA1'),
    ],
  ])('%s', async (_, bytes) => {
    expect(await names(bytes)).toEqual(BOTH);
  });

  test('characters of four bytes in GB18030, beside those of two', async () => {
    // 㐂 (U+3402) and 𠀀 (U+20000).
    const rows = gb('41312c 8139ef31 95328236 d2bdd4ba2c d2bbc2b70a');
    expect(await names(Buffer.concat([GB_HEAD, rows]))).toEqual(['A1 㐂𠀀医院 一路']);
  });

  test('quotes in the middle of a field are part of it, as Excel shows them', async () => {
    expect(await names('机构编号,名称,地址\nA1,甲"康"医院,"一""路"""\nA2,"乙"医院,二路')).toEqual([
      'A1 甲"康"医院 一"路"',
      'A2 乙医院 二路',
    ]);
  });

  test('two files put together: the second line of headings is no institution', async () => {
    const checked = await load(`\uFEFF${TEXT}\uFEFF${TEXT.replaceAll('A1', 'A3').replaceAll('A2', 'A4')}`);
    expect(accepted(checked).map(({ institution }) => institution.id)).toEqual(['A1', 'A2', 'A3', 'A4']);
    expect(checked.problems.find(({ code }) => code === 'headings-repeated')).toMatchObject({ row: 4 });
  });

  test.each([
    ['a,b;c', ','],
    ['a;b;c,d', ';'],
    ['a\tb,c', ','],
    ['a\tb\tc,d', '\t'],
    ['"a;b;c",d', ','],
    ['title\n\na;b', ';'],
    ['title', ','],
  ])('the separator of %j is %j', (text, separator) => {
    expect(separatorOf(text)).toBe(separator);
  });
});

describe('refused with one message that names the line, before anything is lost', () => {
  test.each([
    ['a lone quote to the end of the file', 'csv-quote-open', TEXT.replace('乙', '"乙'), '第3行'],
    [
      'a lone quote that the next one of another row closes',
      'csv-quote-open',
      `${TEXT.replace('甲', '"甲').replace('乙', '"乙')}A3,丙医院,三路\r\n`,
      '第2行',
    ],
    [
      'rows of UTF-8 in a file of GB18030',
      'csv-mixed-encodings',
      Buffer.concat([GB_HEAD, GB_ROWS, Buffer.from('A3,丙医院,三路\n')]),
      '第4行',
    ],
    [
      'a row of GB18030 in a file of UTF-8',
      'csv-mixed-encodings',
      Buffer.concat([Buffer.from(TEXT), gb('41332c bcd7d2bdd4ba')]),
      '第4行',
    ],
    [
      'a file of UTF-8 cut off within a character',
      'csv-mixed-encodings',
      Buffer.from(`${TEXT}A3,丙医`).subarray(0, -1),
      '第4行',
    ],
    ['UTF-16 without its mark', 'file-not-utf8', Buffer.from(TEXT, 'utf16le'), '机构.csv'],
    ['NUL among the text', 'file-not-utf8', TEXT.replace('甲', '甲\0'), '机构.csv'],
    ['half a character of UTF-16', 'file-not-utf8', utf16(TEXT).subarray(0, -1), '机构.csv'],
  ])('%s', async (_, code, bytes, place) => {
    const checked = await load(bytes);
    const found = checked.problems.find((problem) => problem.code === code);
    // Without a row: it stops a publication.
    expect(found).toMatchObject({ severity: 'error', sheet: '机构.csv', row: null });
    expect(found?.message.zh).toContain(place);
    expect(found?.remedy.zh).toMatch(/记事本|另存为/);
    expect(checked.ok).toBe(false);
  });

  test('a file of gigabytes', async () => {
    const dir = await makeWorkspace({}, { format: 'csv' });
    const file = await open(join(dir, 'workbook', '机构.csv'), 'w');
    await file.truncate(3 * 1024 ** 3);
    await file.close();
    expect(codes(await loadWorkspace(dir, NOW))).toContain('csv-too-large');
    await rm(join(dir, 'workbook', '机构.csv'));
  });
});

test('an identity number among other text costs its row, and is not repeated', async () => {
  const checked = await load(TEXT.replace('一路', `一路（负责人${IDENTITY}）`));
  expect(checked.problems[0]).toMatchObject({ code: 'identity-number', row: 2 });
  expect(JSON.stringify(checked)).not.toContain(IDENTITY);
  expect(accepted(checked).map(({ institution }) => institution.id)).toEqual(['A2']);
});

test.each([
  '人员.xlsx',
  '人员.xls',
  '处罚.et',
  '处罚.txt',
])('%s in the folder of CSV files is said not to be read', async (name) => {
  const dir = await makeWorkspace({}, { format: 'csv' });
  await mkdir(join(dir, 'workbook'), { recursive: true });
  for (const file of [name, `~$${name}`]) await writeFile(join(dir, 'workbook', file), 'PK');
  await writeFile(join(dir, 'workbook', '机构.csv'), TEXT);
  const found = (await loadWorkspace(dir, NOW)).problems.filter(({ code }) => code === 'folder-file-unread');
  expect(found).toMatchObject([{ sheet: name, severity: 'warning' }]);
});
