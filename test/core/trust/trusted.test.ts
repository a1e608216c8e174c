import { describe, expect, it } from 'vitest';
import {
  isPlainPath,
  type TargetInfo,
  type Trusted,
  targetFile,
  trustedPaths,
} from '../../../src/core/trust/trusted.ts';
import { OurClient, trustedOf } from '../../support/tuf-clients.ts';
import { TufRepository } from '../../support/tuf-repository.ts';

const SHA256 = 'ab'.repeat(32);

/** A verified release whose targets list one more file in these words. */
async function listing(path: string, entry: unknown): Promise<Trusted> {
  const repository = new TufRepository();
  (repository.signed.targets.targets as Record<string, unknown>)[path] = entry;
  repository.write('targets');
  repository.linkSnapshot();
  return trustedOf(await new OurClient(repository).refresh());
}

describe('a signed file', () => {
  it.each<[unknown, TargetInfo | null]>([
    [
      { length: 5, hashes: { sha256: SHA256 } },
      { length: 5, sha256: SHA256 },
    ],
    [
      { length: 0, hashes: { sha256: SHA256 } },
      { length: 0, sha256: SHA256 },
    ],
    [
      { length: 5, hashes: { sha256: SHA256, sha512: 'x' }, custom: {} },
      { length: 5, sha256: SHA256 },
    ],
    [{ length: -1, hashes: { sha256: SHA256 } }, null],
    [{ length: '5', hashes: { sha256: SHA256 } }, null],
    [{ hashes: { sha256: SHA256 } }, null],
    [{ length: 5, hashes: { sha512: SHA256 } }, null],
    [{ length: 5, hashes: { sha256: SHA256.slice(2) } }, null],
    [{ length: 5, hashes: { sha256: `${SHA256}ab` } }, null],
    [{ length: 5, hashes: { sha256: SHA256.replace(/b$/, 'g') } }, null],
    [{ length: 5, hashes: { sha256: SHA256.replace(/b$/, '/') } }, null],
    [{ length: 5, hashes: [SHA256] }, null],
    [{ length: 5 }, null],
    [[], null],
    ['x', null],
  ])('listed as %j is found as %j', async (entry, found) => {
    const trusted = await listing('demo/one.bin', entry);
    expect(trusted.target('demo/one.bin')).toEqual(found);
    expect(trustedPaths(trusted).includes('demo/one.bin')).toBe(found !== null);
  });

  it('listed under a name that climbs is not among those that can be found', async () => {
    const trusted = await listing('../secret', { length: 5, hashes: { sha256: SHA256 } });
    expect(trusted.target('../secret')).toBeNull();
    expect(trustedPaths(trusted)).toEqual(['demo/2025/records.json', 'demo/2025/index.bin']);
  });

  it('lies under its hash in its own folder', () => {
    expect(targetFile('demo/2025/index.bin', SHA256)).toBe(`targets/demo/2025/${SHA256}.index.bin`);
    expect(targetFile('top.json', SHA256)).toBe(`targets/${SHA256}.top.json`);
  });
});

describe('names', () => {
  it.each([
    'a',
    'a/b',
    'demo/2025/records.json',
    '.hidden',
    'a/..b/c',
    '...',
    'a b',
    '中/文.bin',
    '__proto__',
    'a~',
    ' a',
  ])('%j is one', (path) => {
    expect(isPlainPath(path)).toBe(true);
  });

  it.each([
    '',
    '/',
    '/a',
    'a/',
    'a//b',
    '.',
    '..',
    './a',
    '../a',
    'a/.',
    'a/..',
    'a/./b',
    'a/../b',
    'a%2e',
    'a\\b',
    'a?b',
    'a#b',
    'c:a',
    '\u0000',
    'a\u0000',
    '\u0001a',
    'a\nb',
    'a\u001f',
  ])('%j is none: a URL or a disk would read it as something else', (path) => {
    expect(isPlainPath(path)).toBe(false);
  });
});
