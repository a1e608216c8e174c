import { describe, expect, it } from 'vitest';
import { fromUtf8 } from '../../../src/core/domain/bytes.ts';
import { trustedPaths, trustedVersions } from '../../../src/core/trust/trusted.ts';
import { fetchTarget, refreshTrust } from '../../../src/core/trust/updater.ts';
import { OurClient, trustedOf } from '../../support/tuf-clients.ts';
import { DAY, instant, Key, later, TufRepository } from '../../support/tuf-repository.ts';

/** A repository with a past and everything renewed at `later(100)`: root, online key, targets, data. */
function renew(repository: TufRepository): void {
  repository.now = later(100);
  repository.rotate(() => {
    repository.keys.snapshot = repository.keys.timestamp = [new Key()];
  });
  repository.publish(later(100));
}

describe('what a verified repository tells', () => {
  it('gives versions, both dates and the signed files', async () => {
    const repository = new TufRepository();
    repository.publish(later(1));
    repository.confirm(later(5));
    const trusted = trustedOf(await new OurClient(repository).refresh(later(6)));
    expect(trustedVersions(trusted)).toEqual({ root: 1, timestamp: 3, snapshot: 2, targets: 2 });
    expect([trusted.publishedAt, trusted.confirmedAt]).toEqual([instant(later(1)), instant(later(5))]);
    expect(trustedPaths(trusted)).toEqual(['demo/2025/records.json', 'demo/2025/index.bin']);
    const file = await fetchTarget(trusted, 'demo/2025/records.json', repository.fetcher());
    expect(file.ok && fromUtf8(file.value)).toBe('{"releases":["2"]}');
  });

  it('asks for two small files when nothing changed, and writes nothing', async () => {
    const repository = new TufRepository();
    const client = new OurClient(repository);
    await client.refresh();
    repository.requests.length = 0;
    expect((await client.refresh()).status).toBe('current');
    expect(repository.requests).toEqual(['metadata/2.root.json', 'metadata/timestamp.json']);
    expect(client.store.saves).toBe(1);
  });

  it('says which role expired and since when', async () => {
    const state = await new OurClient(new TufRepository()).refresh(later(100));
    expect(state).toMatchObject({ status: 'aged', expired: [{ role: 'timestamp', since: instant(later(90)) }] });
  });

  it('names the file that was refused', async () => {
    const repository = new TufRepository();
    repository.files.delete('metadata/1.snapshot.json');
    const state = await new OurClient(repository).refresh();
    expect(state).toEqual({ status: 'refused', problem: { code: 'missing', file: 'metadata/1.snapshot.json' } });
  });

  it('does not rely on a fetcher to keep its limit', async () => {
    const repository = new TufRepository();
    const { store, pin } = new OurClient(repository);
    repository.write('timestamp', repository.text('timestamp').padEnd(16_001));
    const fetcher = { fetch: async (path: string) => repository.files.get(path) ?? null };
    const state = await refreshTrust({ fetcher, store, pin, now: later(0) });
    expect(state).toMatchObject({ status: 'refused', problem: { code: 'too-large', file: 'metadata/timestamp.json' } });
  });

  it.each([
    ['root', 64_000],
    ['timestamp', 16_000],
    ['snapshot', 64_000],
    ['targets', 512_000],
  ] as const)('endless data: a %s of %i bytes is read, one byte more is not', async (role, limit) => {
    for (const [bytes, expected] of [
      [limit, 'current'],
      [limit + 1, 'refused:too-large'],
    ] as const) {
      const repository = new TufRepository();
      // Versions alone: no listed length stops it before its cap does.
      repository.signed.snapshot.meta = { 'targets.json': { version: 1 } };
      repository.write('snapshot');
      repository.signed.timestamp.meta = { 'snapshot.json': { version: 1 } };
      repository.write('timestamp');
      repository.write(role, repository.file(repository.path(role)).padEnd(bytes));
      expect(await new OurClient(repository).outcome(later(0))).toBe(expected);
    }
  });

  it('a fault of our own is no refusal: it is thrown, and not taken for the repository’s', async () => {
    const repository = new TufRepository();
    const { store, pin } = new OurClient(repository);
    const fetcher = repository.fetcher();
    const signedEnough = () => Promise.reject(new RangeError('ours'));
    await expect(refreshTrust({ fetcher, store, pin, now: later(0), signedEnough })).rejects.toThrow('ours');
    const trusted = trustedOf(await refreshTrust({ fetcher, store, pin, now: later(0) }));
    const length = trusted.target('demo/2025/records.json')?.length;
    const strange = { fetch: async () => ({ length }) as never };
    await expect(fetchTarget(trusted, 'demo/2025/records.json', strange)).rejects.toThrow(TypeError);
  });

  it('a new root alone is saved, too', async () => {
    const repository = new TufRepository();
    const client = new OurClient(repository);
    await client.refresh();
    repository.rotate(() => {});
    await client.refresh();
    expect(client.store.state?.roots).toHaveLength(2);
  });

  it('reads at most 64 further roots in one refresh', async () => {
    const repository = new TufRepository();
    for (let i = 0; i < 70; i++) repository.rotate(() => {});
    const client = new OurClient(repository);
    expect(trustedVersions(trustedOf(await client.refresh())).root).toBe(64);
    expect(trustedVersions(trustedOf(await client.refresh())).root).toBe(71);
  });
});

describe('interruption', () => {
  it('after every single request leaves the old state whole, and the next healthy refresh converges', async () => {
    const count = await requestsOf(0);
    expect(count).toBeGreaterThan(4);
    for (let cut = 0; cut < count; cut++) {
      const { client, repository, before } = await visited();
      renew(repository);
      repository.requests.length = 0;
      repository.failFrom = cut;
      const broken = await client.refresh(later(100));
      expect(broken, `cut after ${cut}`).toMatchObject({ status: 'kept', problem: { code: 'network' } });
      expect(trustedVersions(trustedOf(broken))).toEqual({ root: 1, timestamp: 1, snapshot: 1, targets: 1 });
      expect(client.store.state).toBe(before);
      repository.failFrom = Number.POSITIVE_INFINITY;
      const healthy = await client.refresh(later(100));
      expect(healthy.status, `after the cut at ${cut}`).toBe('current');
      expect(trustedVersions(trustedOf(healthy))).toEqual({ root: 2, timestamp: 2, snapshot: 2, targets: 2 });
    }
  });

  it('on a first visit refuses, and then converges', async () => {
    const count = 5;
    for (let cut = 0; cut < count; cut++) {
      const repository = new TufRepository();
      const client = new OurClient(repository);
      repository.failFrom = cut;
      expect((await client.refresh()).status).toBe('refused');
      repository.failFrom = Number.POSITIVE_INFINITY;
      expect((await client.refresh()).status).toBe('current');
    }
  });

  async function visited() {
    const repository = new TufRepository();
    const client = new OurClient(repository);
    await client.refresh();
    return { client, repository, before: client.store.state };
  }

  async function requestsOf(cut: number): Promise<number> {
    const { client, repository } = await visited();
    renew(repository);
    repository.requests.length = cut;
    await client.refresh(later(100));
    return repository.requests.length;
  }
});

describe('clocks', () => {
  it('a clock two years behind cannot revive what a newer confirmation dates: now is the newest signing time', async () => {
    const repository = new TufRepository();
    repository.confirm(later(400));
    const state = await new OurClient(repository).refresh(later(-730));
    expect(trustedOf(state).now).toEqual(later(400));
    expect(trustedOf(state).clockSuspect).toBe(true);
    expect(state).toMatchObject({ status: 'aged', expired: [{ role: 'snapshot' }, { role: 'targets' }] });
  });

  it('a clock behind the build is raised to the build', async () => {
    const client = new OurClient(new TufRepository());
    client.pin = { ...client.pin, builtAt: instant(later(95)) };
    const state = await client.refresh(later(1));
    expect(state).toMatchObject({ status: 'aged', trusted: { now: later(95), clockSuspect: true } });
  });

  it('a clock two years ahead makes things look old, and never shows them as current', async () => {
    const state = await new OurClient(new TufRepository()).refresh(later(730));
    expect(state).toMatchObject({ status: 'aged', trusted: { clockSuspect: false } });
  });

  it('a clock that jumped ahead and back leaves no trace', async () => {
    const repository = new TufRepository();
    const client = new OurClient(repository);
    expect((await client.refresh(later(730))).status).toBe('aged');
    expect((await client.refresh(later(1))).status).toBe('current');
  });

  it('the Date of the origin raises suspicion and decides nothing', async () => {
    const repository = new TufRepository();
    const { store, pin } = new OurClient(repository);
    const fetcher = { ...repository.fetcher(), serverDate: () => later(0) };
    const ahead = await refreshTrust({ fetcher, store, pin, now: later(730) });
    expect(ahead).toMatchObject({ status: 'aged', trusted: { clockSuspect: true, now: later(730) } });
    const right = await refreshTrust({ fetcher, store, pin, now: later(0.5) });
    expect(right).toMatchObject({ status: 'current', trusted: { clockSuspect: false } });
  });

  it.each([
    [1, false],
    [-1, false],
    [1 + 1 / DAY, true],
    [-1 - 1 / DAY, true],
  ])('%d days beside the origin’s Date is suspect: %s', async (days, suspect) => {
    const { store, pin } = new OurClient(new TufRepository());
    const repository = new TufRepository(later(-10));
    const fetcher = { ...repository.fetcher(), serverDate: () => later(0) };
    const first = { ...pin, rootSha256: repository.fingerprint() };
    const state = await refreshTrust({ fetcher, store, pin: first, now: later(days) });
    expect(trustedOf(state).clockSuspect).toBe(suspect);
  });

  it.each([
    [1, false],
    [1 + 1 / DAY, true],
  ])('%d days behind the newest signed time is suspect: %s', async (days, suspect) => {
    const state = await new OurClient(new TufRepository()).refresh(later(-days));
    expect(trustedOf(state).clockSuspect).toBe(suspect);
  });

  it('learns the time from a signed timestamp even when the refresh then fails', async () => {
    const repository = new TufRepository();
    const client = new OurClient(repository);
    await client.refresh();
    repository.publish(later(91));
    repository.files.delete('metadata/2.snapshot.json');
    const state = await client.refresh(later(1));
    expect(state).toMatchObject({ status: 'kept', expired: [{ role: 'timestamp' }], trusted: { now: later(91) } });
  });

  it('learns the newest of them, whichever file comes last', async () => {
    const repository = new TufRepository();
    const client = new OurClient(repository);
    await client.refresh();
    repository.bump('targets', 'snapshot');
    repository.link();
    repository.confirm(later(91));
    repository.files.delete('metadata/2.targets.json');
    const state = await client.refresh(later(1));
    expect(state).toMatchObject({ status: 'kept', problem: { code: 'missing' }, trusted: { now: later(91) } });
  });
});
