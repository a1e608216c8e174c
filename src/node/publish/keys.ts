/** `DIR/keys`: signing keys and the secret behind the salts. None of it is ever published. */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createDurably, exists } from './durable.ts';
import { createKeys, keysAreMade, loadSigners, type Signers } from './signing/keys.ts';

const SALT = 'salt.hex';

/**
 * Opens the keys, those on `media` too; makes them when this workspace has none yet. Throws SigningError on a wrong passphrase.
 */
export async function ensureKeys(dir: string, passphrase: string, media: readonly string[] = []): Promise<Signers> {
  const folder = join(dir, 'keys');
  return keysAreMade(folder) ? loadSigners(folder, passphrase, undefined, media) : createKeys(folder, passphrase);
}

/** 32 bytes, made once: losing it changes every commitment of the next release, and nothing else. */
export async function loadSaltSecret(dir: string): Promise<Uint8Array> {
  const folder = join(dir, 'keys');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, SALT);
  if (!(await exists(file))) await createDurably(file, `${randomBytes(32).toString('hex')}\n`, 0o600);
  const text = (await readFile(file, 'utf8')).trim();
  if (!/^[0-9a-f]{64}$/.test(text)) {
    throw new Error(`${file} 已损坏，请从备份恢复。/ ${file} is damaged: restore it from a backup.`);
  }
  return Buffer.from(text, 'hex');
}
