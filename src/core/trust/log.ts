/**
 * `log.json`, the publication log: one entry a publication, each bound to the one before by its hash, so that a grade
 * rewritten in silence shows up as a difference. It names grades and kinds of reason, never the text of a penalty.
 */
import { type Bytes, fromUtf8, sha256, toHex, utf8 } from '../domain/bytes.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { canonical, isMap, type Json, listAt, readJson } from './json.ts';
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

/** Of the entries that were read: the newest, with a change for each of a hundred thousand, is asked for again by what follows it. */
const HASHES = new WeakMap<LogEntry, string>();

/** SHA-256 of the entry's canonical bytes, lower-case hex. */
export async function logEntryHash(entry: LogEntry): Promise<string> {
  const hash = HASHES.get(entry) ?? toHex(await sha256(utf8(canonicalEntry(entry))));
  HASHES.set(entry, hash);
  return hash;
}

/** As `canonical` spells it: so does JSON.stringify, keys in their order, where nothing is escaped. */
function canonicalEntry(entry: LogEntry): string {
  const { kind, previous, root, stage, time, version, year } = entry;
  const changes = entry.changes.map(({ code, from, to, why }) => ({ code, from, to, ...(why && { why }) }));
  const text = JSON.stringify({ changes, kind, previous, root, stage, time, version, year });
  return text.includes('\\') ? canonical(readJson(text)) : text;
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
    const text = fromUtf8(bytes);
    const quick = asWritten(text);
    if (quick !== null) return quick;
    const file = readJson(text);
    return isMap(file) ? listAt(file, 'entries').map(entryOf) : null;
  } catch {
    return null;
  }
}

/**
 * A log that is spelled as `logText` spells it has one reading only, and does not need the strict reader, which makes a Map of each of a
 * hundred thousand changes. Null where it is spelled otherwise: an escape may be half a character.
 */
function asWritten(text: string): readonly LogEntry[] | null {
  if (text.includes('\\u')) return null;
  const { entries } = JSON.parse(text) as { readonly entries: readonly Fields<LogEntry>[] };
  return entries.every(isEntry) && logText(entries) === text ? entries : null;
}

function agrees(entry: LogEntry, release: Release): boolean {
  return entry.root === release.root && entry.year === release.year && entry.stage === release.stage;
}

function entryOf(json: Json): LogEntry {
  if (!isMap(json)) throw new TrustError('format');
  const changes = listAt(json, 'changes').map((change) => (isMap(change) ? Object.fromEntries(change) : {}));
  const entry: Fields<LogEntry> = { ...Object.fromEntries(json), changes };
  if (!isEntry(entry)) throw new TrustError('format');
  return plainEntry(entry);
}

type Fields<Shape> = { readonly [name in keyof Shape]?: unknown };

function isEntry(entry: Fields<LogEntry>): entry is LogEntry {
  const { version, time, stage, year, kind, root, changes, previous } = entry;
  if (![time, root, previous].every((text) => typeof text === 'string')) return false;
  if ((stage !== 'final' && stage !== 'proposed') || !isOf(KINDS, kind) || !isCount(version) || !isCount(year))
    return false;
  return Array.isArray(changes) && changes.every(isDifference);
}

function isDifference({ code, from, to, why }: Fields<GradeDifference>): boolean {
  const isGrade = (grade: unknown) => grade === null || typeof grade === 'string';
  return typeof code === 'string' && isGrade(from) && isGrade(to) && (why === undefined || isOf(REASONS, why));
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1;
}

function isOf(words: readonly unknown[], value: unknown): boolean {
  return words.includes(value);
}

/** Only the fields of an entry, in one order: what a caller adds is not logged. */
export function plainEntry(entry: LogEntry): LogEntry {
  const { version, time, stage, year, kind, root, previous } = entry;
  const changes = entry.changes.map(({ code, from, to, why }) => ({ code, from, to, ...(why && { why }) }));
  return { version, time, stage, year, kind, root, changes, previous };
}
