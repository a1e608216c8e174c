/** Finds and reads the files of a workspace. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Result } from '../../../core/domain/result.ts';
import { GUIDE_SHEET, LISTS_SHEET, PROBLEM_SHEET, SHEET_KEYS, SHEETS, type SheetKey, sheetByTitle } from './columns.ts';
import type { TableSource, WorkspaceConfig } from './config.ts';
import { type CsvRefusal, csvRefused, MAX_CSV_BYTES } from './csv-text.ts';
import { readCsvTable } from './read-csv.ts';
import { readXlsxFile, type XlsxWishes } from './read-xlsx.ts';
import type { Ledger, RawTable } from './table.ts';

export const WORKBOOK_FILE = 'workbook.xlsx';
export const WORKBOOK_FOLDER = 'workbook';
const OLD_FORMAT = /\.(?:xlsm?|xlsb|xlt[xm]?|ett?|ods|numbers)$/i;
/** What a clerk may have put into the folder in place of CSV. */
const OTHER_TABLE = /\.(?:xls[xmb]?|ett?|ods|numbers|txt|tsv)$/i;
/** The sheet that an earlier check may have put beside the data. */
const OWN_SHEETS = [GUIDE_SHEET, LISTS_SHEET, PROBLEM_SHEET];

export type RawTables = Partial<Record<SheetKey, RawTable>>;

/** Reads a CSV file: all of its rows, or those that its caller asks for. */
export type ReadTable = (path: string, title: string) => Promise<Result<RawTable, CsvRefusal>>;

const readWhole: ReadTable = async (path, title) => {
  const { size } = await stat(path);
  return size > MAX_CSV_BYTES ? csvRefused('csv-too-large') : readCsvTable(await readFile(path), title);
};

/** Reads the mapped files, and for all other sheets the workbook or its folder. What cannot be read is reported. */
export async function readSources(
  dir: string,
  tables: WorkspaceConfig['tables'],
  ledger: Ledger,
  read: ReadTable = readWhole,
): Promise<RawTables> {
  const found: RawTables = await readWorkbook(dir, tables, ledger, read);
  for (const key of SHEET_KEYS) {
    const source = tables[key];
    if (source === undefined) continue;
    const table = await readMapped(dir, source, ledger, read);
    if (table !== null) found[key] = table;
    else delete found[key];
  }
  return found;
}

async function readWorkbook(
  dir: string,
  tables: WorkspaceConfig['tables'],
  ledger: Ledger,
  read: ReadTable,
): Promise<RawTables> {
  const [file, folder] = await Promise.all([isFile(join(dir, WORKBOOK_FILE)), isFolder(join(dir, WORKBOOK_FOLDER))]);
  if (file && folder) ledger.file('two-workbooks', { sheet: WORKBOOK_FILE });
  if (file) return byTitle((await readXlsx(join(dir, WORKBOOK_FILE), ledger)) ?? [], ledger);
  if (folder) return readFolder(join(dir, WORKBOOK_FOLDER), ledger, read);
  const old = (await readdir(dir)).find((name) => /^workbook\./i.test(name) && OLD_FORMAT.test(name));
  if (old !== undefined) ledger.file('workbook-old-format', { sheet: old, value: old });
  else if (tables.institutions === undefined) ledger.file('workbook-missing', {});
  return {};
}

async function readFolder(folder: string, ledger: Ledger, read: ReadTable): Promise<RawTables> {
  const all = await readdir(folder);
  const names = all.filter((name) => /\.csv$/i.test(name)).sort();
  const others = all.filter((name) => OTHER_TABLE.test(name) && !/^[.~]/.test(name)).sort();
  for (const name of others) ledger.file('folder-file-unread', { sheet: name, value: name });
  const tables: RawTable[] = [];
  for (const name of names) {
    const table = await readCsv(join(folder, name), name, ledger, read);
    if (table !== null) tables.push(table);
  }
  return byTitle(tables, ledger);
}

function byTitle(tables: readonly RawTable[], ledger: Ledger): RawTables {
  const found: RawTables = {};
  for (const table of tables) {
    const title = table.title.replace(/\.csv$/i, '');
    const key = sheetByTitle(title);
    if (key !== undefined && found[key] === undefined) found[key] = table;
    else if (key !== undefined) ledger.file('sheet-repeated', { sheet: table.title, value: table.title });
    else if (!OWN_SHEETS.includes(title) && table.rows.length > 0) {
      ledger.file('sheet-unknown', { sheet: table.title, value: table.title });
    }
  }
  return found;
}

/** The table of a file that is not the workbook; null when it cannot be read, which is reported. */
export async function readMapped(
  dir: string,
  source: TableSource,
  ledger: Ledger,
  read: ReadTable = readWhole,
): Promise<RawTable | null> {
  const path = resolve(dir, source.file);
  if (!(await isFile(path))) {
    ledger.file('file-missing', { sheet: basename(path), value: source.file });
    return null;
  }
  if (OLD_FORMAT.test(path)) {
    ledger.file('workbook-old-format', { sheet: basename(path), value: basename(path) });
    return null;
  }
  if (!/\.xlsx$/i.test(path)) return readCsv(path, basename(path), ledger, read);
  const sheets = await readXlsx(path, ledger, { sheet: source.sheet ?? null });
  const sheet = sheets?.[0];
  if (sheets !== null && sheet === undefined) {
    const there = (await readXlsx(path, ledger, { rows: 0 }))?.map(({ title }) => title).join('、');
    ledger.file('list-sheet-missing', { sheet: basename(path), value: source.sheet ?? '' }, there);
  }
  return sheet === undefined ? null : { ...sheet, title: titleIn(dir, path)(sheet.title) };
}

/** How messages name a sheet of a file: with the file's name, unless it is the workbook itself. */
export function titleIn(dir: string, path: string): (title: string) => string {
  return resolve(path) === resolve(dir, WORKBOOK_FILE) ? (title) => title : (title) => `${basename(path)} ${title}`;
}

/** Null when the file cannot be read, which is reported. */
async function readXlsx(path: string, ledger: Ledger, wishes: XlsxWishes = {}): Promise<readonly RawTable[] | null> {
  const read = await readXlsxFile(path, wishes);
  if (read.ok) return read.value;
  const { code, place } = read.fault;
  ledger.file(code, { sheet: place?.sheet ?? basename(path), value: basename(path) }, place?.cell);
  return null;
}

async function readCsv(path: string, title: string, ledger: Ledger, read: ReadTable): Promise<RawTable | null> {
  const table = await read(path, title);
  if (table.ok) return table.value;
  const { code, row } = table.fault;
  // Without a row of its own: it concerns the whole file.
  ledger.file(code, { sheet: title, value: title }, row === null ? undefined : String(row));
  return null;
}

/** Title of a sheet as messages name it when the file has none. */
export function titleOf(key: SheetKey): string {
  return SHEETS[key].title;
}

export async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

export async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
