/** How a targets file lists one file (4.5), with hashes of every kind that WebCrypto computes. */
import { type Bytes, fromHex, toHex } from '../../domain/bytes.ts';
import { countAt, type JsonMap, mapAt } from '../json.ts';
import type { Metadata } from '../metadata.ts';
import { TrustError } from '../problem.ts';

/** Names in metadata, and of WebCrypto, the one that names the file first. */
const ALGORITHMS = [
  ['sha256', 'SHA-256'],
  ['sha512', 'SHA-512'],
  ['sha384', 'SHA-384'],
] as const;

export interface TargetEntry {
  /** Bytes. */
  readonly length: number;
  readonly hashes: JsonMap;
  /** The hash that stands in the file's name under consistent snapshots, hex. */
  readonly nameHash: string;
}

/**
 * The entry of `path`, or null when there is none.
 * @throws TrustError `format`: an entry that cannot be read must not let a role of less trust speak instead
 */
export function targetEntry(metadata: Metadata, path: string): TargetEntry | null {
  const targets = mapAt(metadata.body, 'targets');
  if (!targets.has(path)) return null;
  const entry = mapAt(targets, path);
  const hashes = mapAt(entry, 'hashes');
  const known = ALGORITHMS.map(([name]) => hashes.get(name)).find((hash) => hash !== undefined);
  // Hashes of unknown kinds alone cannot be checked.
  if (typeof known !== 'string' || known === '' || fromHex(known) === null) throw new TrustError('format');
  return { length: countAt(entry, 'length', 0), hashes, nameHash: known };
}

/** Whether bytes have every listed hash of a known kind, and at least one. */
export async function hashedAs(hashes: JsonMap, bytes: Bytes): Promise<boolean> {
  const listed = ALGORITHMS.filter(([name]) => hashes.has(name));
  for (const [name, algorithm] of listed) {
    const digest = new Uint8Array(await crypto.subtle.digest(algorithm, bytes));
    if (hashes.get(name) !== toHex(digest)) return false;
  }
  return listed.length > 0;
}
