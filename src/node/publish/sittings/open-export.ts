/** The part of an export that all have: the two files to be signed, what was signed last, and the data files, each by its hash. */
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Bytes } from '../../../core/domain/bytes.ts';
import { fail, ok, type Result } from '../../../core/domain/result.ts';
import { countAt, mapAt, textAt } from '../../../core/trust/json.ts';
import type { Metadata } from '../../../core/trust/metadata.ts';
import { isPlainPath, targetFile } from '../../../core/trust/trusted.ts';
import { directoryFetcher } from '../../verify/fetchers.ts';
import { loadPrevious, type Previous } from '../signing/previous.ts';
import { listing } from '../signing/roles.ts';
import { EXPORT_FILE, type ExportKind, exportId, LAST, NEXT, parseExport, UNSIGNED } from './format.ts';
import { oddEntries, readPlain } from './plain-file.ts';
import type { ExportProblem } from './problem.ts';
import { type RolesToSign, rolesToSign } from './roles-to-sign.ts';

type Checked<Value> = Result<Value, readonly ExportProblem[]>;

export interface OpenedExport<Last> {
  readonly id: string;
  readonly roles: RolesToSign;
  /** Null for the first publication. */
  readonly last: (Last & { readonly previous: Previous }) | null;
  /** Data files by signed path. */
  readonly files: ReadonlyMap<string, Bytes>;
}

export interface Opening<Last> {
  readonly kind: ExportKind;
  /** Fields of the list beyond a bureau's, which the kind's own summary tells. */
  readonly fields: readonly string[];
  /** Verifies what was published last, from its first root. */
  readonly readLast: (folder: string, previous: Previous) => Promise<Checked<Last>>;
}

/** What an export claims to be, which its reader then judges; null where it claims nothing. */
export async function exportKind(folder: string): Promise<ExportKind | null> {
  return parseExport((await readPlain(join(folder, EXPORT_FILE))) ?? '')?.kind ?? null;
}

export async function openExport<Last>(folder: string, about: Opening<Last>): Promise<Checked<OpenedExport<Last>>> {
  const odd = await oddEntries(folder);
  if (odd.length > 0) return fail(odd.map((detail) => ({ code: 'not-a-file', detail })));
  const claimed = parseExport((await readPlain(join(folder, EXPORT_FILE))) ?? '');
  const root = await readPlain(join(folder, UNSIGNED.root));
  const targets = await readPlain(join(folder, UNSIGNED.targets));
  if (claimed?.kind !== about.kind || targets === null) return fail([{ code: 'format', detail: EXPORT_FILE }]);
  const { id } = claimed;
  const last = await readLast(folder, about);
  if (!last.ok) return last;
  const roles = rolesToSign({ root, targets }, last.value?.previous ?? null, about.fields);
  if (!roles.ok) return roles;
  const signedOf = (text: string): object => JSON.parse(text).signed;
  if (exportId(root === null ? null : signedOf(root), signedOf(targets)) !== id)
    return fail([{ code: 'id', detail: id.slice(0, 16) }]);
  const files = await readFiles(folder, roles.value.targets);
  return files.ok ? ok({ id, roles: roles.value, last: last.value, files: files.value }) : files;
}

/** Null for the first publication; a folder without it where a root follows another is caught by its version. */
async function readLast<Last>(
  folder: string,
  about: Opening<Last>,
): Promise<Checked<(Last & { readonly previous: Previous }) | null>> {
  const previous = await loadPrevious(join(folder, LAST)).catch(() => 'broken' as const);
  if (previous === null) return ok(null);
  if (previous === 'broken') return fail([{ code: 'last', detail: LAST }]);
  const read = await about.readLast(join(folder, LAST), previous);
  return read.ok ? ok({ ...read.value, previous }) : read;
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
