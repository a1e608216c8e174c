/** Excel workbooks as raw tables. */
import type ExcelJS from 'exceljs';
import { unzipSync, type Zippable, zipSync } from 'fflate';
import { fail, ok, type Result } from '../../../core/domain/result.ts';
import { cleanText } from './clean.ts';
import { type Cell, EMPTY_CELL, type RawRow, type RawTable } from './table.ts';

/** Limits of a workbook: 100,000 rows with all columns stay well below. */
const MAX_FILE = 64 * 1024 * 1024;
const MAX_UNPACKED = 256 * 1024 * 1024;
const MAX_PARTS = 2_000;
const MAX_MERGED_CELLS = 200_000;

export type WorkbookFault = 'workbook-old-format' | 'workbook-unreadable' | 'workbook-too-large';

/** Parts of the sheets that only cost: exceljs unrolls a validation of a whole column into a million cells. */
const IGNORED = [
  'dataValidations',
  'conditionalFormatting',
  'hyperlinks',
  'drawing',
  'picture',
  'tableParts',
  'pageSetup',
];

/** Cells and what gives them a meaning: exceljs fails on comments and drawings in more than one way. */
const NEEDED =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|xl\/(?:_rels\/workbook\.xml\.rels|[^/]+\.xml|worksheets\/[^/]+\.xml))$/;

/** Reads a workbook's bytes; formulas give their stored results, dates `YYYY-MM-DD`. */
export async function readXlsxTables(bytes: Uint8Array): Promise<Result<readonly RawTable[], WorkbookFault>> {
  // OLE compound file: .xls, .et, or an .xlsx with a password.
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0)
    return fail('workbook-old-format');
  const unpacked = unpack(bytes, (name) => NEEDED.test(name));
  if (!unpacked.ok) return unpacked;
  // Loaded where there is a workbook: 0.2 s and 13 MiB that a folder of CSV files can do without.
  const { default: excel } = await import('exceljs');
  const workbook = new excel.Workbook();
  try {
    const ignoreNodes = mergedCells(unpacked.value) > MAX_MERGED_CELLS ? [...IGNORED, 'mergeCells'] : IGNORED;
    const plain = zipSync(unpacked.value, { level: 0 });
    // exceljs declares its own, older Buffer; at run time it hands the bytes to JSZip, which takes any ArrayBuffer.
    await workbook.xlsx.load(plain.buffer as unknown as Parameters<typeof workbook.xlsx.load>[0], { ignoreNodes });
    return ok(workbook.worksheets.map(toTable));
  } catch {
    return fail('workbook-unreadable');
  }
}

/**
 * Unpacks within limits before exceljs sees the file, and hands it on uncompressed: a small file that unpacks to
 * gigabytes (zip bomb) ends here. fflate never writes more than the size that an entry declares.
 */
export function unpack(bytes: Uint8Array, needed: (name: string) => boolean): Result<Zippable, WorkbookFault> {
  if (bytes.length > MAX_FILE) return fail('workbook-too-large');
  let size = 0;
  let parts = 0;
  let tooLarge = false;
  try {
    const files = unzipSync(bytes, {
      filter: (file) => {
        size += file.originalSize;
        parts += 1;
        tooLarge ||= size > MAX_UNPACKED || parts > MAX_PARTS;
        return !tooLarge && needed(file.name);
      },
    });
    if (tooLarge) return fail('workbook-too-large');
    return Object.hasOwn(files, 'xl/workbook.xml') ? ok(files) : fail('workbook-unreadable');
  } catch {
    return fail(tooLarge ? 'workbook-too-large' : 'workbook-unreadable');
  }
}

/** How many cells the merged ranges of all sheets cover: exceljs makes every one of them. */
function mergedCells(files: Zippable): number {
  let count = 0;
  for (const [name, content] of Object.entries(files)) {
    if (!name.startsWith('xl/worksheets/') || !(content instanceof Uint8Array)) continue;
    const text = new TextDecoder('latin1').decode(content);
    for (const match of text.matchAll(/<mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/g)) {
      const columns = columnNumber(match[3] ?? '') - columnNumber(match[1] ?? '') + 1;
      count += columns * (Number(match[4]) - Number(match[2]) + 1);
    }
  }
  return count;
}

function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}

function toTable(sheet: ExcelJS.Worksheet): RawTable {
  const rows: RawRow[] = [];
  sheet.eachRow((row, number) => {
    const cells: Cell[] = [];
    row.eachCell((cell, column) => {
      cells[column - 1] = toCell(cell.value, cell.numFmt);
    });
    // `Array.from` fills the holes that skipped cells leave.
    rows.push({ row: number, cells: Array.from(cells, (cell) => cell ?? EMPTY_CELL) });
  });
  return { title: sheet.name, rows };
}

function toCell(value: ExcelJS.CellValue, format: string | undefined): Cell {
  if (value === null || value === undefined) return EMPTY_CELL;
  if (typeof value === 'string') return { text: cleanText(value), form: 'text' };
  if (typeof value === 'number') return { text: numberText(value, format ?? ''), form: 'number' };
  if (typeof value === 'boolean') return { text: value ? '是' : '否', form: 'text' };
  if (value instanceof Date) return dateCell(value);
  if ('error' in value) return { text: value.error, form: 'fault' };
  if ('richText' in value) return { text: cleanText(value.richText.map((run) => run.text).join('')), form: 'text' };
  if ('hyperlink' in value) return toCell(value.text, format);
  if (value.result === undefined) return { text: `=${'formula' in value ? value.formula : ''}`, form: 'fault' };
  return toCell(value.result, format);
}

/** A number as Excel shows it: 15 significant digits, and a share with its sign, so that 85 % is never read as 0.85. */
function numberText(value: number, format: string): string {
  if (Number.isSafeInteger(value) && !format.includes('%')) return String(value);
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return BigInt(value).toString();
  const shown = Number(value.toPrecision(15));
  return format.includes('%') ? `${Number((shown * 100).toPrecision(15))}%` : String(shown);
}

function dateCell(value: Date): Cell {
  // Excel keeps days as floats; half a second mends 23:59:59.999 of the day before.
  const time = value.getTime() + 500;
  if (Number.isNaN(time)) return { text: '#VALUE!', form: 'fault' };
  return { text: new Date(time).toISOString().slice(0, 10), form: 'date' };
}
