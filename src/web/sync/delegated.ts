/**
 * A province's repository: what its delegated roles sign for this bureau. The module that follows delegations is loaded
 * only where a repository has any.
 */
import { ok, type Result } from '../../core/domain/result.ts';
import { type Expired, type Fetcher, TrustError, type Trusted, type TrustProblem } from '../../core/trust/updater.ts';

export interface BureauRelease {
  readonly trusted: Trusted;
  readonly expired: readonly Expired[];
  /** The verifier's state to keep, with the files of the roles that were followed. */
  readonly trust: string | null;
}

/**
 * The release as this bureau's app reads it; as it is, where the repository does not delegate.
 * @param sources asked one after the other for the roles' files; the last one's refusal is the one reported
 */
export async function bureauRelease(
  release: BureauRelease,
  bureau: string,
  sources: readonly Fetcher[],
): Promise<Result<BureauRelease, TrustProblem>> {
  const { trusted, expired, trust } = release;
  if (!trusted.set.targets.body.has('delegations')) return ok(release);
  const { withDelegated } = await import('../../core/trust/delegations/delegated.ts');
  const fetcher = firstOf(sources);
  const delegated = await withDelegated({ trusted, directory: bureau, fetcher, kept: keptRoles(trust) });
  if (!delegated.ok) return delegated;
  const { value } = delegated;
  return ok({
    trusted: value.trusted,
    expired: [...expired, ...value.expired],
    trust: trust === null ? null : JSON.stringify({ ...JSON.parse(trust), delegated: Object.fromEntries(value.texts) }),
  });
}

/** Files of roles that lie with the verifier's state; they are verified again, so here only that they are texts. */
function keptRoles(trust: string | null): Map<string, string> {
  const roles: unknown = trust === null ? null : JSON.parse(trust).delegated;
  if (typeof roles !== 'object' || roles === null) return new Map();
  return new Map(Object.entries(roles).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** The first source that has the file. */
function firstOf(sources: readonly Fetcher[]): Fetcher {
  return {
    fetch: async (path, limit) => {
      let problem: unknown = null;
      for (const source of sources) {
        try {
          const bytes = await source.fetch(path, limit);
          if (bytes !== null) return bytes;
        } catch (error) {
          problem = error;
        }
      }
      if (problem !== null) throw problem instanceof TrustError ? problem : new TrustError('network');
      return null;
    },
  };
}
