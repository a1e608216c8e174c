/** To whom a targets file delegates (4.5). */
import { sha256, toHex, utf8 } from '../../domain/bytes.ts';
import { countAt, isMap, type Json, type JsonMap, listAt, mapAt, textAt } from '../json.ts';
import type { Delegator } from '../keys.ts';
import { type Metadata, ROLES } from '../metadata.ts';
import { TrustError } from '../problem.ts';
import { coversPath } from './pattern.ts';

export interface Delegation {
  readonly role: string;
  /** Nothing that comes later is asked about a path that this role may speak of. */
  readonly terminating: boolean;
  /** The root, naming the keys of this one role instead of its own. */
  readonly delegator: Delegator;
  /** Patterns of the paths it may speak of; null where they are told by hash. */
  readonly paths: readonly string[] | null;
  /** Beginnings of the SHA-256 of those paths, hex; null where they are told by pattern. */
  readonly hashPrefixes: readonly string[] | null;
}

/**
 * The delegations of a verified targets file, in their order of trust.
 * @param root says whether snapshots are consistent
 * @throws TrustError `format`: two roles of one name, a name of the top-level roles, both kinds of paths, a wrong type
 */
export function delegationsOf(targets: Metadata, root: Metadata): Delegation[] {
  if (!targets.body.has('delegations')) return [];
  const delegations = mapAt(targets.body, 'delegations');
  const keys = mapAt(delegations, 'keys');
  const roles = listAt(delegations, 'roles').map((entry) => delegationOf(entry, keys, root.body));
  // Under one name there would be two sets of keys for the same file: which of them counts?
  if (new Set(roles.map(({ role }) => role)).size !== roles.length) throw new TrustError('format');
  return roles;
}

function delegationOf(entry: Json, keys: JsonMap, root: JsonMap): Delegation {
  if (!isMap(entry)) throw new TrustError('format');
  const role = textAt(entry, 'name');
  // Role confusion: whoever is delegated `timestamp` would write the file of that name.
  if (role === '' || ROLES.some((top) => top === role)) throw new TrustError('format');
  countAt(entry, 'threshold', 1);
  const ids = listAt(entry, 'keyids');
  const terminating = entry.get('terminating') ?? false;
  const [paths, hashPrefixes] = [textsAt(entry, 'paths'), textsAt(entry, 'path_hash_prefixes')];
  if (new Set(ids).size !== ids.length || typeof terminating !== 'boolean' || (paths && hashPrefixes)) {
    throw new TrustError('format');
  }
  const body = new Map<string, Json>([...root, ['keys', keys], ['roles', new Map([[role, entry]])]]);
  return { role, terminating, delegator: { body }, paths, hashPrefixes };
}

function textsAt(entry: JsonMap, key: string): string[] | null {
  if (!entry.has(key)) return null;
  return listAt(entry, key).map((text) => {
    if (typeof text !== 'string') throw new TrustError('format');
    return text;
  });
}

/** Whether the role may speak of `path`; without paths of either kind it may speak of none. */
export async function isTrustedWith({ paths, hashPrefixes }: Delegation, path: string): Promise<boolean> {
  if (paths !== null) return paths.some((pattern) => coversPath(pattern, path));
  if (hashPrefixes === null) return false;
  const hash = toHex(await sha256(utf8(path)));
  return hashPrefixes.some((prefix) => hash.startsWith(prefix));
}
