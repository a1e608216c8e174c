/**
 * Excel workbooks as raw tables, by a reader of our own: row by row, in little memory (decision 059). Only cells and what
 * gives them a meaning are read, so comments, pictures, macros and links of a workbook cannot harm.
 */
import { fail, ok, type Result } from '../../../core/domain/result.ts';
import type { RawRow, RawTable } from './table.ts';
import { WorkbookError, type WorkbookFault, type WorkbookPlace } from './xlsx/error.ts';
import { bytesSource, type Source, withFile } from './xlsx/source.ts';
import { readSheets } from './xlsx/workbook.ts';

export type { WorkbookFault };

/** Why nothing was read, and where: null where it concerns no one cell. */
export interface WorkbookRefusal {
  readonly code: WorkbookFault;
  readonly place: WorkbookPlace | null;
}

export interface XlsxWishes {
  /** Title of the only sheet that is read; null: the first. */
  readonly sheet?: string | null;
  /** So many rows of each sheet are enough. */
  readonly rows?: number;
}

/** Reads a workbook's bytes; formulas give their stored results, dates `YYYY-MM-DD`. */
export async function readXlsxTables(
  bytes: Uint8Array,
  wishes: XlsxWishes = {},
): Promise<Result<readonly RawTable[], WorkbookRefusal>> {
  return readTables(bytesSource(bytes), wishes);
}

/** The same from a file, which need not fit into memory. Throws what the file system throws. */
export async function readXlsxFile(
  path: string,
  wishes: XlsxWishes = {},
): Promise<Result<readonly RawTable[], WorkbookRefusal>> {
  return withFile(path, (source) => readTables(source, wishes));
}

async function readTables(source: Source, wishes: XlsxWishes): Promise<Result<readonly RawTable[], WorkbookRefusal>> {
  try {
    const tables: RawTable[] = [];
    for await (const { title, rows } of readSheets(source, wishes.sheet)) {
      const found: RawRow[] = [];
      for await (const some of rows) {
        for (const row of some) found.push(row);
        if (found.length >= (wishes.rows ?? Number.POSITIVE_INFINITY)) break;
      }
      tables.push({ title, rows: found.slice(0, wishes.rows) });
    }
    return ok(tables);
  } catch (error) {
    if (error instanceof WorkbookError) return fail({ code: error.fault, place: error.place });
    throw error;
  }
}
