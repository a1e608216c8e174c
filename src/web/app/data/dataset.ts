/** A verified release as the pages read it. The index is read at once; profiles and penalties when first asked for. */
import type { Bureau } from '../../../core/domain/bureau.ts';
import { type Bytes, fromUtf8 } from '../../../core/domain/bytes.ts';
import type { InstitutionCode } from '../../../core/domain/institution-code.ts';
import { isOpeningFile } from '../../../core/domain/opening-file.ts';
import { signedTerms } from '../../../core/domain/signed-terms.ts';
import type { RulebookTerms } from '../../../core/domain/terms.ts';
import type { Opening } from '../../../core/snapshot/opening.ts';
import { joinOpenings } from '../../../core/snapshot/opening-files.ts';
import { currentRows, partSuffixes } from '../../../core/snapshot/parts.ts';
import type { InstitutionRecord } from '../../../core/snapshot/record.ts';
import { buildSearchIndex, type SearchIndex } from '../../../core/snapshot/search.ts';
import {
  type DataFile,
  type IndexEntry,
  indexEntries,
  parseDataFile,
  recordAt,
} from '../../../core/snapshot/tables.ts';
import { parseTombstones, type Tombstone } from '../../../core/snapshot/tombstone.ts';
import { parseReleases, type Release } from '../../../core/trust/releases.ts';
import { inflateText } from './inflate.ts';

export interface Found {
  readonly record: InstitutionRecord;
  readonly openings: readonly Opening[];
}

export interface Dataset {
  /** Names the content: equal keys, equal data. */
  readonly key: string;
  readonly bureau: Bureau;
  readonly terms: RulebookTerms;
  /** The newest entry of `records.json`. */
  readonly release: Release;
  /** Of the grades in force: while others are proposed, the year before the release's. */
  readonly year: number;
  readonly entries: readonly IndexEntry[];
  readonly search: SearchIndex;
  /** Towns by name, each with its number of institutions. */
  readonly towns: readonly { readonly name: string; readonly count: number }[];
  has(code: InstitutionCode): boolean;
  /** What is left of an institution that is in the list no more; null for any other code. */
  gone(code: InstitutionCode): Tombstone | null;
  /** Null for a code that is not in this release. */
  find(code: InstitutionCode): Promise<Found | null>;
}

/** A verified file cannot be read: the publisher's fault or ours. */
export class DatasetError extends Error {
  readonly code: 'missing-file' | 'unreadable-file';
  constructor(code: 'missing-file' | 'unreadable-file', file: string) {
    super(`${code}: ${file}`);
    this.code = code;
  }
}

interface Part {
  readonly index: DataFile;
  readonly profile: () => Promise<DataFile>;
}

/** Reads a release's files (by signed path) of `directory`. Throws DatasetError. */
export async function openDataset(key: string, directory: string, files: ReadonlyMap<string, Bytes>): Promise<Dataset> {
  const bytesOf = (name: string): Bytes => {
    const bytes = files.get(`${directory}/${name}`);
    if (!bytes) throw new DatasetError('missing-file', name);
    return bytes;
  };
  const parts = await Promise.all(suffixesIn(directory, files).map((suffix) => openPart(bytesOf, suffix)));
  const rows = currentRows(parts.map(placesIn));
  const entries = [...rows.values()].map(({ entry }) => entry);
  const releases = parseReleases(bytesOf('records.json'));
  const release = releases.ok ? releases.value[releases.value.length - 1] : undefined;
  if (!release) throw new DatasetError('unreadable-file', 'records.json');
  const tombstones = tombstonesIn(files.get(`${directory}/tombstones.json`));
  const openings = once(() => openingsIn(directory, files));
  return {
    key,
    // Verified bytes hold what the publisher wrote (snapshot/record.ts says the same of records).
    bureau: JSON.parse(fromUtf8(bytesOf('bureau.json'))) as Bureau,
    terms: signedTerms(fromUtf8(bytesOf('rulebook.json'))),
    release,
    year: parts[0]?.index.header.year ?? release.year,
    entries,
    search: buildSearchIndex(entries),
    towns: countTowns(entries),
    has: (code) => rows.has(code),
    gone: (code) => tombstones.get(code) ?? null,
    find: async (code) => {
      const place = rows.get(code);
      if (!place) return null;
      const [profile, opened] = await Promise.all([place.part.profile(), openings()]);
      return { record: recordAt(place.part.index, profile, place.row), openings: opened.get(code) ?? [] };
    },
  };
}

/** No file: nobody has left the list, or the device kept this release before the app knew of tombstones. */
function tombstonesIn(bytes: Bytes | undefined): ReadonlyMap<string, Tombstone> {
  return new Map(bytes ? parseTombstones(bytes).map((one) => [one.code, one]) : []);
}

function suffixesIn(directory: string, files: ReadonlyMap<string, Bytes>): string[] {
  const names = [...files.keys()].filter((path) => path.startsWith(`${directory}/`));
  const suffixes = partSuffixes(names.map((path) => path.slice(directory.length + 1)));
  if (suffixes.length === 0) throw new DatasetError('missing-file', 'index.bin');
  return suffixes;
}

async function openPart(bytesOf: (name: string) => Bytes, suffix: string): Promise<Part> {
  const read = async (name: string): Promise<DataFile> => parseDataFile(await inflateText(bytesOf(name)));
  const index = await read(`index${suffix}.bin`);
  return { index, profile: once(() => read(`profile${suffix}.bin`)) };
}

function placesIn(part: Part) {
  const { header } = part.index;
  return { header, rows: indexEntries(part.index).map((entry, row) => ({ code: entry.code, entry, part, row })) };
}

/** None where nothing is in its term: every file of openings has left. */
async function openingsIn(
  directory: string,
  files: ReadonlyMap<string, Bytes>,
): Promise<ReadonlyMap<string, readonly Opening[]>> {
  const there = [...files].filter(([path]) => path.startsWith(`${directory}/`) && isOpeningFile(path));
  return joinOpenings(
    new Map(await Promise.all(there.map(async ([path, bytes]) => [path, await inflateText(bytes)] as const))),
  );
}

function countTowns(entries: readonly IndexEntry[]): { name: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { town } of entries) if (town !== '') counts.set(town, (counts.get(town) ?? 0) + 1);
  return [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => a.name.localeCompare(b.name, 'zh-CN'));
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | null = null;
  return () => {
    made ??= make();
    return made;
  };
}
