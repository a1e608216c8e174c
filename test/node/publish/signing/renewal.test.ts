import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { fromUtf8, utf8 } from '../../../../src/core/domain/bytes.ts';
import { refreshTrust } from '../../../../src/core/trust/updater.ts';
import { newKey, type Signers, signerOf } from '../../../../src/node/publish/signing/keys.ts';
import {
  resignTimestamp,
  rootDue,
  signRepository,
  timestampDue,
} from '../../../../src/node/publish/signing/metadata.ts';
import { loadPrevious } from '../../../../src/node/publish/signing/previous.ts';
import type { SignedRepository } from '../../../../src/node/publish/signing/repository.ts';
import { signedText } from '../../../../src/node/publish/signing/roles.ts';
import { directoryFetcher } from '../../../../src/node/verify/fetchers.ts';
import { MemoryStore } from '../../../support/tuf-clients.ts';
import { instant, later, T0 } from '../../../support/tuf-repository.ts';
import { accepted, bundled, newSigners, pinOf, targetsOf } from '../../../support/tuf-signed.ts';

describe('renewal', () => {
  function published(signers: Signers): SignedRepository {
    return signRepository({ previous: null, targets: targetsOf(), bundled, signers, now: T0 });
  }

  it('an ordinary publication needs no root key, and a device moves on to it', async () => {
    const signers = newSigners();
    const first = published(signers);
    const store = new MemoryStore();
    await accepted(first, T0, store);
    const away = { ...signers, root: [] };
    const second = signRepository({
      previous: first.next,
      targets: targetsOf('{"releases":[2]}'),
      bundled,
      signers: away,
      now: later(1),
    });
    expect(await accepted(second, later(1), store)).toMatchObject({ status: 'current', file: '{"releases":[2]}' });
  });

  it('of the timestamp takes the online key alone, keeps the snapshot, and the new bundle says so', async () => {
    const signers = newSigners();
    const first = published(signers);
    expect([timestampDue(first.next, later(44)), timestampDue(first.next, later(46))]).toEqual([false, true]);
    const renewed = resignTimestamp(first.next, signers.online, later(46));
    expect(renewed.versions).toEqual({ root: 1, timestamp: 2, snapshot: 1, targets: 1 });
    expect([...renewed.files.keys()].some((path) => path.startsWith('targets/'))).toBe(false);
    for (const [path, bytes] of first.files) if (path.startsWith('targets/')) renewed.files.set(path, bytes);
    expect(await accepted(renewed, later(120))).toMatchObject({ status: 'current', file: '{"releases":[]}' });
    expect(fromUtf8(renewed.files.get('bundle.json') ?? utf8(''))).toContain(instant(later(46)));
  });

  it('renews the snapshot too once half its life is gone', () => {
    const signers = newSigners();
    const renewed = resignTimestamp(published(signers).next, signers.online, later(91));
    expect(renewed.versions).toEqual({ root: 1, timestamp: 2, snapshot: 2, targets: 1 });
  });

  it('by a key that the root does not name is refused before anything is written', () => {
    const first = published(newSigners());
    expect(() => resignTimestamp(first.next, newSigners().online, later(1))).toThrow(
      expect.objectContaining({ code: 'too-few-keys' }),
    );
  });

  it('of the root comes by itself at half its life, with the root keys at hand', async () => {
    const signers = newSigners();
    const first = published(signers);
    const store = new MemoryStore();
    await accepted(first, T0, store);
    const input = { previous: first.next, targets: targetsOf(), bundled, now: later(600) };
    const two = { ...signers, root: signers.root.slice(1) };
    const second = signRepository({ ...input, signers: two });
    expect(second.versions.root).toBe(2);
    // The absent holder stays a root key.
    expect(JSON.parse(second.next.roots[1] ?? '').signed.roles.root.keyids).toHaveLength(3);
    expect(await accepted(second, later(600), store)).toMatchObject({ status: 'current', versions: { root: 2 } });
    const none = { ...signers, root: [] };
    // Without them publishing goes on, and says that they are due, until the root has expired.
    expect(rootDue(first.next, later(600))).toBe(true);
    expect(signRepository({ ...input, signers: none }).versions.root).toBe(1);
    expect(() => signRepository({ ...input, signers: none, now: later(1096) })).toThrow(
      expect.objectContaining({ code: 'too-few-keys' }),
    );
  });

  it('a replaced online key makes a new root, and devices follow', async () => {
    const signers = newSigners();
    const first = published(signers);
    const store = new MemoryStore();
    await accepted(first, T0, store);
    const replaced = { ...signers, online: newSigners().online };
    const input = { previous: first.next, targets: targetsOf(), bundled, signers: replaced, now: later(1) };
    expect(() => signRepository(input)).toThrow(expect.objectContaining({ code: 'foreign-key' }));
    const successors = new Map([[signers.online.keyid, replaced.online.keyid]]);
    const second = signRepository({ ...input, successors });
    expect(Object.keys(JSON.parse(second.next.roots[1] ?? '').signed.keys)).not.toContain(signers.online.keyid);
    expect(await accepted(second, later(1), store)).toMatchObject({ status: 'current', versions: { root: 2 } });
  });
});

describe('recovery from a fast-forward attack', () => {
  it.each([
    ['that left room', 1_000_000],
    ['to the highest number there is', Number.MAX_SAFE_INTEGER],
  ])('%s: a new online key signs numbers that phones take again, whatever the thief signed', async (_, highest) => {
    const signers = newSigners();
    const first = signRepository({ previous: null, targets: targetsOf(), bundled, signers, now: T0 });
    const store = new MemoryStore();
    await accepted(first, T0, store);
    const signed = { ...JSON.parse(first.next.timestamp).signed, version: highest };
    const timestamp = signedText(signed, [signers.online]);
    const seen = { ...first, files: new Map([...first.files, ['metadata/timestamp.json', utf8(timestamp)]]) };
    expect(await accepted(seen, later(1), store)).toMatchObject({ versions: { timestamp: highest } });
    const previous = { ...first.next, timestamp };
    if (highest > 2 ** 52)
      expect(() => resignTimestamp(previous, signers.online, later(2))).toThrow(
        expect.objectContaining({ code: 'bad-previous' }),
      );
    const online = signerOf(newKey());
    const second = signRepository({
      ...{ previous, targets: targetsOf(), bundled, signers: { ...signers, online }, now: later(2) },
      published: { targets: 1, snapshot: 1, timestamp: highest },
      successors: new Map([[signers.online.keyid, online.keyid]]),
    });
    expect(await accepted(second, later(2), store)).toMatchObject({
      status: 'current',
      versions: { root: 2, targets: 2 },
    });
    const third = resignTimestamp(second.next, online, later(60), { targets: 2, snapshot: 2, timestamp: highest });
    for (const [path, bytes] of second.files) if (path.startsWith('targets/')) third.files.set(path, bytes);
    expect(await accepted(third, later(60), store)).toMatchObject({ status: 'current', versions: { root: 2 } });
  });
});

describe('what is on disk', () => {
  let directory = '';
  async function written(repository: SignedRepository): Promise<string> {
    directory = await mkdtemp(join(tmpdir(), 'signed-'));
    for (const [path, bytes] of repository.files) {
      await mkdir(dirname(join(directory, path)), { recursive: true });
      await writeFile(join(directory, path), bytes);
    }
    return directory;
  }
  afterEach(() => rm(directory, { recursive: true, force: true }));

  it('is read back as what the next signing continues from', async () => {
    const signers = newSigners();
    const first = signRepository({ previous: null, targets: targetsOf(), bundled, signers, now: T0 });
    const previous = await loadPrevious(await written(first));
    expect(previous).toEqual(first.next);
    const state = await refreshTrust({
      fetcher: directoryFetcher(directory),
      store: new MemoryStore(),
      pin: pinOf(first),
      now: T0,
    });
    expect(state.status).toBe('current');
  });

  it('is nothing in an empty folder, and refused when a part is missing or damaged', async () => {
    const first = signRepository({ previous: null, targets: targetsOf(), bundled, signers: newSigners(), now: T0 });
    expect(await loadPrevious(join(tmpdir(), 'no-such-folder'))).toBeNull();
    for (const name of ['1.targets.json', '1.root.json', 'timestamp.json']) {
      await rm(join(await written(first), 'metadata', name));
      await expect(loadPrevious(directory)).rejects.toMatchObject({ code: 'bad-previous' });
    }
    await writeFile(join(await written(first), 'metadata/timestamp.json'), '{"signed":');
    await expect(loadPrevious(directory)).rejects.toMatchObject({ code: 'bad-previous' });
  });
});
