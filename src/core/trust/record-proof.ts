/** Whether one record, as a page carries it, is what a release published. */
import { type Bytes, fromHex } from '../domain/bytes.ts';
import { leafHash, verifyMerkleProof } from '../domain/merkle.ts';
import type { Release } from './releases.ts';

export interface RecordClaim {
  /** The record's exact bytes. */
  readonly record: Bytes;
  readonly index: number;
  readonly count: number;
  /** Hashes of 32 bytes from the leaf's sibling upwards. */
  readonly proof: readonly Bytes[];
  /** Version of the release that the page names. */
  readonly release: number;
}

/**
 * current: under the root of the newest release · superseded: under the root of an older one that is still listed ·
 * unknown-release: the list does not have it – fetch page and bundle once past all caches, then it is not genuine ·
 * not-under-root: not genuine, at once.
 */
export type RecordVerdict = 'current' | 'superseded' | 'unknown-release' | 'not-under-root';

export async function verifyRecord(claim: RecordClaim, releases: readonly Release[]): Promise<RecordVerdict> {
  const release = releases.find(({ version }) => version === claim.release);
  if (release === undefined) return 'unknown-release';
  const root = fromHex(release.root);
  const { index, count, proof } = claim;
  const under =
    root !== null &&
    // The list, not the page, says how many records there are.
    count === release.count &&
    (await verifyMerkleProof({ leaf: await leafHash(claim.record), index, count, proof, root }));
  if (!under) return 'not-under-root';
  return release === releases[releases.length - 1] ? 'current' : 'superseded';
}
