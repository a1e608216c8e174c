/**
 * CSV files (RFC 4180) as raw tables. A reader of our own: measured here, udsv 0.7.3 shifts the cells of every later
 * row when one row has a cell too few or too many, which would put one clinic's facts under another's name.
 */
import { ok, type Result } from '../../../core/domain/result.ts';
import { cleanText, ownText } from './clean.ts';
import { type CsvRefusal, csvRefused, csvText } from './csv-text.ts';
import type { Cell, RawRow, RawTable } from './table.ts';

/**
 * Splits RFC 4180 text into records of fields. Rows may differ in length; line ends may be CRLF, LF or CR; quotes count
 * only at the start of a field; an unclosed quote runs to the end of the text. A blank line is a record of one empty field.
 * `astray` is told of every record in which a quote took in other rows.
 */
export function parseCsv(text: string, separator = ',', astray?: Astray): readonly (readonly string[])[] {
  return [...csvRecords(text, separator, astray)];
}

/** Gets the number of a record, from 1. */
type Astray = (record: number) => void;

/** The same one by one: a province has a million of them, which need not all be there before the first is understood. */
function* csvRecords(text: string, separator: string, astray: Astray = () => {}): Generator<readonly string[]> {
  let record: string[] = [];
  let count = 1;
  let at = 0;
  while (at < text.length) {
    // A byte order mark in the middle: files that were put together.
    while (text.charAt(at) === '\uFEFF') at++;
    const quoted = text.charAt(at) === '"';
    const [field, next] = quoted
      ? readQuoted(text, at, separator, () => astray(count))
      : readPlain(text, at, separator);
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
    count++;
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

/**
 * `astray`: the quote is never closed, or closed before other text with lines taken in between, as no program writes it – then
 * it was a lone one, and the next one belonged to a later row.
 */
function readQuoted(text: string, start: number, separator: string, astray: () => void): readonly [string, number] {
  let field = '';
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) {
      astray();
      return [field + text.slice(at), text.length];
    }
    field += text.slice(at, quote);
    if (text.charAt(quote + 1) !== '"') {
      // What stands between the closing quote and the separator belongs to the field, as Excel reads it.
      const [rest, end] = readPlain(text, quote + 1, separator);
      if (rest.trim() !== '' && /[\r\n]/.test(field)) astray();
      return [field + rest, end];
    }
    field += '"';
    at = quote + 2;
  }
}

/** So many lines from the top are looked at: a title may stand above the headings. */
const LINES = 5;
const LOOKED_AT = 4096;
const SEPARATORS = [',', '\t', ';'];

/** The one that comes most often in the first line that has any: a comma, a tab (“Unicode text”), a semicolon (other countries' Excel). */
export function separatorOf(text: string): string {
  const lines = text
    .slice(0, LOOKED_AT)
    .replace(/"[^"]*"/g, '')
    .split(/\r\n|\r|\n/, LINES);
  for (const line of lines) {
    const counts = SEPARATORS.map((separator) => line.split(separator).length - 1);
    const most = Math.max(...counts);
    if (most > 0) return SEPARATORS[counts.indexOf(most)] ?? ',';
  }
  return ',';
}

/** A first line that only Excel knows, and does not show. */
const TOLD = /^sep=([^"\r\n])(?:\r\n|\r|\n|$)/i;

/** Reads a file's bytes, by what they are and not by its name. */
export function readCsvTable(bytes: Uint8Array, title: string): Result<RawTable, CsvRefusal> {
  const read = csvText(bytes);
  if (!read.ok) return read;
  const told = TOLD.exec(read.value);
  const text = told === null ? read.value : read.value.slice(told[0].length);
  const cellOf = cells();
  const rows: RawRow[] = [];
  let wrong: number | null = null;
  const astray = (record: number) => {
    wrong ??= record;
  };
  for (const fields of csvRecords(text, told?.[1] ?? separatorOf(text), astray))
    rows.push({ row: rows.length + 1, cells: fields.map(cellOf) });
  return wrong === null ? ok({ title, rows }) : csvRefused('csv-quote-open', wrong);
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
