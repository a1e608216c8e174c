/** The app of one bureau in a province's repository, where each bureau signs its own files. */
import { describe, expect, it } from 'vitest';
import { sha256, toHex, utf8 } from '../../../src/core/domain/bytes.ts';
import { type Fetcher, TrustError } from '../../../src/core/trust/updater.ts';
import { memoryStore } from '../../../src/web/store/memory-store.ts';
import { checkOrigin, loadKept } from '../../../src/web/sync/check.ts';
import { planRelease } from '../../../src/web/sync/release-files.ts';
import { ConformanceRepository } from '../../support/conformance/repository.ts';
import { later } from '../../support/tuf-repository.ts';
import { BUREAU_ID, DAY, publish } from '../app/support.ts';

const OTHER = 'other';

/** The files of one bureau, signed by its own role; another bureau stands beside it. */
function province(): ConformanceRepository {
  const repository = new ConformanceRepository(DAY);
  for (const id of [BUREAU_ID, OTHER]) {
    repository.delegate('targets', { name: id, paths: [`${id}/*`, `${id}/*/*`], terminating: true });
  }
  for (const [path, bytes] of publish().files) {
    const [, name] = /^targets\/(.*)$/.exec(path) ?? [];
    if (name !== undefined) repository.addBytes(BUREAU_ID, bytes, name.replace(/[0-9a-f]{64}\./, ''));
  }
  repository.publish(BUREAU_ID, OTHER, 'targets', 'snapshot', 'timestamp');
  return repository;
}

async function device(repository: ConformanceRepository) {
  const at = { online: true, now: DAY };
  const [root] = repository.published.get('root') ?? [];
  const rootSha256 = toHex(await sha256(root ?? utf8('')));
  const config = {
    pin: { rootSha256, minimumVersion: 1, builtAt: '2026-01-01T00:00:00Z' },
    bureau: BUREAU_ID,
    basePath: '/',
  };
  const store = memoryStore();
  const fetcher: Fetcher = {
    fetch: async (path) => {
      if (!at.online) throw new TrustError('network');
      return path === 'bundle.json' ? null : (repository.answer(path) ?? null);
    },
  };
  const parts = { config, plan: planRelease, store, now: () => at.now };
  const check = () => checkOrigin({ ...parts, origin: () => fetcher, onProgress: () => undefined });
  return { at, store, check, kept: () => loadKept(parts) };
}

describe('an app in a province’s repository', () => {
  it('reads its bureau’s files through the bureau’s own role, and has them again without a network', async () => {
    const { at, check, kept } = await device(province());
    expect(await check()).toMatchObject({ kind: 'release', saved: 'saved', release: { expired: [] } });
    at.online = false;
    const again = await kept();
    expect(again?.plan.directory).toBe(`${BUREAU_ID}/2026`);
    expect(again?.files.size).toBeGreaterThan(5);
  });

  it('follows a new version of the role, and asks for no other bureau’s', async () => {
    const repository = province();
    const { check } = await device(repository);
    await check();
    repository.addBytes(BUREAU_ID, utf8('{"releases":[]}'), `${BUREAU_ID}/2026/records.json`);
    repository.publish(BUREAU_ID, 'snapshot', 'timestamp');
    const outcome = await check();
    const records = outcome.kind === 'release' && outcome.release.files.get(`${BUREAU_ID}/2026/records.json`);
    expect(records).toEqual(utf8('{"releases":[]}'));
    const asked = repository.requests.map(([role]) => role);
    expect([asked.includes(BUREAU_ID), asked.includes(OTHER)]).toEqual([true, false]);
  });

  it.each([
    false,
    true,
  ])('other bytes under the version that is trusted are not taken when the timestamp is renewed (snapshot with hashes: %s)', async (hashes) => {
    const repository = province();
    repository.withHashes = hashes;
    repository.publish(BUREAU_ID, OTHER, 'targets', 'snapshot', 'timestamp');
    const { check, kept } = await device(repository);
    await check();
    repository.addBytes(BUREAU_ID, utf8('{"releases":[1]}'), `${BUREAU_ID}/2026/records.json`);
    repository.published.get(BUREAU_ID)?.pop();
    Object.assign(repository.of(BUREAU_ID), { version: 1 });
    repository.publish(BUREAU_ID, 'snapshot', 'timestamp');
    expect(await check()).toMatchObject(
      hashes ? { kind: 'failed', problem: { code: 'equal-version' } } : { kind: 'release' },
    );
    const records = (await kept())?.files.get(`${BUREAU_ID}/2026/records.json`);
    expect(records && Buffer.from(records).toString()).toContain('"version":1');
  });

  it('a renewal of the timestamp asks for no role once more', async () => {
    const repository = province();
    const { check } = await device(repository);
    await check();
    for (let day = 1; day <= 3; day++) {
      repository.publish('timestamp');
      repository.requests.length = 0;
      expect((await check()).kind).toBe('release');
      expect(repository.requests.map(([role]) => role)).not.toContain(BUREAU_ID);
    }
  });

  it('one bureau’s stolen key cannot speak for this one: the app keeps what it had', async () => {
    const repository = province();
    const { check, kept } = await device(repository);
    await check();
    repository.signers.set(BUREAU_ID, new Map(repository.signers.get(OTHER)));
    repository.addBytes(BUREAU_ID, utf8('{"releases":[1]}'), `${BUREAU_ID}/2026/records.json`);
    repository.publish(BUREAU_ID, 'snapshot', 'timestamp');
    expect(await check()).toMatchObject({ kind: 'failed', problem: { code: 'signature' } });
    const records = (await kept())?.files.get(`${BUREAU_ID}/2026/records.json`);
    expect(records && Buffer.from(records).toString()).toContain('"version":1');
  });

  it('a kept role that was edited by hand is not believed', async () => {
    const { at, check, kept, store } = await device(province());
    const outcome = await check();
    if (outcome.kind !== 'release') throw new Error(outcome.problem.code);
    const { plan, files } = outcome.release;
    const bytes = new Map(plan.files.map(({ path, sha256: name }) => [name, files.get(path) ?? utf8('')]));
    const { trust = '{}' } = (await store.loadTrust()) ?? {};
    at.online = false;
    for (const [edited, loads] of [
      [trust, true],
      [trust.replace('records.json', 'rec0rds.json'), false],
      [JSON.stringify({ ...JSON.parse(trust), delegated: { [BUREAU_ID]: 7 } }), false],
      [JSON.stringify({ ...JSON.parse(trust), delegated: 'none' }), false],
    ] as const) {
      const order = { root: 9, timestamp: 9 };
      await store.saveRelease({ trust: edited, order, files: bytes, savedAt: DAY.toISOString() }, trust);
      expect((await kept()) !== null, edited).toBe(loads);
    }
  });

  it('a role whose time is over dates the release', async () => {
    const repository = province();
    Object.assign(repository.of(BUREAU_ID), { expires: `${later(3, DAY).toISOString().slice(0, 19)}Z` });
    repository.publish(BUREAU_ID, 'targets', 'snapshot', 'timestamp');
    const { at, check } = await device(repository);
    at.now = later(4, DAY);
    expect(await check()).toMatchObject({ kind: 'release', release: { expired: [{ role: 'targets' }] } });
  });
});
