/** Ed25519 keys of other publishers' repositories; a module of its own so that the page never loads it. */
import { fromHex } from '../domain/bytes.ts';
import { type KeyScheme, publicText } from './keys.ts';

/** `ed25519`, public key as 64 hex digits. Where WebCrypto lacks it (Chrome before 137), such keys do not count. */
export const ed25519: KeyScheme = {
  publicKey(key) {
    const text = publicText(key);
    const ours = key.get('keytype') === 'ed25519' && key.get('scheme') === 'ed25519';
    return ours && text.length === 64 && fromHex(text) !== null ? text : null;
  },
  async verify(publicKey, signature, signed) {
    const raw = fromHex(publicKey);
    if (raw === null || signature.length !== 64) return false;
    try {
      const key = await crypto.subtle.importKey('raw', raw, { name: 'Ed25519' }, false, ['verify']);
      return await crypto.subtle.verify({ name: 'Ed25519' }, key, signature, signed);
    } catch {
      return false;
    }
  },
};
