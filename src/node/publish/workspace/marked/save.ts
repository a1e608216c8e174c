/** Puts a marked copy beside each workbook of a workspace; a copy that the clerk went on working in is never written over. */
import { readFile } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import { replaceDurably } from '../../durable.ts';
import { CONFIG_FILE, readConfig } from '../config.ts';
import type { CheckProblem } from '../problem.ts';
import { readXlsxTables } from '../read-xlsx.ts';
import { isFile, WORKBOOK_FILE } from '../sources.ts';
import { Ledger } from '../table.ts';
import { markWorkbook, UNTOUCHED } from './mark-workbook.ts';

export interface SavedCopy {
  /** Name of the workbook that was checked. */
  readonly of: string;
  readonly name: string;
  /** Why it could not be written: open in Excel, for one; null when it was. */
  readonly fault: unknown;
  /** Names of earlier copies that somebody changed, and that were left alone. */
  readonly kept: readonly string[];
}

/** Writes `<name>-问题.xlsx` beside every .xlsx that was read. What is no readable workbook has its message in the report. */
export async function saveMarkedCopies(dir: string, problems: readonly CheckProblem[]): Promise<readonly SavedCopy[]> {
  const saved: SavedCopy[] = [];
  for (const file of await workbooks(dir)) {
    const copy = await saveCopy(file, problems);
    if (copy !== null) saved.push(copy);
  }
  return saved;
}

async function workbooks(dir: string): Promise<readonly string[]> {
  const { reading } = readConfig(await readFile(join(dir, CONFIG_FILE), 'utf8'), new Ledger());
  // No table was checked: there is nothing to mark.
  if (reading === null) return [];
  const mapped = Object.values(reading.tables).map(({ file }) => resolve(dir, file));
  const files = [...new Set([join(dir, WORKBOOK_FILE), ...mapped])].filter((file) => /\.xlsx$/i.test(file));
  const there = await Promise.all(files.map(isFile));
  return files.filter((_, index) => there[index] === true);
}

async function saveCopy(file: string, problems: readonly CheckProblem[]): Promise<SavedCopy | null> {
  const bytes = await readFile(file);
  const tables = await readXlsxTables(bytes);
  if (!tables.ok) return null;
  const marked = markWorkbook(bytes, tables.value, problems);
  if (!marked.ok) return null;
  const kept: string[] = [];
  for (let number = 1; ; number++) {
    const path = `${file.slice(0, -extname(file).length)}-问题${number === 1 ? '' : number}.xlsx`;
    if (!(await isOurs(path))) {
      kept.push(basename(path));
      continue;
    }
    const fault = await replaceDurably(path, marked.value).then(
      () => null,
      (why: unknown) => why,
    );
    return { of: basename(file), name: basename(path), fault, kept };
  }
}

/** A file that is not there, or that is still as an earlier check wrote it. */
async function isOurs(path: string): Promise<boolean> {
  return !(await isFile(path)) || (await readFile(path)).includes(UNTOUCHED);
}
