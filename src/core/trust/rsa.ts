/** RSA keys of other publishers' repositories; a module of its own so that the page never loads it. */
import { fromHex } from '../domain/bytes.ts';
import { type KeyScheme, pemBytes, publicText } from './keys.ts';

/** The least that TUF allows: 2,048 bits. */
const LEAST_BYTES = 256;
/** Hex digits of SubjectPublicKeyInfo before the modulus, and of the exponent after it. */
const BEFORE = 66;
const EXPONENT = '0203010001';

/** `rsassa-pss-sha256`, PEM keys. */
export const rsaPss: KeyScheme = {
  publicKey(key) {
    if (key.get('keytype') !== 'rsa' || key.get('scheme') !== 'rsassa-pss-sha256') return null;
    const spki = pemBytes(publicText(key));
    return spki !== null && modulusBytes(spki) >= LEAST_BYTES ? spki : null;
  },
  async verify(publicKey, signature, signed) {
    const spki = fromHex(publicKey);
    const size = modulusBytes(publicKey);
    // RFC 8017, 8.1.2, step 1. OpenSSL would take the same number without its leading zeros: a second spelling of a signature.
    if (spki === null || signature.length !== size) return false;
    try {
      const key = await crypto.subtle.importKey('spki', spki, { name: 'RSA-PSS', hash: 'SHA-256' }, false, ['verify']);
      // Signers salt with as many bytes as the hash has, or with as many as fit (RFC 8017, 9.1.1); WebCrypto must be told.
      for (const saltLength of [32, size - 34]) {
        if (await crypto.subtle.verify({ name: 'RSA-PSS', saltLength }, key, signature, signed)) return true;
      }
      return false;
    } catch {
      return false;
    }
  },
};

/**
 * Bytes of the modulus; 0 when the text is not SubjectPublicKeyInfo (RFC 8017, A.1.1) in its one DER spelling, with
 * exponent 65537. A key in a second spelling would be counted as a second key.
 */
function modulusBytes(spki: string): number {
  const modulus = spki.slice(BEFORE, -EXPONENT.length);
  return /^[89a-f]/.test(modulus) && spki === spkiOf(modulus) ? modulus.length / 2 : 0;
}

function spkiOf(modulus: string): string {
  const size = (around: number) => `82${(modulus.length / 2 + around).toString(16).padStart(4, '0')}`;
  const integers = `02${size(1)}00${modulus}${EXPONENT}`;
  return `30${size(34)}300d06092a864886f70d010101050003${size(15)}0030${size(10)}${integers}`;
}
