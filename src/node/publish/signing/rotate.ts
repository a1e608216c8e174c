/** A key is replaced: one that was lost, stolen, or is due. The next publication signs a root that says so. */
import type { KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createDurably, replaceDurably } from '../durable.ts';
import { SigningError } from './errors.ts';
import { DEFAULT_COST, deriver, freshKdf, openKey, parseKeyFile, type ScryptCost, sealKey } from './key-file.ts';
import { keyidOf, loadSigners, newKey, ONLINE_FILE, onlinePem, signerOf } from './keys.ts';
import type { RootKeys } from './roles.ts';
import { loadSuccessors, successorOf, withSuccessor } from './successors.ts';

export const ROTATABLE = /^(?:online|(?:root|targets)-[1-9])$/;

export interface Rotation {
  /** Id of the new key, lower-case hex. */
  readonly keyid: string;
  /** Where the old key's file lies now; null where it was not in the folder. */
  readonly retired: string | null;
}

export interface RotateInput {
  readonly directory: string;
  /** `online`, `root-1`, `targets-2`. */
  readonly name: string;
  readonly passphrase: string;
  /** Keys of the newest root. */
  readonly held: RootKeys;
  /** For the name of the old file. */
  readonly day: string;
  readonly cost?: ScryptCost;
}

/**
 * Makes a new key in the place of another, under the passphrase of the other files; the old file is kept under another name
 * until the publication is out. Killed at whatever moment, it is finished by the same call again. Throws SigningError `no-keys`, `wrong-passphrase`, `bad-key-file`, and `too-few-keys` where it cannot be told which
 * root key is lost because others are absent too.
 */
export async function rotateKey(input: RotateInput): Promise<Rotation> {
  const { directory, name, passphrase, day } = input;
  const online = name === 'online';
  if (!online) await demandPassphrase(directory, name, passphrase);
  const old = name.startsWith('root-') ? await rootKeyOf(input) : null;
  const begun = old === null ? null : await begunRotation(input, old);
  const key = begun ?? newKey();
  const { keyid } = signerOf(key);
  const file = online ? ONLINE_FILE : `${name}.key.json`;
  const retired =
    begun === null
      ? await retire(directory, file, online ? `online.${day}.retired.pem` : `${name}.${day}.retired.json`)
      : await retiredFileOf(directory, name, old);
  // The old file gives its name to the new one in one step: at no moment is there neither.
  if (begun === null) await replaceDurably(join(directory, file), online ? onlinePem(key) : sealed(input, key), 0o600);
  if (old !== null) {
    // Last: a root key that nobody named as a successor is never taken into a root.
    const next = withSuccessor(await loadSuccessors(directory), old, keyid);
    await replaceDurably(join(directory, next.file), next.text);
  }
  return { keyid, retired };
}

function sealed({ name, passphrase, cost }: RotateInput, key: KeyObject): string {
  return sealKey(name, key, deriver(passphrase), freshKdf(cost ?? DEFAULT_COST));
}

/**
 * The new key of a run that was killed before it named the successor: the old one is retired, and in its place lies one that
 * no root knows and the bureau's passphrase opens. Null where there was no such run.
 */
async function begunRotation({ directory, name, passphrase }: RotateInput, old: string): Promise<KeyObject | null> {
  const file = `${name}.key.json`;
  if ((await retiredFileOf(directory, name, old)) === null || (await publicIdOf(join(directory, file))) === old)
    return null;
  const text = await readFile(join(directory, file), 'utf8').catch(() => null);
  try {
    return text === null ? null : openKey(text, file, deriver(passphrase)).key;
  } catch {
    return null; // somebody else's, or damaged
  }
}

/** The file into which the key of that id was retired. */
async function retiredFileOf(directory: string, name: string, keyid: string | null): Promise<string | null> {
  for (const file of await retiredFiles(directory, name)) {
    if ((await publicIdOf(join(directory, file))) === keyid) return file;
  }
  return null;
}

async function retiredFiles(directory: string, name: string): Promise<readonly string[]> {
  return (await readdir(directory))
    .filter((file) => file.startsWith(`${name}.`) && file.endsWith('.retired.json'))
    .sort();
}

/** One passphrase opens all files; a second one would lock whoever signs next. The lost file itself may be unreadable. */
async function demandPassphrase(directory: string, name: string, passphrase: string): Promise<void> {
  await loadSigners(directory, passphrase, (file) => file !== `${name}.key.json`);
}

/**
 * The id under which the newest root knows the key that is replaced: read from its file, or from the one into which a run
 * that was killed retired it, or the only one not at hand.
 */
async function rootKeyOf({ directory, name, held }: RotateInput): Promise<string> {
  const successors = await loadSuccessors(directory);
  const today = held.roles.root.keyids.map((id) => successorOf(id, successors));
  const others = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `root-${n}`).filter((other) => other !== name);
  const present = await Promise.all(others.map((other) => publicIdOf(join(directory, `${other}.key.json`))));
  for (const file of [`${name}.key.json`, ...(await retiredFiles(directory, name))]) {
    const own = await publicIdOf(join(directory, file));
    if (own !== null && today.includes(own) && !present.includes(own)) return own;
  }
  const absent = today.filter((id) => !present.includes(id));
  const [only] = absent;
  if (only !== undefined && absent.length === 1) return only;
  throw new SigningError(
    'too-few-keys',
    `${name}不在，其他根密钥也不全，无法判断要换的是哪一把。请插入其他根密钥的介质后重试。 ${name} is not here and neither are all other root keys, so it cannot be told which one is lost. Insert the other holders' media and try again.`,
  );
}

async function publicIdOf(file: string): Promise<string | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return keyidOf(parseKeyFile(text, file).public);
  } catch {
    return null; // A damaged file is as good as a lost one.
  }
}

/** Keeps a copy under another name; it is there already where a run was killed after this. Null where there is nothing to keep. */
async function retire(directory: string, file: string, name: string): Promise<string | null> {
  const old = await readFile(join(directory, file)).catch(() => null);
  if (old === null) return null;
  // A key that was replaced twice on one day keeps both old files.
  let free = name;
  for (let n = 2; existsSync(join(directory, free)); n++) {
    if (old.equals(await readFile(join(directory, free)))) return free;
    free = name.replace('.retired', `-${n}.retired`);
  }
  await createDurably(join(directory, free), old, 0o600);
  return free;
}
