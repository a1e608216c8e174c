/** Named repositories for both clients: honest ones, and honest ones grown old. */
import { type Case, edit, fastForward, RECORDS } from './tuf-case.ts';
import { Key, later, type TufRepository } from './tuf-repository.ts';

export const GOOD: readonly Case[] = [
  { name: 'a fresh repository on a first visit', change: () => {}, file: RECORDS, expected: 'current' },
  {
    name: 'an unchanged repository on a second visit',
    returning: true,
    change: () => {},
    file: RECORDS,
    expected: 'current',
  },
  {
    name: 'a new publication',
    returning: true,
    change: (r) => r.publish(later(10)),
    at: later(10),
    file: RECORDS,
    expected: 'current',
  },
  {
    name: 'a confirmed timestamp',
    returning: true,
    change: (r) => r.confirm(later(50)),
    at: later(50),
    file: RECORDS,
    expected: 'current',
  },
  {
    name: 'a renewed snapshot over the same targets',
    returning: true,
    change: (r) => {
      r.bump('snapshot', 'timestamp');
      r.linkSnapshot();
    },
    expected: 'current',
  },
  {
    name: 'a rotated root key',
    returning: true,
    change: (r) =>
      r.rotate(() => {
        r.keys.root = [new Key(), ...r.keys.root.slice(1)];
      }),
    file: RECORDS,
    expected: 'current',
  },
  {
    name: 'three root rotations between two visits, every root key replaced',
    returning: true,
    change: (r) => {
      for (let i = 0; i < 3; i++)
        r.rotate(() => {
          r.keys.root = [...r.keys.root.slice(1), new Key()];
        });
      r.publish();
    },
    file: RECORDS,
    expected: 'current',
  },
  {
    name: 'a first visit that starts from an old pinned root',
    builtBefore: true,
    change: (r) => {
      r.rotate(() => {
        r.keys.root = [new Key(), ...r.keys.root.slice(1)];
      });
      r.publish();
    },
    expected: 'current',
  },
  {
    name: 'a rotated online key',
    returning: true,
    change: (r) => {
      r.rotate(() => {
        r.keys.snapshot = r.keys.timestamp = [new Key()];
      });
      r.publish();
    },
    expected: 'current',
  },
  {
    name: 'a rotated targets key',
    returning: true,
    change: (r) => {
      r.rotate(() => {
        r.keys.targets = [new Key(), ...r.keys.targets.slice(1)];
      });
      r.publish();
    },
    expected: 'current',
  },
  {
    name: 'recovery from a fast-forward attack by a new online key',
    before: fastForward,
    returning: true,
    change: (r) => {
      r.rotate(() => {
        r.keys.snapshot = r.keys.timestamp = [new Key()];
      });
      r.signed.timestamp.version = 2;
      r.signed.snapshot.version = 2;
      r.link();
    },
    expected: 'current',
  },
  ...(['timestamp', 'snapshot'] as const).map((role) => ({
    name: `recovery from a fast-forward attack by a new key of ${role} alone`,
    before: (r: TufRepository) => {
      r.rotate(() => {
        r.keys.snapshot = [new Key()];
      });
      fastForward(r);
    },
    returning: true,
    change: (r: TufRepository) => {
      r.rotate(() => {
        r.keys[role] = [new Key()];
      });
      r.signed.timestamp.version = 2;
      r.signed.snapshot.version = 2;
      r.link();
    },
    expected: 'current',
    ...(role === 'snapshot' && {
      differs: 'tuf-js keeps its timestamp; by 5.3.11 a new key of either role takes both files’ numbers back',
    }),
  })),
  {
    name: 'a key of unknown type beside those that suffice',
    change: (r) => {
      const keys = r.signed.root.keys as Record<string, unknown>;
      const roles = r.signed.root.roles as Record<string, { keyids: string[] }>;
      keys.sm2 = { keytype: 'sm2', scheme: 'sm2-sm3', keyval: { public: 'ab' } };
      roles.targets?.keyids.push('sm2');
      r.write('root');
      r.link();
    },
    expected: 'current',
    third: 'python-tuf cannot read a root that names such a key; the specification leaves kinds of key to its users',
  },
  {
    name: 'a signature under an id that a role lists and no key stands for, beside those that suffice',
    change: (r) => {
      const roles = r.signed.root.roles as Record<string, { keyids: string[] }>;
      roles.targets?.keyids.push('nobody');
      r.write('root');
      r.link(r.text('targets', [...r.keys.targets, new Key().alias('nobody')]));
    },
    expected: 'current',
  },
  {
    name: 'a signature by a key that nobody listed, beside those that suffice',
    change: (r) => r.link(r.text('targets', [...r.keys.targets, new Key()])),
    expected: 'current',
  },
  {
    name: 'one of three root signatures broken',
    returning: true,
    change: (r) => {
      r.rotate(() => {});
      edit(r, 'metadata/2.root.json', /"sig":"[0-9a-f]{8}/, '"sig":"00000000');
    },
    expected: 'current',
  },
  {
    name: 'a host that answers missing roots with 200 and its home page',
    change: (r) => r.misbehaviour.set('metadata/2.root.json', 'html'),
    expected: 'current',
    differs: 'tuf-js parses the page as a root and stops; hosts like this are common, and a page is not a root',
  },
  {
    name: 'a host that answers missing roots with 403',
    change: (r) => r.misbehaviour.set('metadata/2.root.json', 403),
    expected: 'current',
  },
  {
    name: 'a timestamp whose first words hold a bracket',
    change: (r) => r.write('timestamp', r.text('timestamp').replace('{', '{"x":" <b>",')),
    expected: 'current',
  },
  {
    name: 'targets of 400 kB',
    change: (r) => {
      r.signed.targets['x-pad'] = 'x'.repeat(400_000);
      r.link();
    },
    file: RECORDS,
    expected: 'current',
  },
  {
    name: 'unknown signed fields',
    change: (r) => {
      Object.assign(r.signed.timestamp, { 'x-note': { list: [1, true, null, 'text "quoted" \\ 中文'] } });
      r.linkTimestamp();
    },
    expected: 'current',
  },
  {
    name: 'keys listed under the older name of their type',
    change: (r) => {
      for (const key of Object.values(r.signed.root.keys as Record<string, { keytype: string }>))
        key.keytype = 'ecdsa-sha2-nistp256';
      r.write('root');
    },
    expected: 'current',
  },
  {
    name: 'a repository without consistent snapshots',
    change: (r) => {
      r.files.clear();
      r.signed.root.consistent_snapshot = false;
      r.write('root');
      r.link();
    },
    file: RECORDS,
    expected: 'current',
  },
  {
    name: 'a root that does not speak of consistent snapshots',
    change: (r) => {
      r.files.clear();
      delete r.signed.root.consistent_snapshot;
      r.write('root');
      r.link();
    },
    file: RECORDS,
    expected: 'current',
    differs:
      'tuf-js asks for the field; by the specification it is optional, and without it snapshots are not consistent',
    third: 'python-tuf takes it, as we do',
  },
  {
    name: 'a snapshot and a timestamp that list versions alone',
    returning: true,
    change: (r) => {
      r.publish(later(3));
      r.signed.snapshot.meta = { 'targets.json': { version: r.version('targets') } };
      r.write('snapshot');
      r.signed.timestamp.meta = { 'snapshot.json': { version: r.version('snapshot') } };
      r.write('timestamp');
    },
    at: later(3),
    file: RECORDS,
    expected: 'current',
  },
  {
    name: 'metadata written with blanks and line ends',
    change: (r) => r.write('timestamp', JSON.stringify(JSON.parse(r.text('timestamp')), null, 2)),
    expected: 'current',
  },
];

export const STALE: readonly Case[] = [
  {
    name: 'freeze: an expired timestamp on a first visit',
    change: () => {},
    at: later(91),
    expected: 'aged:timestamp',
  },
  {
    name: 'freeze: an unchanged timestamp that expired since',
    returning: true,
    change: () => {},
    at: later(91),
    expected: 'aged:timestamp',
  },
  {
    name: 'freeze: the same old files after 400 days',
    returning: true,
    change: () => {},
    at: later(400),
    expected: 'aged:timestamp+snapshot+targets',
  },
  {
    name: 'freeze: an expired snapshot of unchanged version',
    returning: true,
    change: (r) => r.confirm(later(185)),
    at: later(185),
    expected: 'aged:snapshot',
  },
  {
    name: 'freeze: expired targets of unchanged version',
    returning: true,
    change: (r) => {
      r.now = later(401);
      r.bump('snapshot', 'timestamp');
      r.linkSnapshot();
    },
    at: later(401),
    expected: 'aged:targets',
  },
  {
    name: 'an expired root',
    returning: true,
    change: (r) => r.publish(later(1101)),
    at: later(1101),
    expected: 'aged:root',
  },
];
