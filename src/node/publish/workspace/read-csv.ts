/**
 * CSV files (RFC 4180) as raw tables. A reader of our own: measured here, udsv 0.7.3 shifts the cells of every later
 * row when one row has a cell too few or too many, which would put one clinic's facts under another's name.
 */
import { fail, ok, type Result } from '../../../core/domain/result.ts';
import { cleanText, ownText } from './clean.ts';
import type { Cell, RawRow, RawTable } from './table.ts';

/**
 * Splits RFC 4180 text into records of fields. Rows may differ in length; line ends may be CRLF, LF or CR; quotes count
 * only at the start of a field; an unclosed quote runs to the end of the text. A blank line is a record of one empty field.
 */
export function parseCsv(text: string, separator = ','): readonly (readonly string[])[] {
  return [...csvRecords(text, separator)];
}

/** The same one by one: a province has a million of them, which need not all be there before the first is understood. */
function* csvRecords(text: string, separator: string): Generator<readonly string[]> {
  let record: string[] = [];
  let at = 0;
  while (at < text.length) {
    const quoted = text.charAt(at) === '"';
    const [field, next] = quoted ? readQuoted(text, at, separator) : readPlain(text, at, separator);
    record.push(field);
    at = next;
    if (text.charAt(at) === separator) {
      at++;
      // A separator at the very end opens one more, empty field.
      if (at === text.length) record.push('');
      else continue;
    }
    if (text.startsWith('\r\n', at)) at += 2;
    else if (at < text.length) at++;
    yield record;
    record = [];
  }
  if (record.length > 0) yield record;
}

const [LINE_FEED, RETURN] = [10, 13];

function readPlain(text: string, start: number, separator: string): readonly [string, number] {
  const mark = separator.charCodeAt(0);
  let end = start;
  while (end < text.length) {
    const code = text.charCodeAt(end);
    if (code === mark || code === LINE_FEED || code === RETURN) break;
    end++;
  }
  return [text.slice(start, end), end];
}

function readQuoted(text: string, start: number, separator: string): readonly [string, number] {
  let field = '';
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return [field + text.slice(at), text.length];
    field += text.slice(at, quote);
    if (text.charAt(quote + 1) !== '"') {
      // What stands between the closing quote and the separator belongs to the field, as Excel reads it.
      const [rest, end] = readPlain(text, quote + 1, separator);
      return [field + rest, end];
    }
    field += '"';
    at = quote + 2;
  }
}

export type CsvFault = 'file-not-utf8' | 'workbook-old-format' | 'csv-is-workbook';

/**
 * Reads a file's bytes, by what they are and not by its name: UTF-8 with or without byte order mark, GB18030 as Chinese Excel
 * saves it (which holds GBK and GB 2312), UTF-16 with its mark. Tab-separated text (“Unicode text”) is noticed.
 */
export function readCsvTable(bytes: Uint8Array, title: string): Result<RawTable, CsvFault> {
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return fail('workbook-old-format');
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return fail('csv-is-workbook');
  const text = decode(bytes);
  if (text === null) return fail('file-not-utf8');
  const firstLine = text.slice(0, text.search(/[\r\n]|$/));
  const separator = firstLine.includes('\t') && !firstLine.includes(',') ? '\t' : ',';
  const cellOf = cells();
  const rows: RawRow[] = [];
  for (const fields of csvRecords(text, separator)) rows.push({ row: rows.length + 1, cells: fields.map(cellOf) });
  return ok({ title, rows });
}

/** Longer texts rarely come twice. */
const OFTEN = 24;

/** Cells of a file; what stands in many rows – ids, categories, titles – is cleaned and kept once. */
function cells(): (field: string) => Cell {
  const known = new Map<string, Cell>();
  return (field) => {
    const before = known.get(field);
    if (before !== undefined) return before;
    const cell: Cell = { text: ownText(cleanText(field)), form: 'text' };
    if (field.length <= OFTEN) known.set(cell.text === field ? cell.text : ownText(field), cell);
    return cell;
  };
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

/** Null when it is no text in any of these encodings. UTF-8 goes first: Chinese in GB18030 is practically never valid UTF-8. */
function decode(bytes: Uint8Array): string | null {
  const encodings = startsWith(bytes, [0xff, 0xfe]) ? ['utf-16le'] : ['utf-8', 'gb18030'];
  for (const encoding of encodings) {
    try {
      // Of GB18030 the decoder leaves the byte order mark.
      return new TextDecoder(encoding, { fatal: true }).decode(bytes).replace(/^\uFEFF/, '');
    } catch {
      // Not this one.
    }
  }
  return null;
}
