/** Whether `bundle.json` gives a phone's first visit what the single files give. */
import { BUNDLE_FILE, BUNDLE_LIMIT, bundleFetcher, parseBundle } from '../../core/trust/bundle.ts';
import { withDelegated } from '../../core/trust/delegations/delegated.ts';
import { ed25519 } from '../../core/trust/ed25519.ts';
import { everyKey } from '../../core/trust/every-key.ts';
import type { Fetcher } from '../../core/trust/fetcher.ts';
import { p256, signatureCheck } from '../../core/trust/keys.ts';
import { trustedPaths } from '../../core/trust/trusted.ts';
import { fetchTarget, refreshTrust, type Trusted } from '../../core/trust/updater.ts';
import { EARLIEST, type ReadRelease } from './read-release.ts';
import type { SiteProblem } from './site-problem.ts';

/** Reads `bundle.json` as a phone does on its first visit. */
export async function bundleProblems(fetcher: Fetcher, release: ReadRelease, now: Date): Promise<SiteProblem[]> {
  const wrong = (detail: string): SiteProblem[] => [{ code: 'bundle', file: BUNDLE_FILE, detail }];
  const bytes = await fetcher.fetch(BUNDLE_FILE, BUNDLE_LIMIT).catch(() => null);
  if (bytes === null) return wrong('missing');
  const text = new TextDecoder().decode(bytes);
  const bundle = parseBundle(text);
  const source = bundleFetcher(text);
  if (!bundle.ok || !source.ok) return wrong('unreadable');
  const state = await refreshTrust({
    fetcher: source.value,
    store: { load: async () => null, save: async () => undefined },
    pin: { rootSha256: release.fingerprint, minimumVersion: 1, builtAt: EARLIEST },
    now,
    signedEnough: signatureCheck(p256, ed25519),
  });
  if (state.status === 'refused' || state.status === 'kept') return wrong(state.problem.code);
  const trusted = await withOwnRole(state.trusted, release, source.value);
  if (trusted === null) return wrong('role');
  if (bundle.value.timestamp !== release.metadata.timestamp) return wrong('another timestamp');
  const faults: SiteProblem[] = [];
  for (const path of trustedPaths(release.trusted)) {
    if (/\/keys\/[^/]+\.json$/.test(path) && !bundle.value.files.has(path)) faults.push(...wrong(`${path}: missing`));
  }
  for (const path of bundle.value.files.keys()) {
    const file = await fetchTarget(trusted, path, source.value);
    if (!file.ok) faults.push(...wrong(`${path}: ${file.fault.code}`));
  }
  return faults;
}

/** In a province's repository the bureau's own role travels along. */
async function withOwnRole(trusted: Trusted, { delegated }: ReadRelease, fetcher: Fetcher): Promise<Trusted | null> {
  if (delegated === undefined) return trusted;
  const input = { trusted, directory: delegated.bureau, fetcher, kept: new Map<string, string>() };
  const own = await withDelegated({ ...input, signedEnough: everyKey });
  return own.ok ? own.value.trusted : null;
}
