/** Named repositories for both clients: attacks on the root. */
import { utf8 } from '../../src/core/domain/bytes.ts';
import { type Case, flip } from './tuf-case.ts';
import { Key, TufRepository } from './tuf-repository.ts';

export const ATTACKS_ON_ROOT: readonly Case[] = [
  {
    name: 'another repository altogether',
    builtBefore: true,
    change: (r) => {
      Object.assign(r.keys, new TufRepository().keys);
      r.listKeys();
      r.write('root');
      r.link();
    },
    expected: 'refused:pin',
  },
  {
    name: 'a host that hides every root',
    builtBefore: true,
    change: (r) => r.files.delete('metadata/1.root.json'),
    expected: 'refused:missing',
    differs: 'tuf-js is handed its root as a file; ours fetches it and knows only its fingerprint',
  },
  {
    name: 'a bit flip in the pinned root',
    builtBefore: true,
    change: (r) => flip(r, 'metadata/1.root.json'),
    expected: 'refused:pin',
    differs: 'tuf-js is handed its root as a file; ours fetches it and knows only its fingerprint',
  },
  {
    name: 'a next root not signed by the old keys',
    returning: true,
    change: (r) => {
      r.bump('root');
      r.keys.root = [new Key(), new Key()];
      r.listKeys();
      r.write('root');
    },
    expected: 'kept:signature',
  },
  {
    name: 'a next root not signed by its own keys',
    returning: true,
    change: (r) => {
      const old = r.keys.root;
      r.bump('root');
      r.keys.root = [new Key(), new Key()];
      r.listKeys();
      r.write('root', r.text('root', old));
    },
    expected: 'kept:signature',
  },
  {
    name: 'a next root signed by one key of three',
    returning: true,
    change: (r) => {
      r.bump('root');
      r.write('root', r.text('root', r.keys.root.slice(0, 1)));
    },
    expected: 'kept:signature',
  },
  {
    name: 'one root key under two ids',
    returning: true,
    change: (r) => {
      const [one] = r.keys.root;
      if (one) r.keys.root = [one, one.alias('second')];
      r.bump('root');
      r.write('root');
    },
    expected: 'kept:signature',
  },
  {
    name: 'a skipped root version',
    returning: true,
    change: (r) => {
      r.bump('root');
      r.signed.root.version = 3;
      r.files.set('metadata/2.root.json', utf8(r.text('root')));
    },
    expected: 'kept:version',
  },
  {
    name: 'the old root again under the next number',
    returning: true,
    change: (r) => r.files.set('metadata/2.root.json', utf8(r.file('metadata/1.root.json'))),
    expected: 'current',
    differs:
      'tuf-js refuses; by 5.3.5 an equal version is discarded, and the update goes on with the root that is trusted',
  },
  {
    name: 'a root that is no root',
    returning: true,
    change: (r) => r.files.set('metadata/2.root.json', utf8(r.file('metadata/timestamp.json'))),
    expected: 'kept:format',
  },
  {
    name: 'a next root of 65 kB',
    returning: true,
    change: (r) => {
      r.bump('root');
      r.signed.root['x-pad'] = 'x'.repeat(65_000);
      r.write('root');
    },
    expected: 'kept:too-large',
    differs: 'tuf-js allows 512 kB',
  },
  {
    name: 'an endless next root',
    returning: true,
    change: (r) => r.misbehaviour.set('metadata/2.root.json', 'endless'),
    expected: 'kept:too-large',
  },
  {
    name: 'a truncated next root',
    returning: true,
    change: (r) => {
      r.rotate(() => {});
      r.misbehaviour.set('metadata/2.root.json', 'truncated');
    },
    expected: 'kept:format',
  },
  {
    name: 'a root of specification 2',
    returning: true,
    change: (r) => {
      r.bump('root');
      r.signed.root.spec_version = '2.0.0';
      r.write('root');
    },
    expected: 'kept:spec-version',
  },
  {
    name: 'a root whose role lists a key twice',
    returning: true,
    change: (r) => {
      r.bump('root');
      const roles = r.signed.root.roles as Record<string, { keyids: string[] }>;
      roles.targets?.keyids.push(roles.targets.keyids[0] ?? '');
      r.write('root');
    },
    expected: 'kept:format',
  },
  {
    name: 'a root with threshold zero',
    returning: true,
    change: (r) => {
      r.bump('root');
      const roles = r.signed.root.roles as Record<string, { threshold: number }>;
      if (roles.timestamp) roles.timestamp.threshold = 0;
      r.write('root');
    },
    expected: 'kept:format',
  },
  {
    name: 'a root without a targets role',
    returning: true,
    change: (r) => {
      r.bump('root');
      delete (r.signed.root.roles as Record<string, unknown>).targets;
      r.write('root');
    },
    expected: 'kept:format',
  },
  {
    name: 'targets still signed by a key that the root has replaced',
    returning: true,
    change: (r) => {
      r.rotate(() => {
        r.keys.targets = [new Key(), ...r.keys.targets.slice(1)];
      });
    },
    expected: 'kept:signature',
  },
  {
    name: 'files still signed by an online key that the root has replaced',
    returning: true,
    change: (r) =>
      r.rotate(() => {
        r.keys.snapshot = r.keys.timestamp = [new Key()];
      }),
    expected: 'kept:signature',
  },
];
