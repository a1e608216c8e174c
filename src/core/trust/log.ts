/**
 * `log.json`, the publication log: one entry a publication, each bound to the one before by its hash, so that a grade
 * rewritten in silence shows up as a difference. It names grades and kinds of reason, never the text of a penalty.
 */
import { type Bytes, fromUtf8, sha256, toHex, utf8 } from '../domain/bytes.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { canonical, countAt, isMap, type Json, listAt, readJson, textAt } from './json.ts';
import { TrustError } from './problem.ts';
import type { Release, Stage } from './releases.ts';

/** Why grades changed: the yearly grading, an amendment of a grade in force, a correction, or what had to leave on its day. */
export type LogKind = 'grading' | 'amendment' | 'correction' | 'refresh';
const KINDS: readonly string[] = ['grading', 'amendment', 'correction', 'refresh'];

/**
 * Why one grade changed after the yearly grading. A repair is a `correction`: what is kept for ever must not tell that there
 * was a penalty.
 */
export type ChangeReason = 'downgrade' | 'label-withdrawn' | 'closure' | 'new' | 'correction';
const REASONS: readonly string[] = ['downgrade', 'label-withdrawn', 'closure', 'new', 'correction'];

export interface GradeDifference {
  /** Institution code. */
  readonly code: string;
  /** The rulebook's symbol; null: no grade. */
  readonly from: string | null;
  readonly to: string | null;
  /** Not in a yearly grading, nor in logs that were written before it was told. */
  readonly why?: ChangeReason;
}

export interface LogEntry {
  /** The release's version. */
  readonly version: number;
  /** Instant, `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly time: string;
  readonly stage: Stage;
  readonly year: number;
  readonly kind: LogKind;
  /** Root of the release's record tree, lower-case hex. */
  readonly root: string;
  /** By code. */
  readonly changes: readonly GradeDifference[];
  /** SHA-256 of the previous entry's canonical bytes, lower-case hex; '' in the first. */
  readonly previous: string;
}

/** How far a log was seen before: its number of entries and the hash of the last. */
export interface LogHead {
  readonly count: number;
  readonly hash: string;
}

export type LogFault =
  /** Not the shape of a log. */
  | 'format'
  /** An entry was removed or rewritten: the next one's `previous` is not its hash. */
  | 'broken-chain'
  /** Versions do not rise. */
  | 'order'
  /** An entry's root, year or stage is not that of the release with its version. */
  | 'other-release'
  /** A listed release has no entry. */
  | 'missing-entry'
  /** The log does not continue the one seen before: cut short, or forked. */
  | 'forked';

export interface LogProblem {
  readonly code: LogFault;
  /** Position of the entry, from 0; -1 when the whole log is concerned. */
  readonly entry: number;
}

/** SHA-256 of the entry's canonical bytes, lower-case hex. */
export async function logEntryHash(entry: LogEntry): Promise<string> {
  return toHex(await sha256(utf8(canonical(readJson(JSON.stringify(plainEntry(entry)))))));
}

/** The log with one more entry; `previous` is filled in. */
export async function appendLog(log: readonly LogEntry[], entry: Omit<LogEntry, 'previous'>): Promise<LogEntry[]> {
  const last = log[log.length - 1];
  return [...log, { ...entry, previous: last === undefined ? '' : await logEntryHash(last) }];
}

/** The text of the whole log; its files: `log-parts.ts`. */
export function logText(log: readonly LogEntry[]): string {
  return JSON.stringify({ entries: log.map(plainEntry) });
}

/**
 * Reads `log.json` and checks every entry against the one before it, the releases of `records.json` and the log as this
 * device saw it last. Collects all problems.
 */
export async function verifyLog(
  bytes: Bytes,
  releases: readonly Release[],
  seen: LogHead | null,
): Promise<Result<readonly LogEntry[], readonly LogProblem[]>> {
  const log = parseLog(bytes);
  if (log === null) return fail([{ code: 'format', entry: -1 }]);
  const hashes = await Promise.all(log.map(logEntryHash));
  const problems: LogProblem[] = [];
  log.forEach((entry, i) => {
    if (entry.previous !== (i === 0 ? '' : hashes[i - 1])) problems.push({ code: 'broken-chain', entry: i });
    if (entry.version <= (log[i - 1]?.version ?? 0)) problems.push({ code: 'order', entry: i });
    const release = releases.find(({ version }) => version === entry.version);
    if (release !== undefined && !agrees(entry, release)) problems.push({ code: 'other-release', entry: i });
  });
  for (const { version } of releases) {
    if (!log.some((entry) => entry.version === version)) problems.push({ code: 'missing-entry', entry: -1 });
  }
  if (seen !== null && seen.count > 0 && hashes[seen.count - 1] !== seen.hash) {
    problems.push({ code: 'forked', entry: seen.count - 1 });
  }
  return problems.length > 0 ? fail(problems) : ok(log);
}

/** What to remember of a verified log. */
export async function logHead(log: readonly LogEntry[]): Promise<LogHead> {
  const last = log[log.length - 1];
  return { count: log.length, hash: last === undefined ? '' : await logEntryHash(last) };
}

/** Reads a log's shape; null for anything else. */
export function parseLog(bytes: Bytes): readonly LogEntry[] | null {
  try {
    const file = readJson(fromUtf8(bytes));
    return isMap(file) ? listAt(file, 'entries').map(entryOf) : null;
  } catch {
    return null;
  }
}

function agrees(entry: LogEntry, release: Release): boolean {
  return entry.root === release.root && entry.year === release.year && entry.stage === release.stage;
}

function entryOf(json: Json): LogEntry {
  if (!isMap(json)) throw new TrustError('format');
  const stage = textAt(json, 'stage');
  const kind = textAt(json, 'kind');
  if ((stage !== 'final' && stage !== 'proposed') || !isKind(kind)) throw new TrustError('format');
  return {
    version: countAt(json, 'version', 1),
    time: textAt(json, 'time'),
    stage,
    year: countAt(json, 'year', 1),
    kind,
    root: textAt(json, 'root'),
    changes: listAt(json, 'changes').map(differenceOf),
    previous: textAt(json, 'previous'),
  };
}

function differenceOf(json: Json): GradeDifference {
  if (!isMap(json)) throw new TrustError('format');
  const grade = (key: string) => (json.get(key) === null ? null : textAt(json, key));
  const why = json.has('why') ? textAt(json, 'why') : undefined;
  if (why !== undefined && !isReason(why)) throw new TrustError('format');
  return { code: textAt(json, 'code'), from: grade('from'), to: grade('to'), ...(why && { why }) };
}

function isReason(text: string): text is ChangeReason {
  return REASONS.includes(text);
}

function isKind(text: string): text is LogKind {
  return KINDS.includes(text);
}

/** Only the fields of an entry, in one order: what a caller adds is not logged. */
export function plainEntry(entry: LogEntry): LogEntry {
  const { version, time, stage, year, kind, root, previous } = entry;
  const changes = entry.changes.map(({ code, from, to, why }) => ({ code, from, to, ...(why && { why }) }));
  return { version, time, stage, year, kind, root, changes, previous };
}
