/** Records to the data files that are hashed and signed, as the bytes that are stored and served. */
import { gzipSync } from 'node:zlib';
import { type Bytes, utf8 } from '../../core/domain/bytes.ts';
import type { InstitutionCode } from '../../core/domain/institution-code.ts';
import type { IsoDate } from '../../core/domain/iso-date.ts';
import { openingFile } from '../../core/domain/opening-file.ts';
import { canonicalJson, type Json } from '../../core/snapshot/canonical.ts';
import type { Opening } from '../../core/snapshot/opening.ts';
import { splitByLastDay } from '../../core/snapshot/opening-files.ts';
import { partSuffix } from '../../core/snapshot/parts.ts';
import type { InstitutionRecord } from '../../core/snapshot/record.ts';
import { type InspectorKey, sealStaff, staffPieces } from '../../core/snapshot/staff-file.ts';
import { type PartHeader, packIndex, packProfile } from '../../core/snapshot/tables.ts';
import type { DataPart } from '../verify/read-content.ts';
import { type FormerGrounds, type PackedPart, withLateChanges } from './late-changes.ts';
import { openOn } from './openings.ts';
import { pinyinInitials } from './pinyin.ts';
import type { Publishable } from './records.ts';

/** A larger file is split by town, so that a phone on a weak network loses at most this much to a cut. */
const PART_LIMIT = 1024 * 1024;

/** Gzip with the header's time and system bytes fixed: the same data, the same bytes on every machine. */
export function gzip(text: string | Uint8Array): Bytes {
  const bytes = new Uint8Array(gzipSync(text, { level: 9 }));
  bytes[9] = 0xff; // RFC 1952 OS "unknown": zlib writes the platform's
  return bytes;
}

/** How many times as long as its bytes a text is at first looked at. */
const PROBE = 8;
/** Bytes of deflate's last two blocks, and more: a block is at most 16,383 symbols of 6 bytes. */
const TAIL = 256 * 1024;

/**
 * Gzip of a text that comes in pieces; null where it takes more than `most` bytes. That is told by its beginning, so that a text
 * much too long is never there as a whole: all but the last blocks of what deflate makes of a beginning begin the whole, too.
 */
export function gzipWithin(pieces: Iterable<string>, most: number): Bytes | null {
  const all: Buffer[] = [];
  let [length, next] = [0, most * PROBE];
  for (const piece of pieces) {
    const bytes = Buffer.from(piece);
    all.push(bytes);
    length += bytes.length;
    if (length <= next) continue;
    if (gzip(Buffer.concat(all)).length > most + TAIL) return null;
    next = length * 2;
  }
  const packed = gzip(Buffer.concat(all));
  return packed.length > most ? null : packed;
}

/**
 * `index.bin` and `profile.bin` of all records, in parts by town when larger than the limit. Where the last release of the
 * same year lies in parts, they stay, and what changed is one more (`late-changes.ts`).
 */
export function packRecords(
  header: PartHeader,
  records: readonly InstitutionRecord[],
  before: readonly DataPart[] = [],
  {
    former = new Map(),
    limit = PART_LIMIT,
  }: { readonly former?: FormerGrounds; readonly limit?: number | undefined } = {},
): Map<string, Bytes> {
  const pack = partPacker();
  const parts =
    withLateChanges(header, records, before, former, (head, part, index) => pack(head, part, limit, index)) ?? [];
  if (parts.length === 0) parts.push(...partsByTown(records, limit, (part, most) => pack(header, part, most)));
  const files = new Map<string, Bytes>();
  parts.forEach(({ index, profile }, at) => {
    const suffix = partSuffix(at, parts.length);
    files.set(`index${suffix}.bin`, index);
    files.set(`profile${suffix}.bin`, profile);
  });
  return files;
}

/** Bytes of a commitment, a hash, and of a staff list's salt: however they are packed, they take no less. */
const [COMMITMENT, SALT] = [32, 16];

/** Packs one part; null where it takes more. The profile is the larger: where it does not fit, no index is packed in vain. */
function partPacker() {
  const initials = once(pinyinInitials);
  return (header: PartHeader, part: readonly InstitutionRecord[], most: number, same?: Bytes): PackedPart | null => {
    if (part.reduce((sum, { sealed }) => sum + sealed.length * COMMITMENT, 0) > most) return null;
    const inCodeOrder = [...part].sort((a, b) => (a.code < b.code ? -1 : 1));
    const profile = gzip(packProfile(header, inCodeOrder));
    if (profile.length > most) return null;
    const index = same ?? gzip(packIndex(header, inCodeOrder, initials));
    return index.length > most ? null : { index, profile };
  };
}

/** Remembers what it said of a text: names are asked about again in every part. */
function once(read: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const said = known.get(text) ?? read(text);
    known.set(text, said);
    return said;
  };
}

/**
 * What `pack` makes of all records, or of the halves between two towns, and so on until every part fits. It says null of
 * what takes more than so many bytes.
 */
function partsByTown<Packed>(
  records: readonly InstitutionRecord[],
  limit: number,
  pack: (part: readonly InstitutionRecord[], most: number) => Packed | null,
): Packed[] {
  const whole = pack(records, records.length < 2 ? Number.POSITIVE_INFINITY : limit);
  if (whole !== null) return [whole];
  const byTown = [...records].sort((a, b) =>
    a.town === b.town ? (a.code < b.code ? -1 : 1) : a.town < b.town ? -1 : 1,
  );
  const half = cutBetweenTowns(byTown);
  return [byTown.slice(0, half), byTown.slice(half)].flatMap((part) => partsByTown(part, limit, pack));
}

/** The boundary between two towns nearest to the middle; the middle itself when all is one town. */
function cutBetweenTowns(sorted: readonly InstitutionRecord[]): number {
  const middle = sorted.length >> 1;
  for (let step = 0; step < middle; step++) {
    for (const at of [middle - step, middle + step]) {
      if (sorted[at - 1]?.town !== sorted[at]?.town && at > 0 && at < sorted.length) return at;
    }
  }
  return middle;
}

/** `penalties-<last day>.bin`: penalties and the reasons resting on them that may be shown from that day on (decision 029). */
export function packPenalties(made: readonly Publishable[], day: IsoDate): Map<string, Bytes> {
  const open = new Map<string, readonly Opening[]>();
  for (const { record, openings } of made) if (openings.length > 0) open.set(record.code, openOn(openings, day));
  return new Map([...splitByLastDay(open)].map(([last, text]) => [openingFile(last), gzip(text)]));
}

/**
 * `staff.bin`, or `staff-1.bin` … by town where it would exceed the limit: every staff list, for who holds the key. Empty
 * where nobody has one, and where no institution has staff.
 */
export async function packStaff(
  about: { readonly bureau: string; readonly year: number },
  made: readonly Publishable[],
  key: InspectorKey,
  limit = PART_LIMIT,
): Promise<Map<string, Bytes>> {
  // Lists are made when they are asked for (`held`): a million members need not be there at once.
  const having = new Map(made.flatMap((one) => (staffOf(one) ? [[one.record.code, one] as const] : [])));
  if (having.size === 0) return new Map();
  const lists = function* (codes: readonly InstitutionCode[]) {
    for (const code of codes) {
      const list = staffOf(having.get(code));
      if (list !== undefined) yield [code, list] as const;
    }
  };
  const records = [...having.values()].map(({ record }) => record);
  const parts = partsByTown(records, limit, (part, most) => {
    if (part.length * SALT > most) return null;
    return gzipWithin(staffPieces(lists(part.map(({ code }) => code).sort())), most);
  });
  const files = new Map<string, Bytes>();
  for (const [at, bytes] of parts.entries()) {
    const name = parts.length === 1 ? 'staff.bin' : `staff-${at + 1}.bin`;
    files.set(name, await sealStaff(key, { ...about, part: at + 1, parts: parts.length }, bytes));
  }
  return files;
}

function staffOf(made: Publishable | undefined): Opening | undefined {
  return made?.openings.find(({ body }) => body.type === 'staff');
}

/** A signed JSON file. */
export function packJson(value: object): Bytes {
  return utf8(`${canonicalJson(value as Json)}\n`);
}
