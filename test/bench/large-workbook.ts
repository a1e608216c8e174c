/** The county of `publish-county.ts` as one workbook, laid out as Excel does it: every text shared, formats, places of cells. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { strToU8, Zip, ZipDeflate } from 'fflate';
import { countySheets } from './publish-county.ts';

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const BLOCK = 1 << 16;

class PartWriter {
  readonly #part: ZipDeflate;
  #text = '';

  constructor(zip: Zip, name: string) {
    this.#part = new ZipDeflate(name, { level: 6 });
    zip.add(this.#part);
    this.write(HEAD);
  }

  write(text: string): void {
    this.#text += text;
    if (this.#text.length > BLOCK) this.#flush(false);
  }

  end(): void {
    this.#flush(true);
  }

  #flush(last: boolean): void {
    this.#part.push(strToU8(this.#text), last);
    this.#text = '';
  }
}

/** Gives how many rows it has, headings included. */
export function writeLargeWorkbook(file: string, count: number): { readonly rows: number } {
  const out = openSync(file, 'w');
  const zip = new Zip((fault, bytes) => {
    if (fault !== null) throw fault;
    writeSync(out, bytes);
  });
  const texts = new Map<string, number>();
  const titles: string[] = [];
  let total = 0;
  for (const { title, rows } of countySheets(count)) {
    titles.push(title);
    total += writeSheet(new PartWriter(zip, `xl/worksheets/sheet${titles.length}.xml`), rows, texts);
  }
  const strings = new PartWriter(zip, 'xl/sharedStrings.xml');
  strings.write(`<sst ${MAIN} uniqueCount="${texts.size}">`);
  for (const text of texts.keys()) strings.write(`<si><t>${text}</t><phoneticPr fontId="1" type="noConversion"/></si>`);
  strings.write('</sst>');
  strings.end();
  for (const [name, text] of frame(titles)) {
    const part = new PartWriter(zip, name);
    part.write(text);
    part.end();
  }
  zip.end();
  closeSync(out);
  return { rows: total };
}

function writeSheet(part: PartWriter, rows: Iterable<readonly string[]>, texts: Map<string, number>): number {
  part.write(`<worksheet ${MAIN}><sheetData>`);
  let number = 0;
  for (const row of rows) {
    number++;
    const cells = row.map((text, at) => {
      const index = texts.get(text) ?? texts.size;
      texts.set(text, index);
      return `<c r="${String.fromCharCode(65 + at)}${number}" s="1" t="s"><v>${index}</v></c>`;
    });
    part.write(`<row r="${number}" spans="1:${row.length}" ht="14.25">${cells.join('')}</row>`);
  }
  part.write('</sheetData></worksheet>');
  part.end();
  return number;
}

function frame(titles: readonly string[]): readonly (readonly [name: string, text: string])[] {
  const numbers = titles.map((_, at) => at + 1);
  const overrides = numbers.map(
    (nth) => `<Override PartName="/xl/worksheets/sheet${nth}.xml" ContentType="${TYPE}.worksheet+xml"/>`,
  );
  const relations = numbers.map(
    (nth) => `<Relationship Id="rId${nth}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${nth}.xml"/>`,
  );
  const sheets = titles.map((title, at) => `<sheet name="${title}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`);
  return [
    [
      'xl/styles.xml',
      `<styleSheet ${MAIN}><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="49"/></cellXfs></styleSheet>`,
    ],
    [
      'xl/workbook.xml',
      `<workbook ${MAIN} xmlns:r="${OFFICE}"><workbookPr/><sheets>${sheets.join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${PACKAGE}/relationships">${relations.join('')}<Relationship Id="rId90" Type="${OFFICE}/styles" Target="styles.xml"/><Relationship Id="rId91" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    ],
    [
      '_rels/.rels',
      `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      '[Content_Types].xml',
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>${overrides.join('')}<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${TYPE}.sharedStrings+xml"/></Types>`,
    ],
  ];
}
