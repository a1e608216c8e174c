/**
 * CSV files (RFC 4180) as raw tables. A reader of our own: measured here, udsv 0.7.3 shifts the cells of every later
 * row when one row has a cell too few or too many, which would put one clinic's facts under another's name.
 */
import { fail, ok, type Result } from '../../../core/domain/result.ts';
import { cleanText } from './clean.ts';
import type { RawTable } from './table.ts';

/**
 * Splits RFC 4180 text into records of fields. Rows may differ in length; line ends may be CRLF, LF or CR; quotes count
 * only at the start of a field; an unclosed quote runs to the end of the text. A blank line is a record of one empty field.
 */
export function parseCsv(text: string, separator = ','): readonly (readonly string[])[] {
  const records: string[][] = [];
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
    records.push(record);
    record = [];
  }
  if (record.length > 0) records.push(record);
  return records;
}

function readPlain(text: string, start: number, separator: string): readonly [string, number] {
  let end = start;
  while (end < text.length) {
    const character = text.charAt(end);
    if (character === separator || character === '\n' || character === '\r') break;
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

/** Reads a file's bytes: UTF-8 with or without byte order mark. Tab-separated text (Excel's “Unicode text”) is noticed. */
export function readCsvTable(bytes: Uint8Array, title: string): Result<RawTable, 'file-not-utf8'> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return fail('file-not-utf8');
  }
  const firstLine = text.slice(0, text.search(/[\r\n]|$/));
  const separator = firstLine.includes('\t') && !firstLine.includes(',') ? '\t' : ',';
  const rows = parseCsv(text, separator).map((fields, index) => ({
    row: index + 1,
    cells: fields.map((field) => ({ text: cleanText(field), form: 'text' as const })),
  }));
  return ok({ title, rows });
}
