/** Workbooks as raw OOXML, without our writer and without exceljs: what other programs put into the parts can be said exactly. */
import { strToU8, zipSync } from 'fflate';

/** A text, a number, or a whole `<c …>` element with `REF` for its place. */
export type ForeignCell = string | number | { readonly xml: string };
type Rows = readonly (readonly ForeignCell[])[];

export interface ForeignExtras {
  /** Behind the cells of the first sheet: merged ranges and the like. */
  readonly after?: string;
  /** Attributes of a row of the first sheet, by number. */
  readonly rows?: Readonly<Record<number, string>>;
  /** `<sst>` items. */
  readonly shared?: readonly string[];
  /** Attributes of `<workbookPr>`. */
  readonly workbook?: string;
  /** Whole parts, in the place of ours or beside them. */
  readonly parts?: Readonly<Record<string, string>>;
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

function cell(value: ForeignCell, ref: string): string {
  if (typeof value === 'number') return `<c r="${ref}"><v>${value}</v></c>`;
  if (typeof value === 'string') return `<c r="${ref}" t="inlineStr"><is><t>${escaped(value)}</t></is></c>`;
  return value.xml.replace('REF', ref);
}

function sheet(rows: Rows, extras: ForeignExtras): string {
  const body = rows.map((cells, y) => {
    const inner = cells.map((value, x) => cell(value, `${String.fromCharCode(65 + x)}${y + 1}`)).join('');
    return `<row r="${y + 1}" ${extras.rows?.[y + 1] ?? ''}>${inner}</row>`;
  });
  return `<worksheet ${MAIN}><cols><col min="1" max="2" width="31.5" customWidth="1"/></cols><sheetData>${body.join('')}</sheetData>${extras.after ?? ''}</worksheet>`;
}

/** Styles: 0 general, 1 a day (built-in 14), 2 text, 3 a day in Chinese, 4 a share. */
const STYLES = `<styleSheet ${MAIN}><numFmts count="1"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="176" applyNumberFormat="1"/><xf numFmtId="10" applyNumberFormat="1"/></cellXfs></styleSheet>`;

export function foreignWorkbook(sheets: Readonly<Record<string, Rows>>, extras: ForeignExtras = {}): Uint8Array {
  const parts = foreignParts(sheets, extras);
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
}

/** The same, not packed yet. */
export function foreignParts(
  sheets: Readonly<Record<string, Rows>>,
  extras: ForeignExtras = {},
): Readonly<Record<string, string>> {
  const titles = Object.keys(sheets);
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>${titles.map((_, at) => `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="${TYPE}.worksheet+xml"/>`).join('')}<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${TYPE}.sharedStrings+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook ${MAIN} xmlns:r="${OFFICE}"><workbookPr ${extras.workbook ?? ''}/><sheets>${titles.map((title, at) => `<sheet name="${escaped(title)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships">${titles.map((_, at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`).join('')}<Relationship Id="rId90" Type="${OFFICE}/styles" Target="styles.xml"/><Relationship Id="rId91" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    'xl/styles.xml': STYLES,
    'xl/sharedStrings.xml': `<sst ${MAIN}>${(extras.shared ?? []).map((item) => `<si>${item}</si>`).join('')}</sst>`,
  };
  titles.forEach((title, at) => {
    parts[`xl/worksheets/sheet${at + 1}.xml`] = sheet(sheets[title] ?? [], at === 0 ? extras : {});
  });
  return { ...parts, ...extras.parts };
}
