/** A key is replaced: one that was lost, stolen, or is due. The next publication signs a root that says so. */
import type { KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { IsoDate } from '../../../core/domain/iso-date.ts';
import { createDurably, replaceDurably } from '../durable.ts';
import { DEFAULT_COST, deriver, freshKdf, openKey, type ScryptCost, sealKey } from './key-file.ts';
import { loadSigners, newKey, onlinePem, signerOf } from './keys.ts';
import { keyOnMedium, keysAtHand, rememberSeen } from './seen-keys.ts';
import { fileOf, nameSuccessor, publicIdOf, type Replaced, replacedId, retiredFiles } from './succession.ts';

export interface Rotation {
  /** Id of the new key, lower-case hex. */
  readonly keyid: string;
  /** Name of the old key's file now, beside the new one; null where it was not there. */
  readonly retired: string | null;
}

export interface RotateInput extends Omit<Replaced, 'file'> {
  readonly passphrase: string;
  /** The new key's file where it is to lie on a medium; it then has a passphrase of its own, its holder's. */
  readonly medium?: string;
  /** Today, for the name of the old file and as the day on which the new key was seen. */
  readonly day: IsoDate;
  readonly cost?: ScryptCost;
}

/**
 * Makes a new key in the place of another, under the passphrase of the other files; the old file is kept under another name
 * until the publication is out. Killed at whatever moment, it is finished by the same call again. Throws SigningError
 * `no-keys`, `wrong-passphrase`, `bad-key-file`, and `too-few-keys` where it cannot be told which key is lost because others
 * are absent too.
 */
export async function rotateKey(input: RotateInput): Promise<Rotation> {
  const { directory, name, medium, day } = input;
  const file = medium ?? fileOf(directory, name);
  const online = name === 'online';
  if (!online && medium === undefined) await demandPassphrase(input);
  const old = await replacedId({ ...input, file });
  if (online) return rotateOnline(input, file, old);
  const begun = await begunRotation(input, file, old);
  const key = begun ?? newKey();
  const { keyid } = signerOf(key);
  const retired =
    begun === null
      ? await retire(file, `${name}.${day}.retired.json`)
      : basename((await retiredFileOf(file, name, old)) ?? '');
  // The old file gives its name to the new one in one step: at no moment is there neither.
  if (begun === null) await replaceDurably(file, sealed(input, key), 0o600);
  await rememberKey(input, file, keyid);
  // Last: a key that nobody named as a successor is never taken into a root.
  await nameSuccessor(directory, old, keyid);
  return { keyid, retired };
}

/** No passphrase tells whose the file is, so what another run began is never taken over: the successor is named first. */
async function rotateOnline({ directory, day }: RotateInput, file: string, old: string): Promise<Rotation> {
  const key = newKey();
  const { keyid } = signerOf(key);
  await nameSuccessor(directory, old, keyid);
  const retired = await retire(file, `online.${day}.retired.pem`);
  await replaceDurably(file, onlinePem(key), 0o600);
  return { keyid, retired };
}

/** A root can name it though its file is locked away by then. */
async function rememberKey({ directory, medium, day }: RotateInput, file: string, keyid: string): Promise<void> {
  const seen = medium === undefined ? await keysAtHand(directory) : [await keyOnMedium(file)];
  await rememberSeen(
    directory,
    seen.filter((key) => key.keyid === keyid),
    day,
  );
}

function sealed({ name, passphrase, cost }: RotateInput, key: KeyObject): string {
  return sealKey(name, key, deriver(passphrase), freshKdf(cost ?? DEFAULT_COST));
}

/**
 * The new key of a run that was killed before it named the successor: the old one is retired, and in its place lies one that
 * no root knows and the bureau's passphrase opens. Null where there was no such run.
 */
async function begunRotation({ name, passphrase }: RotateInput, file: string, old: string): Promise<KeyObject | null> {
  if ((await retiredFileOf(file, name, old)) === null || (await publicIdOf(file)) === old) return null;
  const text = await readFile(file, 'utf8').catch(() => null);
  try {
    return text === null ? null : openKey(text, file, deriver(passphrase)).key;
  } catch {
    return null; // somebody else's, or damaged
  }
}

/** The file into which the key of that id was retired. */
async function retiredFileOf(file: string, name: string, keyid: string): Promise<string | null> {
  for (const one of await retiredFiles(file, name)) if ((await publicIdOf(one)) === keyid) return one;
  return null;
}

/** One passphrase opens all files; a second one would lock whoever signs next. The lost file itself may be unreadable. */
async function demandPassphrase({ directory, name, passphrase }: RotateInput): Promise<void> {
  await loadSigners(directory, passphrase, (file) => file !== `${name}.key.json`);
}

/** Keeps a copy under another name; it is there already where a run was killed after this. Null where there is nothing to keep. */
async function retire(file: string, name: string): Promise<string | null> {
  const old = await readFile(file).catch(() => null);
  if (old === null) return null;
  const folder = dirname(file);
  // A key that was replaced twice on one day keeps both old files.
  let free = name;
  for (let n = 2; existsSync(join(folder, free)); n++) {
    if (old.equals(await readFile(join(folder, free)))) return free;
    free = name.replace('.retired', `-${n}.retired`);
  }
  await createDurably(join(folder, free), old, 0o600);
  return free;
}
