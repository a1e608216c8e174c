/**
 * The Merkle tree of RFC 6962 (section 2.1) without waiting: a receipt group is built inside a database transaction, where
 * nothing may yield. Same leaves, same root and paths as `core/domain/merkle.ts`, which phones verify with.
 */
import { createHash } from 'node:crypto';
import type { Bytes } from '../../core/domain/bytes.ts';

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

export interface GroupTree {
  readonly root: Bytes;
  /** Hashes from the leaf's sibling up to the root's child. Throws RangeError without such a leaf. */
  path(index: number): Bytes[];
}

/** The tree over these entries (not yet hashed), in their order. */
export function groupTree(entries: readonly Bytes[]): GroupTree {
  let level = entries.map((entry) => sha256(LEAF, entry));
  const levels = [level];
  while (level.length > 1) {
    level = parentsOf(level);
    levels.push(level);
  }
  return { root: level[0] ?? sha256(), path: (index) => pathIn(levels, index) };
}

function parentsOf(level: readonly Bytes[]): Bytes[] {
  const above: Bytes[] = [];
  for (let i = 0; i < level.length; i += 2) {
    const [left, right] = [level[i], level[i + 1]];
    // A last node without a sibling rises unchanged.
    if (left !== undefined) above.push(right === undefined ? left : sha256(NODE, left, right));
  }
  return above;
}

function pathIn(levels: readonly (readonly Bytes[])[], index: number): Bytes[] {
  if (levels[0]?.[index] === undefined) throw new RangeError(`no leaf ${index}`);
  return levels.flatMap((level, height) => {
    const at = Math.floor(index / 2 ** height);
    const sibling = level[at % 2 === 0 ? at + 1 : at - 1];
    return sibling === undefined ? [] : [sibling];
  });
}

function sha256(...parts: readonly Uint8Array[]): Bytes {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
}
