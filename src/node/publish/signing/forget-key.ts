/** A key that was named by mistake before the first publication leaves again, and with it what was exported to found a root on it. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { dropKept, waitingExports } from '../sittings/kept-folder.ts';
import { SigningError } from './errors.ts';
import { dropSeen, keysAtHand } from './seen-keys.ts';
import { fileOf } from './succession.ts';

/** What a bureau and a province remember of their publications, here should the site be gone. */
const PUBLISHED = 'published.json';

/**
 * Gives the ids of exports that are void now. `published`: whether a signed root is out. Throws SigningError `keys-exist` where one is, or the key's file lies in the
 * folder; `no-keys` where no key of that name is remembered.
 */
export async function forgetKey(directory: string, name: string, published: boolean): Promise<readonly string[]> {
  const dir = dirname(directory);
  if (published || existsSync(join(directory, PUBLISHED))) throw inRoot(name);
  if ((await keysAtHand(directory)).some((key) => key.name === name)) throw here(fileOf(directory, name), name);
  const waiting = await waitingExports(dir);
  if (!(await dropSeen(directory, name))) throw unknown(name);
  // Signed, they would found the bureau on the key that is wrong.
  await dropKept(dir);
  return waiting.map(({ id }) => id);
}

function inRoot(name: string): SigningError {
  return new SigningError(
    'keys-exist',
    `已经发布过，${name}写进了签过名的根证书，去不掉。要换新的：yixinma keys rotate；换的时候登记错了的，用 yixinma keys accept 再登记对的那把，以后一次为准。 Something is published, and a signed root names ${name}. To replace it: yixinma keys rotate; where a wrong key was named to follow it, name the right one with yixinma keys accept: the last one counts.`,
  );
}

function here(file: string, name: string): SigningError {
  return new SigningError(
    'keys-exist',
    `${name}的密钥文件就在 ${file}，没有改动：请先查明来历，移到别处，再运行一次。 The key file of ${name} lies at ${file}; nothing was changed. Find out whose it is, take it out of the folder, then run this again.`,
  );
}

function unknown(name: string): SigningError {
  return new SigningError(
    'no-keys',
    `没有登记过${name}。已登记的可用 yixinma keys list 查看。 No ${name} was named: yixinma keys list shows those that were.`,
  );
}
