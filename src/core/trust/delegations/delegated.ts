/**
 * A release with what delegated roles sign beneath one directory: a province's repository, in which the files of each
 * bureau are that bureau's to sign. A module of its own, loaded where a repository delegates.
 */
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Fetcher } from '../fetcher.ts';
import { type Json, mapAt } from '../json.ts';
import { p256, type SignatureCheck, signatureCheck } from '../keys.ts';
import { type Metadata, parseMetadata } from '../metadata.ts';
import { TrustError, type TrustProblem } from '../problem.ts';
import { type Expired, isoOf, type Trusted, viewOf } from '../trusted.ts';
import type { Walk } from '../workflow.ts';
import { coversPath } from './pattern.ts';
import { type Delegation, delegationsOf } from './roles.ts';
import { findTarget, loadRole, MAX_ROLES, type SearchParts } from './search.ts';

export interface DelegatedInput {
  /** Verified by `refreshTrust`. */
  readonly trusted: Trusted;
  /** Without a slash: the bureau's id. */
  readonly directory: string;
  readonly fetcher: Fetcher;
  /** Files of roles kept from an earlier day, by role; verified again. */
  readonly kept: ReadonlyMap<string, string>;
  readonly signedEnough?: SignatureCheck;
}

export interface Delegated {
  /** Finds what the top-level targets list, and what delegated roles do beneath the directory. */
  readonly trusted: Trusted;
  /** Roles whose time is over, as `targets`: what they sign is dated, not hidden. */
  readonly expired: readonly Expired[];
  /** The files of the roles, to be kept beside the release. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Faults: those of `refreshTrust`, for the first role that may speak of the directory and cannot be verified. */
export async function withDelegated(input: DelegatedInput): Promise<Result<Delegated, TrustProblem>> {
  const { trusted, directory, fetcher, kept } = input;
  const { set } = trusted;
  const walk: Walk = {
    fetcher,
    pin: '',
    signedEnough: input.signedEnough ?? signatureCheck(p256),
    file: '',
    newest: '',
  };
  const loaded = new Map<string, Metadata>();
  const parts: SearchParts = {
    walk,
    known: async (role) => loaded.get(role) ?? parsed(kept.get(role)),
    accept: async (role, metadata) => {
      loaded.set(role, metadata);
    },
  };
  try {
    const candidates = await pathsBeneath(trusted, directory, parts);
    const targets = new Map(mapAt(set.targets.body, 'targets'));
    let signedAt = set.targets.signedAt;
    for (const path of candidates) {
      const found = await findTarget(set, path, parts);
      // Listed by a role that may not speak of it: as good as not listed.
      if (found === null) continue;
      targets.set(path, mapAt(mapAt(found.metadata.body, 'targets'), path));
      if (found.metadata.signedAt > signedAt) signedAt = found.metadata.signedAt;
    }
    const body = new Map<string, Json>([...set.targets.body, ['targets', targets]]);
    const now = new Date(Math.max(trusted.now.getTime(), Date.parse(newestOf(loaded.values())) || 0));
    const view = viewOf({ ...set, targets: { ...set.targets, body, signedAt } }, now, trusted.clockSuspect);
    return ok({
      trusted: view,
      expired: [...loaded.values()]
        .filter(({ expires }) => expires <= now.getTime())
        .map((metadata) => ({ role: 'targets', since: isoOf(metadata) })),
      texts: new Map([...loaded].map(([role, { text }]) => [role, text])),
    });
  } catch (error) {
    if (error instanceof TrustError) return fail({ code: error.code, file: walk.file });
    throw error;
  }
}

/** What every role that may speak of the directory lists in it; whether it may list it is not asked yet. */
async function pathsBeneath({ set }: Trusted, directory: string, parts: SearchParts): Promise<Set<string>> {
  const paths = new Set<string>();
  const visited = new Set<string>();
  const pending: Delegation[] = delegationsOf(set.targets, set.root);
  for (let next = pending.shift(); next !== undefined && visited.size < MAX_ROLES; next = pending.shift()) {
    if (visited.has(next.role) || !reaches(next, directory)) continue;
    visited.add(next.role);
    const metadata = await loadRole(set, next, parts);
    for (const path of mapAt(metadata.body, 'targets').keys()) if (path.startsWith(`${directory}/`)) paths.add(path);
    pending.push(...delegationsOf(metadata, set.root));
  }
  return paths;
}

/** Whether a pattern covers anything in the directory; what is told by hash may. */
function reaches({ paths, hashPrefixes }: Delegation, directory: string): boolean {
  const beneath = (pattern: string) => /\//.test(pattern) && coversPath(pattern.replace(/\/.*$/s, ''), directory);
  return hashPrefixes !== null || (paths ?? []).some(beneath);
}

function newestOf(files: Iterable<Metadata>): string {
  return [...files].reduce((newest, { signedAt }) => (signedAt > newest ? signedAt : newest), '');
}

function parsed(text: string | undefined): Metadata | null {
  try {
    return text === undefined ? null : parseMetadata(text, 'targets');
  } catch {
    return null;
  }
}
