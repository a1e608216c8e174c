/** Keys that are made on a medium of their own and never lie in the workspace. */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import type { IsoDate } from '../../../core/domain/iso-date.ts';
import { createDurably } from '../durable.ts';
import { SigningError } from './errors.ts';
import { DEFAULT_COST, deriver, freshKdf, openKey, publicPem, type ScryptCost, sealKey } from './key-file.ts';
import { newKey, ONLINE_FILE, onlinePem, type PublicHalf, publicHalfOf, readKeyFile } from './keys.ts';
import { keyOnMedium, keysAtHand, loadSeenKeys, rememberSeen } from './seen-keys.ts';

export interface MediumKey {
  /** `DIR/keys`. */
  readonly directory: string;
  readonly name: string;
  /** Path of the key's file outside the workspace. */
  readonly medium: string;
  readonly today: IsoDate;
}

/**
 * Before the first publication: makes the key `name` on a medium, under its holder's passphrase, and remembers its public half
 * alone; with the first of them the online key, which stays. Killed in between, the same call again finishes it. Throws SigningError `keys-exist`, `bad-content`.
 */
export async function createKeyOn(
  about: MediumKey & { readonly passphrase: string; readonly cost?: ScryptCost },
): Promise<PublicHalf> {
  const { directory, name, medium, today } = about;
  demandOutside(directory, medium);
  await demandNew(directory, name);
  await ensureOnline(directory);
  const half = await makeKeyFile(about);
  await rememberSeen(directory, [await keyOnMedium(medium)], today);
  return half;
}

/**
 * The key's file on its medium, and nothing else: the same call again, after a kill, finishes it. Never overwrites: whoever opens what lies
 * there made it. Throws SigningError `wrong-passphrase`, `foreign-key`.
 */
export async function makeKeyFile(about: {
  readonly name: string;
  readonly medium: string;
  readonly passphrase: string;
  readonly cost?: ScryptCost;
}): Promise<PublicHalf> {
  const { name, medium, passphrase, cost = DEFAULT_COST } = about;
  const derive = deriver(passphrase);
  if (!existsSync(medium)) await createDurably(medium, sealKey(name, newKey(), derive, freshKdf(cost)), 0o600);
  const made = openKey(await readKeyFile(medium), medium, derive);
  if (made.name !== name) throw otherName(medium, made.name, name);
  return publicHalfOf(publicPem(made.key));
}

/** A first root names one key of each name, and each key once. `keyid`: of the key, where it is made already. */
export async function demandNew(directory: string, name: string, keyid?: string): Promise<void> {
  const known = [...(await loadSeenKeys(directory)), ...(await keysAtHand(directory))];
  const before = known.find((key) => key.name === name || key.keyid === keyid);
  if (before === undefined) return;
  throw new SigningError(
    'keys-exist',
    `${before.name}已经有了（${before.place}），没有改动。发布以后要换新的，请用 yixinma keys rotate。 There is a ${before.name} already (${before.place}). To replace it after the first publication: yixinma keys rotate.`,
  );
}

export async function ensureOnline(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  if ((await loadSeenKeys(directory)).some((key) => key.name === 'online')) return;
  if (existsSync(join(directory, ONLINE_FILE))) return;
  await createDurably(join(directory, ONLINE_FILE), onlinePem(newKey()), 0o600);
}

/**
 * A key of a cabinet that lies in the workspace is in every backup of it; one in a folder that is not there would lie on the
 * local disk, where the medium was to be.
 */
export function demandOutside(directory: string, medium: string): void {
  demandFolderOf(medium);
  const below = relative(resolve(directory, '..'), resolve(medium));
  if (below.startsWith('..') || resolve(below) === below) return;
  throw new SigningError(
    'bad-content',
    `${medium}在工作文件夹里。请写U盘等介质上的路径。 ${medium} lies in the workspace: name a path on a medium of its own.`,
  );
}

/** A folder that is not there would be made on the local disk, where the medium was to be. */
export function demandFolderOf(medium: string): void {
  const folder = dirname(resolve(medium));
  if (existsSync(folder)) return;
  throw new SigningError(
    'bad-content',
    `没有 ${folder} 这个文件夹：请插好介质、核对路径。没有生成密钥。 There is no folder ${folder}: plug in the medium, check the path. No key was made.`,
  );
}

export function otherName(file: string, is: string, wanted: string): SigningError {
  return new SigningError(
    'foreign-key',
    `${file}是${is}，不是${wanted}。请核对介质。 ${file} is ${is}, not ${wanted}: check the medium.`,
  );
}
