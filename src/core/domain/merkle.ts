/**
 * Merkle tree of RFC 6962, section 2.1 (RFC 9162, 2.1.3): every record proves itself against one root.
 * Leaves and nodes are hashed with different prefixes, so that no node can be passed off as a record.
 */
import { type Bytes, concat, sha256 } from './bytes.ts';

/** SHA-256. The publisher passes a synchronous one: 100,000 leaves then take a fraction of a second. */
export type Hash = (bytes: Bytes) => Bytes | Promise<Bytes>;

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** SHA-256(0x00 ‖ record). */
export async function leafHash(record: Bytes, hash: Hash = sha256): Promise<Bytes> {
  return hash(concat(LEAF, record));
}

export interface MerkleTree {
  readonly count: number;
  readonly root: Bytes;
  /** Hashes from the leaf's sibling up to the root's child; at most ⌈log2(count)⌉. Throws RangeError without such a leaf. */
  proof(index: number): Bytes[];
}

/** The whole tree over leaf hashes, once: O(n) hashes, and each proof is then read off in O(log n). */
export async function merkleTree(leaves: readonly Bytes[], hash: Hash = sha256): Promise<MerkleTree> {
  const levels: (readonly Bytes[])[] = [leaves];
  for (let level = leaves; level.length > 1; ) {
    level = await parents(level, hash);
    levels.push(level);
  }
  const root = levels[levels.length - 1]?.[0] ?? (await hash(new Uint8Array(0)));
  return { count: leaves.length, root, proof: (index) => proofIn(levels, index) };
}

export async function merkleRoot(leaves: readonly Bytes[], hash: Hash = sha256): Promise<Bytes> {
  return (await merkleTree(leaves, hash)).root;
}

/** One proof; for many use `merkleTree`. */
export async function merkleProof(leaves: readonly Bytes[], index: number, hash: Hash = sha256): Promise<Bytes[]> {
  return (await merkleTree(leaves, hash)).proof(index);
}

export interface MerkleClaim {
  /** Leaf hash. */
  readonly leaf: Bytes;
  readonly index: number;
  readonly count: number;
  readonly proof: readonly Bytes[];
  readonly root: Bytes;
}

/**
 * RFC 9162, 2.1.3.2. The position is bound by the path; the number of leaves only as far as it shapes the path, so
 * callers compare `count` with the signed one (`verifyRecord` does).
 */
export async function verifyMerkleProof(claim: MerkleClaim, hash: Hash = sha256): Promise<boolean> {
  const { leaf, index, count, proof, root } = claim;
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(count) || index < 0 || index >= count) return false;
  let at = index;
  let last = count - 1;
  let node = leaf;
  for (const sibling of proof) {
    if (last === 0 || sibling.length !== 32) return false;
    if (at % 2 === 1 || at === last) {
      node = await hash(concat(NODE, sibling, node));
      // A last node without a sibling rises unchanged.
      while (at % 2 === 0 && at > 0) {
        at /= 2;
        last = Math.floor(last / 2);
      }
    } else {
      node = await hash(concat(NODE, node, sibling));
    }
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && node.length === root.length && node.every((byte, i) => byte === root[i]);
}

async function parents(level: readonly Bytes[], hash: Hash): Promise<Bytes[]> {
  const above: (Bytes | Promise<Bytes>)[] = [];
  for (let i = 0; i < level.length; i += 2) {
    const [left, right] = [level[i], level[i + 1]];
    if (left !== undefined) above.push(right === undefined ? left : hash(concat(NODE, left, right)));
  }
  return Promise.all(above);
}

function proofIn(levels: readonly (readonly Bytes[])[], index: number): Bytes[] {
  if (levels[0]?.[index] === undefined) throw new RangeError(`no leaf ${index}`);
  const proof: Bytes[] = [];
  let at = index;
  for (const level of levels) {
    const sibling = level[at % 2 === 0 ? at + 1 : at - 1];
    if (sibling !== undefined) proof.push(sibling);
    at = Math.floor(at / 2);
  }
  return proof;
}
