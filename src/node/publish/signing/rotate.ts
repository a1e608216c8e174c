/** A key is replaced: one that was lost, stolen, or is due. The next publication signs a root that says so. */
import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceDurably } from '../site.ts';
import { SigningError } from './errors.ts';
import { DEFAULT_COST, deriver, freshKdf, parseKeyFile, type ScryptCost, sealKey } from './key-file.ts';
import { keyidOf, loadSigners, newKey, ONLINE_FILE, signerOf, writeOnlineKey } from './keys.ts';
import type { RootKeys } from './roles.ts';
import { loadSuccessors, successorOf, withSuccessor } from './successors.ts';

export const ROTATABLE = /^(?:online|(?:root|targets)-[1-9])$/;

export interface Rotation {
  /** Id of the new key, lower-case hex. */
  readonly keyid: string;
  /** Where the old key's file lies now; null where it was not in the folder. */
  readonly retired: string | null;
}

/**
 * Makes a new key in the place of `name` (`online`, `root-1`, `targets-2`), under the passphrase of the other files; the
 * old file is kept under another name until the publication is out. `held`: keys of the newest root; `day`: for the name.
 * Throws SigningError `no-keys`, `wrong-passphrase`, `bad-key-file`, and `too-few-keys` where it cannot be told which
 * root key is lost because others are absent too.
 */
export async function rotateKey(input: {
  readonly directory: string;
  readonly name: string;
  readonly passphrase: string;
  readonly held: RootKeys;
  readonly day: string;
  readonly cost?: ScryptCost;
}): Promise<Rotation> {
  const { directory, name, passphrase, day } = input;
  const key = newKey();
  const { keyid } = signerOf(key);
  if (name === 'online') {
    const retired = await retire(directory, ONLINE_FILE, `online.${day}.retired.pem`);
    await writeOnlineKey(directory, key);
    return { keyid, retired };
  }
  await demandPassphrase(directory, name, passphrase);
  const old = name.startsWith('root-') ? await rootKeyOf(input) : null;
  const file = `${name}.key.json`;
  const retired = await retire(directory, file, `${name}.${day}.retired.json`);
  const text = sealKey(name, key, deriver(passphrase), freshKdf(input.cost ?? DEFAULT_COST));
  await writeFile(join(directory, file), text, { mode: 0o600, flag: 'wx' });
  if (old !== null) {
    // Last: a root key that nobody named as a successor is never taken into a root.
    const next = withSuccessor(await loadSuccessors(directory), old, keyid);
    await replaceDurably(join(directory, next.file), next.text);
  }
  return { keyid, retired };
}

/** One passphrase opens all files; a second one would lock whoever signs next. The lost file itself may be unreadable. */
async function demandPassphrase(directory: string, name: string, passphrase: string): Promise<void> {
  await loadSigners(directory, passphrase, (file) => file !== `${name}.key.json`);
}

/** The id under which the newest root knows the key that is replaced: read from its file, or the only one not at hand. */
async function rootKeyOf({
  directory,
  name,
  held,
}: {
  directory: string;
  name: string;
  held: RootKeys;
}): Promise<string> {
  const successors = await loadSuccessors(directory);
  const today = held.roles.root.keyids.map((id) => successorOf(id, successors));
  const own = await publicIdOf(join(directory, `${name}.key.json`));
  if (own !== null && today.includes(own)) return own;
  const others = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `root-${n}`).filter((other) => other !== name);
  const present = await Promise.all(others.map((other) => publicIdOf(join(directory, `${other}.key.json`))));
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

async function retire(directory: string, file: string, name: string): Promise<string | null> {
  if (!existsSync(join(directory, file))) return null;
  // A key that was replaced twice on one day keeps both old files.
  let free = name;
  for (let n = 2; existsSync(join(directory, free)); n++) free = name.replace('.retired', `-${n}.retired`);
  await rename(join(directory, file), join(directory, free));
  return free;
}
