/** Named repositories for both clients: attacks on snapshot and targets. */
import { utf8 } from '../../src/core/domain/bytes.ts';
import type { Role } from '../../src/core/trust/metadata.ts';
import { type Case, flip } from './tuf-case.ts';
import { Key, later, type TufRepository } from './tuf-repository.ts';

export const ATTACKS_ON_SNAPSHOT_AND_TARGETS: readonly Case[] = [
  { name: 'a bit flip in the snapshot', change: (r) => flip(r, r.path('snapshot')), expected: 'refused:hash' },
  {
    name: 'a snapshot of the wrong length',
    change: (r) => {
      const path = r.path('snapshot');
      r.files.set(path, utf8(`${r.file(path)}`.slice(0, -1)));
    },
    expected: 'refused:hash',
  },
  {
    name: 'a longer snapshot than listed',
    change: (r) => {
      const path = r.path('snapshot');
      r.files.set(path, utf8(`${r.file(path)} `));
    },
    expected: 'refused:too-large',
  },
  {
    name: 'a hidden snapshot',
    returning: true,
    change: (r) => {
      r.publish();
      r.files.delete(r.path('snapshot'));
    },
    expected: 'kept:missing',
  },
  {
    name: 'a snapshot of the same version with other bytes',
    returning: true,
    change: (r) => {
      r.signed.snapshot['x-other'] = 1;
      r.bump('timestamp');
      r.write('snapshot');
      r.linkTimestamp();
    },
    expected: 'kept:equal-version',
    differs: 'tuf-js trusts its stored copy without comparing',
  },
  {
    name: 'a snapshot signed by a targets key',
    change: (r) => r.linkSnapshot(r.text('snapshot', r.keys.targets)),
    expected: 'refused:signature',
  },
  {
    name: 'a snapshot whose version is not the listed one',
    returning: true,
    change: (r) => {
      r.publish();
      const signed = { ...r.signed.snapshot, version: 99 };
      r.files.set(r.path('snapshot'), utf8(r.text('snapshot', undefined, signed)));
      r.linkTimestamp();
    },
    expected: 'kept:version',
  },
  {
    name: 'a newer snapshot that lists older targets',
    before: (r) => r.publish(),
    returning: true,
    change: (r) => {
      r.bump('snapshot', 'timestamp');
      r.signed.targets.version = 1;
      r.write('targets');
      r.linkSnapshot();
    },
    expected: 'kept:rollback',
  },
  {
    name: 'a newer snapshot that no longer lists a file',
    returning: true,
    change: (r) => {
      r.bump('snapshot', 'timestamp');
      r.signed.snapshot.meta = {};
      r.write('snapshot');
      r.linkTimestamp();
    },
    expected: 'kept:rollback',
  },
  {
    name: 'a snapshot that lists targets by a name of the prototype',
    change: (r) => {
      r.signed.snapshot.meta = JSON.parse('{"__proto__":{"targets.json":{"version":1}}}');
      r.write('snapshot');
      r.linkTimestamp();
    },
    expected: 'refused:format',
  },
  {
    name: 'a shortened snapshot where the timestamp lists a length and no hash',
    change: (r) => {
      const { length } = r.file(r.path('snapshot'));
      r.signed.timestamp.meta = { 'snapshot.json': { version: 1, length: length + 1 } };
      r.write('timestamp');
    },
    expected: 'refused:hash',
  },
  {
    name: 'a snapshot listed with length zero',
    change: (r) => listAs(r, { length: 0 }),
    expected: 'refused:too-large',
  },
  {
    name: 'a snapshot listed with a negative length',
    change: (r) => listAs(r, { length: -1 }),
    expected: 'refused:format',
  },
  { name: 'a snapshot listed as version zero', change: (r) => listAs(r, { version: 0 }), expected: 'refused:format' },
  {
    name: 'a newer timestamp that lists the snapshot as version zero',
    returning: true,
    change: (r) => {
      r.bump('timestamp');
      listAs(r, { version: 0 });
    },
    expected: 'kept:format',
  },
  {
    name: 'a snapshot that lists no files at all',
    change: (r) => {
      delete r.signed.snapshot.meta;
      r.write('snapshot');
      r.linkTimestamp();
    },
    expected: 'refused:format',
  },
  {
    name: 'targets that list no files at all',
    change: (r) => {
      delete r.signed.targets.targets;
      r.write('targets');
      r.linkSnapshot();
    },
    expected: 'refused:format',
  },
  { name: 'a bit flip in targets', change: (r) => flip(r, r.path('targets')), expected: 'refused:hash' },
  {
    name: 'old targets under the new name (mix and match)',
    returning: true,
    change: (r) => {
      const old = r.file(r.path('targets'));
      r.publish();
      // Of the listed length, so that the hash has to tell.
      const { length } = r.file(r.path('targets'));
      r.files.set(r.path('targets'), utf8(old.padEnd(length).slice(0, length)));
    },
    expected: 'kept:hash',
  },
  {
    name: 'targets signed by one key of two',
    change: (r) => r.link(r.text('targets', r.keys.targets.slice(0, 1))),
    expected: 'refused:signature',
  },
  {
    name: 'targets signed by the online key',
    change: (r) => r.link(r.text('targets', r.keys.timestamp)),
    expected: 'refused:signature',
  },
  {
    name: 'one targets key under two ids',
    change: (r) => {
      const [one] = r.keys.targets;
      if (one) r.keys.targets = [one, one.alias('second')];
      r.listKeys();
      r.write('root');
      r.link();
    },
    expected: 'refused:signature',
    differs: 'tuf-js counts key ids: one holder listed twice reaches two of two alone',
  },
  {
    name: 'targets whose version is not the listed one',
    change: (r) => {
      const signed = { ...r.signed.targets, version: 7 };
      r.files.set(r.path('targets'), utf8(r.text('targets', undefined, signed)));
      r.linkSnapshot();
    },
    expected: 'refused:version',
  },
  {
    name: 'targets of the same version with other bytes',
    returning: true,
    change: (r) => {
      r.signed.targets['x-other'] = 1;
      r.bump('snapshot', 'timestamp');
      r.link();
    },
    expected: 'kept:equal-version',
    differs: 'tuf-js checks the stored copy against the new hash, finds it other and takes the new bytes',
  },
  {
    name: 'targets forged under the ids of both keys',
    change: (r) => r.link(r.text('targets', forgers(r, 'targets'))),
    expected: 'refused:signature',
  },
  {
    name: 'a snapshot forged under the id of the online key',
    change: (r) => r.linkSnapshot(r.text('snapshot', forgers(r, 'snapshot'))),
    expected: 'refused:signature',
  },
  {
    name: 'a whole publication forged by a mirror',
    returning: true,
    change: (r) => {
      for (const role of ['targets', 'snapshot', 'timestamp'] as const) r.keys[role] = forgers(r, role);
      r.publish(later(1));
    },
    at: later(1),
    expected: 'kept:signature',
  },
  {
    name: 'a root offered as targets',
    change: (r) => {
      r.files.set(r.path('targets'), utf8(r.file('metadata/1.root.json')));
      r.linkSnapshot();
    },
    expected: 'refused:format',
  },
  {
    name: 'a repository below the version that the build was made with',
    change: (r) => r.publish(),
    minimumVersion: 99,
    expected: 'refused:below-minimum',
    differs: 'tuf-js has no such floor',
  },
];

/** A timestamp that says something else of its snapshot. */
function listAs(repository: TufRepository, change: Readonly<Record<string, number>>): void {
  const meta = repository.signed.timestamp.meta as Record<string, object>;
  repository.signed.timestamp.meta = { 'snapshot.json': { ...meta['snapshot.json'], ...change } };
  repository.write('timestamp');
}

/** Keys of a stranger under the ids of the genuine ones. */
function forgers(repository: TufRepository, role: Role): Key[] {
  return repository.keys[role].map(({ id }) => new Key().alias(id));
}
