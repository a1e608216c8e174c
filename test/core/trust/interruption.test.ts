import { describe, expect, it } from 'vitest';
import { utf8 } from '../../../src/core/domain/bytes.ts';
import { withDelegated } from '../../../src/core/trust/delegations/delegated.ts';
import { trustedPaths } from '../../../src/core/trust/trusted.ts';
import { fetchTarget, refreshTrust, type StoredTrust, type TrustPin } from '../../../src/core/trust/updater.ts';
import { ConformanceRepository } from '../../support/conformance/repository.ts';
import { cut, heal, type Line, lineTo } from '../../support/cut.ts';
import { fastForward } from '../../support/tuf-case.ts';
import { MemoryStore } from '../../support/tuf-clients.ts';
import { instant, Key, later, sha256Hex, T0, TufRepository } from '../../support/tuf-repository.ts';

/** What a device holds: the verifier's state, the files of delegated roles, the data. */
interface Held {
  readonly state: StoredTrust | null;
  readonly roles: ReadonlyMap<string, string>;
  readonly files: ReadonlyMap<string, string>;
}
const NOTHING: Held = { state: null, roles: new Map(), files: new Map() };

/** One visit with everything that follows from it; keeps the release when it is whole, as the app does. */
async function visit(held: Held, line: Line, pin: TrustPin, now: Date, directory: string | null): Promise<Held> {
  const store = new MemoryStore();
  store.state = held.state;
  const state = await refreshTrust({ fetcher: line.fetcher, store, pin, now });
  if (state.status === 'refused' || state.status === 'kept') return { ...held, state: store.state };
  let { trusted } = state;
  let { roles } = held;
  if (directory !== null) {
    const delegated = await withDelegated({ trusted, directory, fetcher: line.fetcher, kept: held.roles });
    if (!delegated.ok) return { ...held, state: store.state };
    ({ trusted, texts: roles } = delegated.value);
  }
  const files = new Map<string, string>();
  for (const path of trustedPaths(trusted)) {
    const file = await fetchTarget(trusted, path, line.fetcher);
    if (!file.ok) return { ...held, state: store.state };
    files.set(path, sha256Hex(file.value));
  }
  return { state: store.state, roles, files };
}

interface Scenario {
  readonly name: string;
  readonly directory?: string;
  /** The line, the pin, and what becomes of the repository after the first visit, if there was one. */
  readonly make: () => { readonly line: Line; readonly pin: TrustPin; readonly change?: () => void };
}

function county(change?: (repository: TufRepository) => void, before?: (repository: TufRepository) => void) {
  const repository = new TufRepository();
  before?.(repository);
  const { fetch } = repository.fetcher();
  const pin = { rootSha256: repository.fingerprint(), minimumVersion: 1, builtAt: instant(later(-30)) };
  return { line: lineTo(fetch), pin, ...(change && { change: () => change(repository) }) };
}

function province(change?: (repository: ConformanceRepository) => void) {
  const repository = new ConformanceRepository();
  repository.delegate('targets', { name: 'demo-a', paths: ['demo-a/*', 'demo-a/*/*'], terminating: true });
  repository.delegate('demo-a', { name: 'branch', paths: ['demo-a/branch/*'] });
  repository.addArtifact('demo-a', 'records', 'demo-a/2025/records.json');
  repository.addArtifact('branch', 'of the branch', 'demo-a/branch/file');
  repository.publish('branch', 'demo-a', 'targets', 'snapshot', 'timestamp');
  const pin = {
    rootSha256: sha256Hex(repository.published.get('root')?.[0] ?? utf8('')),
    minimumVersion: 1,
    builtAt: instant(T0),
  };
  return {
    line: lineTo(async (path) => repository.answer(path) ?? null),
    pin,
    ...(change && { change: () => change(repository) }),
  };
}

/** Every key of every role is another one afterwards, in five steps. */
function rotateAll(repository: TufRepository): void {
  const { keys } = repository;
  for (let i = 0; i < 3; i++) repository.rotate(() => (keys.root = [...keys.root.slice(1), new Key()]));
  repository.rotate(() => (keys.targets = [new Key(), new Key()]));
  repository.rotate(() => (keys.snapshot = keys.timestamp = [new Key()]));
  repository.publish(later(1));
}

const SCENARIOS: readonly Scenario[] = [
  { name: 'a first visit', make: () => county() },
  { name: 'a first visit over five rotations', make: () => county(undefined, rotateAll) },
  { name: 'an update', make: () => county((repository) => repository.publish(later(1))) },
  { name: 'a confirmation alone', make: () => county((repository) => repository.confirm(later(1))) },
  { name: 'the rotation of every key, in five steps', make: () => county(rotateAll) },
  {
    name: 'recovery from a fast-forward attack',
    make: () =>
      county((repository) => {
        repository.rotate(() => (repository.keys.snapshot = repository.keys.timestamp = [new Key()]));
        repository.signed.timestamp.version = repository.signed.snapshot.version = 2;
        repository.link();
      }, fastForward),
  },
  { name: 'a first visit to a bureau in a province', directory: 'demo-a', make: () => province() },
  {
    name: 'an update of two delegated roles, the keys of one rotated',
    directory: 'demo-a',
    make: () =>
      province((repository) => {
        repository.delegations('demo-a').roles.length = 0;
        repository.signers.get('branch')?.clear();
        repository.delegate('demo-a', { name: 'branch', paths: ['demo-a/branch/*'] });
        repository.addArtifact('branch', 'of the branch, later', 'demo-a/branch/file');
        repository.addArtifact('demo-a', 'later records', 'demo-a/2025/records.json');
        repository.publish('branch', 'demo-a', 'snapshot', 'timestamp');
      }),
  },
];

describe('whatever breaks off', () => {
  it.each(SCENARIOS)('interruption after every single request: $name', async ({ make, directory = null }) => {
    const { line, pin, change } = make();
    const go = (held: Held) => visit(held, line, pin, later(1), directory);
    const before = change ? await go(NOTHING) : NOTHING;
    change?.();
    heal(line);
    const after = await go(before);
    const requests = line.asked;
    expect(requests).toBeGreaterThan(2);
    expect(after.files.size).toBeGreaterThan(1);
    expect(after).not.toEqual(before);
    for (let at = 0; at < requests; at++) {
      for (const forGood of [true, false]) {
        cut(line, at, forGood);
        const broken = await go(before);
        // Whole, as before or as after: the data are never of two releases.
        expect([before.files, after.files], `cut at ${at}`).toContainEqual(broken.files);
        expect([before.state, after.state], `cut at ${at}`).toContainEqual(broken.state);
        heal(line);
        expect(await go(broken), `healed after the cut at ${at}`).toEqual(after);
      }
    }
  });
});
