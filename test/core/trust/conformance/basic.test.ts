/** The tests of the public conformance suite, by their names there: refreshing, and what is trusted afterwards. */
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../../../src/core/domain/bytes.ts';
import { suite } from '../../../support/conformance/runner.ts';
import { newSigner } from '../../../support/conformance/signers.ts';

const FIRST = [
  ['root', 2],
  ['timestamp', null],
  ['snapshot', 1],
  ['targets', 1],
];

describe('conformance suite, test_basic', () => {
  it(
    'test_basic_refresh_requests: asks for the next root, the timestamp and what it names',
    suite(async ({ repository, client }) => {
      expect(await client.init(repository.file('root'))).toBe(0);
      expect(await client.refresh()).toBe(0);
      expect(repository.requests).toEqual(FIRST);
    }),
  );

  it(
    'test_basic_refresh_trusted_data: keeps the four files as they came',
    suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      expect(await client.refresh()).toBe(0);
      for (const role of ['root', 'timestamp', 'snapshot', 'targets'])
        expect(utf8(client.content(`${role}.json`))).toEqual(repository.file(role));
    }),
  );

  it(
    'test_implicit_refresh: a download refreshes first, also one that finds nothing',
    suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      expect(await client.download('nonexistent artifact')).toBe(1);
      expect(repository.requests).toEqual(FIRST);
      expect(client.roles().map(([, version]) => version)).toEqual([1, 1, 1, 1]);
    }),
  );

  it(
    'test_invalid_initial_root: asks for nothing when the trusted root has no version',
    suite(async ({ repository, client }) => {
      repository.tamper('root', ({ signed }) => delete signed.version);
      await client.init(repository.file('root'));
      expect(await client.refresh()).toBe(1);
      expect(repository.requests).toEqual([]);
    }),
  );

  it(
    'test_unsigned_initial_root: asks for nothing when the trusted root is not signed',
    suite(async ({ repository, client }) => {
      repository.tamper('root', ({ signatures }) => {
        const other = newSigner().sign('{}');
        signatures.splice(0, 1, { keyid: signatures[0]?.keyid ?? '', sig: other });
      });
      await client.init(repository.file('root'));
      expect(await client.refresh()).toBe(1);
      expect(repository.requests).toEqual([]);
    }),
  );

  it.each([
    ['root', [['root', 1]]],
    ['timestamp', [['root', 2]]],
    [
      'snapshot',
      [
        ['root', 2],
        ['timestamp', 2],
      ],
    ],
    [
      'targets',
      [
        ['root', 2],
        ['snapshot', 2],
        ['timestamp', 2],
      ],
    ],
  ])('test_unsigned_metadata[%s]: refuses the role, keeps what was verified before it', async (role, trusted) => {
    await suite(async ({ repository, client }) => {
      const first = repository.file('root');
      repository.signers.get(role)?.clear();
      repository.publish('root', 'targets', 'snapshot', 'timestamp');
      await client.init(first);
      expect(await client.refresh()).toBe(1);
      expect(client.roles()).toEqual(trusted);
    })();
  });

  it.each([
    ['root', [['root', 1]]],
    [
      'snapshot',
      [
        ['root', 2],
        ['timestamp', 2],
      ],
    ],
    [
      'targets',
      [
        ['root', 2],
        ['snapshot', 2],
        ['timestamp', 2],
      ],
    ],
  ])('test_url_and_metadata_version_mismatch[%s]: refuses version 3 under the address of 2', async (role, trusted) => {
    await suite(async ({ repository, client }) => {
      const first = repository.file('root');
      repository.publish('root', 'targets');
      const named = { version: 2 };
      const signed = repository.of(role);
      if (role === 'snapshot') repository.publish('snapshot', 'timestamp');
      repository.published.get(role)?.pop();
      repository.push(role, { ...signed, version: 3 });
      if (role !== 'snapshot') {
        Object.assign(repository.of('snapshot').meta as object, { 'targets.json': named });
        repository.publish('snapshot', 'timestamp');
      }
      await client.init(first);
      expect(await client.refresh()).toBe(1);
      expect(client.roles()).toEqual(trusted);
    })();
  });

  it(
    'test_timestamp_content_changes: the same version with other content is not used, and is no fault',
    suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      expect(await client.refresh()).toBe(0);
      Object.assign(repository.of('timestamp').meta as object, { 'snapshot.json': { version: 100 } });
      repository.published.delete('timestamp');
      repository.publish('timestamp');
      expect(await client.refresh()).toBe(0);
      expect(repository.requests.at(-1)).toEqual(['timestamp', null]);
      expect(JSON.parse(client.content('timestamp.json')).signed.meta['snapshot.json'].version).toBe(1);
    }),
  );

  it(
    'test_basic_metadata_hash_support: accepts the listed hashes, refuses targets that have another',
    suite(async ({ repository, client }) => {
      repository.withHashes = true;
      repository.publish('targets', 'snapshot', 'timestamp');
      await client.init(repository.file('root'));
      expect(await client.refresh()).toBe(0);
      repository.publish('targets');
      const meta = repository.of('snapshot').meta as Record<string, { hashes: { sha256: string } }>;
      Object.assign(meta['targets.json']?.hashes ?? {}, { sha256: '46'.repeat(32) });
      repository.publish('snapshot', 'timestamp');
      expect(await client.refresh()).toBe(1);
      expect([client.version('snapshot'), client.version('targets')]).toEqual([3, 2]);
    }),
  );

  it(
    'test_metadata_bytes_match: keeps the very bytes, blanks and all',
    suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      const odd = utf8(`${Buffer.from(repository.published.get('timestamp')?.pop() ?? []).toString()} `);
      repository.published.get('timestamp')?.push(odd);
      expect(await client.refresh()).toBe(0);
      expect(utf8(client.content('timestamp.json'))).toEqual(odd);
    }),
  );

  it(
    'test_custom_fields: what is unknown is signed with the rest',
    suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      expect(await client.refresh()).toBe(0);
      repository.of('root')['custom-field'] = 'value';
      repository.addKey('root', 'root', newSigner('ecdsa', { 'extra-field': { a: 1, b: 2 } }));
      repository.entry('root')['another-field'] = 'value';
      repository.publish('root');
      expect(await client.refresh()).toBe(0);
      expect(client.version('root')).toBe(2);
    }),
  );

  it(
    'test_deprecated_keyid_hash_algorithms: a field that the specification dropped means nothing',
    suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      repository.entry('snapshot').keyids.length = 0;
      repository.signers.get('snapshot')?.clear();
      repository.addKey('snapshot', 'root', newSigner('ecdsa', { keyid_hash_algorithms: 'md5' }));
      repository.publish('root', 'snapshot', 'timestamp');
      expect(await client.refresh()).toBe(0);
      expect([client.version('root'), client.version('snapshot')]).toEqual([2, 2]);
    }),
  );
});
