/** Reads a published site and believes only what is signed: for `verify`, boards and the next publication. */

import { createHash } from 'node:crypto';
import type { Bytes } from '../../core/domain/bytes.ts';
import { chinaDay } from '../../core/domain/iso-date.ts';
import { hasLeft } from '../../core/domain/opening-file.ts';
import { fail, ok, type Result } from '../../core/domain/result.ts';
import { type Delegated, withDelegated } from '../../core/trust/delegations/delegated.ts';
import { everyKey } from '../../core/trust/every-key.ts';
import { mapAt } from '../../core/trust/json.ts';
import { trustedPaths, viewOf } from '../../core/trust/trusted.ts';
import {
  type Expired,
  type Fetcher,
  fetchTarget,
  refreshTrust,
  type StoredTrust,
  type Trusted,
  type TrustProblem,
} from '../../core/trust/updater.ts';
import { type ReadProblem, type ReleaseContent, readContent } from './read-content.ts';

export type { ReadProblem } from './read-content.ts';

/** No release is older than the program. */
export const EARLIEST = '2026-01-01T00:00:00Z';

export interface ReadRelease extends ReleaseContent {
  readonly trusted: Trusted;
  /** Of the first root file, hex: the pin from which everything was verified. */
  readonly fingerprint: string;
  /** Roles whose time is over: what was read is genuine, but may not be the newest. */
  readonly expired: readonly Expired[];
  /** In a province's repository: which bureau's role signs it, and the exact texts of that role and those below it. */
  readonly delegated?: { readonly bureau: string; readonly roles: readonly string[] };
  /** The exact metadata, as the next signing continues from. */
  readonly metadata: StoredTrust;
}

/** SHA-256 of a root file, hex: the fingerprint that is printed and pinned. */
export function fingerprint(root: Uint8Array | string): string {
  return createHash('sha256').update(root).digest('hex');
}

/**
 * Verifies metadata from the pinned root, every signed file by length and hash, and the log. Collects all problems
 * of signed files; stops at once where the metadata do not verify.
 * @param bureau in a province's repository: whose files are read, by the role that signs them
 */
export async function readRelease(
  fetcher: Fetcher,
  pin: string,
  now: Date,
  bureau?: string,
): Promise<Result<ReadRelease, readonly ReadProblem[]>> {
  let saved: StoredTrust | null = null;
  const store = {
    load: async () => saved,
    save: async (state: StoredTrust) => {
      saved = state;
    },
  };
  const state = await refreshTrust({
    fetcher,
    store,
    pin: { rootSha256: pin, minimumVersion: 1, builtAt: EARLIEST },
    now,
    // A stranger's repository may be signed with Ed25519 too; the page's path knows P-256 alone.
    signedEnough: everyKey,
  });
  if (state.status === 'refused' || state.status === 'kept') return fail([state.problem]);
  const metadata: StoredTrust | null = await store.load();
  if (metadata === null) return fail([{ code: 'missing', file: '' }]);
  const own = await ownRelease(state.trusted, bureau, fetcher);
  if (!own.ok) return fail([own.fault]);
  const { trusted } = own.value;
  const today = chinaDay(trusted.now);
  const files = new Map<string, Bytes>();
  const problems: ReadProblem[] = [];
  for (const path of trustedPaths(trusted)) {
    const bytes = await fetchTarget(trusted, path, fetcher);
    if (bytes.ok) files.set(path, bytes.value);
    // Deleted after its last day, as it must be; before that day it is lost.
    else if (bytes.fault.code !== 'missing' || !hasLeft(path, today)) problems.push(bytes.fault);
  }
  if (problems.length > 0) return fail(problems);
  const expired = [...(state.status === 'aged' ? state.expired : []), ...own.value.expired];
  const read = await readContent(files);
  const delegated = bureau === undefined ? {} : { delegated: { bureau, roles: [...own.value.texts.values()] } };
  return read.ok ? ok({ ...read.value, trusted, fingerprint: pin, metadata, expired, ...delegated }) : read;
}

/** What a bureau's own role signs; all that is listed, where no bureau is named. */
async function ownRelease(
  trusted: Trusted,
  bureau: string | undefined,
  fetcher: Fetcher,
): Promise<Result<Delegated, TrustProblem>> {
  if (bureau === undefined) return ok({ trusted, expired: [], texts: new Map() });
  const delegated = await withDelegated({
    trusted,
    directory: bureau,
    fetcher,
    kept: new Map(),
    signedEnough: everyKey,
  });
  if (!delegated.ok) return delegated;
  return ok({ ...delegated.value, trusted: within(delegated.value.trusted, bureau) });
}

/** Without what the province signs itself. */
function within(trusted: Trusted, bureau: string): Trusted {
  const { set } = trusted;
  const targets = [...mapAt(set.targets.body, 'targets')].filter(([path]) => path.startsWith(`${bureau}/`));
  const body = new Map([...set.targets.body, ['targets', new Map(targets)]] as const);
  return viewOf({ ...set, targets: { ...set.targets, body } }, trusted.now, trusted.clockSuspect);
}
