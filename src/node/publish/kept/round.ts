/**
 * What a publication leaves for the next, beside the site: of each institution digests of what it was made of, and where its rows
 * stand. No row, no name of staff, no penalty and no record is among it, so that nothing in it has a last day; what is published is
 * made of the workbook and of the signed release alone.
 */
import { type Bytes, fromUtf8 } from '../../../core/domain/bytes.ts';
import type { InstitutionFacts } from '../../../core/domain/facts.ts';
import type { IsoDate } from '../../../core/domain/iso-date.ts';
import type { SheetKey } from '../workspace/columns.ts';
import type { CheckProblem } from '../workspace/problem.ts';
import { DIGEST, RUN, type Runs } from './runs.ts';

/** Bytes of a hash of a record, or of a commitment. */
export const HASH = 32;

/** What must be the same as then; all of it hex digests but for the year. */
export interface Frame {
  readonly program: string;
  /** `bureau.json`. */
  readonly config: string;
  readonly year: number;
  /** Text of the release's targets: what was kept belongs to this release, and to no other. */
  readonly targets: string;
  /** Files of the workspace that say which institution is which, and the letters. */
  readonly files: Readonly<Record<string, string | null>>;
}

export interface KeptTable {
  readonly sheet: SheetKey;
  readonly sha256: string;
  readonly headings: string;
  /** Families that the rows of the head named, which are in no run: whoever stood there then and is gone must be read, too. */
  readonly head: readonly number[];
  readonly runs: Runs;
}

/** Facts without an event or a change of grade; its id is that of its family. */
export type KeptFacts = Pick<InstitutionFacts, 'licence' | 'subject' | 'assessments'>;

export interface KeptRound {
  readonly frame: Frame;
  readonly day: IsoDate;
  /** Ids; a family is called by its place here. */
  readonly families: readonly string[];
  /** Families with a row that was not accepted: they are read again, since a day may change that. */
  readonly again: readonly number[];
  readonly tables: readonly KeptTable[];
  /** Family of each record, in the order of the records. */
  readonly members: Uint32Array;
  /** Of each record the `KeptFacts` of its institution, as JSON; empty for who has anything that can leave: that is read in the workbook. */
  readonly facts: readonly string[];
  /** Of each record a digest of its evaluation; `DIGEST` bytes each. */
  readonly evaluations: Uint8Array;
  /** Of each record: which of its commitments is that of the staff list; `HASH` bytes each, zeros where there is none. */
  readonly staff: Uint8Array;
  /** Hash of each record: a leaf of the release's tree; `HASH` bytes each. */
  readonly leaves: Bytes;
}

/** All of a kept round that is known before it is signed. */
export interface Gist extends Pick<KeptRound, 'day' | 'facts' | 'evaluations' | 'staff'> {
  /** The workbook's number of each record. */
  readonly ids: readonly string[];
  /** Those that are errors. */
  readonly problems: readonly CheckProblem[];
}

type Head = Pick<KeptRound, 'frame' | 'day' | 'families' | 'again'> & {
  readonly v: 3;
  readonly records: number;
  /** Bytes of all facts, a line each. */
  readonly facts: number;
  readonly tables: readonly (Omit<KeptTable, 'runs'> & { readonly count: number })[];
};

/** The round as bytes: the length of its head, the head, and its numbers. */
export function packRound({ tables, members, facts, evaluations, staff, leaves, ...rest }: KeptRound): Uint8Array {
  const lines = Buffer.from(facts.join('\n'));
  const listed = tables.map(({ runs, ...table }) => ({ ...table, count: runs.places.length / RUN }));
  const head: Head = { v: 3, ...rest, records: members.length, facts: lines.length, tables: listed };
  const text = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  const runs = tables.flatMap((table) => [bytesOf(table.runs.places), table.runs.digests]);
  return Buffer.concat([length, text, ...runs, bytesOf(members), lines, evaluations, staff, leaves]);
}

function bytesOf(numbers: Uint32Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

/** Null where these are no bytes of `packRound`, or those of another version. */
export function parseRound(bytes: Uint8Array): KeptRound | null {
  try {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const end = 4 + buffer.readUInt32LE(0);
    const { v, records, facts: length, tables, ...rest } = JSON.parse(buffer.toString('utf8', 4, end)) as Head;
    if (v !== 3) return null;
    let at = end;
    const take = (length: number): Uint8Array<ArrayBuffer> => {
      at += length;
      return new Uint8Array(buffer.buffer as ArrayBuffer, buffer.byteOffset + at - length, length);
    };
    // Numbers must stand at a multiple of their size.
    const numbers = (count: number) => new Uint32Array(take(count * 4).slice().buffer);
    const runs = (count: number): Runs => ({ places: numbers(count * RUN), digests: take(count * DIGEST) });
    const read = tables.map(({ count, ...table }) => ({ ...table, runs: runs(count) }));
    const members = numbers(records);
    const facts = fromUtf8(take(length)).split('\n').slice(0, records);
    const own = { members, facts, evaluations: take(records * DIGEST) };
    const round = { ...rest, tables: read, ...own, staff: take(records * HASH), leaves: take(records * HASH) };
    return at === buffer.length && facts.length === records ? round : null;
  } catch {
    return null;
  }
}

/** Of a family without a record undefined. */
export type Places = (family: number) => number | undefined;

/** Where in the records each family stands. */
export function placesOf({ members, families }: Pick<KeptRound, 'members' | 'families'>): Places {
  const places = new Int32Array(families.length).fill(-1);
  for (const [at, family] of members.entries()) places[family] = at;
  return (family) => {
    const at = places[family] ?? -1;
    return at < 0 ? undefined : at;
  };
}
