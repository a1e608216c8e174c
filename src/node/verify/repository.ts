/** Whose a repository is: one bureau's own, a bureau's part of a province's, or the province's itself, which lists its bureaus. */
import { type Bytes, utf8 } from '../../core/domain/bytes.ts';
import { parseBureauList } from '../../core/snapshot/bureau-list.ts';
import { withDelegated } from '../../core/trust/delegations/delegated.ts';
import { delegationsOf } from '../../core/trust/delegations/roles.ts';
import { everyKey } from '../../core/trust/every-key.ts';
import type { Fetcher } from '../../core/trust/fetcher.ts';
import { mapAt } from '../../core/trust/json.ts';
import { parseMetadata } from '../../core/trust/metadata.ts';
import { trustedPaths } from '../../core/trust/trusted.ts';
import { fetchTarget, refreshTrust, type Trusted } from '../../core/trust/updater.ts';
import { EARLIEST } from './read-release.ts';

export type Repository =
  /** `bureau`: the delegated role that signs what lies here; not there where nothing is delegated. */
  | { readonly kind: 'bureau'; readonly bureau?: string }
  | { readonly kind: 'province'; readonly bureaus: readonly BureauFolder[]; readonly own: OwnFiles };

export interface BureauFolder {
  /** Name of its role, and of its folder below the province's site. */
  readonly id: string;
  /** As the province's list has it; the id, where that cannot be read. */
  readonly name: string;
  /** False: the province lists it, and never confirmed anything of it. Then there is no folder. */
  readonly published: boolean;
}

/** What the province signs itself, as it was verified. */
export interface OwnFiles {
  /** By their names below `d/`: its four roles, the bureaus' lists that are sound, the list of bureaus. */
  readonly files: ReadonlyMap<string, Bytes>;
  /** Version of the timestamp. */
  readonly timestamp: number;
  /** Its verified roles, which say what else is its own. */
  readonly trusted: Trusted;
}

const OWN: Repository = { kind: 'bureau' };

/** Whatever cannot be verified is taken for one bureau's own: reading it says what is wrong. */
export async function repositoryIn(fetcher: Fetcher, pin: string, now: Date): Promise<Repository> {
  const given = new Map<string, Bytes>();
  const state = await refreshTrust({
    fetcher: noting(fetcher, given),
    store: { load: async () => null, save: async () => undefined },
    pin: { rootSha256: pin, minimumVersion: 1, builtAt: EARLIEST },
    now,
    signedEnough: everyKey,
  });
  if (state.status === 'refused' || state.status === 'kept') return OWN;
  const roles = rolesOf(state.trusted);
  if (roles.length === 0) return OWN;
  const present: string[] = [];
  for (const role of roles) if (await isPresent(role, state.trusted, fetcher)) present.push(role);
  // A bureau's folder has its own role alone; the province's has all of them, and nobody's data.
  const [only] = present;
  if (only !== undefined && present.length === 1) {
    if (roles.length > 1 || (await hasData(only, state.trusted, fetcher))) return { kind: 'bureau', bureau: only };
  }
  const names = await listedNames(state.trusted, noting(fetcher, given));
  const signed = mapAt(state.trusted.set.snapshot.body, 'meta');
  const bureaus = roles.map((id) => ({ id, name: names.get(id) ?? id, published: signed.has(`${id}.json`) }));
  const lists = await soundLists(roles, state.trusted, fetcher);
  const own = {
    files: new Map([...given, ...lists]),
    timestamp: state.trusted.set.timestamp.version,
    trusted: state.trusted,
  };
  return { kind: 'province', bureaus, own };
}

/** Remembers what is asked for and found, of files that are verified as they are read. */
function noting(fetcher: Fetcher, given: Map<string, Bytes>): Fetcher {
  return {
    fetch: async (path, limit) => {
      const bytes = await fetcher.fetch(path, limit);
      if (bytes !== null) given.set(path, bytes);
      return bytes;
    },
  };
}

/** The bureaus' own lists of files, of those that verify. */
async function soundLists(roles: readonly string[], trusted: Trusted, fetcher: Fetcher): Promise<[string, Bytes][]> {
  const found: [string, Bytes][] = [];
  for (const role of roles) {
    const delegated = await withDelegated(input(role, trusted, fetcher));
    for (const [name, text] of delegated.ok ? delegated.value.texts : []) {
      found.push([`metadata/${parseMetadata(text, 'targets').version}.${name}.json`, utf8(text)]);
    }
  }
  return found;
}

function rolesOf({ set }: Trusted): readonly string[] {
  try {
    // Its name is the name of a folder.
    return delegationsOf(set.targets, set.root)
      .map(({ role }) => role)
      .filter((role) => /^[\w-]+$/.test(role));
  } catch {
    return []; // what is malformed delegates to nobody
  }
}

const input = (directory: string, trusted: Trusted, fetcher: Fetcher) => {
  return { trusted, directory, fetcher, kept: new Map<string, string>(), signedEnough: everyKey };
};

/** Whether its role lies here, sound or not. */
async function isPresent(role: string, trusted: Trusted, fetcher: Fetcher): Promise<boolean> {
  const delegated = await withDelegated(input(role, trusted, fetcher));
  return delegated.ok || delegated.fault.code !== 'missing';
}

async function hasData(role: string, trusted: Trusted, fetcher: Fetcher): Promise<boolean> {
  const delegated = await withDelegated(input(role, trusted, fetcher));
  if (!delegated.ok) return true;
  const own = trustedPaths(delegated.value.trusted).find((path) => path.startsWith(`${role}/`));
  if (own === undefined) return false;
  const file = await fetchTarget(delegated.value.trusted, own, fetcher);
  return file.ok || file.fault.code !== 'missing';
}

async function listedNames(trusted: Trusted, fetcher: Fetcher): Promise<ReadonlyMap<string, string>> {
  const path = trustedPaths(trusted).find((one) => /^[^/]+\/bureaus\.json$/.test(one));
  const file = path === undefined ? null : await fetchTarget(trusted, path, fetcher);
  try {
    const { bureaus } = file?.ok ? parseBureauList(file.value) : { bureaus: [] };
    return new Map(bureaus.map(({ id, name }) => [id, name]));
  } catch {
    return new Map();
  }
}
