/** Which parts of the last release stay, and what is put beside them (decision 064). */
import { isDeepStrictEqual } from 'node:util';
import type { Bytes } from '../../core/domain/bytes.ts';
import type { InstitutionCode } from '../../core/domain/institution-code.ts';
import { type Grounds, maySupersede } from '../../core/snapshot/parts.ts';
import type { InstitutionRecord } from '../../core/snapshot/record.ts';
import { listedOf, type PartHeader } from '../../core/snapshot/tables.ts';
import type { DataPart } from '../verify/read-content.ts';

export interface PackedPart {
  readonly index: Bytes;
  readonly profile: Bytes;
}

export type FormerGrounds = ReadonlyMap<InstitutionCode, Grounds>;
const NONE: Grounds = { reasons: [], sealedReasons: false };

/** More late changes than one in so many institutions: then all parts are made anew. */
const SHARE = 50;

/**
 * The parts of the last release, and one of version 2 with every record that is another now. A part is packed anew where
 * one of its rows must leave. Null where nothing is to be kept: an undivided release, another year, too much that changed.
 * @param former on what grades would rest that withdrawn labels have taken, by code: of who is not there nothing stands
 * @param pack one part, with the index of before where that says the same; null where it would be too large
 */
export function withLateChanges(
  header: PartHeader,
  records: readonly InstitutionRecord[],
  before: readonly DataPart[],
  former: FormerGrounds,
  pack: (header: PartHeader, rows: readonly InstitutionRecord[], index?: Bytes) => PackedPart | null,
): PackedPart[] | null {
  const base = before.filter((part) => part.header.v === 1);
  if (base.length < 2 || !base.every((part) => isDeepStrictEqual(part.header, header))) return null;
  const rest = new Map<string, InstitutionRecord>(records.map((record) => [record.code, record]));
  const parts: (PackedPart | null)[] = [];
  const late: InstitutionRecord[] = [];
  for (const part of base) {
    const { staying, changed } = compare(part.rows, rest, former);
    if (changed === null) {
      const index = isListedAlike(staying, part.rows) ? part.index : undefined;
      if (staying.length > 0) parts.push(pack(header, staying, index));
      continue;
    }
    parts.push(part);
    late.push(...changed);
  }
  late.push(...rest.values());
  if (late.length * SHARE > records.length) return null;
  if (late.length > 0) parts.push(pack({ ...header, v: 2 }, late));
  return parts.includes(null) ? null : parts.filter((part) => part !== null);
}

/** Whether lists name the same, as a telephone that was corrected leaves them. Both in the order of the part. */
function isListedAlike(now: readonly InstitutionRecord[], before: readonly InstitutionRecord[]): boolean {
  const isAlike = (record: InstitutionRecord, at: number) => {
    const old = before[at];
    return record === old || (old !== undefined && isDeepStrictEqual(listedOf(record), listedOf(old)));
  };
  return now.length === before.length && now.every(isAlike);
}

/**
 * Takes the records of a part out of `rest`.
 * @returns those that are there still, and those of them that are another now; null for these where a row must leave
 */
function compare(rows: readonly InstitutionRecord[], rest: Map<string, InstitutionRecord>, former: FormerGrounds) {
  const staying: InstitutionRecord[] = [];
  let changed: InstitutionRecord[] | null = [];
  for (const old of rows) {
    const now = rest.get(old.code);
    rest.delete(old.code);
    if (now !== undefined) staying.push(now);
    if (now !== undefined && (now === old || isDeepStrictEqual(now, old))) continue;
    if (now !== undefined && maySupersede(now, old, former.get(old.code) ?? NONE)) changed?.push(now);
    else changed = null;
  }
  return { staying, changed };
}
