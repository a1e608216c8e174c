/** `DIR/sittings`: where exports are kept, a folder for each, with the signatures that came; which of them wait for more. */
import { cp, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { type IsoDate, parseIsoDate } from '../../../core/domain/iso-date.ts';
import { flushTree, replaceDurably, syncFolders } from '../durable.ts';
import { parseSignature, SIGNATURES, type SignatureFile, signatureText } from './format.ts';
import { readPlain } from './plain-file.ts';

export const KEPT = 'sittings';
/** The folder that travels. */
export const EXPORT = 'export';
/** What does not travel with an export. */
export const PRIVATE = 'private.json';

const DATED = v.looseObject({ today: v.string() });

export function keptFolder(dir: string, id: string): string {
  return join(dir, KEPT, id);
}

export interface Kept<Made> {
  /** The folder that travels. */
  readonly folder: string;
  readonly made: Made;
}

/** Keeps an export whole, or not at all; readable by its owner alone. `write` fills the folder. */
export async function keepWhole<Made>(
  dir: string,
  id: string,
  write: (folder: string) => Promise<Made>,
): Promise<Kept<Made>> {
  const folder = keptFolder(dir, id);
  const next = `${folder}.next`;
  await rm(next, { recursive: true, force: true });
  await mkdir(next, { recursive: true, mode: 0o700 });
  const made = await write(next);
  await flushTree(next);
  await rm(folder, { recursive: true, force: true });
  await rename(next, folder);
  await syncFolders([join(dir, KEPT), dir]);
  return { folder: join(folder, EXPORT), made };
}

/** Copies the folder that travels to `out`, which is there whole or not at all. */
export async function copyOut(folder: string, out: string): Promise<void> {
  const next = `${out}.next`;
  await rm(next, { recursive: true, force: true });
  await cp(folder, next, { recursive: true });
  await flushTree(next);
  await rename(next, out);
}

/** Ids of the exports that wait for signatures, with the day on which each was made. Damaged ones are left out. */
export async function waitingExports(dir: string): Promise<readonly { readonly id: string; readonly on: IsoDate }[]> {
  const ids = (await readdir(join(dir, KEPT)).catch(() => [])).filter((id) => /^[0-9a-f]{64}$/.test(id)).sort();
  const found = await Promise.all(ids.map(async (id) => ({ id, on: await dayOf(keptFolder(dir, id)) })));
  return found.flatMap(({ id, on }) => (on === null ? [] : [{ id, on }]));
}

async function dayOf(folder: string): Promise<IsoDate | null> {
  try {
    return parseIsoDate(v.parse(DATED, JSON.parse(await readFile(join(folder, PRIVATE), 'utf8'))).today);
  } catch {
    return null;
  }
}

/** Signatures that were taken in on earlier days. */
export async function keptSignatures(dir: string, id: string): Promise<readonly SignatureFile[]> {
  return signaturesIn(join(keptFolder(dir, id), SIGNATURES));
}

export async function keepSignature(dir: string, id: string, file: SignatureFile): Promise<void> {
  await replaceDurably(join(keptFolder(dir, id), SIGNATURES, `${file.keyid}.json`), signatureText(file));
}

/** Every signature file of a folder; others are none. */
export async function signaturesIn(folder: string): Promise<readonly SignatureFile[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json')).sort();
  const files = await Promise.all(
    names.map(async (name) => parseSignature((await readPlain(join(folder, name))) ?? '')),
  );
  return files.flatMap((file) => file ?? []);
}

/** After a publication: none that waits can follow it any more. */
export async function dropKept(dir: string): Promise<void> {
  await rm(join(dir, KEPT), { recursive: true, force: true });
}

export function damaged(folder: string, what: string): Error {
  return new Error(
    `${folder}里的文件被改动或不完整（${what}），没有发布。请重新导出，再请各人签名。/ ${folder} was altered or is incomplete (${what}); nothing was published. Export again, and have it signed again.`,
  );
}
