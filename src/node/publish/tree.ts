/** The record tree of a release. */
import { type Bytes, toBase64Url, toHex } from '../../core/domain/bytes.ts';
import { leafHash, merkleTree } from '../../core/domain/merkle.ts';
import { type InstitutionRecord, recordBytes } from '../../core/snapshot/record.ts';
import { sha256 } from '../verify/sha256.ts';

/** Bytes of the hash of a record. */
const LEAF = 32;

export interface RecordTree {
  readonly count: number;
  /** Hex. */
  readonly root: string;
  /** Hash of every record, in their order; `LEAF` bytes each. */
  readonly leaves: Bytes;
  /** Audit path of the record at `index`, base64url. */
  path(index: number): string[];
}

/** Records must come in the order of their codes. */
export async function recordTree(records: readonly InstitutionRecord[]): Promise<RecordTree> {
  const leaves = new Uint8Array(records.length * LEAF);
  for (const [at, record] of records.entries()) leaves.set(await leafHash(recordBytes(record), sha256), at * LEAF);
  return treeOver(leaves);
}

/** The tree over records of which only the hashes are at hand. */
export async function treeOver(leaves: Bytes): Promise<RecordTree> {
  const tree = await merkleTree(leaves, sha256);
  return { count: tree.count, root: toHex(tree.root), leaves, path: (index) => tree.proof(index).map(toBase64Url) };
}
