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

/**
 * The whole tree over leaf hashes, once: O(n) hashes, and each proof is then read off in O(log n). A level is held as one run of
 * bytes, and the leaves may come so: of a hundred thousand leaves each array of its own weighs more than its hash.
 */
export async function merkleTree(leaves: readonly Bytes[] | Bytes, hash: Hash = sha256): Promise<MerkleTree> {
  const run = leaves instanceof Uint8Array ? leaves : joined(leaves);
  const levels: Bytes[] = [run];
  for (let level = levels[0]; level !== undefined && level.length > HASH; ) {
    level = await parents(level, hash);
    levels.push(level);
  }
  const top = levels[levels.length - 1];
  const root = top === undefined || top.length === 0 ? await hash(new Uint8Array(0)) : top;
  return { count: run.length / HASH, root, proof: (index) => proofIn(levels, index) };
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

/** Bytes of a SHA-256. */
const HASH = 32;

function joined(hashes: readonly Bytes[]): Bytes {
  const level = new Uint8Array(hashes.length * HASH);
  for (const [at, one] of hashes.entries()) level.set(one, at * HASH);
  return level;
}

async function parents(level: Bytes, hash: Hash): Promise<Bytes> {
  const above: (Bytes | Promise<Bytes>)[] = [];
  for (let at = 0; at < level.length; at += 2 * HASH) {
    const pair = level.subarray(at, at + 2 * HASH);
    above.push(pair.length === HASH ? pair : hash(concat(NODE, pair)));
  }
  return joined(await Promise.all(above));
}

function proofIn(levels: readonly Bytes[], index: number): Bytes[] {
  if (!Number.isSafeInteger(index) || index < 0 || index * HASH >= (levels[0]?.length ?? 0))
    throw new RangeError(`no leaf ${index}`);
  const proof: Bytes[] = [];
  let at = index;
  for (const level of levels) {
    const sibling = (at % 2 === 0 ? at + 1 : at - 1) * HASH;
    if (sibling < level.length) proof.push(level.slice(sibling, sibling + HASH));
    at = Math.floor(at / 2);
  }
  return proof;
}
