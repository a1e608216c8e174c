/** An export as whoever signs reads it: nothing in it is believed, everything is compared with what was signed last. */
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Bytes } from '../../../core/domain/bytes.ts';
import { utf8 } from '../../../core/domain/bytes.ts';
import { addDays, chinaDay } from '../../../core/domain/iso-date.ts';
import { fail, ok, type Result } from '../../../core/domain/result.ts';
import { countAt, mapAt, textAt } from '../../../core/trust/json.ts';
import { logHead, logText, verifyLog } from '../../../core/trust/log.ts';
import type { Metadata } from '../../../core/trust/metadata.ts';
import { isPlainPath, targetFile } from '../../../core/trust/trusted.ts';
import { contentProblems, treeOf } from '../../verify/content-problems.ts';
import { directoryFetcher } from '../../verify/fetchers.ts';
import { type ReleaseContent, readContent } from '../../verify/read-content.ts';
import { fingerprint, type ReadRelease, readRelease } from '../../verify/read-release.ts';
import { straysAmong } from '../../verify/strays.ts';
import { loadPrevious, type Previous } from '../signing/previous.ts';
import { listing } from '../signing/roles.ts';
import { EXPORT_FILE, exportId, LAST, NEXT, parseExport, SUMMARY_FILE, UNSIGNED, VALID_DAYS } from './format.ts';
import { oddEntries, readPlain } from './plain-file.ts';
import type { ExportProblem } from './problem.ts';
import { type RolesToSign, rolesToSign } from './roles-to-sign.ts';
import { type SittingSummary, summaryOf } from './summary.ts';
import { sittingText } from './text.ts';

export interface ReadExport {
  readonly id: string;
  readonly roles: RolesToSign;
  readonly last: (ReadRelease & { readonly previous: Previous }) | null;
  readonly next: ReleaseContent;
  /** Data files by signed path. */
  readonly files: ReadonlyMap<string, Bytes>;
  readonly summary: SittingSummary;
  /** The summary for people, as it must have been shipped. */
  readonly text: string;
}

/** Everything is checked, `now` and the shipped summary too. */
export async function readExport(folder: string, now: Date): Promise<Result<ReadExport, readonly ExportProblem[]>> {
  const read = await readParts(folder, now);
  if (!read.ok) return read;
  const { roles, next, text } = read.value;
  const problems: ExportProblem[] = [...timeProblems(roles.targets, next, now)];
  const shipped = await readPlain(join(folder, SUMMARY_FILE));
  if (shipped?.replaceAll('\r\n', '\n') !== text) problems.push({ code: 'summary', detail: SUMMARY_FILE });
  return problems.length > 0 ? fail(problems) : read;
}

/** The same but for what depends on the day and on the summary: so it is made. */
export async function readParts(folder: string, now: Date): Promise<Result<ReadExport, readonly ExportProblem[]>> {
  const odd = await oddEntries(folder);
  if (odd.length > 0) return fail(odd.map((detail) => ({ code: 'not-a-file', detail })));
  const id = parseExport((await readPlain(join(folder, EXPORT_FILE))) ?? '');
  const [root, targets] = [
    await readPlain(join(folder, UNSIGNED.root)),
    await readPlain(join(folder, UNSIGNED.targets)),
  ];
  if (id === null || targets === null) return fail([{ code: 'format', detail: EXPORT_FILE }]);
  const last = await readLast(folder, now);
  if (!last.ok) return last;
  const roles = rolesToSign({ root, targets }, last.value?.previous ?? null);
  if (!roles.ok) return roles;
  const signedOf = (text: string): object => JSON.parse(text).signed;
  if (exportId(root === null ? null : signedOf(root), signedOf(targets)) !== id)
    return fail([{ code: 'id', detail: id.slice(0, 16) }]);
  const files = await readFiles(folder, roles.value.targets);
  if (!files.ok) return files;
  const next = await readContent(files.value);
  if (!next.ok)
    return fail(next.fault.map(({ file, detail = '' }) => ({ code: 'content', detail: `${file} ${detail}` })));
  const problems = await continuityProblems(last.value, next.value, [...files.value.keys()]);
  if (problems.length > 0) return fail(problems);
  const { before, after, skipped } = roles.value;
  const summary = await summaryOf({
    ...{ last: last.value, next: next.value, files: files.value, skipped, keys: { before, after } },
    today: chinaDay(new Date(roles.value.targets.signedAt)),
    versions: { root: roles.value.root?.version ?? null, targets: roles.value.targets.version },
  });
  const text = sittingText(summary, id, roles.value);
  return ok({ id, roles: roles.value, last: last.value, next: next.value, files: files.value, summary, text });
}

/** Null for the first publication; a folder without it where a root follows another is caught by its version. */
async function readLast(folder: string, now: Date): Promise<Result<ReadExport['last'], readonly ExportProblem[]>> {
  const previous = await loadPrevious(join(folder, LAST)).catch(() => 'broken' as const);
  if (previous === null) return ok(null);
  if (previous === 'broken') return fail([{ code: 'last', detail: LAST }]);
  const pin = fingerprint(previous.roots[0] ?? '');
  const read = await readRelease(directoryFetcher(join(folder, LAST)), pin, now);
  if (!read.ok) return fail(read.fault.map(({ code, file }) => ({ code: 'last', detail: `${file} ${code}` })));
  return ok({ ...read.value, previous });
}

/** Every file of the new list, from the new ones or those that stayed, by length and hash. */
async function readFiles(
  folder: string,
  targets: Metadata,
): Promise<Result<ReadonlyMap<string, Bytes>, readonly ExportProblem[]>> {
  const [next, last] = [directoryFetcher(join(folder, NEXT)), directoryFetcher(join(folder, LAST))];
  const files = new Map<string, Bytes>();
  const problems: ExportProblem[] = [];
  for (const [path, entry] of mapAt(targets.body, 'targets')) {
    const listed = listedFile(entry);
    if (listed === null || !isPlainPath(path)) {
      problems.push({ code: 'format', detail: path });
      continue;
    }
    const name = targetFile(path, listed.hashes.sha256);
    const bytes = (await fetched(next, name, listed.length)) ?? (await fetched(last, name, listed.length));
    if (bytes === null) problems.push({ code: 'file-missing', detail: path });
    else if (!isDeepStrictEqual(listing(bytes), listed)) problems.push({ code: 'file-hash', detail: path });
    else files.set(path, bytes);
  }
  return problems.length > 0 ? fail(problems) : ok(files);
}

function listedFile(entry: Parameters<typeof mapAt>[0] | unknown): ReturnType<typeof listing> | null {
  try {
    const map = entry as Parameters<typeof mapAt>[0];
    return { length: countAt(map, 'length', 0), hashes: { sha256: textAt(mapAt(map, 'hashes'), 'sha256') } };
  } catch {
    return null;
  }
}

/** What is longer than it says has other bytes than it says. */
async function fetched(from: ReturnType<typeof directoryFetcher>, name: string, length: number): Promise<Bytes | null> {
  return from.fetch(name, length).catch(() => new Uint8Array());
}

/** Whether it is of the same bureau, and leaves nothing out of what was published before. */
async function continuityProblems(
  last: ReadRelease | null,
  next: ReleaseContent,
  paths: readonly string[],
): Promise<readonly ExportProblem[]> {
  const broken = [...(await contentProblems(next, await treeOf(next))), ...straysAmong(paths, next.directory)];
  const problems: ExportProblem[] = broken.map(({ file, detail = '' }) => ({
    code: 'content',
    detail: `${file} ${detail}`,
  }));
  const foreign = paths.filter((path) => !path.startsWith(`${next.bureau.id}/`));
  problems.push(...foreign.map((detail) => ({ code: 'other-folder' as const, detail })));
  if (last === null) return problems;
  if (next.bureau.id !== last.bureau.id)
    problems.push({ code: 'other-bureau', detail: `${last.bureau.id} → ${next.bureau.id}` });
  const log = await verifyLog(utf8(logText(next.log)), next.releases, await logHead(last.log));
  if (!log.ok) problems.push({ code: 'log', detail: log.fault.map(({ code }) => code).join(', ') });
  if (!isDeepStrictEqual(next.releases.slice(0, last.releases.length), last.releases))
    problems.push({ code: 'log', detail: 'records.json' });
  return problems;
}

/** Whether it may still be signed, or taken in, on that day. */
export function timeProblems(targets: Metadata, next: ReleaseContent, now: Date): readonly ExportProblem[] {
  const made = new Date(targets.signedAt);
  const [day, today] = [chinaDay(made), chinaDay(now)];
  const lastDay = addDays(day, VALID_DAYS);
  const until = next.releases.at(-1)?.until;
  if (day > addDays(today, 1)) return [{ code: 'clock', detail: day }];
  if (today > lastDay) return [{ code: 'expired', detail: lastDay }];
  return until !== undefined && today > until ? [{ code: 'proposal-over', detail: until }] : [];
}
