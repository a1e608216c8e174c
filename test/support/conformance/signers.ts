/** Keys of every kind that the specification describes, and what they sign. */
import { constants, createHash, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { utf8 } from '../../../src/core/domain/bytes.ts';
import { canonicalText, type Loose, newKey } from '../tuf-repository.ts';

export type SignerKind = 'ecdsa' | 'ed25519' | 'rsa';

export interface TufSigner {
  readonly id: string;
  /** As it stands in metadata. */
  readonly listed: Loose;
  /** Hex, over canonical JSON. */
  readonly sign: (text: string) => string;
}

const SCHEMES = { ecdsa: 'ecdsa-sha2-nistp256', ed25519: 'ed25519', rsa: 'rsassa-pss-sha256' } as const;

/** @param extra further fields of the listed key */
export function newSigner(kind: SignerKind = 'ecdsa', extra: Loose = {}): TufSigner {
  const secret = secretOf(kind);
  const listed = { keytype: kind, scheme: SCHEMES[kind], keyval: { public: publicText(kind, secret) }, ...extra };
  const id = createHash('sha256').update(canonicalText(listed)).digest('hex');
  return { id, listed, sign: (text) => signature(kind, secret, text).toString('hex') };
}

function secretOf(kind: SignerKind): KeyObject {
  if (kind === 'ecdsa') return newKey();
  if (kind === 'ed25519') return generateKeyPairSync('ed25519').privateKey;
  return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
}

function publicText(kind: SignerKind, secret: KeyObject): string {
  const key = createPublicKey(secret);
  if (kind === 'ed25519') return key.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex');
  return key.export({ type: 'spki', format: 'pem' }).toString();
}

function signature(kind: SignerKind, secret: KeyObject, text: string): Buffer {
  if (kind === 'ed25519') return sign(null, utf8(text), secret);
  if (kind === 'ecdsa') return sign('sha256', utf8(text), secret);
  const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
  return sign('sha256', utf8(text), { key: secret, ...padding });
}
