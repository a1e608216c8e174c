/** What a release says: its data files, read and put together. */
import { posix } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Bureau } from '../../core/domain/bureau.ts';
import { type Bytes, fromUtf8, utf8 } from '../../core/domain/bytes.ts';
import { parseInstitutionCode } from '../../core/domain/institution-code.ts';
import { isOpeningFile } from '../../core/domain/opening-file.ts';
import { fail, ok, type Result } from '../../core/domain/result.ts';
import { signedTerms } from '../../core/domain/signed-terms.ts';
import type { RulebookTerms } from '../../core/domain/terms.ts';
import type { Opening } from '../../core/snapshot/opening.ts';
import { joinOpenings } from '../../core/snapshot/opening-files.ts';
import { currentRows, partSuffixes } from '../../core/snapshot/parts.ts';
import type { InstitutionRecord } from '../../core/snapshot/record.ts';
import { type PartHeader, parseDataFile, recordAt } from '../../core/snapshot/tables.ts';
import { parseTombstones, type Tombstone } from '../../core/snapshot/tombstone.ts';
import { type LogEntry, verifyLog } from '../../core/trust/log.ts';
import { isLogPart, joinLog } from '../../core/trust/log-parts.ts';
import { parseReleases, type Release } from '../../core/trust/releases.ts';
import type { TrustProblem } from '../../core/trust/updater.ts';

/** More than any county's data file inflates to; a gzip bomb stops here. */
const INFLATE_LIMIT = 256 * 1024 * 1024;

export interface ReleaseContent {
  /** Where its data files lie among the targets: `<bureau>/<year>`, the year of what is in force. */
  readonly directory: string;
  readonly bureau: Bureau;
  readonly terms: RulebookTerms;
  readonly releases: readonly Release[];
  readonly log: readonly LogEntry[];
  /** Files that hold changes of the log, by name, as they are served. */
  readonly logFiles: ReadonlyMap<string, Bytes>;
  /** In the order of their codes, which is the order of the leaves. */
  readonly records: readonly InstitutionRecord[];
  /** The files in which they stand, in the order in which they are read. */
  readonly parts: readonly DataPart[];
  /** Codes whose institution is in the list no more, by code. */
  readonly tombstones: readonly Tombstone[];
  /** Penalties and their reasons by code; the staff list travels with the page only. */
  readonly openings: ReadonlyMap<string, readonly Opening[]>;
}

/** A pair of data files. */
export interface DataPart {
  readonly header: PartHeader;
  /** The files' bytes, gzipped as they are served. */
  readonly index: Bytes;
  readonly profile: Bytes;
  /** Its rows: a later part may hold another record of the same code. */
  readonly rows: readonly InstitutionRecord[];
}

/** What is wrong, in which file. */
export interface ReadProblem {
  readonly code: TrustProblem['code'] | 'log' | 'data';
  readonly file: string;
  readonly detail?: string;
}

/** Without each of these there is no release; all are read from one directory. */
const NEEDED = ['records', 'log', 'bureau', 'rulebook'] as const;

/** The newest year's, as phones choose it; empty where there is none. What stands in another is `strayFiles`. */
function newestDirectory(paths: readonly string[]): string {
  const pattern = new RegExp(`^[^/]+/(\\d{4})(?=/(?:${NEEDED.join('|')})\\.json$)`);
  let newest = { directory: '', year: '' };
  for (const path of paths) {
    const [directory = '', year = ''] = pattern.exec(path) ?? [];
    if (year > newest.year) newest = { directory, year };
  }
  return newest.directory;
}

/** Reads a release out of its signed files, by path. Problems: a file that is not there or not readable, a log that does not hold. */
export async function readContent(
  files: ReadonlyMap<string, Bytes>,
): Promise<Result<ReleaseContent, readonly ReadProblem[]>> {
  const directory = newestDirectory([...files.keys()]);
  const own = new Map([...files].filter(([path]) => posix.dirname(path) === directory));
  const needed = NEEDED.map((name) => own.get(`${directory}/${name}.json`));
  const [recordsFile, logFile, bureauFile, rulebookFile] = needed;
  const tombstonesFile = own.get(`${directory}/tombstones.json`);
  if (!recordsFile || !logFile || !bureauFile || !rulebookFile) {
    return fail([{ code: 'missing', file: directory || 'targets', detail: NEEDED.join(', ') }]);
  }
  const releases = parseReleases(recordsFile);
  if (!releases.ok) return fail([releases.fault]);
  const log = await verifyLog(wholeLog(logFile, own), releases.value, null);
  if (!log.ok) {
    const file = `${directory}/log.json`;
    return fail(log.fault.map(({ code, entry }) => ({ code: 'log', file, detail: `${code} ${entry}` })));
  }
  try {
    const parts = partsIn(directory, own);
    return ok({
      directory,
      bureau: JSON.parse(fromUtf8(bureauFile)) as Bureau,
      terms: signedTerms(fromUtf8(rulebookFile)),
      releases: releases.value,
      log: log.value,
      logFiles: logFilesIn(own),
      records: [...currentRows(parts).values()].sort((a, b) => (a.code < b.code ? -1 : 1)),
      parts,
      tombstones: tombstonesFile ? parseTombstones(tombstonesFile) : [],
      openings: openingsIn(own),
    });
  } catch (fault) {
    return fail([{ code: 'data', file: '', detail: fault instanceof Error ? fault.message : String(fault) }]);
  }
}

function logFilesIn(files: ReadonlyMap<string, Bytes>): Map<string, Bytes> {
  const there = [...files].filter(([path]) => isLogPart(path));
  return new Map(there.map(([path, bytes]) => [posix.basename(path), bytes]));
}

/** The log with its parts; as it lies there where that is not possible, and then it is none. */
function wholeLog(log: Bytes, files: ReadonlyMap<string, Bytes>): Bytes {
  try {
    const parts = new Map([...logFilesIn(files)].map(([name, bytes]) => [name, inflate(bytes)]));
    return utf8(joinLog({ text: fromUtf8(log), parts }));
  } catch {
    return log;
  }
}

/** What is still there of the files of openings. */
function openingsIn(files: ReadonlyMap<string, Bytes>): Map<string, Opening[]> {
  const there = [...files].filter(([path]) => isOpeningFile(path));
  return joinOpenings(new Map(there.map(([path, bytes]) => [path, inflate(bytes)])));
}

function inflate(bytes: Bytes): string {
  return fromUtf8(gunzipSync(bytes, { maxOutputLength: INFLATE_LIMIT }));
}

/** The parts among the files of a directory, their records rebuilt. Throws where one is not whole. */
export function partsIn(directory: string, files: ReadonlyMap<string, Bytes>): DataPart[] {
  const names = [...files.keys()].map((path) => path.slice(directory.length + 1));
  return partSuffixes(names).map((suffix) => {
    const [index, profile] = [
      files.get(`${directory}/index${suffix}.bin`),
      files.get(`${directory}/profile${suffix}.bin`),
    ];
    if (index === undefined || profile === undefined) throw new RangeError(`index${suffix}.bin has no profile`);
    return { ...rowsIn(index, profile), index, profile };
  });
}

function rowsIn(index: Bytes, profile: Bytes): Pick<DataPart, 'header' | 'rows'> {
  const list = parseDataFile(inflate(index));
  const rest = parseDataFile(inflate(profile));
  const rows = Array.from({ length: list.table.count }, (_, row) => recordAt(list, rest, row));
  // Codes name files and addresses: signed, and no more than that, one could lead out of the site.
  const wrong = rows.find(({ code }) => typeof code !== 'string' || parseInstitutionCode(code) !== code);
  if (wrong !== undefined) throw new RangeError(`no code of an institution: ${String(wrong.code)}`);
  return { header: list.header, rows };
}
