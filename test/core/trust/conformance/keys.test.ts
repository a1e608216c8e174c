/** The tests of the public conformance suite, by their names there: whose signatures count. */
import { describe, expect, it } from 'vitest';
import { inDays } from '../../../support/conformance/repository.ts';
import { suite } from '../../../support/conformance/runner.ts';
import { newSigner } from '../../../support/conformance/signers.ts';

describe('conformance suite, test_keys', () => {
  it(
    'test_snapshot_does_not_meet_threshold: two signatures of three are too few',
    suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      repository.entry('snapshot').threshold = 3;
      const { id } = repository.addKey('snapshot');
      repository.addKey('snapshot');
      repository.publish('root', 'targets', 'snapshot', 'timestamp');
      expect(await client.refresh()).toBe(0);
      repository.signers.get('snapshot')?.delete(id);
      repository.publish('targets', 'snapshot', 'timestamp');
      expect(await client.refresh()).toBe(1);
      expect(client.version('snapshot')).toBe(2);
    }),
  );

  it(
    'test_snapshot_has_too_few_keys: a threshold above the number of keys is never met',
    suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      for (let i = 0; i < 4; i++) repository.addKey('snapshot');
      repository.entry('snapshot').threshold = 6;
      repository.publish('root', 'snapshot', 'timestamp');
      expect(await client.refresh()).toBe(1);
      expect([client.version('root'), client.version('snapshot')]).toEqual([2, null]);
    }),
  );

  it(
    'test_duplicate_keys: one key listed nine times, with nine signatures, is not nine keys',
    suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      const { id } = repository.addKey('snapshot');
      repository.entry('snapshot').keyids.push(...new Array<string>(8).fill(id));
      repository.entry('snapshot').threshold = 6;
      repository.publish('root', 'snapshot', 'timestamp');
      repository.tamper('snapshot', ({ signatures }) => {
        const own = signatures.find(({ keyid }) => keyid === id);
        for (let i = 0; own && i < 8; i++) signatures.push(own);
      });
      expect(await client.refresh()).toBe(1);
      expect(client.version('snapshot')).toBeNull();
    }),
  );

  it(
    'one key under six ids is not six keys',
    suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      const signer = newSigner();
      repository.rotateKeys('snapshot');
      for (let i = 0; i < 6; i++) repository.addKey('snapshot', 'root', { ...signer, id: `${i}`.repeat(64) });
      repository.entry('snapshot').threshold = 3;
      repository.publish('root', 'snapshot', 'timestamp');
      expect(await client.refresh()).toBe(1);
      expect(client.version('snapshot')).toBeNull();
    }),
  );

  it(
    'test_duplicate_sig_keyids: a file with two signatures under one id is malformed',
    suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      repository.tamper('snapshot', ({ signatures }) => signatures.push(...signatures));
      expect(await client.refresh()).toBe(1);
      expect(client.version('snapshot')).toBeNull();
    }),
  );

  const BAD = {
    rsa: 'b1'.repeat(256),
    ecdsa:
      '3046022100fa1f62d38e0f5c565fa23e5d230086258427d87f024c146071966deefde55468022100b3347b4bd9ba6701ca6cef949d04b5742394b9f8c4417933e5d4fa76c3ca3a98',
    ed25519: 'b6'.repeat(64),
  } as const;
  it.each([
    'rsa',
    'ecdsa',
    'ed25519',
  ] as const)('test_keytype_and_scheme[%s]: its signature counts, another does not', async (kind) => {
    await suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      const { id } = repository.addKey('root', 'root', newSigner(kind));
      repository.entry('root').threshold = 2;
      repository.publish('root');
      expect(await client.refresh()).toBe(0);
      expect(client.version('root')).toBe(2);
      repository.publish('root');
      repository.tamper('root', ({ signatures }) => {
        for (const signature of signatures) if (signature.keyid === id) signature.sig = BAD[kind];
      });
      expect(await client.refresh()).toBe(1);
      expect(client.version('root')).toBe(2);
    })();
  });

  it.each([
    'plausible',
    '',
  ])('test_invalid_sig_in_valid_metadata: a broken signature beside enough good ones is no fault (%j)', async (broken) => {
    await suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      const [first] = repository.signers.get('timestamp')?.keys() ?? [];
      repository.addKey('timestamp');
      repository.publish('root', 'timestamp');
      repository.tamper('timestamp', ({ signatures }) => {
        for (const entry of signatures) if (entry.keyid === first) entry.sig = broken && newSigner().sign('{}');
      });
      expect(await client.refresh()).toBe(0);
      expect(client.version('timestamp')).toBe(2);
    })();
  });
});

interface Version {
  readonly keys: readonly number[];
  readonly threshold: number;
  readonly sigs: readonly number[];
}

function version(keys: string, threshold: number, sigs: string): Version {
  return { keys: [...keys].map(Number), threshold, sigs: [...sigs].map(Number) };
}

/** Roots in their order: keys, threshold, who signs. Where it fails, the last one is refused. */
const ROOTS: readonly (readonly [name: string, accepted: boolean, roots: readonly Version[]])[] = [
  ['1-of-1-key-rotation', true, [version('1', 1, '1'), version('2', 1, '21'), version('2', 1, '2')]],
  [
    '1-of-1-key-rotation-unused-signatures',
    true,
    [version('1', 1, '314'), version('2', 1, '3214'), version('2', 1, '324')],
  ],
  ['3-of-5-sign-with-different-keycombos', true, ['024', '041', '013', '013'].map((sigs) => version('01234', 3, sigs))],
  ['3-of-5-one-key-rotated', true, [version('01234', 3, '024'), version('01345', 3, '041')]],
  [
    '3-of-5-one-key-rotated-with-intermediate-step',
    true,
    [version('01234', 3, '024'), version('01345', 3, '0245'), version('01345', 3, '045')],
  ],
  [
    '3-of-5-all-keys-rotated-with-intermediate-step',
    true,
    [version('01234', 3, '024'), version('56789', 3, '024567'), version('56789', 3, '567')],
  ],
  ['1-of-3-threshold-increase-to-2-of-3', true, [version('123', 1, '1'), version('123', 2, '12')]],
  [
    '2-of-3-threshold-decrease-to-1-of-3',
    true,
    [version('123', 2, '12'), version('123', 1, '12'), version('123', 1, '1')],
  ],
  ['1-of-2-threshold-increase-to-2-of-2', true, [version('1', 1, '1'), version('12', 2, '12')]],
  ['1-of-1-key-rotation-fail-not-signed-with-old-key', false, [version('1', 1, '1'), version('2', 1, '234')]],
  ['1-of-1-key-rotation-fail-not-signed-with-new-key', false, [version('1', 1, '1'), version('2', 1, '134')]],
  [
    '3-of-5-one-key-rotate-fails-not-signed-with-3-new-keys',
    false,
    [version('01234', 3, '024'), version('01345', 3, '024')],
  ],
  [
    '3-of-5-one-key-rotate-fails-not-signed-with-3-old-keys',
    false,
    [version('01234', 3, '024'), version('01345', 3, '045')],
  ],
  [
    '1-of-3-threshold-bump-to-2-of-3-fails-new-threshold-not-reached',
    false,
    [version('123', 1, '1'), version('123', 2, '2')],
  ],
  [
    '2-of-3-threshold-decr-to-1-of-3-fails-old-threshold-not-reached',
    false,
    [version('123', 2, '12'), version('123', 1, '1')],
  ],
];

const OTHERS: readonly (readonly [name: string, accepted: boolean, version: Version])[] = [
  ['1-of-1-key-rotation', true, version('2', 1, '2')],
  ['1-of-1-key-rotation-unused-signatures', true, version('1', 1, '314')],
  ['1-of-1-key-rotation-fail-not-signed-with-new-key', false, version('2', 1, '134')],
  ['3-of-5-one-key-signature-wrong-not-signed-with-3-expected-keys', false, version('01345', 3, '024')],
  ['2-of-5-one-key-signature-missing-threshold-not-reached', false, version('01345', 3, '04')],
  ['3-of-5-sign-first-combo', true, version('01234', 3, '024')],
  ['3-of-5-sign-second-combo', true, version('01234', 3, '041')],
  ['3-of-5-sign-third-combo', true, version('01234', 3, '013')],
  ['3-of-5-sign-fourth-combo', true, version('01234', 3, '123')],
  ['3-of-5-sign-fifth-combo', true, version('01234', 3, '234')],
];

describe('conformance suite, test_updater_key_rotations', () => {
  const signers = Array.from({ length: 10 }, () => newSigner('ed25519'));
  const chosen = (numbers: readonly number[]) => numbers.map((number) => signers[number] ?? newSigner());

  it.each(ROOTS)('test_root_rotation[%s] → %s', async (_, accepted, roots) => {
    await suite(async ({ repository, client }) => {
      repository.published.delete('root');
      repository.of('root').version = 1;
      for (const { keys, threshold, sigs } of roots) {
        repository.entry('root').keyids.length = 0;
        for (const signer of chosen(keys)) repository.addKey('root', 'root', signer);
        repository.signers.set('root', new Map(chosen(sigs).map((signer) => [signer.id, signer])));
        repository.entry('root').threshold = threshold;
        repository.publish('root');
      }
      const files = repository.published.get('root') ?? [];
      await client.init(files[0]);
      expect(await client.refresh()).toBe(accepted ? 0 : 1);
      expect(client.content('root.json')).toBe(Buffer.from(files.at(accepted ? -1 : -2) ?? []).toString());
    })();
  });

  it.each(OTHERS)('test_non_root_rotations[%s] → %s', async (_, accepted, { keys, threshold, sigs }) => {
    await suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      for (const role of ['timestamp', 'snapshot', 'targets']) {
        repository.entry(role).keyids.length = 0;
        for (const signer of chosen(keys)) repository.addKey(role, 'root', signer);
        repository.signers.set(role, new Map(chosen(sigs).map((signer) => [signer.id, signer])));
        repository.entry(role).threshold = threshold;
        repository.of(role).expires = inDays(29);
        repository.publish('root', 'targets', 'snapshot', 'timestamp');
        expect(await client.refresh(), role).toBe(accepted ? 0 : 1);
        if (accepted) expect(client.content(`${role}.json`)).toBe(Buffer.from(repository.file(role) ?? []).toString());
      }
    })();
  });
});
