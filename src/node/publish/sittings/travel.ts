/** The folder that travels to whoever signs: what is in it, and how it comes to be. */
import { readdir, rmdir, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import type { Bytes } from '../../../core/domain/bytes.ts';
import type { Result } from '../../../core/domain/result.ts';
import { targetFile } from '../../../core/trust/trusted.ts';
import type { Plan } from '../signing/metadata.ts';
import { listing, roleText } from '../signing/roles.ts';
import { currentRelease, readTree, type SiteFiles, writeFiles } from '../site.ts';
import { EXPORT_FILE, type ExportKind, exportText, LAST, NEXT, SUMMARY_FILE, UNSIGNED } from './format.ts';
import { type ExportProblem, UnfitExport } from './problem.ts';
import type { Signable } from './signable.ts';
import { type Requirement, requirementsOf } from './signatures.ts';

export interface Written {
  /** The summary that travels with it. */
  readonly text: string;
  readonly signers: readonly Requirement[];
}

/** Writes the files and, as `read` computes it of them, the summary. Throws UnfitExport where a signer would refuse them. */
export async function writeExport(
  to: string,
  files: SiteFiles,
  read: (folder: string) => Promise<Result<Signable, readonly ExportProblem[]>>,
): Promise<Written> {
  await writeFiles(to, files);
  // By the very function that whoever signs will run: what does not pass there is not exported.
  const found = await read(to);
  if (!found.ok) throw new UnfitExport(found.fault);
  const text = found.value.words();
  await writeFile(join(to, SUMMARY_FILE), text);
  return { text, signers: requirementsOf(found.value.roles) };
}

/** All files of the folder but the summary. What the last publication had already is not there twice. */
export async function travelling(
  dir: string,
  about: {
    readonly kind: ExportKind;
    readonly id: string;
    readonly plan: Pick<Plan, 'root' | 'targets'>;
    /** Exact bytes by signed path. */
    readonly targets: ReadonlyMap<string, Bytes>;
  },
): Promise<SiteFiles> {
  const { kind, id, plan, targets } = about;
  const site = await currentRelease(dir);
  const last = site === null ? new Map<string, Uint8Array>() : await readTree(join(site, 'd'));
  const files = new Map<string, Uint8Array | string>([[EXPORT_FILE, exportText(id, kind)]]);
  for (const [path, bytes] of last) files.set(`${LAST}/${path}`, bytes);
  for (const [path, bytes] of targets) {
    const name = targetFile(path, listing(bytes).hashes.sha256);
    if (!last.has(name)) files.set(`${NEXT}/${name}`, bytes);
  }
  if (plan.root !== null) files.set(UNSIGNED.root, roleText(plan.root.signed, []));
  files.set(UNSIGNED.targets, roleText(plan.targets, []));
  return files;
}

/** An empty folder may be there, such as one just made for it. */
export async function demandFree(dir: string, out: string): Promise<void> {
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
