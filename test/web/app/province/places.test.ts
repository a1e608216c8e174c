/** Several bureaus in one province's repository on one device: each with its own date and state. */
import { describe, expect, it } from 'vitest';
import { sha256, toHex, utf8 } from '../../../../src/core/domain/bytes.ts';
import { type Fetcher, TrustError } from '../../../../src/core/trust/updater.ts';
import { createPlaces, type Places } from '../../../../src/web/app/province/places.ts';
import { memoryStore } from '../../../../src/web/store/memory-store.ts';
import { ConformanceRepository } from '../../../support/conformance/repository.ts';
import { later } from '../../../support/tuf-repository.ts';
import { BUREAU_ID, DAY, publish } from '../support.ts';

const OTHER = 'other';
const PROVINCE = 'some-province';
const LISTED = [BUREAU_ID, OTHER].map((id) => ({
  id,
  name: id,
  nameEn: id,
  county: id,
  countyEn: id,
  regionCode: '000000',
  root: '0'.repeat(64),
}));

/** Both bureaus have the same institutions, each signed by its own role. */
function province(listed: readonly object[] = LISTED): ConformanceRepository {
  const repository = new ConformanceRepository(DAY);
  for (const id of [BUREAU_ID, OTHER]) {
    repository.delegate('targets', { name: id, paths: [`${id}/*`, `${id}/*/*`], terminating: true });
    for (const [path, bytes] of publish().files) {
      const [, name] = /^targets\/(.*)$/.exec(path) ?? [];
      if (name !== undefined) repository.addBytes(id, bytes, name.replace(/[0-9a-f]{64}\./, '').replace(BUREAU_ID, id));
    }
  }
  repository.addBytes('targets', utf8(JSON.stringify({ v: 1, bureaus: listed })), `${PROVINCE}/bureaus.json`);
  repository.publish(BUREAU_ID, OTHER, 'targets', 'snapshot', 'timestamp');
  return repository;
}

async function device(repository: ConformanceRepository, stores = new Map<string, ReturnType<typeof memoryStore>>()) {
  const at = { online: true, now: DAY };
  const [root] = repository.published.get('root') ?? [];
  const pin = { rootSha256: toHex(await sha256(root ?? utf8(''))), minimumVersion: 1, builtAt: '2026-01-01T00:00:00Z' };
  const fetcher: Fetcher = {
    fetch: async (path) => {
      if (!at.online) throw new TrustError('network');
      return path === 'bundle.json' ? null : (repository.answer(path) ?? null);
    },
  };
  const contact = { name: '省', nameEn: 'Province', phone: '0', phoneHours: '0' };
  const start = () =>
    createPlaces({
      config: { pin, province: PROVINCE, basePath: '/', area: { name: '省', nameEn: 'Province' }, contact },
      now: () => at.now,
      store: async (name) => {
        const store = stores.get(name) ?? memoryStore();
        stores.set(name, store);
        return store;
      },
      isStored: async (name) => (await stores.get(name)?.loadTrust()) != null,
      origin: () => () => fetcher,
      exclusively: (work) => work(),
    });
  return { at, start };
}

const place = (places: Places, id: string) => {
  const found = places.state().places?.find(({ bureau }) => bureau.id === id);
  if (found === undefined) throw new Error(`no place ${id}`);
  return found;
};

describe('a device that holds several bureaus', () => {
  it('downloads none by itself, and each for itself', async () => {
    const { start } = await device(province());
    const places = start();
    await places.start();
    expect(places.state().places?.map(({ path }) => path)).toEqual([`/${BUREAU_ID}/`, `/${OTHER}/`]);
    expect(place(places, BUREAU_ID).sync.started()).toBe(false);
    await place(places, BUREAU_ID).sync.start();
    expect(place(places, BUREAU_ID).sync.state().shown?.release.plan.directory).toBe(`${BUREAU_ID}/2026`);
    expect(place(places, OTHER).sync.state().shown).toBeNull();
  });

  it('one bureau’s expired list does not stain another’s, nor does one that cannot be verified', async () => {
    const repository = province();
    Object.assign(repository.of(BUREAU_ID), { expires: `${later(3, DAY).toISOString().slice(0, 19)}Z` });
    repository.publish(BUREAU_ID, 'targets', 'snapshot', 'timestamp');
    const { at, start } = await device(repository);
    const places = start();
    await places.start();
    at.now = later(4, DAY);
    const both = [BUREAU_ID, OTHER].map((id) => place(places, id).sync);
    for (const sync of both) await sync.start();
    expect(both.map((sync) => sync.state().shown?.release.expired.length)).toEqual([1, 0]);
    repository.signers.set(BUREAU_ID, new Map(repository.signers.get(OTHER)));
    repository.publish(BUREAU_ID, 'snapshot', 'timestamp');
    for (const sync of both) await sync.check();
    expect(both.map((sync) => sync.state().trouble?.code ?? null)).toEqual(['signature', null]);
    expect(both.map((sync) => sync.state().shown === null)).toEqual([false, false]);
  });

  it('has the list and what was downloaded again without a network, verified again', async () => {
    const { at, start } = await device(province());
    const first = start();
    await first.start();
    await place(first, OTHER).sync.start();
    at.online = false;
    const again = start();
    await again.start();
    expect(again.state().trouble?.code).toBe('network');
    await place(again, OTHER).sync.start();
    expect(place(again, OTHER).sync.state().shown).not.toBeNull();
    expect(place(again, BUREAU_ID).sync.started()).toBe(false);
  });

  it('a list that the province did not sign is not shown', async () => {
    const repository = province();
    const { start } = await device(repository);
    repository.artifacts.set(`${PROVINCE}/bureaus.json`, utf8('{"v":1,"bureaus":[]}'));
    const places = start();
    await places.start();
    expect(places.state()).toMatchObject({ places: null, busy: false });
    expect(places.state().trouble).not.toBeNull();
  });
});
