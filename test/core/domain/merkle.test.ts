import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bytes, concat, toHex, utf8 } from '../../../src/core/domain/bytes.ts';
import { leafHash, merkleProof, merkleRoot, merkleTree, verifyMerkleProof } from '../../../src/core/domain/merkle.ts';

function hash(bytes: Bytes): Bytes {
  return new Uint8Array(createHash('sha256').update(bytes).digest());
}

async function leavesOf(count: number): Promise<Bytes[]> {
  return Promise.all(Array.from({ length: count }, (_, i) => leafHash(utf8(`record ${i}`), hash)));
}

/** MTH of RFC 6962, 2.1, as it is written there. */
function recursiveRoot(leaves: readonly Bytes[]): Bytes {
  const [only] = leaves;
  if (only === undefined) return hash(utf8(''));
  if (leaves.length === 1) return only;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return hash(concat(Uint8Array.of(1), recursiveRoot(leaves.slice(0, split)), recursiveRoot(leaves.slice(split))));
}

describe('the record tree (RFC 6962)', () => {
  it('has the published root of the seven test leaves of Certificate Transparency', async () => {
    const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
    const leaves = await Promise.all(inputs.map((hex) => leafHash(Uint8Array.from(Buffer.from(hex, 'hex')))));
    expect(toHex(await merkleRoot(leaves))).toBe('5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328');
    expect(toHex(await merkleRoot(leaves.slice(0, 7)))).toBe(
      'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    );
    expect(toHex(await merkleRoot([]))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('has the root of the recursive definition, and every proof verifies, for every size up to 70', async () => {
    const all = await leavesOf(70);
    for (let count = 1; count <= 70; count++) {
      const leaves = all.slice(0, count);
      const tree = await merkleTree(leaves, hash);
      expect(toHex(tree.root)).toBe(toHex(recursiveRoot(leaves)));
      for (const [index, leaf] of leaves.entries()) {
        const proof = tree.proof(index);
        expect(proof.length).toBeLessThanOrEqual(Math.ceil(Math.log2(count)));
        expect(await verifyMerkleProof({ leaf, index, count, proof, root: tree.root }, hash)).toBe(true);
      }
    }
  });

  it('refuses every altered claim: leaf, index, count, proof or root', async () => {
    const sizes = fc.integer({ min: 1, max: 200 }).chain((count) => fc.tuple(fc.constant(count), fc.nat(count - 1)));
    const all = await leavesOf(200);
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), fc.nat(255), async ([count, index], place, change) => {
        const tree = await merkleTree(all.slice(0, count), hash);
        const [leaf, proof, root] = [all[index] ?? utf8(''), tree.proof(index), tree.root];
        const claim = { leaf, index, count, proof, root };
        const check = (altered: object) => verifyMerkleProof({ ...claim, ...altered }, hash);
        expect(await check({})).toBe(true);
        const bend = (bytes: Bytes): Bytes => bytes.map((byte, i) => (i === place % 32 ? byte ^ (change || 1) : byte));
        expect(await check({ leaf: bend(leaf) })).toBe(false);
        expect(await check({ root: bend(root) })).toBe(false);
        expect(await check({ index: (index + 1) % (count + 1) })).toBe(false);
        expect(await check({ proof: [...proof, leaf] })).toBe(false);
        const at = place % (proof.length || 1);
        if (proof.length > 0) {
          expect(await check({ proof: proof.map((node, i) => (i === at ? bend(node) : node)) })).toBe(false);
          expect(await check({ proof: proof.slice(0, -1) })).toBe(false);
          expect(await check({ proof: proof.map((node, i) => (i === at ? node.slice(1) : node)) })).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('refuses indices and counts that are none', async () => {
    const [leaf = utf8('')] = await leavesOf(1);
    for (const [index, count] of [
      [-1, 1],
      [1, 1],
      [0, 0],
      [0.5, 1],
      [0, Number.NaN],
      [0, 2 ** 60],
    ] as const) {
      expect(await verifyMerkleProof({ leaf, index, count, proof: [], root: leaf })).toBe(false);
    }
    await expect(merkleProof([leaf], 1)).rejects.toThrow(RangeError);
  });

  it('a node passed off as a record is refused', async () => {
    const leaves = await leavesOf(4);
    const [a = utf8(''), b = utf8('')] = leaves;
    const root = await merkleRoot(leaves, hash);
    const proof = (await merkleProof(leaves, 0, hash)).slice(1);
    const forged = await leafHash(concat(a, b), hash);
    expect(await verifyMerkleProof({ leaf: forged, index: 0, count: 2, proof, root }, hash)).toBe(false);
  });

  it('proves each of 100,000 records with 17 hashes at most', async () => {
    const leaves = await leavesOf(100_000);
    const tree = await merkleTree(leaves, hash);
    const nodes = leaves.reduce((sum, _, index) => sum + tree.proof(index).length, 0);
    expect(nodes / leaves.length).toBeLessThanOrEqual(17);
  });
});
