/** Which key of the root in force another one takes the place of. */
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { replaceDurably } from '../durable.ts';
import { SigningError } from './errors.ts';
import { parseKeyFile } from './key-file.ts';
import { keyidOf, loadOnlineSigner, ONLINE_FILE } from './keys.ts';
import type { RootKeys } from './roles.ts';
import { keysAtHand, loadSeenKeys } from './seen-keys.ts';
import { loadSuccessors, successorOf, withSuccessor } from './successors.ts';

export interface Replaced {
  /** `DIR/keys`. */
  readonly directory: string;
  /** `online`, `root-1`, `targets-2`. */
  readonly name: string;
  /** The key's file: in the folder, or on a medium. */
  readonly file: string;
  /** Keys of the newest root. */
  readonly held: RootKeys;
}

/** Where the key of that name lies in the workspace. */
export function fileOf(directory: string, name: string): string {
  return join(directory, name === 'online' ? ONLINE_FILE : `${name}.key.json`);
}

/**
 * The id that stands for `name` in the newest root, or in what was named to follow it: read from its file, or from the one into
 * which a run that was killed retired it, or as it was seen last, or the only one that is neither here nor seen under another name. Throws
 * SigningError `too-few-keys` where that cannot be told.
 */
export async function replacedId(about: Replaced): Promise<string> {
  const { directory, name, file } = about;
  const successors = await loadSuccessors(directory);
  const role = name === 'online' ? 'timestamp' : name.startsWith('root') ? 'root' : 'targets';
  const today = about.held.roles[role].keyids.map((id) => successorOf(id, successors));
  const here = await keysAtHand(directory);
  const seen = await loadSeenKeys(directory);
  const others = [...seen, ...here].filter((key) => key.name !== name).map(({ keyid }) => keyid);
  const open = today.filter((id) => !here.some((key) => key.name !== name && key.keyid === id));
  const own = [
    await publicIdOf(file),
    ...(await Promise.all((await retiredFiles(file, name)).map(publicIdOf))),
    ...seen.filter((key) => key.name === name).map(({ keyid }) => keyid),
  ];
  const known = own.find((id) => id !== null && open.includes(id));
  if (known) return known;
  const absent = open.filter((id) => !others.includes(id));
  const [only] = absent;
  if (only !== undefined && absent.length === 1) return only;
  throw new SigningError(
    'too-few-keys',
    `${name}不在，其他同类密钥也不全，无法判断要换的是哪一把。请插入其他密钥的介质后重试。 ${name} is not here and neither are all others of its kind, so it cannot be told which one is lost. Insert the other holders' media and try again.`,
  );
}

/** From the next root on, `next` stands in the place of `old`. A key that nobody named as a successor is never taken into a root. */
export async function nameSuccessor(directory: string, old: string, next: string): Promise<void> {
  const named = withSuccessor(await loadSuccessors(directory), old, next);
  await replaceDurably(join(directory, named.file), named.text);
}

/** Paths of the files into which keys of that name were retired. */
export async function retiredFiles(file: string, name: string): Promise<readonly string[]> {
  const folder = dirname(file);
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((one) => one.startsWith(`${name}.`) && /\.retired\.(?:json|pem)$/.test(one))
    .sort()
    .map((one) => join(folder, one));
}

/** Null for what is not there, or damaged: as good as lost. */
export async function publicIdOf(file: string): Promise<string | null> {
  try {
    if (file.endsWith('.pem')) return (await loadOnlineSigner(dirname(file), file)).keyid;
    return keyidOf(parseKeyFile(await readFile(file, 'utf8'), file).public);
  } catch {
    return null;
  }
}
