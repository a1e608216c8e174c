/** Puts a marked copy beside each workbook of a workspace; a copy that the clerk went on working in is never written over. */
import { readFile } from 'node:fs/promises';
import { basename, extname, isAbsolute, join, relative, resolve } from 'node:path';
import { replaceDurably } from '../../durable.ts';
import { PROBLEM_SHEET } from '../columns.ts';
import { CONFIG_FILE, readConfig } from '../config.ts';
import type { CheckProblem } from '../problem.ts';
import { readXlsxTables } from '../read-xlsx.ts';
import { isFile, titleIn, WORKBOOK_FILE } from '../sources.ts';
import { Ledger } from '../table.ts';
import { FIRST_ROWS, markWorkbook, UNTOUCHED } from './mark-workbook.ts';

export interface SavedCopy {
  /** The workbook or list that was checked: its name in the workspace, or its whole path. */
  readonly of: string;
  /** Whether some of the problems lie in it. */
  readonly concerned: boolean;
  readonly name: string;
  /** Beyond the limits of `unpack.ts`: no copy was made. */
  readonly tooLarge: boolean;
  /** Why it could not be written: open in Excel, for one; null when it was. */
  readonly fault: unknown;
  /** Names of earlier copies that somebody changed, and that were left alone. */
  readonly kept: readonly string[];
}

/**
 * Writes `<name>-问题.xlsx` for every .xlsx that was read and has problems, and anew where an earlier one lies; always inside the
 * workspace. What is no readable workbook has its message in the report.
 */
export async function saveMarkedCopies(dir: string, problems: readonly CheckProblem[]): Promise<readonly SavedCopy[]> {
  const saved: SavedCopy[] = [];
  for (const file of await workbooks(dir)) {
    const copy = await saveCopy(
      dir,
      file,
      problems,
      saved.map(({ name }) => name),
    );
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

async function saveCopy(
  dir: string,
  file: string,
  problems: readonly CheckProblem[],
  taken: readonly string[],
): Promise<SavedCopy | null> {
  const bytes = await readFile(file);
  const tables = await readXlsxTables(bytes, { rows: FIRST_ROWS });
  if (!tables.ok) return null;
  const named = titleIn(dir, file);
  const marked = markWorkbook(bytes, tables.value, problems, named);
  const tooLarge = !marked.ok && marked.fault === 'workbook-too-large';
  if (!marked.ok && !tooLarge) return null;
  const own = new Set(tables.value.map(({ title }) => named(title)));
  const concerned = problems.some(({ sheet, row }) => sheet !== null && row !== null && own.has(sheet));
  // The clerk went on in an earlier copy: its marks are taken out again.
  const wasMarked = tables.value.some(({ title }) => title === PROBLEM_SHEET);
  const inside = relative(dir, file);
  const of = inside.startsWith('..') || isAbsolute(inside) ? file : inside;
  const stem = (of === file ? basename(file) : inside).slice(0, -extname(file).length);
  const kept: string[] = [];
  for (let number = 1; ; number++) {
    const name = `${stem}-问题${number === 1 ? '' : number}.xlsx`;
    const path = join(dir, name);
    if (taken.includes(name)) continue;
    if (!concerned && !wasMarked && !(await isFile(path))) return null;
    if (!marked.ok) return { of, concerned, name, tooLarge, fault: null, kept };
    if (!(await isOurs(path))) {
      kept.push(name);
      continue;
    }
    const fault = await replaceDurably(path, marked.value).then(
      () => null,
      (why: unknown) => why,
    );
    return { of, concerned, name, tooLarge, fault, kept };
  }
}

/** A file that is not there, or that is still as an earlier check wrote it. */
async function isOurs(path: string): Promise<boolean> {
  return !(await isFile(path)) || (await readFile(path)).includes(UNTOUCHED);
}
