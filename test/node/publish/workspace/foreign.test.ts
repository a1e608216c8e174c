/** Workbooks and CSV files as other programs write them: a named case for each habit. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadWorkspace } from '../../../../src/node/publish/workspace/load.ts';
import { type ForeignCell, type ForeignExtras, foreignWorkbook } from '../../../support/foreign-workbook.ts';
import { accepted, codes, makeWorkspace, NOW } from './support.ts';

async function load(bytes: Uint8Array, file = 'workbook.xlsx') {
  const dir = await makeWorkspace({}, { format: 'csv' });
  await mkdir(join(dir, 'workbook'), { recursive: true });
  await writeFile(join(dir, file), bytes);
  return loadWorkspace(dir, NOW);
}

const HEADINGS = ['机构编号', '名称', '地址', '登记号', '开业日期'];
const one = (...cells: ForeignCell[]) => ({ 机构: [HEADINGS, ['A1', '甲医院', '一路', ...cells]] });
const loadOne = (cells: readonly ForeignCell[], extras?: ForeignExtras) => load(foreignWorkbook(one(...cells), extras));
const LICENCE = '1234567890123456789012';

describe('cells of an .xlsx that another program wrote', () => {
  test.each([
    ['a built-in date', '<c r="REF" s="1"><v>45718</v></c>', '2025-03-02'],
    ['a date in a Chinese format', '<c r="REF" s="3"><v>45718</v></c>', '2025-03-02'],
    ['a date with its time', '<c r="REF" s="1"><v>45718.99999</v></c>', '2025-03-02'],
    ['a serial number without a format', '<c r="REF"><v>45718</v></c>', '2025-03-02'],
    ['a date as text', '<c r="REF" t="inlineStr"><is><t>2025年3月2日</t></is></c>', '2025-03-02'],
    ['the stored value of a formula', '<c r="REF" s="1"><f>TODAY()</f><v>45718</v></c>', '2025-03-02'],
  ])('%s is read as the day that Excel shows', async (_, xml, day) => {
    const [entry] = accepted(await loadOne([LICENCE, { xml }]));
    expect(entry?.institution.openedOn).toBe(day);
  });

  test('dates of the calendar of 1904 are four years later', async () => {
    const cells = [LICENCE, { xml: '<c r="REF" s="1"><v>44256</v></c>' }];
    const [entry] = accepted(await loadOne(cells, { workbook: 'date1904="1"' }));
    expect(entry?.institution.openedOn).toBe('2025-03-02');
  });

  test.each([
    ['shown as 1.23E+21', '<c r="REF"><v>1.2345678901234568E+21</v></c>'],
    ['stored as the text 1.23457E+21', '<c r="REF" t="inlineStr"><is><t>1.23457E+21</t></is></c>'],
  ])('a licence number %s is refused, with the way to mend it', async (_, xml) => {
    const checked = await loadOne([{ xml }, '']);
    const found = checked.problems.find(({ code }) => code === 'number-rewritten');
    expect(found).toMatchObject({ severity: 'error', row: 2, column: '登记号' });
    expect(found?.remedy.zh).toContain('文本格式');
  });

  test('numbers stored as text, full-width digits and a trailing blank are the same number', async () => {
    const [entry] = accepted(await loadOne(['１２３４５６７８９０１２３４５６７８９０１２ ', '']));
    expect(entry?.institution.licence.number).toBe(LICENCE);
  });

  test('a formula that was never computed is said, and its row waits', async () => {
    const checked = await loadOne([{ xml: '<c r="REF"><f>VLOOKUP(A2,B:B,1)</f></c>' }, '']);
    expect(checked.problems.find(({ code }) => code === 'cell-fault')).toMatchObject({ row: 2, column: '登记号' });
  });

  test.each([
    '示例县第一医院（示例县红十字医院）',
    '示例县第一医院(示例县红十字医院)',
  ])('both kinds of brackets hold a second name: %s', async (name) => {
    const [entry] = accepted(await load(foreignWorkbook({ 机构: [HEADINGS, ['A1', name, '一路']] })));
    expect(entry?.institution).toMatchObject({ name: '示例县第一医院', otherNames: ['示例县红十字医院'] });
  });

  test('shared strings in runs of several fonts are one text; their phonetic hints are none of it', async () => {
    const shared = ['<r><t>和平</t></r><r><rPr><b/></rPr><t>路1号</t></r>'];
    const sheets = { 机构: [HEADINGS, ['A1', '甲医院', { xml: '<c r="REF" t="s"><v>0</v></c>' }]] };
    const [entry] = accepted(await load(foreignWorkbook(sheets, { shared })));
    expect(entry?.institution.address).toBe('和平路1号');
  });
});

describe('sheets of an .xlsx that another program wrote', () => {
  test('a merged number counts for every row that it spans', async () => {
    const sheets = {
      人员: [
        ['机构编号', '姓名', '人员类别'],
        ['A1', '张三', '医师'],
        [{ xml: '<c r="REF"/>' }, '李四', '护士'],
      ],
      机构: [HEADINGS, ['A1', '甲医院', '一路']],
    };
    const after = '<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>';
    const [entry] = accepted(await load(foreignWorkbook(sheets, { after })));
    expect([...(entry?.staff ?? [])].map(({ name }) => name)).toEqual(['张三', '李四']);
  });

  test('a title merged over the table is no heading, and hidden rows are rows', async () => {
    const sheets = { 机构: [['某县医疗机构一览表'], HEADINGS, ['A1', '甲医院', '一路'], ['A2', '乙医院', '二路']] };
    const extras = { after: '<mergeCells count="1"><mergeCell ref="A1:E1"/></mergeCells>', rows: { 3: 'hidden="1"' } };
    expect(accepted(await load(foreignWorkbook(sheets, extras))).map(({ institution }) => institution.id)).toEqual([
      'A1',
      'A2',
    ]);
  });

  test('empty sheets beside the data are not worth a word', async () => {
    const sheets = { 机构: [HEADINGS, ['A1', '甲医院', '一路']], Sheet2: [], 人员: [] };
    expect(
      codes(await load(foreignWorkbook(sheets))).filter(
        (code) => code.startsWith('sheet-') || code.startsWith('headings'),
      ),
    ).toEqual([]);
  });
});

describe('files by what they are', () => {
  const TEXT = '机构编号,名称,地址\r\nA1,甲医院,和平路１号\r\n';
  /** 机构编号,名称,地址 / A1,甲医院,一路 as Chinese Excel saves it. */
  const GB = Uint8Array.from(
    'bbfab9b9b1e0bac52cc3fbb3c62cb5d8d6b70d0a41312cbcd7d2bdd4ba2cd2bbc2b70d0a'.match(/../g) ?? [],
    (byte) => Number.parseInt(byte, 16),
  );

  test.each([
    ['UTF-8', new TextEncoder().encode(TEXT)],
    ['UTF-8 with a byte order mark', new TextEncoder().encode(`\uFEFF${TEXT}`)],
    ['GB18030', GB],
    ['GB18030 with a byte order mark', Uint8Array.from([0x84, 0x31, 0x95, 0x33, ...GB])],
    ['UTF-16 with tabs', new Uint8Array(Buffer.from(`\uFEFF${TEXT.replaceAll(',', '\t')}`, 'utf16le'))],
  ])('CSV in %s', async (_, bytes) => {
    const [entry] = accepted(await load(bytes, 'workbook/机构.csv'));
    expect(entry?.institution).toMatchObject({ id: 'A1', name: '甲医院' });
    expect(entry?.institution.address).toMatch(/^(?:和平路|一路)/);
  });

  test('codes that an export kept from becoming numbers are the codes', async () => {
    const text = `机构编号,名称,地址\n="0001",甲医院,一路\n"=""0002""",乙医院,一路\n'0003,丙医院,'一路'\n`;
    const found = accepted(await load(new TextEncoder().encode(text), 'workbook/机构.csv'));
    expect(found.map(({ institution: { id, address } }) => [id, address])).toEqual([
      ['0001', '一路'],
      ['0002', '一路'],
      ['0003', "'一路'"],
    ]);
  });

  const OLD = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]);
  test.each([
    'workbook.xls',
    'workbook.et',
    'workbook.xlsx',
    'workbook/机构.csv',
  ])('the old format named %s is explained: save it as .xlsx', async (name) => {
    const found = (await load(OLD, name)).problems.find(({ code }) => code === 'workbook-old-format');
    // A folder of CSV goes before an old workbook beside it.
    if (name === 'workbook.xls' || name === 'workbook.et') return expect(found).toBeUndefined();
    expect(found?.remedy.zh).toContain('另存为 .xlsx');
  });
});

describe('private numbers are refused at the door', () => {
  test('a column of identity numbers under a harmless heading is one message, and the rows stay', async () => {
    const rows = Array.from({ length: 3000 }, (_, at) => [`A${at}`, `第${at}医院`, '一路', '110101190001010014']);
    const checked = await load(foreignWorkbook({ 机构: [['机构编号', '名称', '地址', '备注二'], ...rows] }));
    const about = checked.problems.filter(({ column }) => column === '备注二').map(({ code }) => code);
    expect(about).toEqual(['column-of-private-numbers']);
    expect(checked.counts.institutions.accepted).toBe(3000);
    expect(JSON.stringify(checked)).not.toContain('110101190001010014');
  });

  test.each([
    '联系方式',
    '座机',
    '电话',
  ])('landlines stay in a column headed %s in which most numbers are mobiles', async (heading) => {
    const rows = Array.from({ length: 12 }, (_, at) => [
      `A${at}`,
      `第${at}医院`,
      '一路',
      at < 4 ? '0000-1234567' : '13800000000',
    ]);
    const checked = await load(foreignWorkbook({ 机构: [['机构编号', '名称', '地址', heading], ...rows] }));
    const phones = accepted(checked).map(({ institution }) => institution.phone);
    expect(phones).toEqual(rows.map(([, , , phone]) => (phone === '0000-1234567' ? phone : null)));
    expect(JSON.stringify(checked)).not.toContain('13800000000');
  });

  test('a column headed 手机号 is dropped unread, with one message', async () => {
    const rows = Array.from({ length: 30 }, (_, at) => [`A${at}`, `第${at}医院`, '一路', '13800000000']);
    const checked = await load(foreignWorkbook({ 机构: [['机构编号', '名称', '地址', '手机号'], ...rows] }));
    expect(codes(checked).filter((code) => /forbidden|mobile|private/.test(code))).toEqual(['column-forbidden']);
    expect(JSON.stringify(checked)).not.toContain('13800000000');
  });

  test('a single mobile number in a column that nobody reads costs its row', async () => {
    const checked = await load(
      foreignWorkbook({
        机构: [
          ['机构编号', '名称', '备忘'],
          ['A1', '甲医院', '找13800000000'],
          ['A2', '乙医院', ''],
        ],
      }),
    );
    expect(checked.problems.find(({ code }) => code === 'mobile-unasked')).toMatchObject({ row: 2, column: '备忘' });
    expect(JSON.stringify(checked)).not.toContain('13800000000');
    expect(accepted(checked)).toHaveLength(1);
  });
});
