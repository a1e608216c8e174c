/** Records to data files and back: index and profile together rebuild every record, byte for byte. */
import type { InstitutionCode } from '../domain/institution-code.ts';
import type { IsoDate, Period } from '../domain/iso-date.ts';
import { canonicalJson, type Json } from './canonical.ts';
import { cell, packTable, type Table } from './columns.ts';
import type { InstitutionRecord, RecordOutcome } from './record.ts';

/** What a list needs of one institution; the rest stands in the profile. */
export interface IndexEntry {
  readonly code: InstitutionCode;
  readonly name: string;
  readonly otherNames: readonly string[];
  /** Pinyin initials of the name and of each other name, lower case. */
  readonly initials: readonly string[];
  readonly town: string;
  readonly kind: string;
  /** A grade's symbol, an ungraded state, `withdrawn` or `register`. */
  readonly state: string;
  readonly validUntil: IsoDate | null;
}

/** The same for all records of a part. */
export interface PartHeader {
  /** 2: late changes, whose rows take the place of those in earlier parts (`parts.ts`). */
  readonly v: 1 | 2;
  readonly bureau: string;
  readonly year: number;
  readonly period: Period;
}

export interface DataFile {
  readonly header: PartHeader;
  readonly table: Table;
}

const INDEX = ['code', 'name', 'otherNames', 'initials', 'town', 'kind', 'state', 'validUntil'] as const;
const PROFILE = [
  'code',
  'level',
  'address',
  'phone',
  'creditCode',
  'licence',
  'principal',
  'staff',
  'outcome',
  'commitment',
  'statement',
  'sealed',
] as const;
/** Fields that a record may lack. */
const OPTIONAL = ['proposal', 'subject', 'certificate', 'credit', 'promises', 'formerName'] as const;
/**
 * Columns of the profile that are there only where some record needs them, null in the rows of the others: what records
 * may lack, and the year and period of a record that are not the header's.
 */
const OWN = [...OPTIONAL, 'year', 'period'] as const;

export function listState(outcome: RecordOutcome): string {
  if (outcome.status === 'graded') return outcome.grade;
  return outcome.status === 'not-graded' ? outcome.state : outcome.status;
}

/** The index file of these records; `initials` gives the pinyin initials of a name. */
export function packIndex(
  header: PartHeader,
  records: readonly InstitutionRecord[],
  initials: (name: string) => string,
): string {
  const rows = records.map((record) => ({
    ...listedOf(record),
    initials: [record.name, ...record.otherNames].map(initials),
  }));
  return packFile(header, packTable(INDEX, rows));
}

/** All that the index says of a record; the initials follow from it. */
export function listedOf({ code, name, otherNames, town, kind, outcome }: InstitutionRecord) {
  const validUntil = outcome.status === 'graded' ? outcome.validUntil : null;
  return { code, name, otherNames, town, kind, state: listState(outcome), validUntil };
}

export function packProfile(header: PartHeader, records: readonly InstitutionRecord[]): string {
  const rows = records.map((record) => ({ ...(record as unknown as Row), ...ownFields(header, record) }));
  const own = OWN.filter((name) => rows.some((row) => row[name] !== null));
  return packFile(header, packTable([...PROFILE, ...own], rows));
}

type Row = { readonly [name: string]: Json };

function ownFields(header: PartHeader, record: InstitutionRecord): Row {
  const { year, period } = record;
  const own = Object.fromEntries(OPTIONAL.map((name) => [name, record[name] ?? null]));
  return { ...own, ...(year === header.year ? { year: null, period: null } : { year, period }) } as unknown as Row;
}

function packFile(header: PartHeader, table: Table): string {
  return canonicalJson({ header, table } as unknown as Json);
}

/** Reads a verified data file (index or profile). Throws SyntaxError on another version. */
export function parseDataFile(text: string): DataFile {
  const file = JSON.parse(text) as DataFile;
  if (file.header.v !== 1 && file.header.v !== 2) throw new SyntaxError('data file of an unknown version');
  return file;
}

/** All rows of an index file. */
export function indexEntries(file: DataFile): IndexEntry[] {
  const rows: IndexEntry[] = [];
  for (let row = 0; row < file.table.count; row++) {
    rows.push(Object.fromEntries(INDEX.map((name) => [name, cell(file.table, name, row)])) as unknown as IndexEntry);
  }
  return rows;
}

/** The record at a row of an index file and its profile file. Throws RangeError when the two do not belong together. */
export function recordAt(index: DataFile, profile: DataFile, row: number): InstitutionRecord {
  const code = cell(index.table, 'code', row);
  if (cell(profile.table, 'code', row) !== code) throw new RangeError(`index and profile differ at row ${row}`);
  const fields: Record<string, Json> = {};
  for (const name of ['code', 'name', 'otherNames', 'town', 'kind']) fields[name] = cell(index.table, name, row);
  for (const name of PROFILE) fields[name] = cell(profile.table, name, row);
  for (const name of OWN) {
    const value = name in profile.table.columns ? cell(profile.table, name, row) : null;
    if (value !== null) fields[name] = value;
  }
  const { bureau, year, period } = index.header;
  return { v: 1, bureau, year, period, ...fields } as unknown as InstitutionRecord;
}
