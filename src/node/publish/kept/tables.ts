/** The CSV files of a workspace as bytes: which there are, where their data begin, and a reading of some of their rows. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { ok } from '../../../core/domain/result.ts';
import { idPlace } from '../workspace/arrange.ts';
import { cleanCode, cleanText } from '../workspace/clean.ts';
import { type SheetKey, sheetByTitle, sheetsOf } from '../workspace/columns.ts';
import type { WorkspaceConfig } from '../workspace/config.ts';
import type { Policy } from '../workspace/policy.ts';
import { isFile, type ReadTable, WORKBOOK_FILE, WORKBOOK_FOLDER } from '../workspace/sources.ts';
import type { RawRow } from '../workspace/table.ts';
import { type CsvBytes, csvBytes, eachRow, fieldsIn } from './csv-rows.ts';
import { RUN, type Runs } from './runs.ts';

/** One sheet's file. */
export interface Table {
  readonly sheet: SheetKey;
  /** Name of the file, by which messages call it. */
  readonly title: string;
  /** As it lies on the disk. */
  readonly file: Buffer;
  /** Hex. */
  readonly sha256: string;
}

/** A table whose rows can be told apart. */
export interface Laid extends Table {
  readonly csv: CsvBytes;
  /** Number of the row with the headings. */
  readonly top: number;
  /** Rows that every reading takes: those among which the headings are looked for. */
  readonly head: number;
  readonly column: number;
  /** SHA-256 of all down to the headings, hex. */
  readonly headings: string;
  /** Institutions that the other rows of the head name. */
  readonly ids: readonly string[];
}

/** Null where the workbook is no set of CSV files, one a sheet: then it can only be read whole. */
export async function tablesIn(
  dir: string,
  { tables }: WorkspaceConfig,
  policy: Policy,
): Promise<readonly Table[] | null> {
  if (await isFile(join(dir, WORKBOOK_FILE))) return null;
  const files = new Map<SheetKey, string>();
  const names = await readdir(join(dir, WORKBOOK_FOLDER)).catch(() => []);
  for (const name of names.filter((one) => /\.csv$/i.test(one)).sort()) {
    const sheet = sheetByTitle(name.replace(/\.csv$/i, ''));
    if (sheet !== undefined && files.has(sheet)) return null;
    if (sheet !== undefined) files.set(sheet, join(dir, WORKBOOK_FOLDER, name));
  }
  for (const [sheet, source] of Object.entries(tables)) files.set(sheet as SheetKey, resolve(dir, source.file));
  const used = [...files].filter(([sheet]) => sheetsOf(policy).includes(sheet));
  const titles = new Set(used.map(([, path]) => basename(path)));
  if (titles.size < used.length || used.some(([, path]) => /\.xlsx$/i.test(path))) return null;
  const read = used.map(async ([sheet, path]) => {
    const file = await readFile(path);
    return { sheet, title: basename(path), file, sha256: createHash('sha256').update(file).digest('hex') };
  });
  return Promise.all(read).catch(() => null);
}

/** Null where its rows cannot be told apart, or nothing says whose they are. */
export function laidOut(table: Table, config: WorkspaceConfig, policy: Policy): Laid | null {
  const csv = csvBytes(table.file);
  if (csv === null) return null;
  const first: RawRow[] = [];
  const ends: number[] = [];
  let filled = 0;
  eachRow(csv, (row, start, end) => {
    const raw = rawRow(csv, row, start, end);
    first.push(raw);
    ends.push(end);
    if (raw.cells.some(({ text }) => text !== '')) filled++;
    return filled < LOOKED_AT;
  });
  const place = idPlace(table.sheet, first, config.tables[table.sheet], policy);
  if (place === null) return null;
  const above = csv.bytes.subarray(0, ends[place.top - 1]);
  const headings = createHash('sha256').update(above).digest('hex');
  const ids = first.slice(place.top).map(({ cells }) => cleanCode(cells[place.index]?.text ?? ''));
  return { ...table, csv, top: place.top, head: place.looked, column: place.index, headings, ids };
}

/** No fewer than those among which `idPlace` looks for the headings. */
const LOOKED_AT = 5;

function rawRow(csv: CsvBytes, row: number, start: number, end: number): RawRow {
  return { row, cells: fieldsIn(csv, start, end).map((field) => ({ text: cleanText(field), form: 'text' })) };
}

/**
 * Reads of each table its head and the rows of these families; of sheets in `without` the head, of other files nothing. The bytes are those of
 * which `runs` were made: a file that was changed since is another for the next publication.
 */
export function readerOf(
  tables: readonly { readonly table: Laid; readonly runs: Runs }[],
  families: ReadonlySet<number>,
  without: readonly SheetKey[] = [],
): ReadTable {
  const byTitle = new Map(tables.map((one) => [one.table.title, one]));
  return async (_, title) => {
    const known = byTitle.get(title);
    if (known === undefined) return ok({ title, rows: [] });
    const { table, runs } = known;
    const rows: RawRow[] = [];
    eachRow(table.csv, (row, start, end) => {
      rows.push(rawRow(table.csv, row, start, end));
      return row < table.head;
    });
    if (without.includes(table.sheet)) return ok({ title, rows });
    for (const [row, start, end] of rowsOf(runs, families, table.csv)) rows.push(rawRow(table.csv, row, start, end));
    return ok({ title, rows });
  };
}

type Place = readonly [row: number, start: number, end: number];

function rowsOf({ places }: Runs, families: ReadonlySet<number>, { bytes, separator }: CsvBytes): Place[] {
  const found: Place[] = [];
  for (let at = 0; at < places.length; at += RUN) {
    const [family = 0, first = 0, , from = 0, to = 0] = places.subarray(at, at + RUN);
    if (!families.has(family)) continue;
    eachRow({ bytes: bytes.subarray(from, to), separator }, (row, start, end) => {
      found.push([first + row - 1, from + start, from + end]);
      return true;
    });
  }
  return found;
}
