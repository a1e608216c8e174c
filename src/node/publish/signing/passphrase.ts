/** Whether a passphrase is the one that the key files in a folder were sealed with. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SigningError } from './errors.ts';
import { deriver, openKey } from './key-file.ts';
import { readKeyFile } from './keys.ts';

/** The same of one file. Throws SigningError `bad-key-file`, `no-keys`. */
export async function opensKey(file: string, passphrase: string): Promise<boolean> {
  const text = await readKeyFile(file);
  try {
    openKey(text, file, deriver(passphrase));
    return true;
  } catch (fault) {
    if (fault instanceof SigningError && fault.code === 'wrong-passphrase') return false;
    throw fault;
  }
}

/**
 * True when it opens any key file of the folder, and where there is none to try: what is missing is told when it is needed.
 * Files of one making share their salt, so that the passphrase is derived once for them all.
 */
export async function opensKeys(directory: string, passphrase: string): Promise<boolean> {
  const files = await sealedFiles(directory);
  const derive = deriver(passphrase);
  let refused = false;
  for (const name of files) {
    try {
      openKey(await readFile(join(directory, name), 'utf8'), name, derive);
      return true;
    } catch (fault) {
      if (!(fault instanceof SigningError)) throw fault;
      refused ||= fault.code === 'wrong-passphrase';
    }
  }
  return !refused;
}

/** Whether anything lies there that a passphrase opens. */
export async function hasSealedKeys(directory: string): Promise<boolean> {
  return (await sealedFiles(directory)).length > 0;
}

async function sealedFiles(directory: string): Promise<readonly string[]> {
  return (await readdir(directory).catch(() => [])).filter((name) => name.endsWith('.key.json')).sort();
}
