/** Signatures as they come back, whoever publishes: of which export, whether that can still be published, and which of them count. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../../core/domain/result.ts';
import type { Previous } from '../signing/previous.ts';
import { readOwn } from '../signing/roles.ts';
import { EXPORT_FILE, exportId, parseExport, parseSignature, SIGNATURES, type SignatureFile } from './format.ts';
import { keepSignature, keptSignatures, signaturesIn } from './kept-folder.ts';
import type { OpenedExport } from './open-export.ts';
import { readPlain } from './plain-file.ts';
import type { ExportProblem } from './problem.ts';
import { type Signable, timeProblems } from './signable.ts';
import { type BadSignature, type Missing, missingFor, signatureFault } from './signatures.ts';

export interface RefusedSignature {
  readonly keyid: string;
  readonly why: BadSignature;
}

export type CollectRefusal =
  | { readonly code: 'no-signatures' | 'several-exports' | 'unknown-export' }
  /** Another publication came meanwhile, or this one is of an earlier year. Numbers of lists. */
  | { readonly code: 'superseded'; readonly version: number; readonly published: number }
  | { readonly code: 'too-late'; readonly problems: readonly ExportProblem[] };

export interface Gathered {
  /** Of the export that all of them are of. */
  readonly id: string;
  readonly files: readonly SignatureFile[];
}

/** Reads folders of exports that came back, and single signature files. */
export async function gather(paths: readonly string[]): Promise<Result<Gathered, CollectRefusal>> {
  const files: SignatureFile[] = [];
  const ids: string[] = [];
  for (const path of paths) {
    if ((await stat(path).catch(() => null))?.isDirectory() === true) {
      const found = parseExport((await readPlain(join(path, EXPORT_FILE))) ?? '');
      if (found !== null) ids.push(found.id);
      files.push(...(await signaturesIn(join(path, SIGNATURES))));
    } else {
      const file = parseSignature(await readFile(path, 'utf8').catch(() => ''));
      if (file !== null) files.push(file);
    }
  }
  const [id, ...others] = new Set([...ids, ...files.map((file) => file.export)]);
  if (id === undefined) return fail({ code: 'no-signatures' });
  return others.length > 0 ? fail({ code: 'several-exports' }) : ok({ id, files });
}

type Lists = Pick<Previous, 'roots' | 'targets'>;

/** What is published now; `mark`: how far it ever came. */
export interface Published {
  readonly last: Lists | null;
  readonly mark: { readonly targets: number } | null;
}

/** Whether the newest publication is this export: the same list, and the root that came with it. */
export function isPublished({ roots, targets }: Lists, id: string): boolean {
  const signedOf = (text: string): object => JSON.parse(text).signed;
  return [null, signedOf(roots.at(-1) ?? '')].some((root) => exportId(root, signedOf(targets)) === id);
}

type KeptExport = Signable & { readonly last: OpenedExport<object>['last'] };

/** `kept`: what this machine made; null: nothing of that id. Gives it back where it can still be published. */
export function usable<Kept extends KeptExport>(
  kept: Kept | null,
  { files }: Gathered,
  published: Published,
  now: Date,
): Result<Kept, CollectRefusal> {
  const version = kept?.roles.targets.version ?? Math.max(0, ...files.map((file) => file.version));
  const newest = newerThan(version, kept, published);
  if (newest !== null) return fail({ code: 'superseded', version, published: newest });
  if (kept === null) return fail({ code: 'unknown-export' });
  const late = timeProblems(kept, now);
  return late.length > 0 ? fail({ code: 'too-late', problems: late }) : ok(kept);
}

/** The number of the list in force, where an export does not follow it; null where it does. */
function newerThan(version: number, kept: KeptExport | null, { last, mark }: Published): number | null {
  const published = Math.max(mark?.targets ?? 0, last === null ? 0 : readOwn(last.targets, 'targets').version);
  if (version <= published) return published;
  if (kept === null) return null;
  const then = kept.last?.previous ?? null;
  const same = then?.targets === last?.targets && then?.roots.join() === last?.roots.join();
  return same ? null : published;
}

export interface Collected {
  readonly refused: readonly RefusedSignature[];
  /** All good ones, of earlier days too. */
  readonly good: readonly SignatureFile[];
  readonly missing: readonly Missing[];
}

/** Keeps the good ones. Those of earlier days are checked again: files beside the site can be altered. */
export async function collect(dir: string, { id, files }: Gathered, { roles }: Signable): Promise<Collected> {
  const refused: RefusedSignature[] = [];
  for (const file of files) {
    const why = await signatureFault(file, id, roles);
    if (why === null) await keepSignature(dir, id, file);
    else refused.push({ keyid: file.keyid, why });
  }
  const kept = await keptSignatures(dir, id);
  const faults = await Promise.all(kept.map((file) => signatureFault(file, id, roles)));
  const good = kept.filter((_, at) => faults[at] === null);
  return { refused, good, missing: missingFor(good, roles) };
}
