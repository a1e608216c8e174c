/** Named repositories for both clients: attacks on the timestamp, and on how files are read. */
import { utf8 } from '../../src/core/domain/bytes.ts';
import { type Case, edit, fastForward } from './tuf-case.ts';
import { overlongP256Signature, signatureWithS } from './tuf-der.ts';
import { canonicalText, instant, Key, later, type TufRepository } from './tuf-repository.ts';

/** Signs `signed` as its canonical text reads, but serves `text` with another spelling of it. */
function respell(repository: TufRepository, role: 'timestamp', from: string, to: string): void {
  const text = repository.text(role);
  if (!text.includes(from)) throw new Error(`nothing to respell: ${from}`);
  repository.write(role, text.replace(from, to));
}

/** The root describes the online key in other words; its signatures are good. */
function relist(repository: TufRepository, words: Readonly<Record<string, string>>): void {
  const [online] = repository.keys.timestamp;
  const keys = repository.signed.root.keys as Record<string, object>;
  if (online) keys[online.id] = { ...keys[online.id], ...words };
  repository.write('root');
}

export const ATTACKS_ON_TIMESTAMP: readonly Case[] = [
  {
    name: 'a bit flip in the timestamp',
    change: (r) => edit(r, 'metadata/timestamp.json', '"version":1,"expires":"2026', '"version":1,"expires":"2027'),
    expected: 'refused:signature',
  },
  {
    name: 'a timestamp signed by a targets key',
    change: (r) => r.linkTimestamp(r.text('timestamp', r.keys.targets)),
    expected: 'refused:signature',
  },
  {
    name: 'an unsigned timestamp',
    change: (r) => r.linkTimestamp(r.text('timestamp', [])),
    expected: 'refused:signature',
  },
  {
    name: 'another key under the id of the online key',
    change: (r) => r.linkTimestamp(r.text('timestamp', [new Key().alias(r.keys.timestamp[0]?.id ?? '')])),
    expected: 'refused:signature',
  },
  {
    name: 'an older timestamp',
    before: (r) => r.publish(),
    returning: true,
    change: (r) => {
      r.signed.timestamp.version = 1;
      r.linkTimestamp();
    },
    expected: 'kept:rollback',
  },
  {
    name: 'the timestamp of the same version with other bytes',
    returning: true,
    change: (r) => {
      r.signed.timestamp.expires = instant(later(95));
      r.linkTimestamp();
    },
    expected: 'kept:equal-version',
    differs: 'tuf-js keeps its own silently; two signed truths under one number are an alarm',
  },
  {
    name: 'a newer timestamp that lists an older snapshot',
    before: (r) => r.publish(),
    returning: true,
    change: (r) => {
      r.bump('timestamp');
      r.signed.snapshot.version = 1;
      r.write('snapshot');
      r.linkTimestamp();
    },
    expected: 'kept:rollback',
  },
  {
    name: 'a snapshot offered as timestamp',
    change: (r) => r.files.set('metadata/timestamp.json', utf8(r.file(r.path('snapshot')))),
    expected: 'refused:format',
  },
  {
    name: 'a hidden timestamp (404)',
    returning: true,
    change: (r) => r.files.delete('metadata/timestamp.json'),
    expected: 'kept:missing',
  },
  {
    name: 'a home page in place of the timestamp',
    returning: true,
    change: (r) => r.misbehaviour.set('metadata/timestamp.json', 'html'),
    expected: 'kept:missing',
  },
  {
    name: 'a home page that begins at once',
    returning: true,
    change: (r) => r.write('timestamp', '<html>'),
    expected: 'kept:missing',
  },
  {
    name: 'a home page after 63 blanks, the last that is recognized',
    returning: true,
    change: (r) => r.write('timestamp', `${' '.repeat(63)}<html>`),
    expected: 'kept:missing',
  },
  {
    name: 'a home page after 64 blanks',
    returning: true,
    change: (r) => r.write('timestamp', `${' '.repeat(64)}<html>`),
    expected: 'kept:format',
  },
  {
    name: 'a timestamp that is no text',
    returning: true,
    change: (r) => r.files.set('metadata/timestamp.json', Uint8Array.of(0x7b, 0xff, 0x7d)),
    expected: 'kept:format',
  },
  {
    name: 'a server fault at the timestamp',
    returning: true,
    change: (r) => r.misbehaviour.set('metadata/timestamp.json', 500),
    expected: 'kept:network',
  },
  {
    name: 'a redirect at the timestamp',
    returning: true,
    change: (r) => r.misbehaviour.set('metadata/timestamp.json', 'redirect'),
    expected: 'kept:network',
  },
  {
    name: 'an endless timestamp',
    returning: true,
    change: (r) => r.misbehaviour.set('metadata/timestamp.json', 'endless'),
    expected: 'kept:too-large',
  },
  {
    name: 'a truncated timestamp',
    returning: true,
    change: (r) => r.misbehaviour.set('metadata/timestamp.json', 'truncated'),
    expected: 'kept:format',
  },
  {
    name: 'duplicate signatures of one key id',
    change: (r) => r.linkTimestamp(r.text('timestamp', [...r.keys.timestamp, ...r.keys.timestamp])),
    expected: 'refused:format',
  },
  {
    name: 'an older timestamp behind a new root that left the online key in place',
    before: (r) => r.publish(),
    returning: true,
    change: (r) => {
      r.rotate(() => {
        r.keys.root = [new Key(), ...r.keys.root.slice(1)];
      });
      r.signed.timestamp.version = 1;
      r.linkTimestamp();
    },
    expected: 'kept:rollback',
  },
  {
    name: 'a fast-forwarded timestamp that is then taken back without a new key',
    before: fastForward,
    returning: true,
    change: (r) => {
      r.signed.timestamp.version = 1;
      r.linkTimestamp();
    },
    expected: 'kept:rollback',
  },
  {
    name: 'a timestamp of specification 2',
    change: (r) => {
      r.signed.timestamp.spec_version = '2.0.0';
      r.linkTimestamp();
    },
    expected: 'refused:spec-version',
  },
  {
    name: 'a timestamp signed by a key of unknown type alone',
    change: (r) => relist(r, { keytype: 'sm2' }),
    expected: 'refused:signature',
  },
  {
    name: 'a timestamp signed under an unknown scheme alone',
    change: (r) => relist(r, { scheme: 'sm2-sm3' }),
    expected: 'refused:signature',
  },
  {
    name: 'a date that only resembles one',
    change: (r) => {
      r.signed.timestamp.expires = '2099-12-31';
      r.linkTimestamp();
    },
    expected: 'refused:format',
    differs: 'tuf-js takes whatever Date parses, by local rules',
    third: 'python-tuf refuses it, as we do',
  },
  {
    name: 'a duplicate key in signed JSON',
    change: (r) => respell(r, 'timestamp', '"version":1,', '"version":9,"version":1,'),
    expected: 'refused:format',
    differs: 'JSON.parse takes the last; another reader may take the first',
  },
  {
    name: 'a version written as a float',
    change: (r) => respell(r, 'timestamp', '"version":1,', '"version":1.0,'),
    expected: 'refused:format',
    differs: 'JSON.parse reads 1.0 as 1',
    third: 'python-tuf refuses it, as we do',
  },
  {
    name: 'a number above 2^53',
    change: (r) => {
      const { text } = unsafeNumber(r);
      r.write('timestamp', text);
    },
    expected: 'refused:format',
    differs: 'JSON.parse rounds it',
    third: 'python-tuf reads the number as it is written, and refuses it, as we do',
  },
  {
    name: 'a lone surrogate',
    change: (r) => {
      const { text } = loneSurrogate(r);
      r.write('timestamp', text);
    },
    expected: 'refused:format',
    differs: 'encoders replace it: two contents, one signature',
    third: 'python-tuf refuses it, as we do',
  },
  {
    name: 'a padded DER signature',
    change: (r) => r.linkTimestamp(overlongP256Signature(r.text('timestamp'))),
    expected: 'refused:signature',
  },
  {
    name: 'bytes after the DER signature',
    change: (r) => r.linkTimestamp(r.text('timestamp').replace(/"sig":"([0-9a-f]+)"/, '"sig":"$100"')),
    expected: 'refused:signature',
  },
  {
    name: 's of the signature raised by the order',
    change: (r) => r.linkTimestamp(signatureWithS(r.text('timestamp'))),
    expected: 'refused:signature',
  },
];

/** Signed as JSON.parse would read it, so that only strictness can tell. */
function unsafeNumber(repository: TufRepository): { text: string } {
  const rounded = { ...repository.signed.timestamp, 'x-n': 0 };
  const signed = JSON.stringify(rounded);
  const canon = canonicalText(rounded).replace('"x-n":0', '"x-n":9007199254740992');
  return { text: signedOver(repository, signed.replace('"x-n":0', '"x-n":9007199254740993'), canon) };
}

function loneSurrogate(repository: TufRepository): { text: string } {
  const plain = { ...repository.signed.timestamp, 'x-s': '?' };
  const canon = canonicalText(plain).replace('"x-s":"?"', '"x-s":"\ufffd"');
  return { text: signedOver(repository, JSON.stringify(plain).replace('"x-s":"?"', '"x-s":"\\ud800"'), canon) };
}

function signedOver(repository: TufRepository, signedText: string, canon: string): string {
  const [key] = repository.keys.timestamp;
  if (key === undefined) throw new Error('no online key');
  return `{"signatures":[{"keyid":"${key.id}","sig":"${key.signText(canon)}"}],"signed":${signedText}}`;
}
