/** The directory of a ZIP archive (PKWARE APPNOTE 6.3.10), read by random access, also in its 64-bit form. */
import { damaged, tooLarge, WorkbookError } from './error.ts';
import type { Source } from './source.ts';

export interface ZipEntry {
  /** As stored, with `/` between folders and none in front. */
  readonly name: string;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
  /** Of its local header. */
  readonly at: number;
}

const MAX_PARTS = 10_000;
const MAX_DIRECTORY = 4 * 1024 * 1024;
const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
/** The end record with the longest comment. */
const LONGEST_END = 22 + 0xffff;
const FULL_32 = 0xffffffff;
const ENCRYPTED = 1;

/**
 * Entries by name in lower case, as names of parts are compared (ECMA-376 part 2, 6.2.2.3). Two of one name are refused:
 * one program would read the one, the next the other. Throws `WorkbookError`.
 */
export async function readDirectory(source: Source): Promise<ReadonlyMap<string, ZipEntry>> {
  const { at, size, count } = await findDirectory(source);
  if (count > MAX_PARTS || size > MAX_DIRECTORY) throw tooLarge('too many parts');
  const view = await viewOf(source, at, size);
  const entries = new Map<string, ZipEntry>();
  let offset = 0;
  for (let nth = 0; nth < count; nth++) {
    if (offset + 46 > size || view.getUint32(offset, true) !== CENTRAL) throw damaged('directory');
    const [name, extra] = [view.getUint16(offset + 28, true), view.getUint16(offset + 30, true)];
    const next = offset + 46 + name + extra + view.getUint16(offset + 32, true);
    if (next > size) throw damaged('directory cut off');
    const entry = readEntry(view, offset, name, extra);
    if (entries.has(entry.name.toLowerCase())) throw damaged(`two parts named ${entry.name}`);
    entries.set(entry.name.toLowerCase(), entry);
    offset = next;
  }
  return entries;
}

/** Where the packed bytes of an entry begin. Its local header must name the same part. */
export async function contentOf(source: Source, entry: ZipEntry): Promise<number> {
  const head = await viewOf(source, entry.at, 30);
  if (head.getUint32(0, true) !== LOCAL) throw damaged('local header');
  const [name, extra] = [head.getUint16(26, true), head.getUint16(28, true)];
  const named = nameOf(await viewOf(source, entry.at + 30, name), 0, name);
  if (named !== entry.name) throw damaged('local header of another part');
  const start = entry.at + 30 + name + extra;
  if (start + entry.packed > source.size) throw damaged('part cut off');
  return start;
}

async function findDirectory(source: Source): Promise<{ at: number; size: number; count: number }> {
  const length = Math.min(source.size, LONGEST_END);
  const start = source.size - length;
  const tail = await viewOf(source, start, length);
  for (let at = length - 22; at >= 0; at--) {
    if (tail.getUint32(at, true) !== END || at + 22 + tail.getUint16(at + 20, true) > length) continue;
    const [count, size, offset] = [
      tail.getUint16(at + 10, true),
      tail.getUint32(at + 12, true),
      tail.getUint32(at + 16, true),
    ];
    const long = count === 0xffff || size === FULL_32 || offset === FULL_32;
    const found = (long ? await findDirectory64(source, start + at) : null) ?? { at: offset, size, count };
    if (found.at + found.size > source.size) throw damaged('directory beyond the file');
    return found;
  }
  throw damaged('no directory: no archive, or cut off');
}

/** The 64-bit end record, whose locator stands directly before the other; null where there is none. */
async function findDirectory64(
  source: Source,
  end: number,
): Promise<{ at: number; size: number; count: number } | null> {
  if (end < 20) return null;
  const locator = await viewOf(source, end - 20, 20);
  if (locator.getUint32(0, true) !== LOCATOR_64) return null;
  const record = await viewOf(source, wide(locator, 8), 56);
  if (record.getUint32(0, true) !== END_64) throw damaged('64-bit directory');
  return { count: wide(record, 32), size: wide(record, 40), at: wide(record, 48) };
}

function readEntry(view: DataView, at: number, nameLength: number, extraLength: number): ZipEntry {
  const name = nameOf(view, at + 46, nameLength);
  if ((view.getUint16(at + 8, true) & ENCRYPTED) !== 0)
    throw new WorkbookError('workbook-old-format', `${name} is encrypted`);
  const number = widening(view, at, nameLength, extraLength);
  // In the order of the 64-bit field.
  const [unpacked, packed, local] = [number(24), number(20), number(42)];
  return {
    name,
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packed,
    unpacked,
    at: local,
  };
}

/** Reads numbers of an entry; those that do not fit into 32 bits stand one after another in extra field 1. */
function widening(view: DataView, at: number, nameLength: number, extraLength: number): (place: number) => number {
  const extra = at + 46 + nameLength;
  const end = extra + extraLength;
  let field = extra;
  while (field + 4 <= end && view.getUint16(field, true) !== 1) field += 4 + view.getUint16(field + 2, true);
  let next = field + 4;
  return (place) => {
    const short = view.getUint32(at + place, true);
    if (short !== FULL_32) return short;
    if (next + 8 > end) throw damaged('64-bit field');
    next += 8;
    return wide(view, next - 8);
  };
}

/** Some programs write the separators of Windows, or one in front. */
function nameOf(view: DataView, at: number, length: number): string {
  const bytes = new Uint8Array(view.buffer, view.byteOffset + at, length);
  return new TextDecoder().decode(bytes).replaceAll('\\', '/').replace(/^\//, '');
}

function wide(view: DataView, at: number): number {
  const number = Number(view.getBigUint64(at, true));
  if (!Number.isSafeInteger(number)) throw damaged('64-bit number');
  return number;
}

async function viewOf(source: Source, at: number, length: number): Promise<DataView> {
  const bytes = await source.read(at, length);
  if (bytes.length < length) throw damaged('file cut off');
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
