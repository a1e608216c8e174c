/** Workbooks that were made to harm, or came broken: each gets its message, none an exception, and what is only unusual is read. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strToU8 } from 'fflate';
import { describe, expect, test } from 'vitest';
import { loadWorkspace } from '../../../../../src/node/publish/workspace/load.ts';
import { readXlsxTables } from '../../../../../src/node/publish/workspace/read-xlsx.ts';
import { type ForeignExtras, foreignParts, foreignWorkbook } from '../../../../support/foreign-workbook.ts';
import { type ZipForm, type ZipPart, zipOf } from '../../../../support/zip.ts';
import { accepted, makeWorkspace, NOW } from '../support.ts';

const SHEETS = {
  机构: [
    ['机构编号', '名称', '地址'],
    ['A1', '甲医院', '一路'],
  ],
};
const SHEET = 'xl/worksheets/sheet1.xml';
const STRINGS = 'xl/sharedStrings.xml';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const sheetOf = (rows: string) => `<worksheet ${MAIN}><sheetData>${rows}</sheetData></worksheet>`;
const withSheet = (xml: string, extras: ForeignExtras = {}) =>
  foreignWorkbook(SHEETS, { ...extras, parts: { ...extras.parts, [SHEET]: xml } });
const withRows = (rows: string, extras?: ForeignExtras) => withSheet(sheetOf(rows), extras);

/** The good workbook in an archive of another form; `change` bends one part. */
function packed(form: ZipForm = {}, change: Readonly<Record<string, Partial<ZipPart>>> = {}): Uint8Array {
  const parts = Object.entries(foreignParts(SHEETS)).map(([name, text]) => ({ name, content: strToU8(text) }));
  return zipOf(
    parts.map((part) => ({ ...part, ...change[part.name] })),
    form,
  );
}

async function load(bytes: Uint8Array) {
  const dir = await makeWorkspace({}, { format: 'csv' });
  await writeFile(join(dir, 'workbook.xlsx'), bytes);
  return loadWorkspace(dir, NOW);
}

const GOOD = foreignWorkbook(SHEETS);
const LAUGHS = `<!DOCTYPE x [<!ENTITY a "ha">${[...'bcdefghij'].map((name, at) => `<!ENTITY ${name} "${`&${'abcdefghij'[at]};`.repeat(10)}">`).join('')}]>`;
const relations = (target: string, mode = '') =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="${target}" ${mode}/></Relationships>`;
const withTarget = (target: string, mode?: string) =>
  foreignWorkbook(SHEETS, { parts: { 'xl/_rels/workbook.xml.rels': relations(target, mode) } });

const DAMAGED: Readonly<Record<string, () => Uint8Array>> = {
  'a file cut off in the middle': () => GOOD.subarray(0, GOOD.length >> 1),
  'a file without its last byte': () => GOOD.subarray(0, -1),
  'a part cut off, in a whole archive': () => withSheet(sheetOf('<row><c>').slice(0, 80)),
  'a DOCTYPE': () => withSheet(`<!DOCTYPE worksheet SYSTEM "file:///etc/passwd">${sheetOf('')}`),
  'a billion laughs': () => withSheet(`${LAUGHS}${sheetOf('<row><c t="str"><v>&j;</v></c></row>')}`),
  'an entity that nobody declared': () => withRows('<row><c t="str"><v>&secret;</v></c></row>'),
  'a cell beyond XFD': () => withRows('<row r="1"><c r="XFE1"><v>1</v></c></row>'),
  'more cells without a place than a row has': () => withRows(`<row>${'<c><v>1</v></c>'.repeat(16_385)}</row>`),
  'a row beyond the last': () => withRows('<row r="1048577"><c r="A1048577"><v>1</v></c></row>'),
  'a row number that is none': () => withRows('<row r="-1"><c><v>1</v></c></row>'),
  'rows that go back': () => withRows('<row r="3"><c><v>1</v></c></row><row r="2"><c><v>1</v></c></row>'),
  'two rows of one number': () => withRows('<row r="2"><c><v>1</v></c></row><row r="2"><c><v>2</v></c></row>'),
  'a shared text that is not there': () => withRows('<row><c t="s"><v>7</v></c></row>', { shared: ['<t>甲</t>'] }),
  'a shared text of number -1': () => withRows('<row><c t="s"><v>-1</v></c></row>', { shared: ['<t>甲</t>'] }),
  'elements that close each other': () => withRows('<row><c><v>1</c></v></row>'),
  'elements nested without end': () => withRows('<a>'.repeat(100_000)),
  'a text without end': () => withRows(`<row><c t="str"><v>${'长'.repeat(1 << 20)}`),
  'a text without end, in many pieces': () =>
    withRows(`<row><c t="str"><f>${`<![CDATA[${'1'.repeat(400_000)}]]>`.repeat(3)}</f></c></row>`),
  'an attribute without end': () => withRows(`<row r="${'1'.repeat(1 << 20)}`),
  'half a character': () => packed({}, { [SHEET]: { content: Buffer.from([...strToU8(sheetOf('')), 0xe4, 0xb8]) } }),
  'GBK in place of UTF-8': () => packed({}, { [SHEET]: { content: Uint8Array.of(0x3c, 0xbb, 0xfa, 0x2f, 0x3e) } }),
  'two parts of one name': () => packed({}, { [STRINGS]: { name: SHEET } }),
  'two parts whose names differ in case': () => packed({}, { [STRINGS]: { name: SHEET.toUpperCase() } }),
  'a part that is another in its own header': () => packed({}, { [SHEET]: { localName: STRINGS } }),
  'a wrong checksum': () => packed({}, { [SHEET]: { crc: 1 } }),
  'a part that unpacks to more than it says': () => packed({}, { [SHEET]: { unpacked: 10 } }),
  'a packing that nobody knows': () => packed({}, { [SHEET]: { method: 99 } }),
  'a path out of the archive': () => withTarget('../../../../etc/passwd'),
  'a sheet on another machine': () => withTarget('https://evil.example/sheet.xml', 'TargetMode="External"'),
  'two sheets of one part': () =>
    foreignWorkbook(SHEETS, {
      parts: {
        'xl/workbook.xml': `<workbook ${MAIN} xmlns:r="x"><sheets><sheet name="机构" r:id="rId1"/><sheet name="人员" r:id="rId1"/></sheets></workbook>`,
      },
    }),
  'a sheet that is not there': () => withTarget('worksheets/sheet9.xml'),
};

/** Blanks in comments: 70 MiB that nobody asks for. */
const BLANKS = Buffer.alloc(70 * 1024 * 1024, `<!--${' '.repeat(65_529)}-->`);

const TOO_LARGE: Readonly<Record<string, () => Uint8Array>> = {
  'a zip bomb: 70 MiB out of 70 kB': () => packed({}, { [SHEET]: { content: BLANKS } }),
  'a part that says of itself to be gigabytes': () => packed({}, { [SHEET]: { unpacked: 3 * 1024 ** 3 } }),
  'more parts than a workbook has': () =>
    zipOf(Array.from({ length: 10_001 }, (_, at) => ({ name: `${at}`, content: new Uint8Array(), method: 0 }))),
  'rows whose only cell is the last, again and again': () =>
    withRows(Array.from({ length: 750 }, (_, at) => `<row><c r="XFD${at + 1}"><v>1</v></c></row>`).join('')),
};

const ENCRYPTED: Readonly<Record<string, () => Uint8Array>> = {
  'an Office file with a password (an OLE container)': () => Buffer.from('d0cf11e0a1b11ae10000', 'hex'),
  'an archive with a password': () => packed({}, { [SHEET]: { flags: 1 } }),
};

describe('a workbook made to harm is refused with its message', () => {
  const cases = [
    ...Object.entries(DAMAGED).map(([name, make]) => [name, 'workbook-unreadable', '另存为新的 .xlsx', make] as const),
    ...Object.entries(TOO_LARGE).map(([name, make]) => [name, 'workbook-too-large', 'CSV', make] as const),
    ...Object.entries(ENCRYPTED).map(([name, make]) => [name, 'workbook-old-format', '取消密码', make] as const),
  ];
  test.each(cases)('%s: %s', async (_, code, remedy, make) => {
    const checked = await load(make());
    const found = checked.problems.find((problem) => problem.code.startsWith('workbook-'));
    // Within a sheet its place is named.
    const placed = found?.code === 'workbook-cell-wrong' && code === 'workbook-unreadable';
    expect(found).toMatchObject(placed ? { sheet: '机构' } : { code, sheet: 'workbook.xlsx' });
    expect(found).toMatchObject({ severity: 'error', row: null });
    expect(found?.message.zh).toContain('workbook.xlsx');
    expect(found?.remedy.zh).toContain(remedy);
    expect(checked.ok).toBe(false);
  });
});

describe('an unusual archive is read like any other', () => {
  const read: Readonly<Record<string, () => Uint8Array>> = {
    'with sizes behind the content (data descriptors)': () => packed({ descriptors: true }),
    'with 64-bit fields (zip64)': () => packed({ wide: true }),
    'not packed at all': () =>
      zipOf(Object.entries(foreignParts(SHEETS)).map(([name, text]) => ({ name, content: strToU8(text), method: 0 }))),
    'with the separators of Windows': () =>
      zipOf(
        Object.entries(foreignParts(SHEETS)).map(([name, text]) => ({
          name: name.replaceAll('/', '\\'),
          content: strToU8(text),
        })),
      ),
    'whose names differ in case from what refers to them': () =>
      packed({}, { [SHEET]: { name: 'xl/Worksheets/Sheet1.XML' } }),
  };
  test.each(Object.entries(read))('%s', async (_, make) => {
    expect(accepted(await load(make())).map(({ institution }) => institution.name)).toEqual(['甲医院']);
  });

  test('with a million rows of nothing but a height', async () => {
    const bytes = withRows('<row ht="14.25" customHeight="1"/>'.repeat(1_048_576));
    expect(await readXlsxTables(bytes)).toEqual({ ok: true, value: [{ title: '机构', rows: [] }] });
  });
});

test.each([
  'B1:A1048576',
  'A1048576:B1',
])('attack: a merged area that runs backwards, %s, is refused and not gone through a million times', async (area) => {
  const xml = `<worksheet ${MAIN}><sheetData/><mergeCells>${`<mergeCell ref="${area}"/>`.repeat(500)}</mergeCells></worksheet>`;
  expect(await readXlsxTables(withSheet(xml))).toMatchObject({ fault: { code: 'workbook-unreadable' } });
});
