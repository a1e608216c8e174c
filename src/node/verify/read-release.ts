/** Reads a published site and believes only what is signed: for `verify`, boards and the next publication. */

import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Bureau } from '../../core/domain/bureau.ts';
import { type Bytes, fromUtf8 } from '../../core/domain/bytes.ts';
import { chinaDay } from '../../core/domain/iso-date.ts';
import { hasLeft, isOpeningFile } from '../../core/domain/opening-file.ts';
import { fail, ok, type Result } from '../../core/domain/result.ts';
import { signedTerms } from '../../core/domain/signed-terms.ts';
import type { RulebookTerms } from '../../core/domain/terms.ts';
import type { Opening } from '../../core/snapshot/opening.ts';
import { joinOpenings } from '../../core/snapshot/opening-files.ts';
import type { InstitutionRecord } from '../../core/snapshot/record.ts';
import { type DataFile, parseDataFile, recordAt } from '../../core/snapshot/tables.ts';
import { parseTombstones, type Tombstone } from '../../core/snapshot/tombstone.ts';
import { type Delegated, withDelegated } from '../../core/trust/delegations/delegated.ts';
import { everyKey } from '../../core/trust/every-key.ts';
import { mapAt } from '../../core/trust/json.ts';
import { type LogEntry, verifyLog } from '../../core/trust/log.ts';
import { parseReleases, type Release } from '../../core/trust/releases.ts';
import { trustedPaths, viewOf } from '../../core/trust/trusted.ts';
import {
  type Expired,
  type Fetcher,
  fetchTarget,
  refreshTrust,
  type StoredTrust,
  type Trusted,
  type TrustProblem,
} from '../../core/trust/updater.ts';

/** No release is older than the program. */
export const EARLIEST = '2026-01-01T00:00:00Z';

/** More than any county's data file inflates to; a gzip bomb stops here. */
const INFLATE_LIMIT = 256 * 1024 * 1024;

export interface ReadRelease {
  readonly trusted: Trusted;
  /** Of the first root file, hex: the pin from which everything was verified. */
  readonly fingerprint: string;
  /** Roles whose time is over: what was read is genuine, but may not be the newest. */
  readonly expired: readonly Expired[];
  /** The exact metadata, as the next signing continues from. */
  readonly metadata: StoredTrust;
  /** Where its data files lie among the targets: `<bureau>/<year>`, the year of what is in force. */
  readonly directory: string;
  readonly bureau: Bureau;
  readonly terms: RulebookTerms;
  readonly releases: readonly Release[];
  readonly log: readonly LogEntry[];
  /** In the order of their codes, which is the order of the leaves. */
  readonly records: readonly InstitutionRecord[];
  /** Codes whose institution is in the list no more, by code. */
  readonly tombstones: readonly Tombstone[];
  /** Penalties and their reasons by code; the staff list travels with the page only. */
  readonly openings: ReadonlyMap<string, readonly Opening[]>;
}

/** What is wrong, in which file. */
export interface ReadProblem {
  readonly code: TrustProblem['code'] | 'log' | 'data';
  readonly file: string;
  readonly detail?: string;
}

/** SHA-256 of a root file, hex: the fingerprint that is printed and pinned. */
export function fingerprint(root: Uint8Array | string): string {
  return createHash('sha256').update(root).digest('hex');
}

/**
 * Verifies metadata from the pinned root, every signed file by length and hash, and the log. Collects all problems
 * of signed files; stops at once where the metadata do not verify.
 * @param bureau in a province's repository: whose files are read, by the role that signs them
 */
export async function readRelease(
  fetcher: Fetcher,
  pin: string,
  now: Date,
  bureau?: string,
): Promise<Result<ReadRelease, readonly ReadProblem[]>> {
  let saved: StoredTrust | null = null;
  const store = {
    load: async () => saved,
    save: async (state: StoredTrust) => {
      saved = state;
    },
  };
  const state = await refreshTrust({
    fetcher,
    store,
    pin: { rootSha256: pin, minimumVersion: 1, builtAt: EARLIEST },
    now,
    // A stranger's repository may be signed with Ed25519 too; the page's path knows P-256 alone.
    signedEnough: everyKey,
  });
  if (state.status === 'refused' || state.status === 'kept') return fail([state.problem]);
  const metadata: StoredTrust | null = await store.load();
  if (metadata === null) return fail([{ code: 'missing', file: '' }]);
  const own = await ownRelease(state.trusted, bureau, fetcher);
  if (!own.ok) return fail([own.fault]);
  const { trusted } = own.value;
  const today = chinaDay(trusted.now);
  const files = new Map<string, Bytes>();
  const problems: ReadProblem[] = [];
  for (const path of trustedPaths(trusted)) {
    const bytes = await fetchTarget(trusted, path, fetcher);
    if (bytes.ok) files.set(path, bytes.value);
    // Deleted after its last day, as it must be; before that day it is lost.
    else if (bytes.fault.code !== 'missing' || !hasLeft(path, today)) problems.push(bytes.fault);
  }
  if (problems.length > 0) return fail(problems);
  const expired = [...(state.status === 'aged' ? state.expired : []), ...own.value.expired];
  const read = await readFiles(trusted, pin, metadata, files);
  return read.ok ? ok({ ...read.value, expired }) : read;
}

/** What a bureau's own role signs; all that is listed, where no bureau is named. */
async function ownRelease(
  trusted: Trusted,
  bureau: string | undefined,
  fetcher: Fetcher,
): Promise<Result<Pick<Delegated, 'trusted' | 'expired'>, TrustProblem>> {
  if (bureau === undefined) return ok({ trusted, expired: [] });
  const delegated = await withDelegated({
    trusted,
    directory: bureau,
    fetcher,
    kept: new Map(),
    signedEnough: everyKey,
  });
  if (!delegated.ok) return delegated;
  const { expired } = delegated.value;
  return ok({ trusted: within(delegated.value.trusted, bureau), expired });
}

/** Without what the province signs itself. */
function within(trusted: Trusted, bureau: string): Trusted {
  const { set } = trusted;
  const targets = [...mapAt(set.targets.body, 'targets')].filter(([path]) => path.startsWith(`${bureau}/`));
  const body = new Map([...set.targets.body, ['targets', new Map(targets)]] as const);
  return viewOf({ ...set, targets: { ...set.targets, body } }, trusted.now, trusted.clockSuspect);
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

async function readFiles(
  trusted: Trusted,
  pin: string,
  metadata: StoredTrust,
  files: ReadonlyMap<string, Bytes>,
): Promise<Result<Omit<ReadRelease, 'expired'>, readonly ReadProblem[]>> {
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
  const log = await verifyLog(logFile, releases.value, null);
  if (!log.ok) {
    const file = `${directory}/log.json`;
    return fail(log.fault.map(({ code, entry }) => ({ code: 'log', file, detail: `${code} ${entry}` })));
  }
  try {
    return ok({
      trusted,
      fingerprint: pin,
      metadata,
      directory,
      bureau: JSON.parse(fromUtf8(bureauFile)) as Bureau,
      terms: signedTerms(fromUtf8(rulebookFile)),
      releases: releases.value,
      log: log.value,
      records: recordsIn(own),
      tombstones: tombstonesFile ? parseTombstones(tombstonesFile) : [],
      openings: openingsIn(own),
    });
  } catch (fault) {
    return fail([{ code: 'data', file: '', detail: fault instanceof Error ? fault.message : String(fault) }]);
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

/** Rebuilds every record from index and profile, all parts together, by code. */
function recordsIn(files: ReadonlyMap<string, Bytes>): InstitutionRecord[] {
  const records: InstitutionRecord[] = [];
  for (const [path, bytes] of files) {
    if (!/\/index(-\d+)?\.bin$/.test(path)) continue;
    const profile = files.get(path.replace(/\/index((?:-\d+)?)\.bin$/, '/profile$1.bin'));
    if (profile === undefined) throw new RangeError(`${path} has no profile`);
    const index: DataFile = parseDataFile(inflate(bytes));
    const rest: DataFile = parseDataFile(inflate(profile));
    for (let row = 0; row < index.table.count; row++) records.push(recordAt(index, rest, row));
  }
  return records.sort((a, b) => (a.code < b.code ? -1 : 1));
}
