/** The tests of the public conformance suite, by their names there: what has expired is not taken. */
import { describe, expect, it } from 'vitest';
import { inDays } from '../../../support/conformance/repository.ts';
import { suite } from '../../../support/conformance/runner.ts';
import { later } from '../../../support/tuf-repository.ts';

describe('conformance suite, test_expiration', () => {
  it(
    'test_root_expired: the expired root is kept, nothing below it is updated',
    suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      expect(await client.refresh()).toBe(0);
      repository.publish('root');
      expect(await client.refresh()).toBe(0);
      repository.of('root').expires = inDays(-1);
      repository.publish('root', 'targets', 'snapshot', 'timestamp');
      expect(await client.refresh()).toBe(1);
      expect(client.roles()).toEqual([
        ['root', 3],
        ['snapshot', 1],
        ['targets', 1],
        ['timestamp', 1],
      ]);
    }),
  );

  it.each([
    [
      'timestamp',
      [
        ['root', 1],
        ['snapshot', 1],
        ['targets', 1],
        ['timestamp', 1],
      ],
    ],
    [
      'snapshot',
      [
        ['root', 1],
        ['snapshot', 1],
        ['targets', 1],
        ['timestamp', 2],
      ],
    ],
    [
      'targets',
      [
        ['root', 1],
        ['snapshot', 2],
        ['targets', 1],
        ['timestamp', 2],
      ],
    ],
  ])('test_%s_expired: a newer version that is over already is not taken', async (role, trusted) => {
    await suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      expect(await client.refresh()).toBe(0);
      repository.of(role).expires = inDays(-5);
      const roles = ['targets', 'snapshot', 'timestamp'];
      repository.publish(...roles.slice(roles.indexOf(role)));
      expect(await client.refresh()).toBe(1);
      expect(client.roles()).toEqual(trusted);
    })();
  });

  it(
    'test_expired_local_root: an old root at hand leads to the new one',
    suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      repository.of('root').expires = inDays(7);
      repository.publish('root');
      expect(await client.refresh()).toBe(0);
      repository.of('root').expires = inDays(21);
      repository.publish('root');
      expect(await client.refresh(later(18))).toBe(0);
      expect(client.version('root')).toBe(3);
    }),
  );

  it(
    'test_expired_local_timestamp: an old timestamp at hand gives way to the new one',
    suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      repository.of('timestamp').expires = inDays(7);
      repository.publish('timestamp');
      expect(await client.refresh()).toBe(0);
      repository.of('timestamp').expires = inDays(21);
      repository.publish('targets', 'snapshot', 'timestamp');
      expect(await client.refresh(later(18))).toBe(0);
      expect(client.roles()).toEqual([
        ['root', 1],
        ['snapshot', 2],
        ['targets', 2],
        ['timestamp', 3],
      ]);
    }),
  );

  it.each([
    'timestamp',
    'snapshot',
    'targets',
  ])('freeze: an unchanged %s that expired since is refused on the next visit', async (role) => {
    await suite(async ({ repository, client }) => {
      const roles = ['targets', 'snapshot', 'timestamp'];
      repository.of(role).expires = inDays(7);
      repository.publish(...roles.slice(roles.indexOf(role)));
      await client.init(repository.file('root'));
      expect(await client.refresh()).toBe(0);
      expect(await client.refresh(later(6.99))).toBe(0);
      expect(await client.refresh(later(7)), 'the end itself is over').toBe(1);
    })();
  });
});

describe('conformance suite, test_delegated_expiration', () => {
  it(
    'test_delegated_targets_expired: a delegated role that is over when first seen is not used',
    suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      repository.delegate('targets', { name: 'delegated', paths: ['delegatedpath/*'] }, { expires: inDays(-1) });
      repository.addArtifact('delegated', 'delegated content', 'delegatedpath/target');
      repository.publish('delegated', 'targets', 'snapshot', 'timestamp');
      expect(await client.refresh()).toBe(0);
      expect(await client.download('delegatedpath/target')).toBe(1);
      expect(client.artifacts()).toEqual([]);
      expect(client.roles()).toEqual([
        ['root', 1],
        ['snapshot', 2],
        ['targets', 2],
        ['timestamp', 2],
      ]);
    }),
  );

  it(
    'test_expired_local_delegated_targets: nor one that expired since it was trusted',
    suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      repository.delegate('targets', { name: 'delegated', paths: ['delegatedpath/*'] }, { expires: inDays(7) });
      repository.addArtifact('delegated', 'first', 'delegatedpath/first');
      repository.addArtifact('delegated', 'second', 'delegatedpath/second');
      repository.publish('delegated', 'targets', 'snapshot', 'timestamp');
      expect(await client.download('delegatedpath/first')).toBe(0);
      expect(await client.download('delegatedpath/second', later(18))).toBe(1);
      expect(client.artifacts()).toEqual(['first']);
    }),
  );

  it(
    'test_expired_local_delegated_targets_updates: a newer version takes its place',
    suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      repository.delegate('targets', { name: 'delegated', paths: ['delegatedpath/*'] }, { expires: inDays(7) });
      repository.addArtifact('delegated', 'first', 'delegatedpath/first');
      repository.addArtifact('delegated', 'second', 'delegatedpath/second');
      repository.publish('delegated', 'targets', 'snapshot', 'timestamp');
      expect(await client.download('delegatedpath/first')).toBe(0);
      repository.of('delegated').expires = inDays(21);
      repository.publish('delegated', 'snapshot', 'timestamp');
      expect(await client.download('delegatedpath/second', later(18))).toBe(0);
      expect(client.artifacts()).toEqual(['first', 'second']);
    }),
  );
});
