/** What no usual program writes: read as it can only be meant, or said with its place; nothing becomes empty without a word. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadWorkspace } from '../../../../../src/node/publish/workspace/load.ts';
import { type ForeignExtras, foreignWorkbook } from '../../../../support/foreign-workbook.ts';
import { accepted, makeWorkspace, NOW } from '../support.ts';

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const HEADINGS = ['机构编号', '名称', '地址'];
const GOOD = { 机构: [HEADINGS, ['A1', '甲医院', '一路']] };

async function load(bytes: Uint8Array) {
  const dir = await makeWorkspace({}, { format: 'csv' });
  await rm(join(dir, 'workbook'), { recursive: true });
  await writeFile(join(dir, 'workbook.xlsx'), bytes);
  return loadWorkspace(dir, NOW);
}

/** C2, the address, as this element. */
const withCell = (xml: string, extras: ForeignExtras = {}) =>
  load(foreignWorkbook({ 机构: [HEADINGS, ['A1', '甲医院', { xml }]] }, extras));

/** The sheet with these elements among its rows, behind its two first ones. */
const withRows = (rows: string, after = '') => {
  const cells = (row: number, texts: readonly string[]) =>
    texts.map((text, at) => `<c r="${'ABC'[at]}${row}" t="str"><v>${text}</v></c>`).join('');
  const first = `<row r="1">${cells(1, HEADINGS)}</row><row r="2">${cells(2, ['A1', '甲医院', '一路'])}</row>`;
  const sheet = `<worksheet ${MAIN}><sheetData>${first}${rows}</sheetData>${after}</worksheet>`;
  return load(foreignWorkbook(GOOD, { parts: { 'xl/worksheets/sheet1.xml': sheet } }));
};

describe('a cell that cannot be understood is said with sheet, row and column, and its row waits', () => {
  test.each([
    ['a text in the cell that is said to be a number', '<c r="REF"><is><t>一路</t></is></c>', '一路'],
    ['both a value and a text', '<c r="REF" t="inlineStr"><v>7</v><is><t>一路</t></is></c>', '一路'],
    ['a value where a text should be', '<c r="REF" t="inlineStr"><v>一路</v></c>', '一路'],
    ['two values', '<c r="REF"><v>1</v><v>2</v></c>', '1'],
    ['two texts', '<c r="REF" t="inlineStr"><is><t>一</t></is><is><t>二</t></is></c>', '一'],
    ['text beside its value', '<c r="REF">一路<v>1</v></c>', '1'],
    ['text beside its text', '<c r="REF" t="inlineStr"><is>二路<t>一路</t></is></c>', '一路'],
    ['an element of no meaning', '<c r="REF"><value>1</value></c>', '?'],
    ['neither true nor false', '<c r="REF" t="b"><v>7</v></c>', '7'],
    ['a kind that there is not', '<c r="REF" t="text"><v>一路</v></c>', '一路'],
    ['a number to the base of 16', '<c r="REF"><v>0x10</v></c>', '0x10'],
    ['a number to the base of 2', '<c r="REF"><v>0b11</v></c>', '0b11'],
    ['a number beyond all', '<c r="REF"><v>1e999</v></c>', '1e999'],
    ['no number', '<c r="REF"><v>NaN</v></c>', 'NaN'],
    ['infinity', '<c r="REF"><v>Infinity</v></c>', 'Infinity'],
    ['a number with commas', '<c r="REF"><v>1,234</v></c>', '1,234'],
  ])('%s', async (_, xml, value) => {
    const checked = await withCell(xml);
    const [found] = checked.problems;
    expect(found).toMatchObject({
      code: 'cell-unclear',
      severity: 'error',
      sheet: '机构',
      row: 2,
      column: '地址',
      value,
    });
    expect(found?.remedy.zh).toContain('另存');
    expect(checked.counts.institutions).toMatchObject({ read: 1, accepted: 0 });
  });

  test.each([
    ['an error', '<c r="REF" t="e"><v>#N/A</v></c>', '#N/A'],
    ['an error of a cell that is gone', '<c r="REF" t="e"><f>#REF!</f><v>#REF!</v></c>', '#REF!'],
    ['a formula of another file that was never computed', '<c r="REF"><f>[1]Sheet1!A1</f></c>', '=[1]Sheet1!A1'],
    ['29 February 1900, a day of Excel alone', '<c r="REF" s="1"><v>60</v></c>', '#VALUE!'],
    ['a day before the calendar', '<c r="REF" s="1"><v>-1</v></c>', '#VALUE!'],
  ])('%s is a fault of the clerk’s own', async (_, xml, value) => {
    const [found] = (await withCell(xml)).problems;
    expect(found).toMatchObject({ code: 'cell-fault', sheet: '机构', row: 2, column: '地址', value });
  });
});

describe('a cell that can only mean one thing is read', () => {
  test.each([
    ['no text in it', '<c r="REF" t="inlineStr"/>', ''],
    ['an empty text', '<c r="REF" t="inlineStr"><is/></c>', ''],
    ['a number without digits', '<c r="REF"><v/></c>', ''],
    ['a number of blanks', '<c r="REF"><v> </v></c>', ''],
    ['a shared text that is not named', '<c r="REF" t="s"/>', ''],
    ['blanks around a number', '<c r="REF"><v> 7\n</v></c>', '7'],
    ['a number in the notation of powers', '<c r="REF"><v>+1.5E1</v></c>', '15'],
    ['a format of days on a text', '<c r="REF" t="inlineStr" s="1"><is><t>一路</t></is></c>', '一路'],
    ['a format of days on a shared text', '<c r="REF" t="s" s="1"><v>0</v></c>', '和平路'],
    ['a time of day', '<c r="REF" s="1"><v>0.354166666666667</v></c>', '08:30'],
    ['1 January 1900', '<c r="REF" s="1"><v>1</v></c>', '1900-01-01'],
    ['1 March 1900', '<c r="REF" s="1"><v>61</v></c>', '1900-03-01'],
    ['the stored value of another file', '<c r="REF" t="str"><f>[1]Sheet1!A1</f><v>一路</v></c>', '一路'],
    ['true in letters', '<c r="REF" t="b"><v>true</v></c>', '是'],
    [
      'what an extension says of it',
      '<c r="REF" t="str"><v>一路</v><extLst><ext uri="x"><y:a xmlns:y="z">二路</y:a></ext></extLst></c>',
      '一路',
    ],
  ])('%s', async (_, xml, address) => {
    const [entry] = accepted(await withCell(xml, { shared: ['<t>和平路</t>'] }));
    expect(entry?.institution.address).toBe(address);
  });

  test('zeros that a format puts in front belong to a code', async () => {
    const styles = `<styleSheet ${MAIN}><numFmts><numFmt numFmtId="180" formatCode="0000"/></numFmts><cellXfs><xf/><xf numFmtId="180"/></cellXfs></styleSheet>`;
    const sheets = { 机构: [HEADINGS, [{ xml: '<c r="REF" s="1"><v>7</v></c>' }, '甲医院', '一路']] };
    const checked = await load(foreignWorkbook(sheets, { parts: { 'xl/styles.xml': styles } }));
    expect(accepted(checked).map(({ institution }) => institution.id)).toEqual(['0007']);
  });
});

describe('rows whose place is doubtful refuse the file, and the place is named', () => {
  test.each([
    ['a cell of another row', '<row r="3"><c r="A4"><v>1</v></c></row>', '3:3'],
    ['a column before the last one', '<row r="3"><c r="B3"><v>1</v></c><c r="A3"><v>2</v></c></row>', 'B3'],
    ['two cells at one place', '<row r="3"><c r="B3"><v>1</v></c><c r="B3"><v>2</v></c></row>', 'B3'],
    ['a place in small letters', '<row r="3"><c r="a3"><v>1</v></c></row>', '3:3'],
    ['a place with signs', '<row r="3"><c r="$A$3"><v>1</v></c></row>', '3:3'],
    ['a place without a row', '<row r="3"><c r="A"><v>1</v></c></row>', '3:3'],
    ['rows out of order', '<row r="4"><c r="A4"><v>1</v></c></row><row r="3"><c r="A3"><v>2</v></c></row>', 'A4'],
    ['a row number twice', '<row r="2"><c r="A2"><v>1</v></c></row>', 'C2'],
    ['a row number to the base of 16', '<row r="0x3"><c><v>1</v></c></row>', 'C2'],
    ['a row within a row', '<row r="3"><row r="4"><c><v>1</v></c></row></row>', '3:3'],
    ['a cell within a cell', '<row r="3"><c r="A3"><v>1</v><c r="B3"><v>2</v></c></c></row>', null],
    ['a cell in no row', '<c r="A3"><v>1</v></c>', 'C2'],
    ['a text among the cells', '<row r="3">甲<c r="A3"><v>1</v></c></row>', '3:3'],
    ['cells by another name', '<row r="3"><C r="A3"><v>1</v></C></row>', '3:3'],
    ['a shared text that is not there', '<row r="3"><c r="A3" t="s"><v>5</v></c></row>', 'A3'],
    ['rows within an extension', '<mc:Choice xmlns:mc="z"><row r="3"><c r="A3"><v>1</v></c></row></mc:Choice>', 'C2'],
  ])('%s', async (_, rows, place) => {
    const checked = await withRows(rows);
    const codes = checked.problems.map(({ code }) => code);
    // A cell that lies within another makes that one unclear.
    if (place === null) return expect(codes).toContain('cell-unclear');
    expect(checked.ok).toBe(false);
    const found = checked.problems.find(({ code }) => code === 'workbook-cell-wrong');
    expect(found).toMatchObject({ severity: 'error', sheet: '机构', row: null, value: 'workbook.xlsx' });
    expect(found?.message.zh).toContain(`workbook.xlsx 的“机构”表在 ${place} 处`);
    expect(found?.remedy.zh).toContain('Excel 或 WPS');
  });

  test('areas merged over one another', async () => {
    const merged = '<mergeCells><mergeCell ref="A2:B3"/><mergeCell ref="B3:C4"/></mergeCells>';
    const checked = await withRows('<row r="4"><c r="A4"><v>1</v></c></row>', merged);
    expect(checked.problems.map(({ code }) => code)).toContain('workbook-cell-wrong');
  });

  test('a text merged over more than 200,000 cells is said, not left out', async () => {
    const merged = '<mergeCells><mergeCell ref="C2:C1048576"/></mergeCells>';
    const [found] = (await withRows('', merged)).problems;
    expect(found).toMatchObject({ code: 'workbook-merged-too-far', severity: 'error', sheet: '机构' });
    expect(found?.message.zh).toContain('C2:C1048576');
  });

  test('many merged areas of usual size are all read', async () => {
    const rows = Array.from({ length: 600 }, (_, at) => `<row r="${at + 3}"><c r="A${at + 3}"><v>${at}</v></c></row>`);
    const merged = `<mergeCells>${rows.map((_, at) => `<mergeCell ref="D${at + 3}:XFD${at + 3}"/>`).join('')}<mergeCell ref="B2:B602"/></mergeCells>`;
    const checked = await withRows(rows.join(''), merged);
    expect(accepted(checked).filter(({ institution }) => institution.name === '甲医院')).toHaveLength(601);
  });
});

describe('a part that is another than it should be is not read as an empty one', () => {
  const part = (name: string, text: string) => load(foreignWorkbook(GOOD, { parts: { [name]: text } }));
  const ns = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

  test.each([
    ['a page in place of the sheet', 'xl/worksheets/sheet1.xml', '<html><body><table><row/></table></body></html>'],
    ['a sheet in place of the texts', 'xl/sharedStrings.xml', `<worksheet ${MAIN}/>`],
    ['a text outside of the texts’ elements', 'xl/sharedStrings.xml', `<sst ${MAIN}><si>甲</si></sst>`],
    ['a text within another', 'xl/sharedStrings.xml', `<sst ${MAIN}><si><si><t>甲</t></si></si></sst>`],
    ['texts in place of the formats', 'xl/styles.xml', `<sst ${MAIN}/>`],
    [
      'an encoding that no workbook has',
      'xl/worksheets/sheet1.xml',
      `<?xml version="1.0" encoding="GB2312"?><worksheet ${MAIN}/>`,
    ],
    ['a name of JavaScript as an entity', 'xl/sharedStrings.xml', `<sst ${MAIN}><si><t>&toString;</t></si></sst>`],
  ])('%s', async (_, name, text) => {
    const checked = await part(name, text);
    expect(checked.problems[0]).toMatchObject({ code: 'workbook-unreadable', value: 'workbook.xlsx' });
    expect(checked.ok).toBe(false);
  });

  test('rows under another prefix of the same vocabulary are rows; those of another vocabulary are none', async () => {
    const row = (p: string, number: number, texts: readonly string[]) =>
      `<${p}row r="${number}">${texts.map((text) => `<${p}c t="str"><${p}v>${text}</${p}v></${p}c>`).join('')}</${p}row>`;
    const sheet = `<worksheet xmlns="${ns}" xmlns:x="${ns}"><x:sheetData>${row('', 1, HEADINGS)}${row('x:', 2, ['A1', '甲医院', '一路'])}<other xmlns="z"><y/></other></x:sheetData></worksheet>`;
    const entries = accepted(await part('xl/worksheets/sheet1.xml', sheet));
    expect(entries.map(({ institution }) => institution.name)).toEqual(['甲医院']);
  });
});

describe('a number that its format shows with more than its digits', () => {
  const shownBy = (code: string) => {
    const formats = `<numFmts count="1"><numFmt numFmtId="180" formatCode="${code}"/></numFmts>`;
    const styles = `<styleSheet ${MAIN}>${formats}<cellXfs count="2"><xf/><xf numFmtId="180"/></cellXfs></styleSheet>`;
    return withCell('<c r="REF" s="1"><v>5</v></c>', { parts: { 'xl/styles.xml': styles } });
  };

  test.each([
    '&quot;示卫医罚〔2025〕&quot;0&quot;号&quot;',
    '&quot;PDY&quot;000000000000',
    '0000\\-0000000',
    '0000-0000000',
    '#,##0&quot;元&quot;',
    '[Red]0&quot;号&quot;;0',
  ])('in a text, by %s: is not taken for what is shown', async (code) => {
    const { problems } = await shownBy(code);
    expect(problems[0]).toMatchObject({ code: 'cell-dressed', severity: 'error', row: 2, column: '地址', value: '5' });
  });

  test.each([
    'General',
    'G/通用格式',
    '0',
    '0_ ',
    '#,##0.00_);[Red](#,##0.00)',
    '_ * #,##0_ ;_ * -#,##0_ ',
    '0.00E+00',
    '0;&quot;无&quot;',
  ])('by %s it is its digits', async (code) => {
    const [entry] = accepted(await shownBy(code));
    expect(entry?.institution.address).toBe('5');
  });
});
