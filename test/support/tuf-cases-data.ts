/** Named repositories for both clients: attacks on data files and their names. */
import { utf8 } from '../../src/core/domain/bytes.ts';
import { type Case, flip, RECORDS } from './tuf-case.ts';
import { listing, sha256Hex, type TufRepository } from './tuf-repository.ts';

export const ATTACKS_ON_DATA: readonly Case[] = [
  {
    name: 'a bit flip in a data file',
    change: (r) => flip(r, r.targetPath(RECORDS)),
    file: RECORDS,
    expected: 'file:hash',
  },
  {
    name: 'a data file of another county under the right name',
    change: (r) => r.files.set(r.targetPath(RECORDS), utf8('{"releases":[1]'.padEnd(15))),
    file: RECORDS,
    expected: 'file:hash',
  },
  ...[
    ['another county', 'demo-b/2025/records.json'],
    ['another year', 'demo/2024/records.json'],
  ].map(([what, path = '']) => ({
    name: `a file of ${what}, signed and genuine, under the right name`,
    change: (r: TufRepository) => {
      // Of one length, so that the hash has to tell.
      r.content.set(path, utf8('{"releases":[2]'.slice(0, -1).padEnd(15)));
      r.link();
      r.files.set(r.targetPath(RECORDS), r.content.get(path) ?? utf8(''));
    },
    file: RECORDS,
    expected: 'file:hash',
  })),
  {
    name: 'a file of the release before, signed and genuine then, under the right name',
    returning: true,
    change: (r) => {
      const before = r.content.get(RECORDS) ?? utf8('');
      r.publish(undefined, '{"releases":{}}');
      r.files.set(r.targetPath(RECORDS), before);
    },
    file: RECORDS,
    expected: 'file:hash',
  },
  {
    name: 'a data file with bytes after its end',
    change: (r) => r.files.set(r.targetPath(RECORDS), utf8('{"releases":[]} ')),
    file: RECORDS,
    expected: 'file:too-large',
  },
  {
    name: 'a shortened data file',
    change: (r) => r.files.set(r.targetPath(RECORDS), utf8('{"releases":[]')),
    file: RECORDS,
    expected: 'file:hash',
  },
  {
    name: 'a signed length that is not the length of the bytes with the signed hash',
    change: (r) => {
      const entry = (r.signed.targets.targets as Record<string, { length: number }>)[RECORDS];
      if (entry) entry.length += 1;
      r.write('targets');
      r.linkSnapshot();
    },
    file: RECORDS,
    expected: 'file:hash',
  },
  {
    name: 'a hidden data file',
    change: (r) => r.files.delete(r.targetPath(RECORDS)),
    file: RECORDS,
    expected: 'file:missing',
  },
  {
    name: 'an endless data file',
    change: (r) => r.misbehaviour.set(r.targetPath(RECORDS), 'endless'),
    file: RECORDS,
    expected: 'file:too-large',
  },
  { name: 'a file nobody signed', change: () => {}, file: 'demo/2025/other.json', expected: 'file:unknown-target' },
  { name: 'the file called constructor', change: () => {}, file: 'constructor', expected: 'file:unknown-target' },
  { name: 'the file called __proto__', change: () => {}, file: '__proto__', expected: 'file:unknown-target' },
  {
    name: 'a signed name that climbs out of the folder',
    change: (r) => climb(r, '../../secret.json'),
    file: '../../secret.json',
    expected: 'file:unknown-target',
    differs: 'tuf-js leaves names to its caller',
  },
  {
    name: 'a signed name with an encoded dot',
    change: (r) => climb(r, 'demo/%2e%2e/secret.json'),
    file: 'demo/%2e%2e/secret.json',
    expected: 'file:unknown-target',
    differs: 'tuf-js leaves names to its caller',
  },
  {
    name: 'a signed name with NUL',
    change: (r) => climb(r, 'demo/a\u0000.json'),
    file: 'demo/a\u0000.json',
    expected: 'file:unknown-target',
    differs: 'tuf-js leaves names to its caller',
    third: 'no program is started with such a name',
  },
];

function climb(repository: TufRepository, name: string): void {
  const bytes = utf8('secret');
  repository.link();
  (repository.signed.targets.targets as Record<string, unknown>)[name] = listing(bytes);
  const slash = name.lastIndexOf('/') + 1;
  const path = `targets/${name.slice(0, slash)}${sha256Hex(bytes)}.${name.slice(slash)}`;
  repository.files.set(path, bytes);
  repository.files.set(new URL(`http://simulated/${path}`).pathname.slice(1), bytes);
  repository.write('targets');
  repository.linkSnapshot();
}
