/** Finding the role that speaks of a file: step 5.6.7 of the specification. */
import { mapAt } from '../json.ts';
import type { Metadata } from '../metadata.ts';
import { isPlainPath } from '../trusted.ts';
import { follow, type TrustedSet, type Walk } from '../workflow.ts';
import { type Delegation, delegationsOf, isTrustedWith } from './roles.ts';
import { type TargetEntry, targetEntry } from './target-entry.ts';

/** At most so many delegated roles are read for one file (5.6.7.1). */
export const MAX_ROLES = 32;

export interface SearchParts {
  readonly walk: Walk;
  /** The file of a role as it was last trusted; verified again against whoever delegates now. */
  readonly known: (role: string) => Promise<Metadata | null>;
  /** Told of every role's file that verifies, before anything in it is read; a throw ends the search (expiry). */
  readonly accept: (role: string, metadata: Metadata) => Promise<void>;
}

export interface Found extends TargetEntry {
  readonly metadata: Metadata;
}

/**
 * Depth first, in order of appearance, each role once. Null when no role that may speak of the file lists it.
 * @throws TrustError when a role on the way cannot be fetched or verified: what comes after it is trusted less, and must not
 * take its place
 */
export async function findTarget(set: TrustedSet, path: string, parts: SearchParts): Promise<Found | null> {
  if (!isPlainPath(path)) return null;
  const visited = new Set<string>();
  /** What is still to be visited, the next one last; null is the top. */
  let pending: (Delegation | null)[] = [null];
  while (pending.length > 0) {
    const delegation = pending.pop() ?? null;
    const role = delegation?.role ?? 'targets';
    // 5.6.7.1 Cycles; and a graph without end, by whoever holds a delegated key.
    if (visited.has(role)) continue;
    if (visited.size > MAX_ROLES) return null;
    visited.add(role);
    const metadata = delegation === null ? set.targets : await loadRole(set, delegation, parts);
    const entry = targetEntry(metadata, path);
    if (entry !== null) return { ...entry, metadata };
    const { next, ends } = await trustedRoles(metadata, set.root, path);
    // 5.6.7.2.1 A terminating delegation: nothing but it and what it delegates to.
    pending = [...(ends ? [] : pending), ...next.reverse()];
  }
  return null;
}

/** 5.6.7.2 The delegations of one file that may speak of `path`, up to a terminating one. */
async function trustedRoles(metadata: Metadata, root: Metadata, path: string) {
  const next: Delegation[] = [];
  for (const delegation of delegationsOf(metadata, root)) {
    if (!(await isTrustedWith(delegation, path))) continue;
    next.push(delegation);
    if (delegation.terminating) return { next, ends: true };
  }
  return { next, ends: false };
}

/** The verified file of a role. @throws TrustError */
export async function loadRole(
  set: TrustedSet,
  { role, delegator }: Delegation,
  parts: SearchParts,
): Promise<Metadata> {
  const { walk, known, accept } = parts;
  walk.file = `metadata/${encodeURIComponent(role)}.json`;
  // A role that no snapshot lists has no version that could be held against a rollback: `format`.
  const metadata = await follow(role, delegator, set.snapshot, await known(role), walk, 'targets');
  mapAt(metadata.body, 'targets');
  await accept(role, metadata);
  return metadata;
}
