/**
 * Imitations, written by hand after the published formats: what Excel (ECMA-376 and its extensions, [MS-XLSX]) and WPS put around
 * the cells. No file here was saved by these programs.
 */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { loadWorkspace } from '../../../../../src/node/publish/workspace/load.ts';
import { foreignParts, foreignWorkbook } from '../../../../support/foreign-workbook.ts';
import { accepted, makeWorkspace, NOW } from '../support.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MC = 'http://schemas.openxmlformats.org/markup-compatibility/2006';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n';
const MICROSOFT = `xmlns:mc="${MC}" mc:Ignorable="x14ac xr xr2 xr3" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision" xmlns:xr2="http://schemas.microsoft.com/office/spreadsheetml/2015/revision2" xmlns:xr3="http://schemas.microsoft.com/office/spreadsheetml/2016/revision3"`;
const TEXTS = ['机构编号', '名称', '地址', '开业日期', 'A1', '和平医院', '和平路1号', 'A2', '仁心诊所'];
const shared = (at: number) => `<v>${at}</v>`;
const si = TEXTS.map((text) => `<si><t>${text}</t><phoneticPr fontId="1" type="noConversion"/></si>`).join('');
const SHARED = `${XML}<sst xmlns="${MAIN}" count="9" uniqueCount="9">${si}</sst>`;

/** Row 3 is hidden by a filter; the sheet is a table, with a group, a frozen pane, a validation and an extension behind. */
function sheet(row: string, cell: string, root: string, after: string): string {
  const cells = (number: number, texts: readonly number[], more = '') =>
    `<row r="${number}" spans="1:4" ${row}>${texts.map((at, column) => `<c r="${'ABCD'[column]}${number}" ${cell} t="s">${shared(at)}</c>`).join('')}${more}</row>`;
  return `${XML}<worksheet xmlns="${MAIN}" xmlns:r="${R}" ${root}><sheetPr filterMode="1"><outlinePr summaryBelow="0"/></sheetPr><dimension ref="A1:D3"/><sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="13.5" outlineLevelRow="1"/><cols><col min="3" max="3" width="0" hidden="1" customWidth="1"/></cols><sheetData>${cells(1, [0, 1, 2, 3])}${cells(2, [4, 5, 6], '<c r="D2" s="1"><v>42065</v></c>')}<row r="3" hidden="1" outlineLevel="1"><c r="A3" t="s">${shared(7)}</c><c r="B3" t="s">${shared(8)}</c><c r="C3" s="2"/></row></sheetData><autoFilter ref="A1:D3"/><phoneticPr fontId="1" type="noConversion"/><dataValidations count="1"><dataValidation type="list" sqref="A2:A9"><formula1>"是,否"</formula1></dataValidation></dataValidations><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>${after}</worksheet>`;
}

const EXCEL_BOOK = `${XML}<workbook xmlns="${MAIN}" xmlns:r="${R}" xmlns:mc="${MC}" mc:Ignorable="x15 xr xr6 xr10" xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main" xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision" xmlns:xr6="http://schemas.microsoft.com/office/spreadsheetml/2016/revision6" xmlns:xr10="http://schemas.microsoft.com/office/spreadsheetml/2016/revision10"><fileVersion appName="xl" lastEdited="7" lowestEdited="7" rupBuild="22228"/><workbookPr defaultThemeVersion="166925"/><mc:AlternateContent xmlns:mc="${MC}"><mc:Choice Requires="x15"><x15ac:absPath url="C:\\局\\" xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac"/></mc:Choice></mc:AlternateContent><xr:revisionPtr revIDLastSave="0" documentId="8_{00000000-0000-0000-0000-000000000000}"/><bookViews><workbookView xWindow="0" yWindow="0" windowWidth="22260" windowHeight="12645" xr2:uid="{0}" xmlns:xr2="http://schemas.microsoft.com/office/spreadsheetml/2015/revision2"/></bookViews><sheets><sheet name="机构" sheetId="1" r:id="rId1"/></sheets><definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">机构!$A$1:$D$3</definedName></definedNames><calcPr calcId="191029"/><extLst><ext uri="{140A7094-0E35-4892-8432-C4D2E57EDEB5}" xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main"><x15:workbookPr chartTrackingRefBase="1"/></ext></extLst></workbook>`;
const THEME = `${XML}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Office 主题​​"><a:themeElements/></a:theme>`;
const CALC = `${XML}<calcChain xmlns="${MAIN}"><c r="D2" i="1"/></calcChain>`;

const excel: Readonly<Record<string, string>> = {
  'xl/workbook.xml': EXCEL_BOOK,
  'xl/sharedStrings.xml': SHARED,
  'xl/worksheets/sheet1.xml': sheet(
    'x14ac:dyDescent="0.15"',
    's="0"',
    `${MICROSOFT} xr:uid="{00000000-0001-0000-0000-000000000000}"`,
    '<tableParts count="1"><tablePart r:id="rId1"/></tableParts><extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:dataValidation type="list" xr:uid="{0}"><x14:formula1><xm:f>选项!$A$1:$A$9</xm:f></x14:formula1><xm:sqref>B2:B9</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>',
  ),
  'xl/theme/theme1.xml': THEME,
  'xl/calcChain.xml': CALC,
  'docProps/app.xml': `${XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Microsoft Excel</Application></Properties>`,
};

const WPS = 'http://www.wps.cn/officeDocument/2017/etCustomData';
const wps: Readonly<Record<string, string>> = {
  'xl/workbook.xml': `${XML}<workbook xmlns="${MAIN}" xmlns:r="${R}"><fileVersion appName="xl" lastEdited="3" lowestEdited="5" rupBuild="9302"/><workbookPr/><bookViews><workbookView windowWidth="27945" windowHeight="12375"/></bookViews><sheets><sheet name="机构" sheetId="1" r:id="rId1"/></sheets><calcPr calcId="144525"/></workbook>`,
  'xl/sharedStrings.xml': SHARED,
  'xl/worksheets/sheet1.xml': sheet(
    '',
    's="0"',
    `xmlns:xdr="x" xmlns:mc="${MC}" xmlns:etc="${WPS}"`,
    '<headerFooter/>',
  ),
  'xl/cellImages.xml': `${XML}<etc:cellImages xmlns:etc="${WPS}"/>`,
  'docProps/app.xml': `${XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>WPS 表格</Application></Properties>`,
  'docProps/custom.xml': `${XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="v"><property name="KSOProductBuildVer"><vt:lpwstr>2052-12.1.0</vt:lpwstr></property></Properties>`,
};

async function load(bytes: Uint8Array, name = 'workbook.xlsx') {
  const dir = await makeWorkspace({}, { format: 'csv' });
  await rm(join(dir, 'workbook'), { recursive: true });
  await writeFile(join(dir, name), bytes);
  return loadWorkspace(dir, NOW);
}

describe('what stands around the cells changes nothing: filters, groups, tables, hidden columns, themes, revisions', () => {
  test.each([
    ['in the way of Excel', excel],
    ['in the way of Excel, saved as “Strict Open XML”', strict(excel)],
    ['in the way of WPS', wps],
  ])('%s', async (_, parts) => {
    const checked = await load(foreignWorkbook({ 机构: [] }, { parts }));
    expect(accepted(checked).map(({ institution }) => [institution.id, institution.name, institution.address])).toEqual(
      [
        ['A1', '和平医院', '和平路1号'],
        ['A2', '仁心诊所', ''],
      ],
    );
    expect(accepted(checked)[0]?.institution.openedOn).toBe('2015-03-02');
  });

  test('a sheet that only a macro can show is read like any other hidden one', async () => {
    const book = EXCEL_BOOK.replace('sheetId="1"', 'sheetId="1" state="veryHidden"');
    const checked = await load(foreignWorkbook({ 机构: [] }, { parts: { ...excel, 'xl/workbook.xml': book } }));
    expect(accepted(checked)).toHaveLength(2);
  });
});

function strict(parts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const to = (text: string) =>
    text
      .replaceAll(MAIN, 'http://purl.oclc.org/ooxml/spreadsheetml/main')
      .replaceAll(R, 'http://purl.oclc.org/ooxml/officeDocument/relationships');
  return Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, to(text)]));
}

describe('files of other programs are told apart by what they hold', () => {
  const archive = (parts: Readonly<Record<string, string>>) =>
    zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
  const asBinary = foreignParts({ 机构: [] })['_rels/.rels']?.replace('xl/workbook.xml', 'xl/workbook.bin') ?? '';

  test.each([
    [
      'an .ods',
      'workbook-old-format',
      archive({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<a/>' }),
    ],
    ['a .numbers', 'workbook-old-format', archive({ 'Index/Document.iwa': '\u0000' })],
    ['an .xlsb', 'workbook-old-format', archive({ '_rels/.rels': asBinary, 'xl/workbook.bin': '\u0000' })],
    ['a CSV file', 'workbook-is-text', strToU8('机构编号,名称\r\nA1,甲')],
    ['a page of a website', 'workbook-is-text', strToU8('<html><table><tr><td>机构编号</td></tr></table></html>')],
    ['a Unicode text', 'workbook-is-text', new Uint8Array(Buffer.from('\uFEFF机构编号\t名称', 'utf16le'))],
  ])('%s under the name .xlsx', async (_, code, bytes) => {
    const [found] = (await load(bytes)).problems;
    expect(found).toMatchObject({ code, severity: 'error', value: 'workbook.xlsx' });
    expect(found?.remedy.zh).toContain('另存为 .xlsx');
  });

  test.each([
    'workbook.xlsb',
    'workbook.xlsm',
    'workbook.ods',
    'workbook.numbers',
    'workbook.ett',
  ])('%s is explained', async (name) => {
    const [found] = (await load(strToU8('PK'), name)).problems;
    expect(found).toMatchObject({ code: 'workbook-old-format', value: name });
  });
});
