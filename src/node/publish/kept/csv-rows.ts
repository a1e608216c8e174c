/**
 * Where the rows of a CSV file lie among its bytes, and which cell of each names the institution: a million rows are looked
 * at so, without one of them being read. The same rows as `csvRecords` gives, or none at all.
 */
import { isUtf8 } from 'node:buffer';
import { cleanCode, cleanText } from '../workspace/clean.ts';
import { firstOfOtherEncoding } from '../workspace/csv-text.ts';
import { parseCsv, separatorOf } from '../workspace/read-csv.ts';

const [LINE_FEED, RETURN, QUOTE] = [10, 13, 34];
const MARK = Buffer.of(0xef, 0xbb, 0xbf);

/** A text of one encoding, without its mark. */
export interface CsvBytes {
  readonly bytes: Buffer;
  readonly separator: number;
}

/** Bytes in which the separator is looked for, as many as its characters may take. */
const HEAD = 3 * 4096 + 3;

/**
 * Null for what is read in another way than row by row: UTF-16, no text, a workbook, line ends of old Macintoshes, several
 * texts in one; and for what is refused: two encodings, a quote without its partner.
 */
export function csvBytes(file: Buffer): CsvBytes | null {
  const bytes = isUtf8(file) ? file : decoded(file);
  if (bytes === null || bytes.includes(0)) return null;
  const text = bytes.subarray(0, MARK.length).equals(MARK) ? bytes.subarray(MARK.length) : bytes;
  for (let at = text.indexOf(RETURN); at >= 0; at = text.indexOf(RETURN, at + 1)) {
    if (text[at + 1] !== LINE_FEED) return null;
  }
  const head = text.toString('utf8', 0, HEAD);
  if (text.includes(MARK) || /^sep=/i.test(head)) return null;
  const csv = { bytes: text, separator: separatorOf(head).charCodeAt(0) };
  return quotesPaired(csv) ? csv : null;
}

/** Whether no quote takes in what it should not: only rows with one are looked at. */
function quotesPaired(csv: CsvBytes): boolean {
  let quote = csv.bytes.indexOf(QUOTE);
  if (quote < 0) return true;
  let paired = true;
  eachRow(csv, (_, start, end) => {
    if (quote >= end) return true;
    parseCsv(csv.bytes.toString('utf8', start, end), String.fromCharCode(csv.separator), () => {
      paired = false;
    });
    quote = csv.bytes.indexOf(QUOTE, end);
    return paired && quote >= 0;
  });
  return paired;
}

function decoded(file: Buffer): Buffer | null {
  if (file[0] === 0xff || firstOfOtherEncoding(file) !== null) return null;
  try {
    return Buffer.from(new TextDecoder('gb18030', { fatal: true }).decode(file));
  } catch {
    return null;
  }
}

/** What is told of a row: its number from 1, where its bytes start and end, without the line end. False: that is enough. */
type TellRow = (row: number, start: number, end: number) => boolean | undefined;

export function eachRow({ bytes, separator }: CsvBytes, tell: TellRow): void {
  let quote = bytes.indexOf(QUOTE);
  let row = 0;
  for (let start = 0; start < bytes.length; ) {
    let end = bytes.indexOf(LINE_FEED, start);
    if (end < 0) end = bytes.length;
    if (quote >= 0 && quote < end) {
      end = endOfQuoted(bytes, start, separator);
      quote = bytes.indexOf(QUOTE, end);
    }
    if (tell(++row, start, bytes[end - 1] === RETURN ? end - 1 : end) === false) return;
    start = end + 1;
  }
}

/** Of a row that holds a quote somewhere: quotes count only at the start of a field. */
function endOfQuoted(bytes: Buffer, start: number, separator: number): number {
  for (let at = start; ; at++) {
    if (bytes[at] === QUOTE) {
      let close = bytes.indexOf(QUOTE, at + 1);
      while (close >= 0 && bytes[close + 1] === QUOTE) close = bytes.indexOf(QUOTE, close + 2);
      if (close < 0) return bytes.length;
      at = close + 1;
    }
    while (at < bytes.length && bytes[at] !== separator && bytes[at] !== LINE_FEED) at++;
    if (at >= bytes.length || bytes[at] === LINE_FEED) return at;
  }
}

/** The bytes of one cell of a row, `[start, end]`; empty where the row has no such cell. Null where they are quoted. */
export function cellBytes(
  { bytes, separator }: CsvBytes,
  column: number,
  start: number,
  end: number,
): readonly [number, number] | null {
  let at = start;
  for (let passed = 0; ; passed++) {
    if (bytes[at] === QUOTE && at < end) return null;
    let next = bytes.indexOf(separator, at);
    if (next < 0 || next > end) next = end;
    if (passed === column) return [at, next];
    if (next === end) return [end, end];
    at = next + 1;
  }
}

/** The institution that a row names, in the form in which ids are compared; empty where it names none. */
export function idIn(csv: CsvBytes, column: number, start: number, end: number): string {
  const plain = cellBytes(csv, column, start, end);
  const text = plain === null ? (fieldsIn(csv, start, end)[column] ?? '') : csv.bytes.toString('utf8', ...plain);
  return cleanCode(cleanText(text));
}

/** The cells of one row as text. */
export function fieldsIn({ bytes, separator }: CsvBytes, start: number, end: number): readonly string[] {
  return parseCsv(bytes.toString('utf8', start, end), String.fromCharCode(separator))[0] ?? [];
}
