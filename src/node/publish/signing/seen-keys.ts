/**
 * `keys/seen.json`: every key that this workspace ever made or saw, by its public half, with where it was seen last. A key
 * that lies in another cabinet can so be named by a root, and looked for.
 */
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import * as v from 'valibot';
import { type IsoDate, parseIsoDate } from '../../../core/domain/iso-date.ts';
import { replaceDurably } from '../durable.ts';
import { SigningError } from './errors.ts';
import { parseKeyFile, parsePublicKey } from './key-file.ts';
import { KEY_FILE, loadOnlineSigner, type PublicHalf, publicHalfOf, readKeyFile } from './keys.ts';
import type { KeyRing } from './roles.ts';

const FILE = 'seen.json';
export const KEY_NAME = /^(?:online|(?:root|targets)-[1-9])$/;

/** A key and where it lies. */
export interface SeenKey extends PublicHalf {
  /** `root-1`, `targets-2`, `online`. */
  readonly name: string;
  /** The folder that it lay in; `keys` is the workspace's own. */
  readonly place: string;
}

export interface RememberedKey extends SeenKey {
  /** Day on which it was seen there last. */
  readonly on: IsoDate;
}

const ISO = v.pipe(
  v.string(),
  v.check((text) => parseIsoDate(text) !== null),
  v.transform((text) => text as IsoDate),
);
const MEMORY = v.object({
  v: v.literal(1),
  keys: v.array(
    v.object({ name: v.pipe(v.string(), v.regex(KEY_NAME)), public: v.string(), place: v.string(), on: ISO }),
  ),
});

/** The newest of a name last; empty where nothing was remembered yet. Throws SigningError `bad-key-file`. */
export async function loadSeenKeys(directory: string): Promise<readonly RememberedKey[]> {
  const file = join(directory, FILE);
  const text = await readFile(file, 'utf8').catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return '{"v":1,"keys":[]}';
    throw fault;
  });
  try {
    const { keys } = v.parse(MEMORY, JSON.parse(text));
    return keys.map(({ name, public: pem, place, on }) => ({ ...publicHalfOf(pem), name, place, on }));
  } catch {
    throw new SigningError(
      'bad-key-file',
      `${file}已损坏，请从备份恢复。 ${file} is damaged: restore it from a backup.`,
    );
  }
}

/** Remembers where these keys lie today; writes only what is new. */
export async function rememberSeen(directory: string, seen: readonly SeenKey[], on: IsoDate): Promise<void> {
  const before = await loadSeenKeys(directory);
  const now = new Map(before.map((key) => [key.keyid, key]));
  for (const key of seen) {
    now.delete(key.keyid); // to the end: the newest of its name
    now.set(key.keyid, { ...key, on });
  }
  if (seen.every((key) => before.some((old) => old.keyid === key.keyid && old.place === key.place && old.on === on)))
    return;
  await saveSeen(directory, [...now.values()]);
}

/** False where no key of that name was remembered. */
export async function dropSeen(directory: string, name: string): Promise<boolean> {
  const before = await loadSeenKeys(directory);
  const left = before.filter((key) => key.name !== name);
  if (left.length < before.length) await saveSeen(directory, left);
  return left.length < before.length;
}

async function saveSeen(directory: string, seen: readonly RememberedKey[]): Promise<void> {
  const keys = seen.map(({ name, publicKey, place, on }) => ({ name, public: publicKey.keyval.public, place, on }));
  await replaceDurably(join(directory, FILE), `${JSON.stringify({ v: 1, keys }, null, 2)}\n`);
}

/**
 * The keys whose files are here: those in `directory` by their files' names, those of `media` by the name sealed inside.
 * A damaged file of the folder is not here; one that was named is a fault. Throws SigningError `no-keys`, `bad-key-file`.
 */
export async function keysAtHand(directory: string, media: readonly string[] = []): Promise<readonly SeenKey[]> {
  const names = await readdir(directory).catch(() => []);
  const found = await Promise.all(
    names
      .filter((name) => KEY_FILE.test(name))
      .sort()
      .map((file) => keyIn(join(directory, file), file)),
  );
  const online = await loadOnlineSigner(directory).catch(() => null);
  const elsewhere = await Promise.all(media.map(keyOnMedium));
  return [
    ...found.flat(),
    ...(online === null ? [] : [{ keyid: online.keyid, publicKey: online.publicKey, name: 'online', place: 'keys' }]),
    ...elsewhere.filter(({ place }) => relative(directory, place) !== ''),
  ];
}

async function keyIn(path: string, file: string): Promise<readonly SeenKey[]> {
  try {
    const { public: pem } = parseKeyFile(await readFile(path, 'utf8'), file);
    // By the file: what stands inside may name another.
    return [{ ...publicHalfOf(pem), name: file.replace('.key.json', ''), place: 'keys' }];
  } catch {
    return [];
  }
}

/** Of one file, wherever it lies: the key's, or that of its public half. Throws SigningError `no-keys`, `bad-key-file`. */
export async function keyOnMedium(file: string): Promise<SeenKey> {
  const { name, public: pem } = parsePublicKey(await readKeyFile(file), file);
  return { ...publicHalfOf(pem), name, place: dirname(file) };
}

/**
 * All keys that a root can name, at hand or remembered. `founding`: one of each name, as they were remembered before as they
 * lie here, for the first root names them all. Throws SigningError `no-keys`, `too-few-keys`.
 */
export async function keyRing(directory: string, media: readonly string[], founding: boolean): Promise<KeyRing> {
  const known = [...(await keysAtHand(directory, media)), ...(await loadSeenKeys(directory))];
  const keys = [...new Map(known.map((key) => [founding ? key.name : key.keyid, key])).values()];
  const of = (role: string) => keys.filter(({ name }) => name.startsWith(`${role}-`));
  // Before the first publication its absence is no loss: nobody has begun.
  if (founding && keys.length === 0) throw notBegun();
  return { root: of('root'), targets: of('targets'), online: await loadOnlineSigner(directory) };
}

function notBegun(): SigningError {
  return new SigningError(
    'too-few-keys',
    '还没有密钥：请先用 yixinma keys create 在各保管人的U盘上生成；密钥不分开保管的，不加 --export，直接发布。 There are no keys yet: make them on the holders’ media with yixinma keys create, or publish at once, without --export.',
  );
}
