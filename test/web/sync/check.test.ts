import { describe, expect, it } from 'vitest';
import type { Bytes } from '../../../src/core/domain/bytes.ts';
import { memoryStore } from '../../../src/web/store/memory-store.ts';
import type { KeptRelease, ReleaseStore } from '../../../src/web/store/release-store.ts';
import { checkOrigin, loadKept } from '../../../src/web/sync/check.ts';
import { planRelease } from '../../../src/web/sync/release-files.ts';
import { record } from '../../support/records.ts';
import { configFor, DAY, LATER, Origin, publish } from '../app/support.ts';

async function device(store: ReleaseStore = memoryStore()) {
  const first = publish();
  const origin = new Origin(first.files);
  const config = await configFor(first.files);
  const at = { now: DAY };
  const now = () => at.now;
  const check = () =>
    checkOrigin({ config, plan: planRelease, store, now, origin: origin.fetcher, onProgress: () => undefined });
  const kept = () => loadKept({ config, plan: planRelease, store, now });
  return { first, origin, check, kept, at, config, store };
}

const renamed = (name: string) => [record({ name })];

describe('a first visit', () => {
  it('verifies with one bundle, downloads every file, and has it all again without a network', async () => {
    const { check, kept, origin } = await device();
    const outcome = await check();
    expect(outcome.kind === 'release' && outcome.saved).toBe('saved');
    expect(origin.asked.filter((path) => path.startsWith('metadata/'))).toEqual([]);
    origin.online = false;
    const again = await kept();
    expect(again?.plan.directory).toBe('example/2026');
    expect([...(again?.files.keys() ?? [])]).toContain('example/2026/penalties.bin');
    expect(again?.expired).toEqual([]);
  });

  it('keeps nothing when the connection breaks after any request, and converges afterwards', async () => {
    const { files } = publish();
    for (let answers = 0; answers < files.size; answers++) {
      const { check, kept, origin } = await device();
      origin.answers = answers;
      const outcome = await check();
      if (outcome.kind === 'release') break;
      expect(await kept()).toBeNull();
      origin.answers = Number.POSITIVE_INFINITY;
      expect((await check()).kind).toBe('release');
    }
  });

  it('works from the single files where the bundle is missing or a web page', async () => {
    const { check, origin } = await device();
    origin.files.set('bundle.json', new TextEncoder().encode('<!doctype html>') as Bytes);
    expect((await check()).kind).toBe('release');
    origin.files.delete('bundle.json');
    expect((await check()).kind).toBe('release');
  });
});

describe('a file of penalties', () => {
  const path = 'example/2026/penalties-2026-03-01.bin';
  const after = new Date('2026-03-02T02:00:00Z');
  const signedFile = (files: ReadonlyMap<string, Bytes>) =>
    [...files.keys()].find((one) => one.endsWith('.penalties-2026-03-01.bin')) ?? '';
  const more = { 'penalties-2026-03-01.bin': new TextEncoder().encode('past') as Bytes };

  it('is held to its last day, not read after it without a network, and deleted with the next check', async () => {
    const { first, check, kept, origin, at, store } = await device();
    const { files } = publish({ previous: first.next, more });
    origin.files = new Map(files);
    const sha256 = /([0-9a-f]{64})\./.exec(signedFile(files))?.[1] ?? '';
    expect((await check()).kind).toBe('release');
    expect([...((await kept())?.files.keys() ?? [])]).toContain(path);
    at.now = after;
    expect([...((await kept())?.files.keys() ?? [])]).not.toContain(path);
    expect(await store.loadFile(sha256)).not.toBeNull();
    origin.files.delete(signedFile(files));
    expect((await check()).kind).toBe('release');
    expect(await store.loadFile(sha256)).toBeNull();
  });

  it('is not missed by a phone whose clock is behind, once the publisher signed on a later day', async () => {
    const { first, check, origin, at } = await device();
    const { files } = publish({ previous: first.next, more, now: after });
    origin.files = new Map(files);
    origin.files.delete(signedFile(files));
    expect(at.now < after).toBe(true);
    expect((await check()).kind).toBe('release');
  });

  it('fails the check when it is missing before its day', async () => {
    const { first, check, origin } = await device();
    const { files } = publish({ previous: first.next, more });
    origin.files = new Map(files);
    origin.files.delete(signedFile(files));
    expect(await check()).toMatchObject({ kind: 'failed', problem: { code: 'missing' } });
  });
});

describe('a new release', () => {
  it('downloads only the files that changed', async () => {
    const { first, check, origin, at } = await device();
    await check();
    origin.asked.length = 0;
    origin.files = publish({ previous: first.next, now: LATER, version: 2, records: renamed('改名门诊部') }).files;
    at.now = LATER;
    const outcome = await check();
    expect(outcome.kind).toBe('release');
    expect(origin.dataAsked()).toEqual(['index.bin']);
  });

  it('leaves the last good data in place when one byte of a data file was changed on the way', async () => {
    const { first, check, kept, origin, at } = await device();
    await check();
    const before = await kept();
    origin.files = publish({ previous: first.next, now: LATER, version: 2, records: renamed('改名门诊部') }).files;
    origin.tamper(/index\.bin$/);
    at.now = LATER;
    expect(await check()).toMatchObject({ kind: 'failed', problem: { code: 'hash' } });
    expect((await kept())?.plan.key).toBe(before?.plan.key);
  });

  it('does not go back to an older release (rollback)', async () => {
    const { first, check, kept, origin, at } = await device();
    const second = publish({ previous: first.next, now: LATER, version: 2, records: renamed('改名门诊部') });
    origin.files = second.files;
    at.now = LATER;
    await check();
    const newest = await kept();
    origin.files = first.files;
    expect(await check()).toMatchObject({ kind: 'failed', problem: { code: 'rollback' } });
    expect((await kept())?.plan.key).toBe(newest?.plan.key);
  });

  it('refuses a release signed by somebody else from the first metadata on', async () => {
    const { check, origin, kept } = await device();
    const { newKey, signerOf } = await import('../../../src/node/publish/signing/keys.ts');
    const stranger = () => signerOf(newKey());
    const foreign = {
      root: [stranger(), stranger(), stranger()],
      targets: [stranger(), stranger()],
      online: stranger(),
    };
    origin.files = publish({ signers: foreign }).files;
    expect(await check()).toMatchObject({ kind: 'failed', problem: { code: 'pin' } });
    expect(await kept()).toBeNull();
  });
});

describe('what is kept', () => {
  it('is verified again when loaded: a file edited by hand is not shown, and is fetched anew', async () => {
    const store = memoryStore();
    const { check, kept, origin } = await device(altering(store, 'file'));
    await check();
    expect(await kept()).toBeNull();
    expect((await check()).kind).toBe('release');
    expect(origin.dataAsked().filter((name) => name === 'index.bin')).toHaveLength(2);
  });

  it('is verified again when loaded: an edited trust state counts as none', async () => {
    const { check, kept } = await device(altering(memoryStore(), 'trust'));
    await check();
    expect(await kept()).toBeNull();
  });

  it('says which roles are too old after 400 days, and still shows the data', async () => {
    const { check, kept, at, origin } = await device();
    await check();
    origin.online = false;
    at.now = new Date(DAY.getTime() + 401 * 86_400_000);
    expect((await kept())?.expired.map(({ role }) => role)).toContain('timestamp');
  });

  it('is not overwritten by a slower tab with an older release', async () => {
    const store = memoryStore();
    const { first, check, origin, config, at } = await device(store);
    origin.files = publish({ previous: first.next, now: LATER, version: 2 }).files;
    at.now = LATER;
    const slow = asBefore(store);
    await check();
    const old = new Origin(first.files);
    const parts = {
      config,
      plan: planRelease,
      store: slow,
      now: () => at.now,
      origin: old.fetcher,
      onProgress: () => undefined,
    };
    const outcome = await checkOrigin(parts);
    expect(outcome).toMatchObject({ kind: 'release', saved: 'superseded' });
  });

  it('is overwritten although its hand-edited order claims to be newer for ever', async () => {
    const store = memoryStore();
    const edited: ReleaseStore = {
      ...store,
      saveRelease: (release) => store.saveRelease({ ...release, order: { root: 99, timestamp: 99 } }),
    };
    const { first, check, kept, origin, config, at } = await device(store);
    const parts = { config, plan: planRelease, now: () => at.now, origin: origin.fetcher, onProgress: () => undefined };
    await checkOrigin({ ...parts, store: edited });
    origin.files = publish({ previous: first.next, now: LATER, version: 2, records: renamed('改名门诊部') }).files;
    at.now = LATER;
    const outcome = await check();
    expect(outcome).toMatchObject({ kind: 'release', saved: 'saved' });
    expect((await kept())?.plan.key).toBe(outcome.kind === 'release' && outcome.release.plan.key);
  });

  it('is overwritten when it claims to be newer and does not load', async () => {
    const store = memoryStore();
    const { first, check, origin, config, at } = await device(store);
    origin.files = publish({ previous: first.next, now: LATER, version: 2 }).files;
    at.now = LATER;
    await check();
    const slow = asBefore(altering(store, 'file'));
    const old = new Origin(first.files);
    const parts = {
      config,
      plan: planRelease,
      store: slow,
      now: () => at.now,
      origin: old.fetcher,
      onProgress: () => undefined,
    };
    expect(await checkOrigin(parts)).toMatchObject({ kind: 'release', saved: 'saved' });
  });

  it('is not said to be saved by a store that answers "superseded" whatever it holds', async () => {
    const stubborn: ReleaseStore = { ...memoryStore(), keeps: true, saveRelease: async () => 'superseded' };
    const { check } = await device(stubborn);
    expect(await check()).toMatchObject({ kind: 'release', saved: 'failed' });
  });

  it('stays what it was when the phone is full; the new data are usable in this visit', async () => {
    const full: ReleaseStore = { ...memoryStore(), keeps: true, saveRelease: async () => 'full' };
    const { check } = await device(full);
    expect(await check()).toMatchObject({ kind: 'release', saved: 'full' });
  });
});

/** A store as a tab knows it that looked while it was empty: until it saves. */
function asBefore(store: ReleaseStore): ReleaseStore {
  let looked = false;
  return {
    ...store,
    loadTrust: async () => (looked ? store.loadTrust() : null),
    saveRelease: (release, replaces) => {
      looked = true;
      return store.saveRelease(release, replaces);
    },
  };
}

/** A store that gives back something else than it was given. */
function altering(store: ReleaseStore, what: 'file' | 'trust'): ReleaseStore {
  const flip = (bytes: Bytes | null): Bytes | null => {
    if (bytes === null) return null;
    const altered = Uint8Array.from(bytes);
    altered[altered.length - 1] = (altered[altered.length - 1] ?? 0) ^ 1;
    return altered;
  };
  return {
    ...store,
    loadFile: async (sha256) => (what === 'file' ? flip(await store.loadFile(sha256)) : store.loadFile(sha256)),
    loadTrust: async () => {
      const kept = await store.loadTrust();
      return kept && what === 'trust'
        ? {
            ...kept,
            trust: kept.trust.replace(/"sig":\s*"3/g, '"sig":"4').replace(/\\"sig\\":\\"3/g, '\\"sig\\":\\"4'),
          }
        : kept;
    },
    saveRelease: (release: KeptRelease, replaces?: string) => store.saveRelease(release, replaces),
  };
}
