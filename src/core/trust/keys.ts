/** Public keys of roles, and how many distinct ones signed a file. */
import { type Bytes, fromHex, toHex } from '../domain/bytes.ts';
import { rawP256Signature } from './der.ts';
import { countAt, isMap, type JsonMap, listAt, mapAt } from './json.ts';
import type { Metadata } from './metadata.ts';

/** One kind of key. Keys that no scheme reads are ignored: they never count, and never spoil the others. */
export interface KeyScheme {
  /** The public key in one spelling (lower-case hex), so that the same key under two ids is seen as one; null: not of this kind. */
  publicKey(key: JsonMap): string | null;
  /** Never throws: what cannot be checked is not signed. */
  verify(publicKey: string, signature: Bytes, signed: Bytes): Promise<boolean>;
}

/** SubjectPublicKeyInfo of an uncompressed P-256 point is these bytes and 64 more (RFC 5480). */
const SPKI_P256 = '3059301306072a8648ce3d020106082a8648ce3d03010703420004';
const PEM = /^-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----\s*$/;
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** ECDSA over P-256 with SHA-256, PEM keys: `ecdsa` and `ecdsa-sha2-nistp256`. */
export const p256: KeyScheme = {
  publicKey(key) {
    if (key.get('scheme') !== 'ecdsa-sha2-nistp256') return null;
    if (key.get('keytype') !== 'ecdsa' && key.get('keytype') !== 'ecdsa-sha2-nistp256') return null;
    const spki = pemBytes(publicText(key));
    return spki?.startsWith(SPKI_P256) && spki.length === 182 ? spki : null;
  },
  async verify(publicKey, signature, signed) {
    const raw = rawP256Signature(signature);
    const spki = fromHex(publicKey);
    if (raw === null || spki === null) return false;
    try {
      const key = await crypto.subtle.importKey('spki', spki, ALGORITHM, false, ['verify']);
      return await crypto.subtle.verify(ALGORITHM, key, raw, signed);
    } catch {
      return false; // a point that is not on the curve
    }
  },
};

export function publicText(key: JsonMap): string {
  const keyval = key.get('keyval');
  const text = isMap(keyval) ? keyval.get('public') : null;
  return typeof text === 'string' ? text : '';
}

/** The bytes of a PEM public key in lower-case hex; null for anything else. */
export function pemBytes(pem: string): string | null {
  const base64 = PEM.exec(pem)?.[1]?.replace(/\s/g, '');
  if (base64 === undefined) return null;
  try {
    return toHex(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
  } catch {
    return null;
  }
}

/** What names the keys of roles: a root, or a delegation dressed as the root of one role. */
export type Delegator = Pick<Metadata, 'body'>;

/** Whether enough keys of `role`, as `delegator` names them, signed `metadata`. */
export type SignatureCheck = (delegator: Delegator, role: string, metadata: Metadata) => Promise<boolean>;

/**
 * The check over some kinds of key. It counts distinct public keys: counting key ids instead would let one key holder
 * listed twice reach a threshold of two alone.
 */
export function signatureCheck(...schemes: readonly KeyScheme[]): SignatureCheck {
  return async ({ body }, role, metadata) => {
    const keys = mapAt(body, 'keys');
    const delegation = mapAt(mapAt(body, 'roles'), role);
    const signers = new Set<string>();
    for (const id of listAt(delegation, 'keyids')) {
      const key = typeof id === 'string' ? keys.get(id) : null;
      const signature = typeof id === 'string' ? metadata.signatures.get(id) : null;
      if (!isMap(key) || !signature) continue;
      for (const scheme of schemes) {
        const publicKey = scheme.publicKey(key);
        if (publicKey !== null && (await scheme.verify(publicKey, signature, metadata.signed))) signers.add(publicKey);
      }
    }
    return signers.size >= countAt(delegation, 'threshold', 1);
  };
}
