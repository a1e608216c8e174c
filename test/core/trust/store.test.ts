import { describe, expect, it } from 'vitest';
import { trustedPaths, trustedVersions } from '../../../src/core/trust/trusted.ts';
import { refreshTrust, type StoredTrust } from '../../../src/core/trust/updater.ts';
import { MemoryStore, OurClient, trustedOf } from '../../support/tuf-clients.ts';
import { later, T0, TufRepository } from '../../support/tuf-repository.ts';

describe('the store', () => {
  it('is verified again when loaded: state edited by hand is not believed, offline it is refused', async () => {
    const edits: ((state: StoredTrust) => unknown)[] = [
      (state) => ({ ...state, targets: state.targets.replace('records.json', 'rec0rds.json') }),
      (state) => ({ ...state, timestamp: state.timestamp.replace('"version":1', '"version":9') }),
      (state) => ({ ...state, roots: [] }),
      (state) => ({ ...state, roots: [...state.roots, state.timestamp] }),
      (state) => ({ ...state, roots: 'none' }),
      (state) => ({ ...state, snapshot: 7 }),
      () => ({}),
    ];
    for (const edit of edits) {
      const repository = new TufRepository();
      const client = new OurClient(repository);
      await client.refresh();
      const honest = client.store.state;
      client.store.state = edit(honest as StoredTrust) as StoredTrust;
      repository.failFrom = 0;
      expect((await client.refresh()).status, edit.toString()).toBe('refused');
      repository.failFrom = Number.POSITIVE_INFINITY;
      expect((await client.refresh()).status, edit.toString()).toBe('current');
      expect(client.store.state).toEqual(honest);
    }
  });

  it('does not believe its note of the newest signing time', async () => {
    const repository = new TufRepository();
    const client = new OurClient(repository);
    await client.refresh();
    client.store.state = { ...(client.store.state as StoredTrust), newestSignedAt: '2099-01-01T00:00:00Z' };
    expect((await client.refresh(later(1))).status).toBe('current');
  });

  it('evicted by the browser: starts again from the pinned root', async () => {
    const repository = new TufRepository();
    const client = new OurClient(repository);
    await client.refresh();
    client.store.state = null;
    repository.publish(later(3));
    expect((await client.refresh(later(3))).status).toBe('current');
  });

  it('that takes what was verified, or has it already, is said to hold it', async () => {
    const client = new OurClient(new TufRepository());
    for (let visit = 0; visit < 2; visit++)
      expect(await client.refresh()).toMatchObject({ status: 'current', saved: true });
    expect(client.store.saves).toBe(1);
  });

  it('full or forbidden: what was verified is shown, and said not to be saved', async () => {
    const repository = new TufRepository();
    const { pin } = new OurClient(repository);
    const store = {
      load: () => Promise.reject(new Error('no IndexedDB')),
      save: () => Promise.reject(new Error('quota')),
    };
    const state = await refreshTrust({ fetcher: repository.fetcher(), store, pin, now: T0 });
    expect(state).toMatchObject({ status: 'current', saved: false });
  });

  it('two tabs: the slower one does not roll back what the faster one saved', async () => {
    const repository = new TufRepository();
    const client = new OurClient(repository);
    await client.refresh();
    const old = new Map(repository.files);
    repository.publish(later(2));
    const ahead = new OurClient(repository);
    await ahead.refresh(later(2));
    // The slow tab reads the old files; while it does, the fast one commits the new state to the same store.
    const slow = new MemoryStore();
    slow.state = client.store.state;
    const fetcher = {
      fetch: async (path: string) => {
        slow.state = ahead.store.state;
        return old.get(path) ?? null;
      },
    };
    const state = await refreshTrust({ fetcher, store: slow, pin: client.pin, now: later(2) });
    expect(state).toMatchObject({ status: 'kept', problem: { code: 'rollback' } });
    expect(trustedVersions(trustedOf(state)).targets).toBe(2);
    expect(slow.state).toBe(ahead.store.state);
  });

  it('two tabs that never stop: after three races the check ends all the same', async () => {
    const repository = new TufRepository();
    const client = new OurClient(repository);
    await client.refresh();
    const states = [client.store.state];
    for (let tab = 1; tab <= 9; tab++) {
      repository.confirm(later(tab / 10));
      await client.refresh(later(1));
      states.push(client.store.state);
    }
    repository.requests.length = 0;
    let saved: StoredTrust | null = null;
    const save = async (state: StoredTrust) => {
      saved = state;
    };
    const store = { load: async () => states.shift() ?? null, save };
    const state = await refreshTrust({ fetcher: repository.fetcher(), store, pin: client.pin, now: later(1) });
    expect(repository.requests.filter((path) => path === 'metadata/timestamp.json')).toHaveLength(4);
    expect(state.status).toBe('current');
    expect(saved).toMatchObject({ timestamp: repository.file('metadata/timestamp.json') });
  });

  it('from before an update of the app stays good offline, though the new build asks for more from a server', async () => {
    const repository = new TufRepository();
    const client = new OurClient(repository);
    await client.refresh();
    client.pin = { ...client.pin, minimumVersion: 5 };
    repository.failFrom = 0;
    expect(await client.refresh()).toMatchObject({ status: 'kept', problem: { code: 'network' } });
    repository.failFrom = Number.POSITIVE_INFINITY;
    expect(await client.refresh()).toMatchObject({ status: 'kept', problem: { code: 'below-minimum' } });
  });
});

describe('bit flips', () => {
  it('at any place of any metadata file never change what is trusted', async () => {
    const repository = new TufRepository();
    repository.rotate(() => {});
    const { pin } = new OurClient(repository);
    const honest = trustedOf(await new OurClient(repository).refresh());
    for (const [path, bytes] of repository.files) {
      if (!path.startsWith('metadata/')) continue;
      for (let at = 0; at < bytes.length; at += 37) {
        const bent = bytes.slice();
        bent[at] = (bent[at] ?? 0) ^ (1 << (at % 8));
        repository.files.set(path, bent);
        const client = new OurClient(repository);
        client.pin = pin;
        const state = await client.refresh();
        // Only a surplus signature of the second root may break unnoticed: two of its three suffice.
        if (state.status !== 'refused')
          expect([path, trustedPaths(honest)]).toEqual(['metadata/2.root.json', trustedPaths(state.trusted)]);
      }
      repository.files.set(path, bytes);
    }
  });
});
