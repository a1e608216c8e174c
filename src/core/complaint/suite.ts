/**
 * The one sealing suite of today: HPKE base mode (RFC 9180) with DHKEM(P-256, HKDF-SHA-256), HKDF-SHA-256, AES-256-GCM
 * wraps a content key for each recipient; the content itself is AES-256-GCM under keys derived from it. Every format
 * carries the suite's name, so that another (国密) can be added beside it.
 */
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { type Bytes, utf8 } from '../domain/bytes.ts';

/** Fills an array with random bytes: `crypto.getRandomValues` outside of tests. */
export type Random = (length: number) => Bytes;

export function hpke(): CipherSuite {
  return new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
}

/** HKDF-SHA-256 (RFC 5869) without salt, for keys that are random already. */
export function derive(secret: Uint8Array, info: string, length = 32): Bytes {
  return new Uint8Array(hkdf(sha256, secret, undefined, utf8(info), length));
}

/** A nonce of the 12 bytes that AES-GCM takes, from up to three counters: never twice under one key. */
function nonce(photo: number, chunk: number, last: boolean): Bytes {
  const bytes = new Uint8Array(12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, photo);
  view.setUint32(4, chunk);
  view.setUint32(8, last ? 1 : 0);
  return bytes;
}

/** Where a piece stands: for the body all zero, for a chunk its photo, its place and whether it is the last one. */
export interface Place {
  readonly photo: number;
  readonly chunk: number;
  readonly last: boolean;
}
export const BODY: Place = { photo: 0, chunk: 0, last: false };

export async function encrypt(key: Bytes, place: Place, aad: Bytes, plain: Bytes): Promise<Bytes> {
  const handle = await crypto.subtle.importKey('raw', key, { name: 'AES-GCM' }, false, ['encrypt']);
  const iv = nonce(place.photo, place.chunk, place.last);
  return new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: aad }, handle, plain));
}

/** Null when the bytes were altered, or belong to another place, submission or key. */
export async function decrypt(key: Bytes, place: Place, aad: Bytes, sealed: Bytes): Promise<Bytes | null> {
  const handle = await crypto.subtle.importKey('raw', key, { name: 'AES-GCM' }, false, ['decrypt']);
  const iv = nonce(place.photo, place.chunk, place.last);
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: aad }, handle, sealed));
  } catch {
    return null;
  }
}

/** The bytes and as many of `fill` as lead to the next multiple of `step`: what is sealed tells its length no closer. */
export function padded(bytes: Bytes, step: number, fill: number): Bytes {
  const whole = new Uint8Array(Math.ceil(bytes.length / step) * step).fill(fill);
  whole.set(bytes);
  return whole;
}

/** JSON may be followed by blanks: padding that no reader has to take off. */
export const BLANK = 0x20;
/** Length of texts, and of photos, is visible in steps of so many bytes. */
export const TEXT_STEP = 1024;
export const PHOTO_STEP = 16 * 1024;

/** An ArrayBuffer of exactly these bytes, as the HPKE library wants them. */
export function bufferOf(bytes: Bytes): ArrayBuffer {
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
}
