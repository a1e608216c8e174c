/**
 * The province's site on the disk. `d/` is the repository with what the province signs itself; every bureau's folder is a
 * site of its own, with a `d/` that is whole for its readers: the province's roles, the bureau's, the bureau's files.
 */
import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Bytes, utf8 } from '../../core/domain/bytes.ts';
import type { IsoDate } from '../../core/domain/iso-date.ts';
import { targetFile } from '../../core/trust/trusted.ts';
import { exists } from '../publish/durable.ts';
import { writePages } from '../publish/page-threads.ts';
import { siteFiles } from '../publish/release-files.ts';
import type { Build } from '../publish/renderer.ts';
import { loadPrevious, type Previous } from '../publish/signing/previous.ts';
import { assemble, type SignedRepository } from '../publish/signing/repository.ts';
import { listing, readOwn } from '../publish/signing/roles.ts';
import { replaceFile } from '../publish/site.ts';
import { recordTree } from '../publish/tree.ts';
import { fingerprint } from '../verify/read-release.ts';
import type { HandOver } from './hand-over.ts';
import type { Signed } from './signing.ts';

/** A bureau's part of the repository: its list, and what travels in the bundle of its folder. */
export type BureauPart = Pick<Previous, 'bundled'> & { readonly role: string };

/** What the folder of a bureau holds; null before its first release is taken in. */
export async function loadPart(folder: string, bureau: string): Promise<(Previous & BureauPart) | null> {
  const place = join(folder, bureau, 'd');
  if (!(await exists(place))) return null;
  const previous = await loadPrevious(place);
  const role = previous?.role;
  return previous === null || role === undefined ? null : { ...previous, role };
}

/** What the province signs itself beside its roles. */
export type ListFile = readonly [path: string, bytes: Bytes];

/** The repository as a bureau's folder has it, in the order in which it is to be written. */
export function bureauRepository(
  signed: Signed,
  list: ListFile,
  bureau: string,
  part: BureauPart,
  files: ReadonlyMap<string, Bytes> = new Map(),
): SignedRepository {
  const data = new Map([...files, named(list), roleFile(bureau, part.role)]);
  return assemble({ ...signed, bundled: part.bundled, role: part.role }, data);
}

/** The repository as the province's own folder has it: every role, and the list of bureaus. */
export function ownRepository(signed: Signed, list: ListFile, roles: ReadonlyMap<string, string>): SignedRepository {
  const bundled = new Map([[list[0], Buffer.from(list[1]).toString('utf8')]]);
  const data = new Map([named(list), ...[...roles].map(([id, text]) => roleFile(id, text))]);
  return assemble({ ...signed, bundled }, data);
}

function named([path, bytes]: ListFile): [string, Bytes] {
  return [targetFile(path, listing(bytes).hashes.sha256), bytes];
}

function roleFile(bureau: string, text: string): [string, Bytes] {
  return [`metadata/${readOwn(text, 'targets').version}.${bureau}.json`, utf8(text)];
}

/** Writes the signed files below `folder/d/` anew; data files that stay are not touched. */
export async function writeRepository(folder: string, { files }: SignedRepository): Promise<void> {
  await rm(join(folder, 'd/metadata'), { recursive: true, force: true });
  for (const [path, bytes] of files) await replaceFile(folder, `d/${path}`, bytes);
  await dropOldLists(join(folder, 'd'), files);
}

/** A list of bureaus that another has replaced is a file that nobody published. */
async function dropOldLists(repository: string, files: SignedRepository['files']): Promise<void> {
  for (const list of [...files.keys()].filter((path) => /^targets\/.*\.bureaus\.json$/.test(path))) {
    const old = (await readdir(join(repository, dirname(list)))).filter((name) => name.endsWith('.bureaus.json'));
    for (const name of old) if (name !== basename(list)) await rm(join(repository, dirname(list), name));
  }
}

/**
 * Makes a bureau's folder anew from what was taken in. Pages and scripts are this build's: none of the bureau's own is served
 * from the province's host, where it could reach what pages of other bureaus keep on a phone.
 */
export async function writeBureau(
  folder: string,
  handOver: HandOver,
  repository: SignedRepository,
  build: Build,
  today: IsoDate,
): Promise<void> {
  const { release, made, pictures } = handOver;
  const { bureau, terms, directory, records, tombstones } = release;
  const newest = release.releases.at(-1);
  if (newest === undefined) throw new Error('records.json lists no release');
  await rm(folder, { recursive: true, force: true });
  const pin = { rootSha256: fingerprint(repository.next.roots[0] ?? ''), minimumVersion: 1, builtAt: build.builtAt };
  const files = await siteFiles({ build, bureau, terms, records, today, pin, signed: repository, tombstones });
  for (const [path, content] of [...files, ...pictures]) await replaceFile(folder, path, content);
  const tree = await recordTree(records);
  const about = { bureau, terms, release: newest, directory, pin, today };
  await writePages(folder, made, (index) => tree.path(index), build, about);
}
