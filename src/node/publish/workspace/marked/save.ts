/** Puts a marked copy beside each workbook of a workspace; a copy that the clerk went on working in is never written over. */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import { CONFIG_FILE, parseConfig } from '../config.ts';
import type { CheckProblem } from '../problem.ts';
import { readXlsxTables } from '../read-xlsx.ts';
import { isFile, WORKBOOK_FILE } from '../sources.ts';
import { Ledger } from '../table.ts';
import { markWorkbook, UNTOUCHED } from './mark-workbook.ts';

export interface SavedCopy {
  /** Name of the workbook that was checked. */
  readonly of: string;
  /** Name of the copy; null when it could not be written (open in Excel, for one). */
  readonly name: string | null;
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
  const config = parseConfig(await readFile(join(dir, CONFIG_FILE), 'utf8'), new Ledger());
  const mapped = Object.values(config?.tables ?? {}).map(({ file }) => resolve(dir, file));
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
    const written = await replace(path, marked.value);
    return { of: basename(file), name: written ? basename(path) : null, kept };
  }
}

/** A file that is not there, or that is still as an earlier check wrote it. */
async function isOurs(path: string): Promise<boolean> {
  return !(await isFile(path)) || (await readFile(path)).includes(UNTOUCHED);
}

/** Whole or not at all; false while another program holds the file. */
async function replace(path: string, bytes: Uint8Array): Promise<boolean> {
  try {
    await writeFile(`${path}.tmp`, bytes);
    await rename(`${path}.tmp`, path);
    return true;
  } catch {
    return false;
  }
}
