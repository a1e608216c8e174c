/** Workspaces for tests: a bureau, and sheets as clerks would fill them. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { onTestFinished } from 'vitest';
import { configText, newConfig } from '../../../../src/node/publish/workspace/create.ts';
import { loadWorkspace } from '../../../../src/node/publish/workspace/load.ts';
import { reportCsv } from '../../../../src/node/publish/workspace/report.ts';

export const NOW = new Date('2026-06-01T04:00:00Z');
/** Made up: region and birthday of nobody, with a right check digit. */
export const IDENTITY = '110101190001010014';
export const MOBILE = '13800000000';

export type Cells = readonly (readonly ExcelJS.CellValue[])[];
export type Sheets = Readonly<Record<string, Cells>>;

export const ONE: Sheets = {
  机构: [
    ['机构编号', '名称', '地址', '许可类型'],
    ['A1', '示例县和平诊所', '和平路1号', '诊所备案凭证'],
  ],
};

export async function temporaryFolder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'yixinma-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

interface Options {
  readonly format?: 'csv' | 'xlsx';
  readonly bureau?: Readonly<Record<string, unknown>>;
  readonly rulebook?: string;
}

export async function makeWorkspace(sheets: Sheets, options: Options = {}): Promise<string> {
  const dir = await temporaryFolder();
  const config = JSON.parse(configText(newConfig(options.rulebook ?? 'wugang')));
  await writeFile(join(dir, 'bureau.json'), JSON.stringify({ ...config, ...options.bureau }));
  if (options.format === 'csv') await writeCsvFolder(dir, sheets);
  else await writeXlsx(join(dir, 'workbook.xlsx'), sheets);
  return dir;
}

async function writeCsvFolder(dir: string, sheets: Sheets): Promise<void> {
  await mkdir(join(dir, 'workbook'));
  for (const [title, rows] of Object.entries(sheets)) {
    await writeFile(join(dir, 'workbook', `${title}.csv`), csvText(rows));
  }
}

export function csvText(rows: Cells): string {
  const field = (value: ExcelJS.CellValue) => `"${String(value ?? '').replaceAll('"', '""')}"`;
  return rows.map((row) => row.map(field).join(',')).join('\r\n');
}

export async function writeXlsx(file: string, sheets: Sheets): Promise<void> {
  const workbook = new ExcelJS.Workbook();
  for (const [title, rows] of Object.entries(sheets)) {
    const sheet = workbook.addWorksheet(title);
    for (const row of rows) sheet.addRow([...row]);
  }
  await workbook.xlsx.writeFile(file);
}

export async function check(sheets: Sheets, options: Options = {}) {
  return loadWorkspace(await makeWorkspace(sheets, options), NOW);
}

type Checked = Awaited<ReturnType<typeof loadWorkspace>>;

export function codes(checked: Checked): readonly string[] {
  return checked.problems.map(({ code }) => code);
}

/** The accepted entries; a refused workspace fails the test with its report. */
export function accepted(checked: Checked) {
  if (!checked.ok) throw new Error(reportCsv(checked.problems));
  return checked.entries;
}

/** 机构 A1 with rows of one further sheet. */
export function withRows(title: string, headings: readonly string[], ...rows: readonly ExcelJS.CellValue[][]): Sheets {
  return { ...ONE, [title]: [['机构编号', ...headings], ...rows.map((row) => ['A1', ...row])] };
}

/** 机构 with one row of these cells beside number, name and address. */
export function institution(cells: Readonly<Record<string, ExcelJS.CellValue>>): Sheets {
  const row: Record<string, ExcelJS.CellValue> = { 机构编号: 'A1', 名称: '示例医院', 地址: '和平路1号', ...cells };
  return { 机构: [Object.keys(row), Object.values(row)] };
}
