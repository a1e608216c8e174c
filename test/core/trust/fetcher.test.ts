import { describe, expect, it } from 'vitest';
import { fromUtf8, utf8 } from '../../../src/core/domain/bytes.ts';
import { ask } from '../../../src/core/trust/fetcher.ts';
import { type Held, memoryFetcher } from '../../../src/core/trust/memory.ts';
import { TrustError } from '../../../src/core/trust/problem.ts';

describe('asking a fetcher', () => {
  const answering = (answer: unknown) => ({ fetch: async () => answer as never });

  it('gives what it gives, up to the limit', async () => {
    expect(await ask(answering(utf8('12345')), 'a', 5)).toEqual(utf8('12345'));
    expect(await ask(answering(null), 'a', 5)).toBeNull();
    await expect(ask(answering(utf8('123456')), 'a', 5)).rejects.toMatchObject({ code: 'too-large' });
  });

  it('calls every failure a failure of the network, but for refusals', async () => {
    const failing = (error: unknown) => ({ fetch: () => Promise.reject(error) });
    await expect(ask(failing(new TypeError('Failed to fetch')), 'a', 5)).rejects.toMatchObject({ code: 'network' });
    await expect(ask(failing('text'), 'a', 5)).rejects.toMatchObject({ code: 'network' });
    await expect(ask(failing(new TrustError('too-large')), 'a', 5)).rejects.toMatchObject({ code: 'too-large' });
  });
});

describe('files in hand', () => {
  const HASH = 'ab'.repeat(32);
  const held: Held = { roots: ['root 1', 'root 2'], timestamp: 'timestamp', snapshot: 'snapshot', targets: 'targets' };
  const files = new Map([
    ['top.json', 'top'],
    ['demo/2025/records.json', 'records'],
    // Names that no path may lead to.
    ['demo/', 'a directory'],
    ['undefinedundefined', 'nothing'],
  ]);
  const read = async (path: string, from: Held = held, of: ReadonlyMap<string, string> | undefined = files) => {
    const bytes = await memoryFetcher(from, of).fetch(path, 99);
    return bytes === null ? null : fromUtf8(bytes);
  };

  it.each([
    ['metadata/1.root.json', 'root 1'],
    ['metadata/2.root.json', 'root 2'],
    ['metadata/timestamp.json', 'timestamp'],
    ['metadata/7.snapshot.json', 'snapshot'],
    ['metadata/snapshot.json', 'snapshot'],
    ['metadata/12.targets.json', 'targets'],
    [`targets/${HASH}.top.json`, 'top'],
    [`targets/demo/2025/${HASH}.records.json`, 'records'],
  ])('%s is there', async (path, text) => {
    expect(await read(path)).toBe(text);
  });

  it.each([
    'metadata/0.root.json',
    'metadata/3.root.json',
    'metadata/root.json',
    'metadata/1.other.json',
    'metadata/1.root.json.bak',
    'metadata/1.root_json',
    'metadata/x.root.json',
    'metadata/1xroot.json',
    'metadata/.root.json',
    'metadata/.timestamp.json',
    'd/metadata/1.root.json',
    'top.json',
    'targets/top.json',
    `targets/${HASH}.other.json`,
    `targets/demo/${HASH}.`,
    `targets/${HASH.slice(1)}.top.json`,
    `targets/${HASH}atop.json`,
    `targets/${HASH.toUpperCase()}.top.json`,
    `targets/demo/2025/${HASH}.records.json/more`,
    `d/targets/${HASH}.top.json`,
    '',
  ])('%j is not there', async (path) => {
    expect(await read(path)).toBeNull();
  });

  it('without files there are none, and what was edited into no text is not there', async () => {
    expect(await memoryFetcher(held).fetch(`targets/${HASH}.top.json`, 99)).toBeNull();
    const edited = { ...held, roots: [7], timestamp: 7, snapshot: null } as unknown as Held;
    for (const path of ['metadata/1.root.json', 'metadata/timestamp.json', 'metadata/1.snapshot.json']) {
      expect(await read(path, edited)).toBeNull();
    }
  });
});
