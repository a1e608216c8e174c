/** Writes a workbook: the template of `init`, and full ones from typed rows. */
import { writeFile } from 'node:fs/promises';
import ExcelJS from 'exceljs';
import { type Column, isKnown, isOffered } from './columns/column.ts';
import { type ColumnKey, columnsOf, LISTS_SHEET, offeredColumns, SHEETS, type SheetKey, sheetsOf } from './columns.ts';
import { addGuide } from './guide-sheet.ts';
import { type Policy, policyOf } from './policy.ts';

/** A cell as code gives it: booleans become 是 and 否, a list is joined, a choice may be given by its domain value. */
export type CellInput = string | number | boolean | readonly string[] | null | undefined;
export type WorkbookRow<Sheet extends SheetKey> = { readonly [Key in ColumnKey<Sheet>]?: CellInput };
/** Rows by sheet, under our key or the Chinese title. */
export type WorkbookRows = { readonly [Sheet in SheetKey]?: readonly WorkbookRow<Sheet>[] } & {
  readonly [Sheet in SheetKey as (typeof SHEETS)[Sheet]['title']]?: readonly WorkbookRow<Sheet>[];
};

/** Rows below the data that are ready to be filled: validated, with their formats. */
const SPARE_ROWS = 2_000;
const HEADING_FILL = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8EEF4' } } as const;
/** A fixed day, so that the clock has no part in the file. */
const CREATED = new Date(Date.UTC(2026, 0, 1));

/**
 * Writes a whole workbook: 说明, the sheets with `rows`, and the hidden lists. `rulebook` limits sheets, columns and choices
 * to those it has a use for. The file must not exist unless `overwrite` is set.
 */
export async function writeWorkbook(
  file: string,
  rows: WorkbookRows,
  options: { readonly rulebook?: string; readonly overwrite?: boolean } = {},
): Promise<void> {
  const bytes = await workbookBytes(rows, policyOf(options.rulebook ?? null));
  await writeFile(file, bytes, { flag: options.overwrite === true ? 'w' : 'wx' });
}

/** The same, not written yet. */
export async function workbookBytes(rows: WorkbookRows, policy: Policy | null): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  workbook.created = CREATED;
  workbook.modified = CREATED;
  addGuide(workbook, policy);
  const lists = addLists(workbook, policy);
  for (const key of sheetsOf(policy)) addSheet(workbook, key, rowsOf(rows, key), lists, policy);
  moveToEnd(workbook);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

type AnyRow = Readonly<Record<string, CellInput>>;

function rowsOf(rows: WorkbookRows, key: SheetKey): readonly AnyRow[] {
  return rows[key] ?? rows[SHEETS[key].title] ?? [];
}

/** The lists stand in cells: written into the validation itself, Excel allows 255 characters. */
function addLists(workbook: ExcelJS.Workbook, policy: Policy | null): ReadonlyMap<string, string> {
  const sheet = workbook.addWorksheet(LISTS_SHEET, { state: 'hidden' });
  const ranges = new Map<string, string>();
  for (const key of sheetsOf(policy)) {
    for (const column of offeredColumns(key, policy)) {
      const labels = column.choices.filter((choice) => isOffered(choice, policy)).map(({ label }) => label);
      if (labels.length === 0) continue;
      const letters = sheet.getColumn(ranges.size + 1).letter;
      sheet.getColumn(ranges.size + 1).values = [`${SHEETS[key].title}·${column.heading}`, ...labels];
      ranges.set(`${key}.${column.key}`, `'${LISTS_SHEET}'!$${letters}$2:$${letters}$${labels.length + 1}`);
    }
  }
  return ranges;
}

function addSheet(
  workbook: ExcelJS.Workbook,
  key: SheetKey,
  rows: readonly AnyRow[],
  lists: ReadonlyMap<string, string>,
  policy: Policy | null,
): void {
  // What is given is written, also where the template has no column for it.
  const given = (column: Column) => rows.some((row) => cellValue(column, row[column.key], policy) !== null);
  const columns = columnsOf(key, policy).filter((column) => isOffered(column, policy) || given(column));
  const sheet = workbook.addWorksheet(SHEETS[key].title, { views: [{ state: 'frozen', xSplit: 1, ySplit: 1 }] });
  sheet.columns = columns.map((column) => ({
    header: column.heading,
    key: column.key,
    width: widthOf(column),
    style: { numFmt: formatOf(column), alignment: { vertical: 'top', wrapText: column.maxLength >= 500 } },
  }));
  const head = sheet.getRow(1);
  head.height = 24;
  head.eachCell((cell, index) => styleHeading(cell, columns[index - 1]));
  for (const row of rows) sheet.addRow(columns.map((column) => cellValue(column, row[column.key], policy)));
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } };
  const last = rows.length + 1 + SPARE_ROWS;
  columns.forEach((column, index) => {
    const range = lists.get(`${key}.${column.key}`);
    const letters = sheet.getColumn(index + 1).letter;
    if (range !== undefined) addList(sheet, `${letters}2:${letters}${last}`, range);
  });
}

function styleHeading(cell: ExcelJS.Cell, column: Column | undefined): void {
  cell.font = { bold: true, color: { argb: column?.required === true ? 'FFB3261E' : 'FF1F2933' } };
  cell.fill = HEADING_FILL;
  cell.alignment = { vertical: 'middle', horizontal: 'center' };
  cell.border = { bottom: { style: 'thin', color: { argb: 'FF8795A1' } } };
  cell.numFmt = '@';
  if (column !== undefined) cell.note = `${column.required ? '必填。' : ''}${column.about.zh}\n${column.about.en}`;
}

/** Codes and texts are stored as text: Excel would make 1.23E+21 of a registration number. */
function formatOf(column: Column): string {
  if (column.kind === 'date') return 'yyyy-mm-dd';
  return column.kind === 'decimal' || column.kind === 'integer' ? 'General' : '@';
}

function widthOf(column: Column): number {
  if (column.kind === 'date') return 13;
  if (column.maxLength >= 500) return column.kind === 'choice' || column.kind === 'yesNo' ? 16 : 30;
  return Math.max(10, Math.min(28, column.maxLength / 4 + 4), column.heading.length * 2 + 4);
}

function cellValue(column: Column, value: CellInput, policy: Policy | null): string | number | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return value;
  const text = typeof value === 'string' ? value : value.join('；');
  return column.choices.find((choice) => choice.value === text && isKnown(choice, policy))?.label ?? text;
}

interface Validations {
  add(range: string, validation: ExcelJS.DataValidation): void;
}

/** exceljs has validations by range, but its types only by cell: 2,000 objects a column. */
function isValidations(value: unknown): value is Validations {
  return typeof value === 'object' && value !== null && 'add' in value && typeof value.add === 'function';
}

function addList(sheet: ExcelJS.Worksheet, cells: string, list: string): void {
  const validations: unknown = Reflect.get(sheet, 'dataValidations');
  if (!isValidations(validations)) throw new TypeError('this exceljs has no validations by range');
  validations.add(cells, {
    type: 'list',
    allowBlank: true,
    formulae: [list],
    showErrorMessage: true,
    errorTitle: '请从列表中选',
    error: '这一列只能填列表中的内容。',
  });
}

/** 说明 stays first; the hidden lists go behind the data. */
function moveToEnd(workbook: ExcelJS.Workbook): void {
  const hidden = workbook.getWorksheet(LISTS_SHEET);
  if (hidden !== undefined) Reflect.set(hidden, 'orderNo', workbook.worksheets.length + 1);
}
