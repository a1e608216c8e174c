/**
 * Bytes of a CSV file as text, by what they are: UTF-8 with or without byte order mark, GB18030 as Chinese Excel saves it (which
 * holds GBK and GB 2312), UTF-16 with its mark (“Unicode text”).
 */
import { isAscii, isUtf8 } from 'node:buffer';
import { fail, ok, type Result } from '../../../core/domain/result.ts';

export type CsvFault =
  | 'file-not-utf8'
  | 'workbook-old-format'
  | 'csv-is-workbook'
  | 'csv-mixed-encodings'
  | 'csv-quote-open'
  | 'csv-too-large';

/** `row` is where it is wrong, as Excel counts; null where it concerns the whole file. */
export interface CsvRefusal {
  readonly code: CsvFault;
  readonly row: number | null;
}

/** What a text of JavaScript can hold, with room to spare: as many characters as bytes at most. */
export const MAX_CSV_BYTES = 500_000_000;
const [LINE_FEED, RETURN] = [10, 13];

export function csvRefused(
  code: CsvFault,
  row: number | null = null,
): { readonly ok: false; readonly fault: CsvRefusal } {
  return fail({ code, row });
}

export function csvText(bytes: Uint8Array): Result<string, CsvRefusal> {
  if (bytes.length > MAX_CSV_BYTES) return csvRefused('csv-too-large');
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return csvRefused('workbook-old-format');
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return csvRefused('csv-is-workbook');
  const encoding = encodingOf(bytes);
  const other = encoding === 'gb18030' ? firstOfOtherEncoding(bytes) : null;
  if (other !== null) return csvRefused('csv-mixed-encodings', other);
  const text = decode(bytes, encoding);
  // A text has no NUL: this is UTF-16 without its mark, or no text.
  return text === null || text.includes('\0') ? csvRefused('file-not-utf8') : ok(text);
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

/** UTF-8 goes before GB18030: Chinese in that is practically never valid UTF-8. */
function encodingOf(bytes: Uint8Array): string {
  if (startsWith(bytes, [0xff, 0xfe])) return 'utf-16le';
  if (startsWith(bytes, [0xfe, 0xff])) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'gb18030';
}

function decode(bytes: Uint8Array, encoding: string): string | null {
  try {
    // Of GB18030 the decoder leaves the byte order mark.
    return new TextDecoder(encoding, { fatal: true }).decode(bytes).replace(/^\uFEFF/, '');
  } catch {
    return null;
  }
}

/** Chinese in UTF-8: three bytes, of which GB18030 would make other characters. */
const CHINESE = /[\u3400-\u9fff]/;

/**
 * The number of the first line of a text that is not in the encoding of most others; null where all are in one. Lists that
 * were put together from several files are so, or a text in UTF-8 that was cut off within a character: read as GB18030 they would
 * show wrong names.
 */
export function firstOfOtherEncoding(bytes: Uint8Array): number | null {
  const counts = { utf8: 0, other: 0 };
  const first = { utf8: 0, other: 0 };
  let [line, start] = [0, 0];
  for (let end = 0; end <= bytes.length; end++) {
    const byte = bytes[end] ?? LINE_FEED;
    if (byte !== LINE_FEED && (byte !== RETURN || bytes[end + 1] === LINE_FEED)) continue;
    line++;
    const kind = kindOf(bytes.subarray(start, end));
    if (kind !== null && counts[kind]++ === 0) first[kind] = line;
    start = end + 1;
  }
  if (counts.utf8 === 0 || counts.other === 0) return null;
  return counts.utf8 < counts.other ? first.utf8 : first.other;
}

/** Null for a line that reads the same in both, or might be either. */
function kindOf(line: Uint8Array): 'utf8' | 'other' | null {
  if (isAscii(line)) return null;
  if (!isUtf8(line)) return 'other';
  return CHINESE.test(new TextDecoder().decode(line)) ? 'utf8' : null;
}
