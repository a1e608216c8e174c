/** Keys that lie on a medium of their own and never in the workspace: made there, or taken over with their fingerprint read aloud. */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import type { IsoDate } from '../../../core/domain/iso-date.ts';
import { createDurably } from '../durable.ts';
import { SigningError } from './errors.ts';
import { DEFAULT_COST, deriver, freshKdf, openKey, publicPem, type ScryptCost, sealKey } from './key-file.ts';
import { newKey, ONLINE_FILE, onlinePem, type PublicHalf, publicHalfOf, readKeyFile } from './keys.ts';
import type { RootKeys } from './roles.ts';
import { keyOnMedium, keysAtHand, loadSeenKeys, rememberSeen } from './seen-keys.ts';
import { fileOf, nameSuccessor, publicIdOf, replacedId } from './succession.ts';
import { loadSuccessors, successorOf } from './successors.ts';

/** Shortest part of a fingerprint that stands for it, hex digits: 64 bits. */
export const FINGERPRINT = /^[0-9a-f]{16,64}$/;

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
  const { directory, name, medium, passphrase, today, cost = DEFAULT_COST } = about;
  demandOutside(directory, medium);
  const known = [...(await loadSeenKeys(directory)), ...(await keysAtHand(directory))];
  const before = known.find((key) => key.name === name);
  if (before !== undefined) {
    throw new SigningError(
      'keys-exist',
      `${name}已经有了（${before.place}），不会再生成。要换新的，请用 yixinma keys rotate。 There is a ${name} already (${before.place}). To replace it: yixinma keys rotate.`,
    );
  }
  await mkdir(directory, { recursive: true, mode: 0o700 });
  if (!known.some((key) => key.name === 'online') && !existsSync(join(directory, ONLINE_FILE)))
    await createDurably(join(directory, ONLINE_FILE), onlinePem(newKey()), 0o600);
  const derive = deriver(passphrase);
  if (!existsSync(medium)) await createDurably(medium, sealKey(name, newKey(), derive, freshKdf(cost)), 0o600);
  // Also what a run that was killed left: whoever opens it made it.
  const made = openKey(await readKeyFile(medium), medium, derive);
  if (made.name !== name) throw otherName(medium, made.name, name);
  const half = publicHalfOf(publicPem(made.key));
  await rememberSeen(directory, [await keyOnMedium(medium)], today);
  return half;
}

/**
 * Names a key whose fingerprint somebody compared as the successor of the one in use: it was made elsewhere, or put into the folder. `file`: on a medium; else the
 * one of that name in the folder. Throws SigningError `foreign-key` where the fingerprint is another, `too-few-keys` as `replacedId`.
 */
export async function acceptKey(about: {
  readonly directory: string;
  readonly name: string;
  readonly medium: string | null;
  readonly fingerprint: string;
  readonly held: RootKeys;
  readonly today: IsoDate;
}): Promise<'named' | 'known'> {
  const { directory, name, medium, held, today } = about;
  const file = medium ?? fileOf(directory, name);
  const seen = medium === null ? null : await keyOnMedium(medium);
  if (seen !== null && seen.name !== name) throw otherName(file, seen.name, name);
  const id = seen?.keyid ?? (await publicIdOf(file));
  if (id === null) await readKeyFile(file); // says that it is not there
  if (id === null || !FINGERPRINT.test(about.fingerprint) || !id.startsWith(about.fingerprint)) {
    throw new SigningError(
      'foreign-key',
      `指纹对不上：${file}的指纹是${id ?? '（读不出来）'}，没有采用。请和密钥保管人重新核对。 The fingerprint of ${file} is another: it was not taken. Compare it with its holder again.`,
    );
  }
  const successors = await loadSuccessors(directory);
  const role = name === 'online' ? 'timestamp' : name.startsWith('root') ? 'root' : 'targets';
  const awaited = held.roles[role].keyids.flatMap((one) => [one, successorOf(one, successors)]);
  const known = awaited.includes(id);
  if (!known) await nameSuccessor(directory, await replacedId({ directory, name, file, held }), id);
  const here = await keysAtHand(directory, medium === null ? [] : [medium]);
  await rememberSeen(
    directory,
    here.filter(({ keyid }) => keyid === id),
    today,
  );
  return known ? 'known' : 'named';
}

/**
 * A key of a cabinet that lies in the workspace is in every backup of it; one in a folder that is not there would lie on the
 * local disk, where the medium was to be.
 */
export function demandOutside(directory: string, medium: string): void {
  if (!existsSync(dirname(resolve(medium)))) {
    throw new SigningError(
      'bad-content',
      `没有 ${dirname(resolve(medium))} 这个文件夹：请插好介质、核对路径。没有生成密钥。 There is no folder ${dirname(resolve(medium))}: plug in the medium, check the path. No key was made.`,
    );
  }
  const below = relative(resolve(directory, '..'), resolve(medium));
  if (below.startsWith('..') || resolve(below) === below) return;
  throw new SigningError(
    'bad-content',
    `${medium}在工作文件夹里。请写U盘等介质上的路径。 ${medium} lies in the workspace: name a path on a medium of its own.`,
  );
}

function otherName(file: string, is: string, wanted: string): SigningError {
  return new SigningError(
    'foreign-key',
    `${file}是${is}，不是${wanted}。请核对介质。 ${file} is ${is}, not ${wanted}: check the medium.`,
  );
}
