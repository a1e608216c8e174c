/** What the reader makes of every kind of cell, sheet and part that the standard allows (ECMA-376). */

import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readXlsxTables } from '../../../../../src/node/publish/workspace/read-xlsx.ts';
import { type ForeignExtras, foreignParts, foreignWorkbook } from '../../../../support/foreign-workbook.ts';

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const SHEET = 'xl/worksheets/sheet1.xml';
const sheetOf = (rows: string, after = '') => `<worksheet ${MAIN}><sheetData>${rows}</sheetData>${after}</worksheet>`;

/** The built-in formats by their numbers, and then `codes`: the format of cell style n is entry n. */
function stylesOf(ids: readonly number[], codes: readonly string[]): string {
  const escaped = codes.map((code) => code.replaceAll('&', '&amp;').replaceAll('"', '&quot;'));
  const custom = escaped.map((code, at) => `<numFmt numFmtId="${176 + at}" formatCode="${code}"/>`);
  const formats = [...ids, ...codes.map((_, at) => 176 + at)].map((id) => `<xf numFmtId="${id}"/>`);
  return `<styleSheet ${MAIN}><numFmts>${custom.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${formats.join('')}</cellXfs></styleSheet>`;
}

async function rowsOf(rows: string, { after = '', parts = {}, ...extras }: ForeignExtras = {}) {
  const bytes = foreignWorkbook({ 机构: [] }, { ...extras, parts: { [SHEET]: sheetOf(rows, after), ...parts } });
  const read = await readXlsxTables(bytes);
  if (!read.ok) throw new Error(read.fault.code);
  return read.value[0]?.rows ?? [];
}

const cellOf = async (xml: string, extras?: ForeignExtras) =>
  (await rowsOf(`<row r="1">${xml}</row>`, extras))[0]?.cells[0];
const textsOf = async (rows: string, extras?: ForeignExtras) =>
  (await rowsOf(rows, extras)).map(({ row, cells }) => [row, ...cells.map(({ text }) => text)]);
const number = (value: string, style = 0) => `<c r="A1" s="${style}"><v>${value}</v></c>`;

describe('a number', () => {
  test.each([
    ['with a built-in format of days', 14, '2025-03-02'],
    ['with a built-in format of days and times', 22, '2025-03-02'],
    ['with the built-in yyyy"年"m"月"d"日" of Chinese Excel', 31, '2025-03-02'],
    ['with the built-in m"月"d"日" of Chinese Excel', 57, '2025-03-02'],
    ['with the built-in format of whole numbers', 1, '45718'],
    ['with the built-in format of texts', 49, '45718'],
    ['with the built-in format of shares', 9, '4571800%'],
    ['with a format that is not there', 175, '45718'],
  ])('%s', async (_, id, text) => {
    expect((await cellOf(number('45718'), { parts: { 'xl/styles.xml': stylesOf([id], []) } }))?.text).toBe(text);
  });

  test.each([
    ['yyyy"年"m"月"d"日"', '2025-03-02'],
    ['[$-804]yyyy"年"m"月"d"日"', '2025-03-02'],
    ['[DBNum1][$-804]yyyy"年"m"月"d"日";@', '2025-03-02'],
    ['[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy', '2025-03-02'],
    ['yyyy/m/d', '2025-03-02'],
    ['YYYY-MM-DD', '2025-03-02'],
    ['yyyy年m月d日', '2025-03-02'],
    ['General', '45718'],
    ['G/通用格式', '45718'],
    ['0_ ', '45718'],
    ['#,##0.00_);[Red]\\(#,##0.00\\)', '45718'],
    ['_-¥* #,##0.00_ ;_-¥* \\-#,##0.00_ ;_-@_ ', '45718'],
    ['0"days"', '45718'],
    ['0.00E+00', '45718'],
    ['\\d0', '45718'],
    ['0.0"%"', '45718'],
    ['@', '45718'],
  ])('with the format %s', async (code, text) => {
    expect((await cellOf(number('45718'), { parts: { 'xl/styles.xml': stylesOf([], [code]) } }))?.text).toBe(text);
  });

  test.each([
    ['1', '1'],
    ['-0.5', '-0.5'],
    ['0.30000000000000004', '0.3'],
    ['1.2345678901234568E+21', '1.23456789012346e+21'],
    ['123456789012345680000', '123456789012345683968'],
  ])('stored as %s', async (stored, text) => {
    expect((await cellOf(number(stored)))?.text).toBe(text);
  });

  test.each([
    ['1', '100%'],
    ['0.85', '85%'],
    ['0.12345', '12.345%'],
  ])('%s shown as a share is %s', async (stored, text) => {
    expect((await cellOf(number(stored, 4)))?.text).toBe(text);
  });

  test('that is a day beyond the calendar is a fault, not another day', async () => {
    expect(await cellOf(number('99999999', 1))).toEqual({ text: '#VALUE!', form: 'fault' });
  });
});

describe('a cell', () => {
  test.each([
    ['a text of a formula', '<c r="A1" t="str"><f>B1</f><v>甲</v></c>', '甲', 'text'],
    ['an empty text of a formula', '<c r="A1" t="str"><f>IF(B1,1,"")</f><v></v></c>', undefined, undefined],
    ['a formula that was never computed', '<c r="A1"><f>B1</f></c>', '=B1', 'fault'],
    ['a shared formula that was never computed', '<c r="A1"><f t="shared" si="0"/></c>', '=', 'fault'],
    ['the number of a formula', '<c r="A1"><f>1+1</f><v>2</v></c>', '2', 'number'],
    ['an error', '<c r="A1" t="e"><v>#N/A</v></c>', '#N/A', 'fault'],
    ['the error of a formula', '<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', '#DIV/0!', 'fault'],
    ['true', '<c r="A1" t="b"><v>1</v></c>', '是', 'text'],
    ['false', '<c r="A1" t="b"><v>0</v></c>', '否', 'text'],
    ['a day as text', '<c r="A1" t="d"><v>2025-03-02T00:00:00</v></c>', '2025-03-02', 'date'],
    ['no day as text', '<c r="A1" t="d"><v>yesterday</v></c>', '#VALUE!', 'fault'],
    ['a number stored as text', '<c r="A1" t="str"><v>0123</v></c>', '0123', 'text'],
    ['a text in the cell', '<c r="A1" t="inlineStr"><is><t>和平路</t></is></c>', '和平路', 'text'],
    [
      'runs in the cell',
      '<c r="A1" t="inlineStr"><is><r><rPr><b/></rPr><t>和</t></r><r><t>平</t></r></is></c>',
      '和平',
      'text',
    ],
    [
      'phonetic hints in the cell',
      '<c r="A1" t="inlineStr"><is><t>和平</t><rPh sb="0" eb="1"><t>hé</t></rPh></is></c>',
      '和平',
      'text',
    ],
    ['blanks to be kept', '<c r="A1" t="inlineStr"><is><t xml:space="preserve">甲 乙</t></is></c>', '甲 乙', 'text'],
    ['a carriage return as _x000D_', '<c r="A1" t="inlineStr"><is><t>甲_x000D_\n乙</t></is></c>', '甲\n乙', 'text'],
    ['a text that only looks like it', '<c r="A1" t="str"><v>_x005F_x000D_</v></c>', '_x000D_', 'text'],
    [
      'the five entities and numbers',
      '<c r="A1" t="str"><v>&lt;&amp;&gt;&quot;&apos;&#30002;&#x4E59;</v></c>',
      '<&>"\'甲乙',
      'text',
    ],
    ['a CDATA section', '<c r="A1" t="str"><v>甲<![CDATA[<乙>&amp;]]></v></c>', '甲<乙>&amp;', 'text'],
    ['a comment between', '<c r="A1" t="str"><!-- > --><v>甲<!-- " -->乙</v></c>', '甲乙', 'text'],
    [
      'what extensions add',
      '<c r="A1"><v>7</v><extLst><ext uri="x"><y:v xmlns:y="z">8</y:v></ext></extLst></c>',
      '7',
      'number',
    ],
    ['apostrophes around attributes, and a > in one', "<c r='A1' x:y='>' t='str'><v>甲</v></c>", '甲', 'text'],
  ])('holds %s', async (_, xml, text, form) => {
    expect(await cellOf(xml)).toEqual(text === undefined ? undefined : { text, form });
  });

  test.each([
    ['plain', '<t>和平路1号</t>', '和平路1号'],
    ['in runs', '<r><t>和平</t></r><r><t xml:space="preserve"> 路</t></r>', '和平 路'],
    ['with phonetic hints', '<t>和平</t><rPh sb="0" eb="2"><t>hépíng</t></rPh><phoneticPr fontId="1"/>', '和平'],
    ['with _x000D_', '<t>甲_x000D_乙</t>', '甲\n乙'],
    ['empty', '<t/>', undefined],
  ])('points to a shared text, %s', async (_, item, text) => {
    const shared = ['<t>前</t>', item, '<t>后</t>'];
    expect((await cellOf('<c r="A1" t="s"><v>1</v></c>', { shared }))?.text).toBe(text);
  });

  test('finds each of 70,000 shared texts, in whatever order they are asked for', async () => {
    const count = 70_000;
    const shared = Array.from({ length: count }, (_, at) => `<t>第${at}人</t>`);
    const asked = Array.from({ length: 2_000 }, (_, at) => (at * 65_537) % count);
    const rows = asked.map((at) => `<row><c t="s"><v>${at}</v></c><c t="s"><v>7</v></c></row>`).join('');
    expect((await rowsOf(rows, { shared })).map(({ cells }) => cells.map(({ text }) => text))).toEqual(
      asked.map((at) => [`第${at}人`, '第7人']),
    );
  });
});

describe('rows and columns', () => {
  test('cells and rows without a place follow each other', async () => {
    const rows =
      '<row><c><v>1</v></c><c><v>2</v></c></row><row r="5"><c><v>3</v></c></row><row><c r="C6"><v>4</v></c><c><v>5</v></c></row>';
    expect(await textsOf(rows)).toEqual([
      [1, '1', '2'],
      [5, '3'],
      [6, '', '', '4', '5'],
    ]);
  });

  test('columns far apart keep their places, up to XFD', async () => {
    const [row] = await rowsOf('<row r="1"><c r="B1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>');
    expect([row?.cells.length, row?.cells[1]?.text, row?.cells[16_383]?.text]).toEqual([16_384, '1', '2']);
  });

  test('the last row of a sheet is one', async () => {
    expect(await textsOf('<row r="1048576"><c r="A1048576"><v>1</v></c></row>')).toEqual([[1_048_576, '1']]);
  });

  test('rows of formats alone, or of blanks, are none', async () => {
    expect(
      await textsOf('<row r="1"><c r="A1" s="1"/></row><row r="2"><c r="A2" t="str"><v> 　</v></c></row><row r="3"/>'),
    ).toEqual([]);
  });

  test('hidden rows and columns are read', async () => {
    expect(await textsOf('<row r="1" hidden="1"><c r="A1"><v>1</v></c></row>')).toEqual([[1, '1']]);
  });

  const merged = (...areas: string[]) => ({
    after: `<mergeCells>${areas.map((area) => `<mergeCell ref="${area}"/>`).join('')}</mergeCells>`,
  });

  test('what stands first in merged cells stands in all, in rows that the file leaves out too', async () => {
    const rows = '<row r="2"><c r="A2"><v>1</v></c><c r="C2"><v>2</v></c></row><row r="5"><c r="C5"><v>3</v></c></row>';
    expect(await textsOf(rows, merged('A2:B4', 'C5:C6'))).toEqual([
      [2, '1', '1', '2'],
      [3, '1', '1'],
      [4, '1', '1'],
      [5, '', '', '3'],
      [6, '', '', '3'],
    ]);
  });

  test('what lies hidden under merged cells is not read', async () => {
    const rows =
      '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>9</v></c></row><row r="2"><c r="C2"><v>9</v></c><c r="D2"><v>4</v></c></row>';
    expect(await textsOf(rows, merged('A1:B1', 'B2:C2'))).toEqual([
      [1, '1', '1'],
      [2, '', '', '', '4'],
    ]);
  });
});

describe('parts', () => {
  const row = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>';
  const shared = ['<t>甲</t>'];
  const parts = (change: (text: string, name: string) => string, rename = (name: string) => name) =>
    zipSync(
      Object.fromEntries(
        Object.entries(foreignParts({ 机构: [] }, { shared, parts: { [SHEET]: sheetOf(row) } })).map(([name, text]) => [
          rename(name),
          strToU8(change(text, name)),
        ]),
      ),
    );
  const STRICT = 'http://purl.oclc.org/ooxml';

  test.each([
    [
      'of the strict edition of the standard',
      parts((text) =>
        text
          .replaceAll('http://schemas.openxmlformats.org/spreadsheetml/2006/main', `${STRICT}/spreadsheetml/main`)
          .replaceAll('http://schemas.openxmlformats.org/officeDocument/2006', `${STRICT}/officeDocument`),
      ),
    ],
    [
      'with a prefix before every name',
      parts((text, name) =>
        name.startsWith('xl/') && !name.endsWith('.rels')
          ? text.replace(/<(\/?)(?=\w)/g, '<$1x:').replace('xmlns=', 'xmlns:x=')
          : text,
      ),
    ],
    ['with a byte order mark', parts((text) => `\uFEFF<?xml version="1.0" encoding="UTF-8"?>\r\n${text}`)],
    [
      'under other names',
      parts(
        (text) => text.replaceAll('worksheets/sheet1.xml', 'worksheets/first.xml'),
        (name) => name.replace('sheet1.xml', 'first.xml'),
      ),
    ],
    [
      'whose targets begin at the root',
      parts((text) => text.replace('Target="worksheets/', 'Target="/xl/worksheets/')),
    ],
  ])('%s are read', async (_, bytes) => {
    const read = await readXlsxTables(bytes);
    expect(read).toMatchObject({ ok: true, value: [{ title: '机构', rows: [{ row: 1, cells: [{ text: '甲' }] }] }] });
  });

  test.each(['utf16le', 'utf16be'] as const)('in %s are read', async (encoding) => {
    const all = foreignParts({ 机构: [] }, { shared, parts: { [SHEET]: sheetOf(row) } });
    const encoded = Object.entries(all).map(([name, text]) => {
      const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
      return [name, new Uint8Array(encoding === 'utf16le' ? bytes : bytes.swap16())];
    });
    expect(await readXlsxTables(zipSync(Object.fromEntries(encoded)))).toMatchObject({
      ok: true,
      value: [{ rows: [{ cells: [{ text: '甲' }] }] }],
    });
  });

  test('sheets come in the order of the workbook, hidden ones and empty ones too, charts not', async () => {
    const bytes = foreignWorkbook(
      { 乙: [['2']], 甲: [['1']], 空: [] },
      {
        parts: {
          'xl/workbook.xml': `<workbook ${MAIN} xmlns:rel="x"><sheets><sheet name="甲&amp;" rel:id="rId2" state="hidden"/><sheet name="图" rel:id="rId7"/><sheet name="空" rel:id="rId3"/><sheet name="乙" rel:id="rId1"/></sheets></workbook>`,
          'xl/_rels/workbook.xml.rels': foreignParts({ 乙: [], 甲: [], 空: [] })['xl/_rels/workbook.xml.rels']?.replace(
            '</Rel',
            '<Relationship Id="rId7" Type="http://x/chartsheet" Target="chartsheets/sheet1.xml"/></Rel',
          ) as string,
        },
      },
    );
    const read = await readXlsxTables(bytes);
    expect(read.ok && read.value.map(({ title, rows }) => [title, rows[0]?.cells[0]?.text])).toEqual([
      ['甲&', '1'],
      ['空', undefined],
      ['乙', '2'],
    ]);
    const [one, first] = [await readXlsxTables(bytes, { sheet: '乙' }), await readXlsxTables(bytes, { sheet: null })];
    expect([one.ok && one.value.map(({ title }) => title), first.ok && first.value.map(({ title }) => title)]).toEqual([
      ['乙'],
      ['甲&'],
    ]);
  });

  test('however a workbook is bent, the answer is a table or a fault and never an exception', async () => {
    const whole = foreignWorkbook(
      { 机构: [['机构编号', 1, '名称']] },
      { shared, ...{ after: '<mergeCells><mergeCell ref="A1:A2"/></mergeCells>' } },
    );
    const names = Object.keys(foreignParts({ 机构: [] }));
    const bend = fc.record({
      name: fc.constantFrom(...names),
      at: fc.nat(400),
      text: fc.constantFrom('', '<', '>', '"', '&', '</', '/>', '<!--', '<![CDATA[', 'r="', ' ', '9', '\u0000'),
      drop: fc.nat(6),
    });
    await fc.assert(
      fc.asyncProperty(bend, async ({ name, at, text, drop }) => {
        const all = { ...foreignParts({ 机构: [['机构编号', 1, '名称']] }, { shared }) };
        const part = all[name] ?? '';
        all[name] = part.slice(0, at % part.length) + text + part.slice((at % part.length) + drop);
        const bytes = zipSync(Object.fromEntries(Object.entries(all).map(([key, value]) => [key, strToU8(value)])));
        expect(typeof (await readXlsxTables(bytes)).ok).toBe('boolean');
      }),
      { numRuns: 150 },
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const bytes = whole.slice();
        bytes[at] = (bytes[at] ?? 0) ^ mask;
        expect(typeof (await readXlsxTables(bytes)).ok).toBe('boolean');
      }),
      { numRuns: 150 },
    );
  });
});
