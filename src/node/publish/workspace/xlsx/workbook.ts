/** A workbook from its first byte to the rows of its sheets. */
import type { RawRow } from '../table.ts';
import { CellMaker } from './cell.ts';
import { tooLarge, WorkbookError } from './error.ts';
import { readFormats } from './formats.ts';
import { readMerges } from './merges.ts';
import { Parts, readWorkbookParts, type WorkbookParts } from './parts.ts';
import { type Shared, sheetRows } from './rows.ts';
import { readSharedStrings, SharedStrings } from './shared-strings.ts';
import type { Source } from './source.ts';

/** Of all sheets, blank ones between filled ones included; see decision 059 for how it was measured. */
const MAX_CELLS = 12_000_000;
const MAX_SHEETS = 1_000;
/** OLE compound file: .xls, .et, or an .xlsx with a password. */
const OLE = [0xd0, 0xcf, 0x11, 0xe0];

export interface SheetStream {
  readonly title: string;
  readonly rows: AsyncIterable<readonly RawRow[]>;
}

/**
 * The sheets in their order, each with its rows as they come; of one title only, or with null the first only. The rows of
 * a sheet must be taken before the next is asked for. Throws `WorkbookError`.
 */
export async function* readSheets(source: Source, only?: string | null): AsyncGenerator<SheetStream> {
  const start = await source.read(0, OLE.length);
  if (OLE.every((byte, at) => start[at] === byte)) throw new WorkbookError('workbook-old-format', 'OLE file');
  if (await isText(source)) throw new WorkbookError('workbook-is-text', 'CSV or HTML');
  const parts = await Parts.open(source);
  const about = await readWorkbookParts(parts);
  if (about.sheets.length > MAX_SHEETS) throw tooLarge('too many sheets');
  const shared = await readShared(parts, about);
  for (const { title, path } of about.sheets) {
    if (typeof only === 'string' && only !== title) continue;
    const merges = await readMerges(() => parts.content(path));
    yield { title, rows: sheetRows({ title, content: parts.content(path), merges }, shared) };
    if (only === null) return;
  }
}

/** No archive: lists that websites hand out are often CSV or HTML under this name. */
async function isText(source: Source): Promise<boolean> {
  const start = await source.read(0, 4096);
  if (start.length === 0 || (start[0] === 0x50 && start[1] === 0x4b)) return false;
  return (start[0] === 0xff && start[1] === 0xfe) || !start.some((byte) => byte < 9);
}

async function readShared(parts: Parts, { strings, styles, date1904 }: WorkbookParts): Promise<Shared> {
  return {
    strings: strings === null ? new SharedStrings() : await readSharedStrings(parts.content(strings)),
    formats: styles === null ? [] : await readFormats(parts.small(styles)),
    cells: new CellMaker(date1904),
    left: MAX_CELLS,
  };
}
