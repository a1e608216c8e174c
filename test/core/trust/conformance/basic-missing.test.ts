/** The tests of the public conformance suite, by their names there: what is missing, of another kind, or over. */
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../../../src/core/domain/bytes.ts';
import { inDays } from '../../../support/conformance/repository.ts';
import { suite } from '../../../support/conformance/runner.ts';
import { type Loose, later } from '../../../support/tuf-repository.ts';

describe('conformance suite, test_basic', () => {
  it.each([
    [
      'test_snapshot_404',
      'snapshot',
      'timestamp',
      [
        ['root', 1],
        ['snapshot', 1],
        ['targets', 1],
        ['timestamp', 2],
      ],
    ],
    [
      'test_targets_404',
      'targets',
      'snapshot',
      [
        ['root', 1],
        ['snapshot', 2],
        ['targets', 1],
        ['timestamp', 2],
      ],
    ],
  ])('%s: a version that is named and not there', async (_, role, above, trusted) => {
    await suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      expect(await client.refresh()).toBe(0);
      Object.assign(repository.of(above).meta as object, { [`${role}.json`]: { version: 2 } });
      repository.publish(...(above === 'snapshot' ? ['snapshot', 'timestamp'] : ['timestamp']));
      expect(await client.refresh()).toBe(1);
      expect(repository.requests.at(-1)).toEqual([role, 2]);
      expect(client.roles()).toEqual(trusted);
    })();
  });

  it(
    'test_timestamp_404: a repository without a timestamp is refused',
    suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      expect(await client.refresh()).toBe(0);
      repository.published.delete('timestamp');
      expect(await client.refresh()).toBe(1);
      expect(repository.requests.at(-1)).toEqual(['timestamp', null]);
    }),
  );

  it(
    'test_incorrect_metadata_type: a snapshot that reads like a timestamp is none',
    suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      const [signer] = repository.signers.get('timestamp')?.values() ?? [];
      repository.addKey('snapshot', 'root', signer);
      const snapshot: Loose = { ...repository.of('snapshot'), meta: { 'snapshot.json': { version: 1 } }, version: 2 };
      repository.publish('root');
      repository.push('snapshot', snapshot);
      repository.published.get('timestamp')?.push(repository.published.get('snapshot')?.pop() ?? utf8(''));
      expect(await client.refresh()).toBe(1);
      expect(client.roles()).toEqual([['root', 2]]);
    }),
  );

  it(
    'test_faketime: the clock is the one that the device has',
    suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      repository.of('root').expires = inDays(7);
      repository.publish('root');
      expect(await client.refresh()).toBe(0);
      expect(await client.refresh(later(8))).toBe(1);
    }),
  );
});
