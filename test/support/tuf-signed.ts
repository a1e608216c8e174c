/** Repositories signed by the publisher's own code, and a device that reads them. */

import { type Bytes, fromUtf8, utf8 } from '../../src/core/domain/bytes.ts';
import { trustedVersions } from '../../src/core/trust/trusted.ts';
import { fetchTarget, refreshTrust, type TrustPin } from '../../src/core/trust/updater.ts';
import { newKey, type Signers, signerOf } from '../../src/node/publish/signing/keys.ts';
import type { SignedRepository } from '../../src/node/publish/signing/repository.ts';
import { fingerprint } from '../../src/node/verify/read-release.ts';
import { MemoryStore } from './tuf-clients.ts';
import { instant, later, TufRepository } from './tuf-repository.ts';

export const RECORDS = 'demo/2025/records.json';
export const bundled = [RECORDS];

export function newSigners(): Signers {
  const signer = () => signerOf(newKey());
  return { root: [signer(), signer(), signer()], targets: [signer(), signer()], online: signer() };
}

export function targetsOf(records = '{"releases":[]}'): Map<string, Bytes> {
  return new Map([
    [RECORDS, utf8(records)],
    ['demo/2025/index.bin', Uint8Array.of(31, 139, 8, 0)],
  ]);
}

export function pinOf(repository: SignedRepository): TrustPin {
  const [first = ''] = repository.next.roots;
  return { rootSha256: fingerprint(first), minimumVersion: 1, builtAt: instant(later(-1)) };
}

/** Serves the signed files to both clients. */
export function host(repository: SignedRepository): TufRepository {
  const simulated = new TufRepository();
  simulated.files.clear();
  for (const [path, bytes] of repository.files) simulated.files.set(path, bytes);
  return simulated;
}

export async function accepted(repository: SignedRepository, now: Date, store = new MemoryStore()) {
  const fetcher = host(repository).fetcher();
  const state = await refreshTrust({ fetcher, store, pin: pinOf(repository), now });
  if (state.status === 'refused') return state.problem;
  const file = await fetchTarget(state.trusted, RECORDS, fetcher);
  return { status: state.status, versions: trustedVersions(state.trusted), file: file.ok && fromUtf8(file.value) };
}
