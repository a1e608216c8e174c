/** The tests of the public conformance suite, by their names there: nothing goes back, and what was pushed forward recovers. */
import { describe, expect, it } from 'vitest';
import { suite } from '../../../support/conformance/runner.ts';

describe('conformance suite, test_rollback', () => {
  it(
    'test_simple_snapshot_rollback: a snapshot that the timestamp does not name is not asked for',
    suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      repository.publish('snapshot', 'timestamp');
      expect(await client.refresh()).toBe(0);
      repository.publish('snapshot');
      expect(await client.refresh()).toBe(0);
      expect(client.version('snapshot')).toBe(2);
      expect(repository.requests.at(-1)).toEqual(['timestamp', null]);
    }),
  );

  it(
    'test_new_timestamp_version_rollback: an older timestamp is refused',
    suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      repository.publish('timestamp');
      expect(await client.refresh()).toBe(0);
      repository.published.delete('timestamp');
      repository.of('timestamp').version = 1;
      repository.publish('timestamp');
      expect(await client.refresh()).toBe(1);
      expect(client.version('timestamp')).toBe(2);
      expect(repository.requests.at(-1)).toEqual(['timestamp', null]);
    }),
  );

  it.each([
    ['basic', false],
    ['with hashes', true],
  ])('test_snapshot_rollback[%s]: a timestamp that names an older snapshot is refused', async (_, withHashes) => {
    await suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      repository.withHashes = withHashes;
      repository.publish('snapshot', 'timestamp');
      expect(await client.refresh()).toBe(0);
      repository.published.delete('snapshot');
      repository.of('snapshot').version = 1;
      repository.publish('snapshot', 'timestamp');
      expect(await client.refresh()).toBe(1);
      expect([client.version('timestamp'), client.version('snapshot')]).toEqual([2, 2]);
      expect(repository.requests.at(-1)).toEqual(['timestamp', null]);
    })();
  });

  it.each([
    ['basic', false],
    ['with hashes', true],
  ])('test_targets_rollback[%s]: a snapshot that names older targets is refused', async (_, withHashes) => {
    await suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      repository.withHashes = withHashes;
      repository.publish('targets', 'snapshot', 'timestamp');
      expect(await client.refresh()).toBe(0);
      repository.published.delete('targets');
      repository.of('targets').version = 1;
      repository.publish('targets', 'snapshot', 'timestamp');
      expect(await client.refresh()).toBe(1);
      expect([client.version('snapshot'), client.version('targets')]).toEqual([2, 2]);
    })();
  });

  it(
    'a snapshot that no longer lists a delegated role is refused',
    suite(async ({ repository, client }) => {
      repository.delegate('targets', { name: 'A', paths: ['*'] });
      repository.publish('A', 'targets', 'snapshot', 'timestamp');
      await client.init(repository.file('root'));
      expect(await client.refresh()).toBe(0);
      delete (repository.of('snapshot').meta as Record<string, unknown>)['A.json'];
      repository.publish('snapshot', 'timestamp');
      expect(await client.refresh()).toBe(1);
      expect(client.version('snapshot')).toBe(2);
    }),
  );

  it(
    'test_new_targets_fast_forward_recovery: by a new snapshot key',
    suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      for (let i = 0; i < 99; i++) repository.publish('targets');
      repository.publish('snapshot', 'timestamp');
      expect(await client.refresh()).toBe(0);
      expect(client.version('targets')).toBe(100);
      repository.rotateKeys('snapshot');
      repository.of('targets').version = 1;
      repository.publish('root', 'targets', 'snapshot', 'timestamp');
      expect(await client.refresh()).toBe(0);
      expect(client.version('targets')).toBe(2);
    }),
  );

  it(
    'test_new_snapshot_fast_forward_recovery: by new snapshot and timestamp keys',
    suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      for (let i = 0; i < 99; i++) repository.publish('snapshot');
      repository.publish('timestamp');
      expect(await client.refresh()).toBe(0);
      expect(client.version('snapshot')).toBe(100);
      repository.rotateKeys('snapshot');
      repository.rotateKeys('timestamp');
      repository.published.delete('snapshot');
      repository.of('snapshot').version = 1;
      repository.publish('root', 'targets', 'snapshot', 'timestamp');
      expect(await client.refresh()).toBe(0);
      expect(client.version('snapshot')).toBe(1);
    }),
  );

  it(
    'test_new_timestamp_fast_forward_recovery: by a new timestamp key',
    suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      for (let i = 0; i < 99; i++) repository.publish('timestamp');
      expect(await client.refresh()).toBe(0);
      expect(client.version('timestamp')).toBe(100);
      repository.rotateKeys('timestamp');
      repository.published.delete('timestamp');
      repository.of('timestamp').version = 1;
      repository.publish('root', 'timestamp');
      expect(await client.refresh()).toBe(0);
      expect(client.version('timestamp')).toBe(1);
    }),
  );

  it(
    'test_new_snapshot_version_mismatch: the snapshot is the one that the timestamp names, not the newest',
    suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      repository.publish('snapshot');
      Object.assign(repository.of('timestamp').meta as object, { 'snapshot.json': { version: 1 } });
      repository.publish('root', 'timestamp');
      expect(await client.refresh()).toBe(0);
      expect(client.roles()).toEqual([
        ['root', 2],
        ['snapshot', 1],
        ['targets', 1],
        ['timestamp', 2],
      ]);
    }),
  );
});
