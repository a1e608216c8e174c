import { describe, expect, it } from 'vitest';
import { fromUtf8, utf8 } from '../../../src/core/domain/bytes.ts';
import type { Fetcher } from '../../../src/core/trust/fetcher.ts';
import { refreshStepwise, type StepStore } from '../../../src/core/trust/stepwise.ts';
import { ConformanceRepository } from '../../support/conformance/repository.ts';
import { instant, later, T0 } from '../../support/tuf-repository.ts';

/** A device that trusts the repository's first root. */
function device(
  repository: ConformanceRepository,
  files = new Map([['root', fromUtf8(repository.file('root') ?? utf8(''))]]),
) {
  const saved: string[] = [];
  const told: string[] = [];
  const store: StepStore = {
    load: async (role) => files.get(role) ?? null,
    save: async (role, text) => {
      saved.push(role);
      files.set(role, text);
    },
    remove: async (role) => void files.delete(role),
  };
  const fetcher: Fetcher = { fetch: async (path) => repository.answer(path) ?? null };
  const onEqualVersion = (file: string) => void told.push(file);
  const refresh = (now = T0) => refreshStepwise({ fetcher, store, now, onEqualVersion });
  const version = (role: string) => JSON.parse(files.get(role) ?? '{"signed":{}}').signed.version;
  return { store, saved, told, refresh, version };
}

describe('an update step by step', () => {
  it('without a trusted root says which file it misses', async () => {
    const { refresh } = device(new ConformanceRepository(), new Map());
    expect(await refresh()).toEqual({ ok: false, fault: { code: 'missing', file: 'root.json' } });
  });

  it('whose trusted root is no root says so of that file', async () => {
    const { refresh } = device(new ConformanceRepository(), new Map([['root', '{}']]));
    expect(await refresh()).toEqual({ ok: false, fault: { code: 'format', file: 'root.json' } });
  });

  it.each([
    ['snapshot', 'meta', ['snapshot', 'timestamp']],
    ['targets', 'targets', ['targets', 'snapshot', 'timestamp']],
  ])('keeps no %s that does not say its %s', async (role, field, published) => {
    const repository = new ConformanceRepository();
    const { refresh, version } = device(repository);
    const { [field]: _, ...without } = repository.of(role);
    repository.signed.set(role, without);
    repository.publish(...published);
    expect(await refresh()).toEqual({ ok: false, fault: { code: 'format', file: `metadata/2.${role}.json` } });
    expect([version('timestamp'), version(role)]).toEqual([2, undefined]);
  });

  it.each([
    'timestamp',
    'snapshot',
  ])('fast-forward recovery: a new %s key takes both files from the store, though the host then hides what follows', async (role) => {
    const repository = new ConformanceRepository();
    const { refresh, version } = device(repository);
    expect(await refresh()).toMatchObject({ ok: true });
    repository.rotateKeys(role);
    repository.publish('root');
    repository.published.delete('timestamp');
    expect(await refresh()).toMatchObject({ ok: false, fault: { code: 'missing', file: 'metadata/timestamp.json' } });
    expect(['root', 'timestamp', 'snapshot', 'targets'].map(version)).toEqual([2, undefined, undefined, 1]);
  });

  it('two truths under one number: the timestamp we have stays, and whoever asks is told', async () => {
    const repository = new ConformanceRepository();
    const { refresh, told } = device(repository);
    await refresh();
    repository.of('timestamp').expires = instant(later(60));
    repository.push('timestamp');
    expect(await refresh(later(29))).toMatchObject({ ok: true });
    expect(told).toEqual(['metadata/timestamp.json']);
    expect(await refresh(later(31))).toMatchObject({ ok: false, fault: { code: 'expired' } });
  });

  it('saves each file once', async () => {
    const repository = new ConformanceRepository();
    repository.delegate('targets', { name: 'role', paths: ['demo/*'] });
    repository.publish('role', 'targets', 'snapshot', 'timestamp');
    const { refresh, saved } = device(repository);
    for (let day = 0; day < 3; day++) {
      const steps = await refresh();
      expect(steps.ok && (await steps.value.find('demo/a'))).toMatchObject({ fault: { code: 'unknown-target' } });
    }
    expect(saved).toEqual(['timestamp', 'snapshot', 'targets', 'role']);
  });

  it('passes on what is no refusal: a store that cannot be written', async () => {
    const { store, refresh } = device(new ConformanceRepository());
    store.save = () => Promise.reject(new RangeError('full'));
    await expect(refresh()).rejects.toThrow(RangeError);
  });
});

describe('a file after such an update', () => {
  const stand = async () => {
    const repository = new ConformanceRepository();
    repository.addArtifact('targets', 'content', 'demo/a');
    repository.publish('targets', 'snapshot', 'timestamp');
    const steps = await device(repository).refresh();
    if (!steps.ok) throw new Error(steps.fault.code);
    return { repository, steps: steps.value };
  };

  it('is found and fetched', async () => {
    const { steps } = await stand();
    const found = await steps.find('demo/a');
    expect(found.ok && (await steps.fetch('demo/a', found.value))).toEqual({ ok: true, value: utf8('content') });
  });

  it('that no role lists is refused by its name', async () => {
    const { steps } = await stand();
    expect(await steps.find('demo/b')).toEqual({ ok: false, fault: { code: 'unknown-target', file: 'demo/b' } });
  });

  it('that a host hides or alters is refused by its name', async () => {
    const { repository, steps } = await stand();
    const found = await steps.find('demo/a');
    if (!found.ok) throw new Error(found.fault.code);
    repository.artifacts.set('demo/a', utf8('changed'));
    expect(await steps.fetch('demo/a', found.value)).toEqual({
      ok: false,
      fault: { code: 'hash', file: 'targets/demo/a' },
    });
    repository.artifacts.delete('demo/a');
    expect(await steps.fetch('demo/a', found.value)).toEqual({
      ok: false,
      fault: { code: 'missing', file: 'targets/demo/a' },
    });
  });
});

describe('a host that never runs out of roots', () => {
  it('is followed over 1,024 of them in one update, the next one waits for another', async () => {
    const repository = new ConformanceRepository();
    const { refresh, version } = device(repository);
    for (let i = 0; i < 1025; i++) repository.publish('root');
    expect(await refresh()).toMatchObject({ ok: true });
    expect(version('root')).toBe(1025);
    expect(await refresh()).toMatchObject({ ok: true });
    expect(version('root')).toBe(1026);
  });
});
