import { describe, expect, it } from 'vitest';
import { fromUtf8 } from '../../../src/core/domain/bytes.ts';
import { parseMetadata, type Role } from '../../../src/core/trust/metadata.ts';
import { TrustError } from '../../../src/core/trust/problem.ts';
import type { Loose } from '../../support/tuf-repository.ts';

const HEAD = { spec_version: '1.0.31', version: 1, expires: '2026-06-01T00:00:00Z' };
const role = { keyids: ['a'], threshold: 1 };
const ROOT = { keys: {}, roles: { root: role, timestamp: role, snapshot: role, targets: role } };

function text(signed: Loose, signatures: unknown = []): string {
  return JSON.stringify({ signatures, signed });
}

/** The code of the refusal, or `read`. */
function read(file: string, as: Role = 'timestamp'): string {
  try {
    parseMetadata(file, as);
    return 'read';
  } catch (error) {
    return error instanceof TrustError ? error.code : String(error);
  }
}

const timestamp = (change: Loose) => text({ _type: 'timestamp', ...HEAD, ...change });
const root = (change: Loose) => text({ _type: 'root', ...HEAD, ...ROOT, ...change });

describe('a signed file', () => {
  it('is what it says, with its signatures by key', () => {
    const signatures = [
      { keyid: 'a', sig: 'ff00' },
      { keyid: 'b', sig: 'no hex' },
    ];
    const file = text({ _type: 'timestamp', ...HEAD, 'x-signed-at': '2026-03-01T00:00:00Z' }, signatures);
    const metadata = parseMetadata(file, 'timestamp');
    expect(metadata).toMatchObject({ text: file, version: 1, signedAt: '2026-03-01T00:00:00Z' });
    expect(metadata.expires).toBe(Date.UTC(2026, 5, 1));
    expect([...metadata.signatures]).toEqual([
      ['a', Uint8Array.of(255, 0)],
      ['b', null],
    ]);
    expect(fromUtf8(metadata.signed)).toMatch(/^\{"_type":"timestamp","expires"/);
    expect(parseMetadata(timestamp({}), 'timestamp').signedAt).toBe('');
  });

  it.each(['[]', '7', 'null', '"text"', '{}', '{"signed":[]}', '{"signatures":[]}'])('that is %s is none', (file) => {
    expect(read(file)).toBe('format');
  });

  it.each<[unknown]>([
    [{}],
    ['x'],
    [[7]],
    [['x']],
    [[[]]],
    [[{}]],
    [[{ keyid: 'a' }]],
    [[{ sig: 'ff' }]],
    [[{ keyid: 7, sig: 'ff' }]],
  ])('with signatures of another shape is none: %j', (signatures) => {
    expect(read(text({ _type: 'timestamp', ...HEAD }, signatures))).toBe('format');
  });

  it('with duplicate signatures of one key id is none, equal ones included', () => {
    const one = { keyid: 'a', sig: 'ff' };
    expect(read(text({ _type: 'timestamp', ...HEAD }, [one, { ...one, sig: '00' }]))).toBe('format');
    expect(read(text({ _type: 'timestamp', ...HEAD }, [one, one]))).toBe('format');
    expect(read(text({ _type: 'timestamp', ...HEAD }, [one, { ...one, keyid: 'b' }]))).toBe('read');
  });

  it('role confusion: of another role is none', () => {
    for (const type of ['root', 'snapshot', 'targets', 'Timestamp', 7, undefined]) {
      expect(read(timestamp({ _type: type })), String(type)).toBe('format');
    }
  });

  it.each([
    ['1.0', 'read'],
    ['1.0.31', 'read'],
    ['1.12.0', 'read'],
    ['2.0.0', 'spec-version'],
    ['21.0.0', 'spec-version'],
    ['1.0.0.0', 'spec-version'],
    ['1.0.', 'spec-version'],
    ['1.', 'spec-version'],
    ['1..0', 'spec-version'],
    ['1', 'spec-version'],
    ['1.0-2', 'spec-version'],
    [1, 'format'],
    [undefined, 'format'],
  ])('of specification %s: %s', (version, expected) => {
    expect(read(timestamp({ spec_version: version }))).toBe(expected);
  });

  it.each([0, -1, '1', null, undefined])('of version %s is none', (version) => {
    expect(read(timestamp({ version }))).toBe('format');
  });

  it.each(['2026-06-01T00:00:00Z', '1970-01-01T00:00:00Z'])('at %s is dated', (instant) => {
    expect(read(timestamp({ expires: instant, 'x-signed-at': instant }))).toBe('read');
  });

  it.each([
    '2026-06-01',
    '2026-06-01T00:00:00',
    '2026-06-01T00:00:00.000Z',
    '2026-06-01T08:00:00+08:00',
    '2026-06-31T00:00:00Z',
    '1969-12-31T23:59:59Z',
    '1 June 2026',
    '',
    7,
    null,
  ])('at %j is not dated, and none', (instant) => {
    expect(read(timestamp({ expires: instant }))).toBe('format');
    if (instant !== '') expect(read(timestamp({ 'x-signed-at': instant }))).toBe('format');
  });
});

describe('a root', () => {
  it('names each role’s keys and threshold', () => {
    expect(read(root({}), 'root')).toBe('read');
  });

  it.each<[Loose]>([
    [{ roles: undefined }],
    [{ roles: [] }],
    ...(['root', 'timestamp', 'snapshot', 'targets'] as const).flatMap((name) =>
      [
        undefined,
        {},
        { keyids: ['a'] },
        { ...role, threshold: 0 },
        { ...role, threshold: '1' },
        { ...role, keyids: 'a' },
        { ...role, keyids: ['a', 'a'] },
      ].map((entry): [Loose] => [{ roles: { ...ROOT.roles, [name]: entry } }]),
    ),
  ])('with %j is none', (change) => {
    expect(read(root(change), 'root')).toBe('format');
  });
});
