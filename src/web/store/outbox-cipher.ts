/** Readable copies and drafts lie encrypted under a key of this device that no script can read out, only use. */
import { type Bytes, concat } from '../../core/domain/bytes.ts';

const ALGORITHM = 'AES-GCM';
const IV_BYTES = 12;

export function newLocalKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: ALGORITHM, length: 256 }, false, ['encrypt', 'decrypt']);
}

/** IV ‖ ciphertext. `place` binds the bytes to where they are stored. */
export async function sealLocal(key: CryptoKey, place: Bytes, plain: Bytes): Promise<Bytes> {
  // Random IVs: far fewer than 2^32 are ever drawn under one key.
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const sealed = await crypto.subtle.encrypt({ name: ALGORITHM, iv, additionalData: place }, key, plain);
  return concat(iv, new Uint8Array(sealed));
}

/** Null when the bytes were altered, moved, or sealed under another key. */
export async function openLocal(key: CryptoKey, place: Bytes, sealed: Bytes): Promise<Bytes | null> {
  const iv = sealed.slice(0, IV_BYTES);
  try {
    const algorithm = { name: ALGORITHM, iv, additionalData: place };
    return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, sealed.slice(IV_BYTES)));
  } catch {
    return null;
  }
}
