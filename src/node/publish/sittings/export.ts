/** Ends a publication at “ready to be signed”: one folder that travels to whoever holds the offline keys. */
import { readdir, rmdir, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { addDays, type IsoDate } from '../../../core/domain/iso-date.ts';
import { fail, ok, type Result } from '../../../core/domain/result.ts';
import { targetFile } from '../../../core/trust/trusted.ts';
import { withRoom } from '../disk-full.ts';
import { withLock } from '../lock.ts';
import type { Prepared, PublishInput, PublishRefusal } from '../publication.ts';
import { prepareRelease } from '../publish.ts';
import { makeReady, type Ready } from '../ready.ts';
import type { Review } from '../review/review.ts';
import { type Plan, planSigning } from '../signing/metadata.ts';
import { listing, roleText } from '../signing/roles.ts';
import { keyRing } from '../signing/seen-keys.ts';
import { loadSuccessors } from '../signing/successors.ts';
import { currentRelease, readTree, type SiteFiles, writeFiles } from '../site.ts';
import { EXPORT_FILE, exportId, exportText, LAST, NEXT, SUMMARY_FILE, UNSIGNED, VALID_DAYS } from './format.ts';
import { copyOut, keep } from './kept.ts';
import { readParts } from './read.ts';
import { type Requirement, requirementsOf } from './signatures.ts';

export interface ExportInput extends Omit<PublishInput, 'passphrase'> {
  /** The folder that travels; it must not be there yet, and not in the workspace. */
  readonly out: string;
  /** Shown the review; false: it is not to be exported. */
  readonly shown: (review: Review) => Promise<boolean>;
  /** The workspace's passphrase, where a key of the workspace's own is to be made or opened (claims, complaints). */
  readonly passphrase: () => Promise<string>;
}

export interface Exported {
  readonly id: string;
  readonly folder: string;
  /** The summary that travels with it. */
  readonly text: string;
  /** Last day on which it can be signed and taken in. */
  readonly until: IsoDate;
  readonly signers: readonly Requirement[];
}

/**
 * Makes everything but the signatures, keeps it, and writes the folder. Needs no offline key. Refusals as those of `publish`; throws SigningError
 * and what the file system says. The site is as it was.
 */
export async function exportForSigning(input: ExportInput): Promise<Result<Exported, PublishRefusal>> {
  await demandFree(input.dir, input.out);
  return withLock(input.dir, () => withRoom(input.dir, () => exportLocked(input)));
}

async function exportLocked(input: ExportInput): Promise<Result<Exported, PublishRefusal>> {
  if (!(input.year >= 2000 && input.year <= 2100)) return fail({ code: 'year-out-of-range' });
  const prepared = await prepareRelease(input);
  if (!prepared.ok) return prepared;
  if (!(await input.shown(prepared.value.review))) return fail({ code: 'not-signed' });
  const ready = await makeReady(input, prepared.value, input.passphrase);
  const plan = await planFor(input, prepared.value, ready);
  const id = exportId(plan.root?.signed ?? null, plan.targets);
  const files = await travelling(input.dir, ready, plan, id);
  const { folder, made } = await keep(input.dir, id, ready, async (to) => {
    await writeFiles(to, files);
    // By the very function that whoever signs will run: what does not pass there is not exported.
    const read = await readParts(to, input.now);
    if (!read.ok) throw new Error(`export: ${read.fault.map(({ code, detail }) => `${code} ${detail}`).join(', ')}`);
    await writeFile(join(to, SUMMARY_FILE), read.value.text);
    return { text: read.value.text, signers: requirementsOf(read.value.roles) };
  });
  await copyOut(folder, input.out);
  return ok({ ...made, id, folder: input.out, until: addDays(prepared.value.today, VALID_DAYS) });
}

async function planFor({ dir, now, media = [] }: ExportInput, { last, mark }: Prepared, ready: Ready): Promise<Plan> {
  const keys = join(dir, 'keys');
  return planSigning({
    ...{ previous: last?.previous ?? null, targets: ready.targets, now },
    ring: await keyRing(keys, media, last === null),
    successors: await loadSuccessors(keys),
    ...(mark === null ? {} : { published: mark }),
    // Whoever is asked to sign can bring the root keys too.
    renew: () => true,
  });
}

/** All files of the folder but the summary. What the last publication had already is not there twice. */
async function travelling(dir: string, ready: Ready, plan: Plan, id: string): Promise<SiteFiles> {
  const site = await currentRelease(dir);
  const last = site === null ? new Map<string, Uint8Array>() : await readTree(join(site, 'd'));
  const files = new Map<string, Uint8Array | string>([[EXPORT_FILE, exportText(id)]]);
  for (const [path, bytes] of last) files.set(`${LAST}/${path}`, bytes);
  for (const [path, bytes] of ready.targets) {
    const name = targetFile(path, listing(bytes).hashes.sha256);
    if (!last.has(name)) files.set(`${NEXT}/${name}`, bytes);
  }
  if (plan.root !== null) files.set(UNSIGNED.root, roleText(plan.root.signed, []));
  files.set(UNSIGNED.targets, roleText(plan.targets, []));
  return files;
}

/** An empty folder may be there, such as one just made for it. */
async function demandFree(dir: string, out: string): Promise<void> {
  const below = relative(resolve(dir), resolve(out));
  const inside = !below.startsWith('..') && resolve(below) !== below;
  const there = await readdir(out).catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return null;
    throw fault;
  });
  if (inside || (there !== null && there.length > 0)) {
    throw new Error(
      `${out}${inside ? '在工作文件夹里' : '已经有了'}，没有导出。请写工作文件夹以外的一个新文件夹，例如U盘上的。/ ${out} ${inside ? 'lies in the workspace' : 'is there already'}: name a new folder elsewhere, such as on a medium.`,
    );
  }
  if (there !== null) await rmdir(out);
}
