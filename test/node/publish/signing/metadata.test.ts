import { createPublicKey, verify } from 'node:crypto';
import { Metadata, MetadataKind } from '@tufjs/models';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fromUtf8, utf8 } from '../../../../src/core/domain/bytes.ts';
import { bundleFetcher } from '../../../../src/core/trust/bundle.ts';
import { refreshTrust } from '../../../../src/core/trust/updater.ts';
import { newKey, signerOf } from '../../../../src/node/publish/signing/keys.ts';
import { signRepository } from '../../../../src/node/publish/signing/metadata.ts';
import type { SignedRepository } from '../../../../src/node/publish/signing/repository.ts';
import { MemoryStore, TufJsClient } from '../../../support/tuf-clients.ts';
import { instant, later, T0 } from '../../../support/tuf-repository.ts';
import { accepted, bundled, host, newSigners, pinOf, RECORDS, targetsOf } from '../../../support/tuf-signed.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe('a signed repository', () => {
  it('is accepted by our verifier and by tuf-js, down to the bytes of a file', async () => {
    const repository = signRepository({
      previous: null,
      targets: targetsOf(),
      bundled,
      signers: newSigners(),
      now: T0,
    });
    expect(await accepted(repository, T0)).toEqual({
      status: 'current',
      versions: { root: 1, timestamp: 1, snapshot: 1, targets: 1 },
      file: '{"releases":[]}',
    });
    vi.useFakeTimers({ now: T0, toFake: ['Date'] });
    const simulated = host(repository);
    const client = new TufJsClient(simulated, simulated.files.get('metadata/1.root.json'));
    expect(await client.outcome(RECORDS)).toBe('accepts');
    client.dispose();
  });

  it('verifies in @tufjs/models with root 2 of 3, targets 2 of 2, and one online key', () => {
    const { next } = signRepository({ previous: null, targets: targetsOf(), bundled, signers: newSigners(), now: T0 });
    const root = Metadata.fromJSON(MetadataKind.Root, JSON.parse(next.roots[0] ?? ''));
    root.verifyDelegate('root', root);
    root.verifyDelegate('targets', Metadata.fromJSON(MetadataKind.Targets, JSON.parse(next.targets)));
    root.verifyDelegate('snapshot', Metadata.fromJSON(MetadataKind.Snapshot, JSON.parse(next.snapshot)));
    root.verifyDelegate('timestamp', Metadata.fromJSON(MetadataKind.Timestamp, JSON.parse(next.timestamp)));
    const { roles } = root.signed;
    expect(Object.entries(roles).map(([role, { threshold, keyIDs }]) => [role, threshold, keyIDs.length])).toEqual([
      ['root', 2, 3],
      ['snapshot', 1, 1],
      ['targets', 2, 2],
      ['timestamp', 1, 1],
    ]);
    expect(roles.snapshot?.keyIDs).toEqual(roles.timestamp?.keyIDs);
  });

  it('carries signing time, lifetimes and content-addressed names', () => {
    const repository = signRepository({
      previous: null,
      targets: targetsOf(),
      bundled,
      signers: newSigners(),
      now: T0,
    });
    const texts = [
      ...repository.next.roots,
      repository.next.targets,
      repository.next.snapshot,
      repository.next.timestamp,
    ];
    const dates = texts.map((text) => JSON.parse(text).signed).map((signed) => [signed['x-signed-at'], signed.expires]);
    expect(dates).toEqual([1095, 400, 180, 90].map((days) => [instant(T0), instant(later(days))]));
    expect([...repository.files.keys()].map((path) => path.replace(/[0-9a-f]{64}/, '#'))).toEqual([
      'targets/demo/2025/#.records.json',
      'targets/demo/2025/#.index.bin',
      'metadata/1.root.json',
      'metadata/1.targets.json',
      'metadata/1.snapshot.json',
      'metadata/timestamp.json',
      'bundle.json',
    ]);
  });

  it('is verified from its bundle alone', async () => {
    const repository = signRepository({
      previous: null,
      targets: targetsOf(),
      bundled,
      signers: newSigners(),
      now: T0,
    });
    const fetcher = bundleFetcher(fromUtf8(repository.files.get('bundle.json') ?? utf8('')));
    if (!fetcher.ok) throw new Error(fetcher.fault.code);
    const state = await refreshTrust({
      fetcher: fetcher.value,
      store: new MemoryStore(),
      pin: pinOf(repository),
      now: T0,
    });
    expect(state.status).toBe('current');
  });

  it('continues versions; unchanged data keep their bytes and names', () => {
    const signers = newSigners();
    const first = signRepository({ previous: null, targets: targetsOf(), bundled, signers, now: T0 });
    const second = signRepository({ previous: first.next, targets: targetsOf(), bundled, signers, now: later(10) });
    expect(second.versions).toEqual({ root: 1, timestamp: 2, snapshot: 2, targets: 2 });
    const data = (of: SignedRepository) => [...of.files].filter(([path]) => path.startsWith('targets/'));
    expect(data(second)).toEqual(data(first));
    expect(second.next.roots).toEqual(first.next.roots);
  });

  it('refuses names that are not plain ASCII, and files to bundle that are not signed', () => {
    const input = { previous: null, bundled: [], signers: newSigners(), now: T0 };
    for (const path of ['县/records.json', '../a', 'a//b', 'a b', 'a%2e', '/a', 'a/', 'a\\b', '']) {
      const targets = new Map([[path, utf8('x')]]);
      expect(() => signRepository({ ...input, targets }), path).toThrow(
        expect.objectContaining({ code: 'bad-content' }),
      );
    }
    const missing = { ...input, bundled: ['other.json'], targets: targetsOf() };
    expect(() => signRepository(missing)).toThrow(expect.objectContaining({ code: 'bad-content' }));
    const large = { ...input, bundled, targets: new Map([[RECORDS, utf8('x'.repeat(256_000))]]) };
    expect(() => signRepository(large)).toThrow(expect.objectContaining({ code: 'bundle-too-large' }));
  });

  it('refuses to sign below a threshold', () => {
    const signers = newSigners();
    const input = { previous: null, targets: targetsOf(), bundled, now: T0 };
    const few = { ...signers, targets: signers.targets.slice(0, 1) };
    expect(() => signRepository({ ...input, signers: few })).toThrow(expect.objectContaining({ code: 'too-few-keys' }));
    const noRoot = { ...signers, root: signers.root.slice(0, 1) };
    expect(() => signRepository({ ...input, signers: noRoot })).toThrow(
      expect.objectContaining({ code: 'too-few-keys' }),
    );
  });
});

it('signatures are ordinary ECDSA over canonical JSON that OpenSSL verifies', () => {
  const signer = signerOf(newKey());
  const key = createPublicKey(signer.publicKey.keyval.public);
  expect(verify('sha256', utf8('text'), key, Buffer.from(signer.sign(utf8('text')), 'hex'))).toBe(true);
});
