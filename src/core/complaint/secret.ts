/**
 * The lookup code (查询码): 80 random bits that stay with the writer, shown and typed as 4 × 4 characters. Everything that
 * only the writer may do follows from it, so that number and code suffice on any phone: the proof that asks for the
 * status, and the key pair to which answers are sealed.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import type { Bytes } from '../domain/bytes.ts';
import { bufferOf, derive, hpke, type Random } from './suite.ts';
import { typedCode } from './typed.ts';

/** Crockford's base 32: five bits a character, nothing that looks like another. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SECRET_BYTES = 10;
const LOOKALIKE: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1', U: 'V' };

declare const brand: unique symbol;
/** Sixteen characters, upper case, no spaces. */
export type Secret = string & { readonly [brand]: true };

export function newSecret(random: Random): Secret {
  let bits = 0n;
  for (const byte of random(SECRET_BYTES)) bits = bits * 256n + BigInt(byte);
  let text = '';
  for (let i = 15; i >= 0; i--) text += ALPHABET.charAt(Number((bits >> BigInt(5 * i)) % 32n));
  return text as Secret;
}

/** Reads a lookup code as people type it: any case, spaces, hyphens, look-alikes. Null when it is not 16 characters. */
export function parseSecret(typed: string): Secret | null {
  const text = typedCode(typed).replace(/[OILU]/g, (letter) => LOOKALIKE[letter] ?? letter);
  return /^[0-9A-HJKMNP-TV-Z]{16}$/.test(text) ? (text as Secret) : null;
}

/** As it is shown: `7K3M 9PQ2 XD4T H8WN`. */
export function groupSecret(secret: Secret): string {
  return secret.replace(/(.{4})(?=.)/g, '$1 ');
}

/** What the writer sends to ask for the status: 32 bytes that only the secret gives. */
export function statusProof(secret: Secret): Bytes {
  return derive(secretBytes(secret), 'yixinma-status-1');
}

/** All that the server keeps of the secret: SHA-256 of the proof. */
export function lookupOf(proof: Bytes): Bytes {
  return new Uint8Array(sha256(proof));
}

/** The key pair to which answers are sealed; its public half travels inside the sealed submission. */
export async function replyKeyPair(secret: Secret): Promise<{ readonly pair: HpkeKeyPair; readonly public: Bytes }> {
  const kem = hpke().kem;
  const pair = await kem.deriveKeyPair(bufferOf(derive(secretBytes(secret), 'yixinma-reply-1')));
  return { pair, public: new Uint8Array(await kem.serializePublicKey(pair.publicKey)) };
}

type HpkeKeyPair = Awaited<ReturnType<ReturnType<typeof hpke>['kem']['deriveKeyPair']>>;

function secretBytes(secret: Secret): Bytes {
  let bits = 0n;
  for (const character of secret) bits = bits * 32n + BigInt(ALPHABET.indexOf(character));
  const bytes = new Uint8Array(SECRET_BYTES);
  for (let i = SECRET_BYTES - 1; i >= 0; i--) {
    bytes[i] = Number(bits % 256n);
    bits /= 256n;
  }
  return bytes;
}
