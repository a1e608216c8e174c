import { hash } from 'node:crypto';
import type { Bytes } from '../../core/domain/bytes.ts';

/** SHA-256 at once: for a hundred thousand small texts a promise each costs more than the hash. */
export function sha256(bytes: Bytes): Bytes {
  return new Uint8Array(hash('sha256', bytes, 'buffer'));
}
