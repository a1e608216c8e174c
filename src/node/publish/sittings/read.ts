/** A bureau's export as whoever signs reads it: nothing in it is believed, everything is compared with what was signed last. */
import { isDeepStrictEqual } from 'node:util';
import { utf8 } from '../../../core/domain/bytes.ts';
import { chinaDay } from '../../../core/domain/iso-date.ts';
import { fail, ok, type Result } from '../../../core/domain/result.ts';
import { logHead, logText, verifyLog } from '../../../core/trust/log.ts';
import { contentProblems, treeOf } from '../../verify/content-problems.ts';
import { directoryFetcher } from '../../verify/fetchers.ts';
import { type ReleaseContent, readContent } from '../../verify/read-content.ts';
import { fingerprint, type ReadRelease, readRelease } from '../../verify/read-release.ts';
import { straysAmong } from '../../verify/strays.ts';
import type { Previous } from '../signing/previous.ts';
import { type OpenedExport, openExport } from './open-export.ts';
import type { ExportProblem } from './problem.ts';
import { asShipped, type Signable } from './signable.ts';
import { summaryOf } from './summary.ts';
import { sittingText } from './text.ts';

export interface ReadExport extends OpenedExport<ReadRelease>, Signable {
  readonly next: ReleaseContent;
}

/** Everything is checked, `now` and the shipped summary too. */
export async function readExport(folder: string, now: Date): Promise<Result<ReadExport, readonly ExportProblem[]>> {
  return asShipped(folder, await readParts(folder, now), now);
}

/** The same but for what depends on the day and on the summary: so it is made. */
export async function readParts(folder: string, now: Date): Promise<Result<ReadExport, readonly ExportProblem[]>> {
  const readLast = (last: string, previous: Previous) => lastRelease(last, previous, now);
  const opened = await openExport(folder, { kind: 'bureau', fields: [], readLast });
  if (!opened.ok) return opened;
  const { id, roles, last, files } = opened.value;
  const next = await readContent(files);
  if (!next.ok)
    return fail(next.fault.map(({ file, detail = '' }) => ({ code: 'content', detail: `${file} ${detail}` })));
  const problems = await continuityProblems(last, next.value, [...files.keys()]);
  if (problems.length > 0) return fail(problems);
  const { before, after } = roles;
  const summary = await summaryOf({
    ...{ last, next: next.value, files, keys: { before, after } },
    today: chinaDay(new Date(roles.targets.signedAt)),
  });
  return ok({
    ...{ ...opened.value, next: next.value, fingerprint: summary.fingerprint, until: summary.until },
    words: (most) => sittingText(summary, id, roles, most),
  });
}

async function lastRelease(
  folder: string,
  { roots }: Previous,
  now: Date,
): Promise<Result<ReadRelease, readonly ExportProblem[]>> {
  const read = await readRelease(directoryFetcher(folder), fingerprint(roots[0] ?? ''), now);
  return read.ok ? read : fail(read.fault.map(({ code, file }) => ({ code: 'last', detail: `${file} ${code}` })));
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
