/** A key that was made on another machine, or put into the folder, is taken once its holder has read its fingerprint aloud. */
import type { IsoDate } from '../../../core/domain/iso-date.ts';
import { SigningError } from './errors.ts';
import { readKeyFile } from './keys.ts';
import { demandNew, ensureOnline, otherName } from './media-keys.ts';
import type { RootKeys } from './roles.ts';
import { keyOnMedium, keysAtHand, loadSeenKeys, rememberSeen } from './seen-keys.ts';
import { fileOf, nameSuccessor, publicIdOf, replacedId } from './succession.ts';
import { loadSuccessors, successorOf } from './successors.ts';

/** Shortest part of a fingerprint that stands for it, hex digits: 64 bits. */
export const FINGERPRINT = /^[0-9a-f]{16,64}$/;

export interface Acceptance {
  readonly directory: string;
  readonly name: string;
  /** The key's file, or that of its public half; null: the one of that name in the folder. */
  readonly medium: string | null;
  /** As its holder read it aloud. */
  readonly fingerprint: string;
  /** Keys of the newest root; null before the first publication. */
  readonly held: RootKeys | null;
  readonly today: IsoDate;
}

/**
 * Takes a key whose fingerprint somebody compared: it was made elsewhere, or put into the folder. Before the first publication it is one of those that the first
 * root names, later the successor of the one in use. Throws SigningError `foreign-key` where the fingerprint is another, `keys-exist`, `too-few-keys` as `replacedId`.
 */
export async function acceptKey(about: Acceptance): Promise<'named' | 'known'> {
  const { directory, name, medium, held, today } = about;
  const id = await comparedId(about);
  const known = held === null ? await isRemembered(directory, name, id) : await isAwaited(directory, name, id, held);
  if (!known && held === null) {
    await demandNew(directory, name, id);
    await ensureOnline(directory);
  }
  if (!known && held !== null) {
    const file = medium ?? fileOf(directory, name);
    await nameSuccessor(directory, await replacedId({ directory, name, file, held }), id);
  }
  const here = await keysAtHand(directory, medium === null ? [] : [medium]);
  await rememberSeen(
    directory,
    here.filter(({ keyid }) => keyid === id),
    today,
  );
  return known ? 'known' : 'named';
}

/** The id of the key, once it is what its holder read aloud. */
async function comparedId({ directory, name, medium, fingerprint }: Acceptance): Promise<string> {
  const file = medium ?? fileOf(directory, name);
  const seen = medium === null ? null : await keyOnMedium(medium);
  if (seen !== null && seen.name !== name) throw otherName(file, seen.name, name);
  const id = seen?.keyid ?? (await publicIdOf(file));
  if (id === null) await readKeyFile(file); // says that it is not there
  if (id !== null && FINGERPRINT.test(fingerprint) && id.startsWith(fingerprint)) return id;
  throw new SigningError(
    'foreign-key',
    `指纹对不上：${file}的指纹是${id ?? '（读不出来）'}，没有采用。请和密钥保管人重新核对。 The fingerprint of ${file} is another: it was not taken. Compare it with its holder again.`,
  );
}

async function isRemembered(directory: string, name: string, id: string): Promise<boolean> {
  const known = [...(await loadSeenKeys(directory)), ...(await keysAtHand(directory))];
  return known.some((key) => key.name === name && key.keyid === id);
}

/** Whether it is in use, or named to follow one that is. */
async function isAwaited(directory: string, name: string, id: string, held: RootKeys): Promise<boolean> {
  const successors = await loadSuccessors(directory);
  const role = name === 'online' ? 'timestamp' : name.startsWith('root') ? 'root' : 'targets';
  return held.roles[role].keyids.flatMap((one) => [one, successorOf(one, successors)]).includes(id);
}
