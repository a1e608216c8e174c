import { afterEach, describe, expect, it, vi } from 'vitest';
import { fromUtf8, utf8 } from '../../../../src/core/domain/bytes.ts';
import { withDelegated } from '../../../../src/core/trust/delegations/delegated.ts';
import type { Fetcher } from '../../../../src/core/trust/fetcher.ts';
import { trustedPaths } from '../../../../src/core/trust/trusted.ts';
import { fetchTarget, refreshTrust } from '../../../../src/core/trust/updater.ts';
import { ConformanceRepository, inDays } from '../../../support/conformance/repository.ts';
import { MemoryStore, TufJsClient, trustedOf } from '../../../support/tuf-clients.ts';
import { later, sha256Hex, T0 } from '../../../support/tuf-repository.ts';

const RECORDS_A = 'demo-a/2025/records.json';
const RECORDS_B = 'demo-b/2025/records.json';
const RELEASE = ['demo-a', 'demo-b', 'targets', 'snapshot', 'timestamp'];

/** A province that lists two bureaus: each signs what lies beneath its own name. */
function province(): ConformanceRepository {
  const repository = new ConformanceRepository();
  for (const bureau of ['demo-a', 'demo-b']) {
    const paths = [`${bureau}/*`, `${bureau}/*/*`];
    repository.delegate(
      'targets',
      { name: bureau, paths, terminating: true, threshold: 2 },
      { 'x-signed-at': inDays(-1) },
    );
    repository.addKey(bureau, 'targets');
    repository.addArtifact(bureau, `records of ${bureau}`, `${bureau}/2025/records.json`);
    repository.addArtifact(bureau, `keys of ${bureau}`, `${bureau}/keys.json`);
  }
  repository.publish(...RELEASE);
  return repository;
}

function fetcherOf(repository: ConformanceRepository): Fetcher {
  return { fetch: async (path, limit) => repository.answer(path)?.slice(0, limit + 1) ?? null };
}

async function verified(repository: ConformanceRepository, now = T0) {
  const [root] = repository.published.get('root') ?? [];
  const pin = { rootSha256: sha256Hex(root ?? utf8('')), minimumVersion: 1, builtAt: inDays(-9) };
  return trustedOf(await refreshTrust({ fetcher: fetcherOf(repository), store: new MemoryStore(), pin, now }));
}

async function read(repository: ConformanceRepository, directory: string, kept = new Map<string, string>(), now = T0) {
  const trusted = await verified(repository, now);
  return withDelegated({ trusted, directory, fetcher: fetcherOf(repository), kept });
}

/** The text of a signed file, or why there is none. */
async function textOf(repository: ConformanceRepository, directory: string, path: string): Promise<string> {
  const delegated = await read(repository, directory);
  if (!delegated.ok) return `${delegated.fault.code} ${delegated.fault.file}`;
  const file = await fetchTarget(delegated.value.trusted, path, fetcherOf(repository));
  return file.ok ? fromUtf8(file.value) : file.fault.code;
}

async function tufJs(repository: ConformanceRepository, path: string): Promise<string> {
  vi.useFakeTimers({ now: T0, toFake: ['Date'] });
  const [root] = repository.published.get('root') ?? [];
  const client = new TufJsClient({ answer: (asked) => repository.answer(asked) ?? 404 }, root);
  try {
    return await client.outcome(path);
  } finally {
    client.dispose();
    vi.useRealTimers();
  }
}

afterEach(() => {
  vi.useRealTimers();
});

describe('a province that delegates to its bureaus', () => {
  it('is read bureau by bureau, each under its own role, as tuf-js reads it', async () => {
    const repository = province();
    const trusted = await verified(repository);
    expect(trustedPaths(trusted)).toEqual([]);
    const delegated = await read(repository, 'demo-a');
    if (!delegated.ok) throw new Error(delegated.fault.code);
    expect(trustedPaths(delegated.value.trusted)).toEqual([RECORDS_A, 'demo-a/keys.json']);
    expect(delegated.value.trusted.publishedAt).toBe(inDays(-1));
    // What the province's own list says beside stays.
    const [top, { targets }] = [trusted.set.targets, delegated.value.trusted.set];
    expect(targets).toEqual({ ...top, body: targets.body, signedAt: inDays(-1) });
    expect([...targets.body.keys()]).toEqual([...top.body.keys()]);
    expect([...delegated.value.texts.keys()]).toEqual(['demo-a']);
    expect(await textOf(repository, 'demo-a', RECORDS_A)).toBe('records of demo-a');
    expect(await textOf(repository, 'demo-b', RECORDS_B)).toBe('records of demo-b');
    expect(await textOf(repository, 'demo-a', RECORDS_B)).toBe('unknown-target');
    for (const path of [RECORDS_A, RECORDS_B]) expect(await tufJs(repository, path)).toBe('accepts');
  });

  it('a stolen key of one bureau cannot speak for another', async () => {
    const repository = province();
    // The thief holds every key of demo-b, and the online key besides: all but the province's own and demo-a's.
    repository.addArtifact('demo-b', 'forged records of demo-a', RECORDS_A);
    repository.delegate('demo-b', { name: 'demo-c', paths: ['demo-a/*', 'demo-a/*/*'] });
    repository.addArtifact('demo-c', 'forged records of demo-a', RECORDS_A);
    repository.publish('demo-b', 'demo-c', 'snapshot', 'timestamp');
    expect(await textOf(repository, 'demo-b', RECORDS_A)).toBe('unknown-target');
    expect(await textOf(repository, 'demo-c', RECORDS_A)).toBe('unknown-target');
    // The forged bytes in place of the genuine ones; and then the genuine ones again, which nothing has touched.
    expect(await textOf(repository, 'demo-a', RECORDS_A)).toBe('too-large');
    expect(await tufJs(repository, RECORDS_A)).not.toBe('accepts');
    repository.artifacts.set(RECORDS_A, utf8('records of demo-a'));
    expect(await textOf(repository, 'demo-a', RECORDS_A)).toBe('records of demo-a');
    expect(await tufJs(repository, RECORDS_A)).toBe('accepts');
  });

  it('a stolen key of one bureau cannot sign the role of another', async () => {
    const repository = province();
    repository.signers.set('demo-a', new Map(repository.signers.get('demo-b')));
    repository.addArtifact('demo-a', 'forged', RECORDS_A);
    repository.publish('demo-a', 'snapshot', 'timestamp');
    expect(await textOf(repository, 'demo-a', RECORDS_A)).toBe('signature metadata/2.demo-a.json');
    expect(await textOf(repository, 'demo-b', RECORDS_B)).toBe('records of demo-b');
  });

  it('one key of a bureau that needs two is not enough', async () => {
    const repository = province();
    const [first] = repository.signers.get('demo-a')?.keys() ?? [];
    repository.signers.get('demo-a')?.delete(first ?? '');
    repository.publish('demo-a', 'snapshot', 'timestamp');
    expect(await textOf(repository, 'demo-a', RECORDS_A)).toBe('signature metadata/2.demo-a.json');
  });

  it('a bureau whose role is broken or hidden takes no other bureau with it', async () => {
    const repository = province();
    repository.published.delete('demo-b');
    expect(await textOf(repository, 'demo-b', RECORDS_B)).toBe('missing metadata/1.demo-b.json');
    expect(await textOf(repository, 'demo-a', RECORDS_A)).toBe('records of demo-a');
  });

  it('what a bureau lists deeper than its patterns reach is not its to sign', async () => {
    const repository = province();
    repository.addArtifact('demo-a', 'deep', 'demo-a/2025/more/records.json');
    repository.publish(...RELEASE);
    expect(await textOf(repository, 'demo-a', 'demo-a/2025/more/records.json')).toBe('unknown-target');
  });

  it('what the province lists itself comes before what the bureau says', async () => {
    const repository = province();
    repository.addArtifact('targets', 'by the province', RECORDS_A);
    repository.publish(...RELEASE);
    expect(await textOf(repository, 'demo-a', RECORDS_A)).toBe('by the province');
  });

  it('a role that the bureau delegates to is followed too, for what the bureau itself may speak of', async () => {
    const repository = province();
    repository.delegate('demo-a', { name: 'demo-a-branch', paths: ['demo-a/branch/*', 'demo-b/branch/*'] });
    for (const id of ['demo-a', 'demo-b']) repository.addArtifact('demo-a-branch', `of ${id}`, `${id}/branch/file`);
    repository.publish('demo-a-branch', ...RELEASE);
    expect(await textOf(repository, 'demo-a', 'demo-a/branch/file')).toBe('of demo-a');
    expect(await textOf(repository, 'demo-b', 'demo-b/branch/file')).toBe('unknown-target');
    expect(await tufJs(repository, 'demo-b/branch/file')).not.toBe('accepts');
  });

  it('a bureau that delegates without end, by whoever holds its key: at most 32 roles are asked for', async () => {
    const repository = province();
    let above = 'demo-a';
    for (let i = 0; i < 40; i++) {
      repository.delegate(above, { name: `demo-a-${i}`, paths: ['demo-a/*'] });
      above = `demo-a-${i}`;
    }
    const deep = [...repository.signed.keys()].filter((role) => /^demo-a-/.test(role));
    repository.publish(...deep, ...RELEASE);
    expect(await textOf(repository, 'demo-a', RECORDS_A)).toBe('records of demo-a');
    expect(repository.requests.filter(([role]) => role.startsWith('demo-a'))).toHaveLength(32);
  });

  it('offline the kept role is verified again; edited by hand it is refused', async () => {
    const repository = province();
    const online = await read(repository, 'demo-a');
    if (!online.ok) throw new Error(online.fault.code);
    const { texts } = online.value;
    const trusted = await verified(repository);
    const offline: Fetcher = { fetch: async () => null };
    const again = await withDelegated({ trusted, directory: 'demo-a', fetcher: offline, kept: texts });
    expect(again.ok && trustedPaths(again.value.trusted)).toEqual([RECORDS_A, 'demo-a/keys.json']);
    for (const bent of [texts.get('demo-a')?.replace('keys.json', 'kexs.json'), '{}', '']) {
      const kept = new Map([['demo-a', bent ?? '']]);
      const result = await withDelegated({ trusted, directory: 'demo-a', fetcher: offline, kept });
      expect(result).toMatchObject({ ok: false, fault: { code: 'missing' } });
    }
  });

  it('a role that expired is dated, not hidden; one signed later than the clock says moves the clock', async () => {
    const repository = province();
    Object.assign(repository.of('demo-a'), { expires: inDays(5), 'x-signed-at': inDays(2) });
    repository.publish(...RELEASE);
    const early = await read(repository, 'demo-a');
    expect(early).toMatchObject({ ok: true, value: { expired: [], trusted: { now: later(2) } } });
    const late = await read(repository, 'demo-a', new Map(), later(6));
    expect(late).toMatchObject({ ok: true, value: { expired: [{ role: 'targets', since: inDays(5) }] } });
  });

  it('patterns with wildcards in the first part, and paths by hash, are followed too', async () => {
    const repository = new ConformanceRepository();
    repository.delegate('targets', { name: 'any', paths: ['demo-?/*'] });
    repository.delegate('targets', { name: 'bins', path_hash_prefixes: [''] });
    repository.delegate('targets', { name: 'other', paths: ['else/*', 'demo-a'] });
    repository.addArtifact('any', 'any', 'demo-a/any');
    repository.addArtifact('bins', 'bins', 'demo-a/b/bins');
    repository.publish('any', 'bins', 'other', 'targets', 'snapshot', 'timestamp');
    expect(await textOf(repository, 'demo-a', 'demo-a/any')).toBe('any');
    expect(await textOf(repository, 'demo-a', 'demo-a/b/bins')).toBe('bins');
    expect(repository.requests.map(([role]) => role)).not.toContain('other');
  });

  it('a role is over from the very instant on at which it expires', async () => {
    const repository = province();
    Object.assign(repository.of('demo-a'), { expires: inDays(5) });
    repository.publish(...RELEASE);
    const expired = async (now: Date) => {
      const delegated = await read(repository, 'demo-a', new Map(), now);
      return delegated.ok && delegated.value.expired.length;
    };
    expect(await expired(later(5))).toBe(1);
    expect(await expired(new Date(later(5).getTime() - 1))).toBe(0);
  });

  it('cycles: two roles that delegate to each other are read once each', async () => {
    const repository = province();
    repository.delegate('demo-a', { name: 'demo-a-1', paths: ['demo-a/*'] });
    repository.delegate('demo-a-1', { name: 'demo-a', paths: ['demo-a/*'] });
    repository.publish('demo-a-1', ...RELEASE);
    expect(await textOf(repository, 'demo-a', RECORDS_A)).toBe('records of demo-a');
    expect(repository.requests.filter(([role]) => role.startsWith('demo-a'))).toHaveLength(2);
  });

  it('a role that is given no paths may speak of nothing, and stops nothing', async () => {
    const repository = province();
    repository.delegate('targets', { name: 'nothing' });
    repository.publish('nothing', ...RELEASE);
    expect(await textOf(repository, 'demo-a', RECORDS_A)).toBe('records of demo-a');
    expect(repository.requests.map(([role]) => role)).not.toContain('nothing');
  });

  it('of several roles the newest signing time moves the clock, and dates the release, whichever comes last', async () => {
    const repository = province();
    repository.delegate('demo-a', { name: 'branch', paths: ['demo-a/branch/*'] }, { 'x-signed-at': inDays(1) });
    repository.addArtifact('branch', 'of the branch', 'demo-a/branch/file');
    Object.assign(repository.of('demo-a'), { 'x-signed-at': inDays(3) });
    repository.publish('branch', ...RELEASE);
    const delegated = await read(repository, 'demo-a');
    expect(delegated).toMatchObject({ ok: true, value: { trusted: { now: later(3), publishedAt: inDays(3) } } });
  });

  it('a fault of our own is thrown, and not taken for the repository’s', async () => {
    const repository = province();
    const trusted = await verified(repository);
    const input = { trusted, directory: 'demo-a', fetcher: fetcherOf(repository), kept: new Map<string, string>() };
    const signedEnough = () => Promise.reject(new RangeError('ours'));
    await expect(withDelegated({ ...input, signedEnough })).rejects.toThrow('ours');
  });

  it('keys of further kinds count for who brings them, and for nobody else', async () => {
    const repository = province();
    const trusted = await verified(repository);
    const input = { trusted, directory: 'demo-a', fetcher: fetcherOf(repository), kept: new Map<string, string>() };
    expect(await withDelegated({ ...input, signedEnough: async () => false })).toMatchObject({
      ok: false,
      fault: { code: 'signature' },
    });
  });

  it('a role that the snapshot does not list is refused, by its name', async () => {
    const repository = province();
    delete (repository.of('snapshot').meta as Record<string, unknown>)['demo-a.json'];
    repository.publish('snapshot', 'timestamp');
    expect(await textOf(repository, 'demo-a', RECORDS_A)).toBe('format metadata/demo-a.json');
  });

  it('roles that do not say when they were signed leave the clock alone', async () => {
    const repository = new ConformanceRepository();
    repository.delegate('targets', { name: 'plain', paths: ['demo-a/*'] });
    repository.addArtifact('plain', 'plain', 'demo-a/plain');
    repository.publish('plain', 'targets', 'snapshot', 'timestamp');
    expect(await read(repository, 'demo-a')).toMatchObject({ ok: true, value: { trusted: { now: T0 } } });
  });
});
