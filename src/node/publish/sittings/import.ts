/** Takes signatures in, and publishes once there are enough: what was exported, byte for byte, or nothing. */
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { chinaDay } from '../../../core/domain/iso-date.ts';
import { fail, ok, type Result } from '../../../core/domain/result.ts';
import { directoryFetcher } from '../../verify/fetchers.ts';
import { fingerprint, type ReadProblem, readRelease } from '../../verify/read-release.ts';
import { withRoom } from '../disk-full.ts';
import { finishPublication } from '../finish.ts';
import { type LastRelease, loadLastRelease } from '../last-release.ts';
import { withLock } from '../lock.ts';
import type { OnProgress } from '../progress.ts';
import { loadMark, type PublishedMark, saveMark } from '../published.ts';
import { loadBuild } from '../renderer.ts';
import type { PublishReport } from '../report.ts';
import { loadOnlineSigner } from '../signing/keys.ts';
import { completeRepository } from '../signing/metadata.ts';
import { readOwn } from '../signing/roles.ts';
import { keysAtHand, rememberSeen } from '../signing/seen-keys.ts';
import { currentRelease, dropOldReleases } from '../site.ts';
import { EXPORT_FILE, exportId, parseExport, parseSignature, SIGNATURES, type SignatureFile } from './format.ts';
import { dropKept, keepSignature, keptSignatures, loadKept, signaturesIn } from './kept.ts';
import { readPlain } from './plain-file.ts';
import type { ExportProblem } from './problem.ts';
import { type ReadExport, timeProblems } from './read.ts';
import { type BadSignature, type Missing, missingFor, signatureFault, signedTexts } from './signatures.ts';

export interface ImportInput {
  readonly dir: string;
  /** Folders of exports that came back, or single signature files. */
  readonly paths: readonly string[];
  readonly now: Date;
  readonly dist: string;
  readonly progress?: OnProgress;
}

export interface RefusedSignature {
  readonly keyid: string;
  readonly why: BadSignature;
}

export type Imported = { readonly id: string; readonly refused: readonly RefusedSignature[] } & (
  | { readonly status: 'published'; readonly report: PublishReport }
  /** An earlier run did it; nothing changed now. */
  | { readonly status: 'already' }
  | { readonly status: 'waiting'; readonly missing: readonly Missing[] }
);

export type ImportRefusal =
  | { readonly code: 'no-signatures' | 'several-exports' | 'unknown-export' }
  /** Another publication came meanwhile, or this one is of an earlier year. Numbers of lists. */
  | { readonly code: 'superseded'; readonly version: number; readonly published: number }
  | { readonly code: 'too-late'; readonly problems: readonly ExportProblem[] }
  | { readonly code: 'last-release'; readonly problems: readonly ReadProblem[] };

/**
 * Checks every signature against the roots, keeps the good ones, and publishes when each threshold is reached: snapshot and timestamp are signed by the
 * online key then. Until the switch the site is the old release. Killed at whatever moment, the same call again ends the same.
 * Throws SigningError (online key), BusyError, DiskFullError, and Error where what was kept was altered.
 */
export async function importSigned(input: ImportInput): Promise<Result<Imported, ImportRefusal>> {
  const { files, ids } = await gathered(input.paths);
  const [id, ...others] = new Set([...ids, ...files.map((file) => file.export)]);
  if (id === undefined) return fail({ code: 'no-signatures' });
  if (others.length > 0) return fail({ code: 'several-exports' });
  return withLock(input.dir, () => withRoom(input.dir, () => importLocked(input, id, files)));
}

async function importLocked(
  input: ImportInput,
  id: string,
  files: readonly SignatureFile[],
): Promise<Result<Imported, ImportRefusal>> {
  const { dir, now } = input;
  const mark = await loadMark(dir);
  const last = await loadLastRelease(dir, now);
  if (!last.ok) return fail({ code: 'last-release', problems: last.fault });
  if (last.value !== null && isPublished(last.value, id)) {
    // A run that was killed after its switch did not get to this.
    const [folder, keys] = [await currentRelease(dir), join(dir, 'keys')];
    if (folder !== null) await dropOldReleases(dir, basename(folder));
    await saveMark(dir, last.value.previous);
    await rememberSeen(keys, await keysAtHand(keys), chinaDay(now));
    await dropKept(dir);
    return ok({ status: 'already', id, refused: [] });
  }
  const kept = await loadKept(dir, id, now);
  const version = kept?.export.roles.targets.version ?? Math.max(0, ...files.map((file) => file.version));
  const superseded = olderThan(version, kept?.export ?? null, last.value, mark);
  if (superseded !== null) return fail({ code: 'superseded', version, published: superseded });
  if (kept === null) return fail({ code: 'unknown-export' });
  const late = timeProblems(kept.export.roles.targets, kept.export.next, now);
  if (late.length > 0) return fail({ code: 'too-late', problems: late });
  const refused: RefusedSignature[] = [];
  for (const file of files) {
    const why = await signatureFault(file, id, kept.export.roles);
    if (why === null) await keepSignature(dir, id, file);
    else refused.push({ keyid: file.keyid, why });
  }
  const good = await goodSignatures(dir, kept.export);
  const missing = missingFor(good, kept.export.roles);
  if (missing.length > 0) return ok({ status: 'waiting', id, refused, missing });
  const report = await publishNow(input, kept, good, { last: last.value, mark });
  await dropKept(dir);
  return ok({ status: 'published', id, refused, report });
}

async function publishNow(
  { dir, now, dist, progress: told = () => undefined }: ImportInput,
  kept: NonNullable<Awaited<ReturnType<typeof loadKept>>>,
  good: readonly SignatureFile[],
  { last, mark }: { readonly last: LastRelease | null; readonly mark: PublishedMark | null },
): Promise<PublishReport> {
  const { ready } = kept;
  const build = await loadBuild(dist);
  const online = await loadOnlineSigner(join(dir, 'keys'));
  const signed = completeRepository(signedTexts(good, kept.export.roles), {
    ...{ previous: last?.previous ?? null, targets: ready.targets, bundled: ready.bundled, online, now },
    ...(mark === null ? {} : { published: mark }),
  });
  const pin = fingerprint(signed.next.roots[0] ?? '');
  const check = async (folder: string) => {
    const read = await readRelease(directoryFetcher(join(folder, 'd')), pin, now);
    if (!read.ok)
      throw new Error(
        `the release does not verify: ${read.fault.map(({ code, file }) => `${file} ${code}`).join(', ')}`,
      );
  };
  return finishPublication(ready, signed, { dir, build, today: chinaDay(now), told, check });
}

/** Kept ones are checked again: files beside the site can be altered. */
async function goodSignatures(dir: string, { id, roles }: ReadExport): Promise<readonly SignatureFile[]> {
  const files = await keptSignatures(dir, id);
  const faults = await Promise.all(files.map((file) => signatureFault(file, id, roles)));
  return files.filter((_, at) => faults[at] === null);
}

/** The number of the list in force, where an export does not follow it; null where it does. */
function olderThan(
  version: number,
  kept: ReadExport | null,
  last: LastRelease | null,
  mark: PublishedMark | null,
): number | null {
  const published = Math.max(mark?.targets ?? 0, last === null ? 0 : readOwn(last.previous.targets, 'targets').version);
  if (version <= published) return published;
  if (kept === null) return null;
  const [then, now] = [kept.last?.previous ?? null, last?.previous ?? null];
  const same = then?.targets === now?.targets && then?.roots.join() === now?.roots.join();
  return same ? null : published;
}

/** Whether the newest publication is this export: the same list, and the root that came with it. */
function isPublished({ previous }: LastRelease, id: string): boolean {
  const signedOf = (text: string): object => JSON.parse(text).signed;
  const targets = signedOf(previous.targets);
  return [null, signedOf(previous.roots.at(-1) ?? '')].some((root) => exportId(root, targets) === id);
}

async function gathered(
  paths: readonly string[],
): Promise<{ readonly files: readonly SignatureFile[]; readonly ids: readonly string[] }> {
  const files: SignatureFile[] = [];
  const ids: string[] = [];
  for (const path of paths) {
    if ((await stat(path).catch(() => null))?.isDirectory() === true) {
      const id = parseExport((await readPlain(join(path, EXPORT_FILE))) ?? '');
      if (id !== null) ids.push(id);
      files.push(...(await signaturesIn(join(path, SIGNATURES))));
    } else {
      const file = parseSignature(await readFile(path, 'utf8').catch(() => ''));
      if (file !== null) files.push(file);
    }
  }
  return { files, ids };
}
