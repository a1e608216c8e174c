import { describe, expect, it } from 'vitest';
import { type Bytes, sha256, toHex, utf8 } from '../../../../src/core/domain/bytes.ts';
import { fetchArtifact, isArtifact } from '../../../../src/core/trust/delegations/artifact.ts';
import { hashedAs, targetEntry } from '../../../../src/core/trust/delegations/target-entry.ts';
import { isMap, type JsonMap, readJson } from '../../../../src/core/trust/json.ts';
import { parseMetadata } from '../../../../src/core/trust/metadata.ts';

const BYTES = utf8('the file');
const digest = async (algorithm: string, bytes = BYTES) =>
  toHex(new Uint8Array(await crypto.subtle.digest(algorithm, bytes)));

function mapOf(value: unknown): JsonMap {
  const map = readJson(JSON.stringify(value));
  if (!isMap(map)) throw new Error('not an object');
  return map;
}

/** Targets that list `a` so. */
function listing(entry: unknown) {
  const signed = {
    _type: 'targets',
    spec_version: '1.0',
    version: 1,
    expires: '2030-01-01T00:00:00Z',
    targets: { a: entry },
  };
  return parseMetadata(JSON.stringify({ signatures: [], signed }), 'targets');
}

async function entryOf() {
  const hashes = mapOf({ sha256: toHex(await sha256(BYTES)) });
  return { length: BYTES.length, hashes, nameHash: 'ab' };
}

describe('a file that a search found', () => {
  const fetched = async (answer: Bytes | null, consistent = true) => {
    const asked: string[] = [];
    const fetcher = {
      fetch: async (path: string, limit: number) => {
        asked.push(`${path} ${limit}`);
        return answer;
      },
    };
    const bytes = await fetchArtifact('demo/a', await entryOf(), consistent, fetcher);
    return [bytes, ...asked];
  };

  it('is asked for under its hash where snapshots are consistent, else under its name, up to its length', async () => {
    expect(await fetched(BYTES)).toEqual([BYTES, 'targets/demo/ab.a 8']);
    expect(await fetched(BYTES, false)).toEqual([BYTES, 'targets/demo/a 8']);
  });

  it('hidden, altered or of another length is refused by name', async () => {
    await expect(fetched(null)).rejects.toMatchObject({ code: 'missing' });
    await expect(fetched(utf8('The file'))).rejects.toMatchObject({ code: 'hash' });
    await expect(fetched(utf8('the fil'))).rejects.toMatchObject({ code: 'hash' });
    await expect(fetched(utf8('the file '))).rejects.toMatchObject({ code: 'too-large' });
  });

  it('with a genuine hash and a false length is refused', async () => {
    expect(await isArtifact(await entryOf(), BYTES)).toBe(true);
    expect(await isArtifact({ ...(await entryOf()), length: 9 }, BYTES)).toBe(false);
  });
});

describe('hashes of a file', () => {
  it.each([
    ['sha256', 'SHA-256'],
    ['sha384', 'SHA-384'],
    ['sha512', 'SHA-512'],
  ])('%s alone suffices, and is checked', async (name, algorithm) => {
    expect(await hashedAs(mapOf({ [name]: await digest(algorithm) }), BYTES)).toBe(true);
    expect(await hashedAs(mapOf({ [name]: await digest(algorithm, utf8('other')) }), BYTES)).toBe(false);
  });

  it('all of known kinds must be right; of unknown kinds alone none is', async () => {
    const both = { sha256: await digest('SHA-256'), sha512: await digest('SHA-512') };
    expect(await hashedAs(mapOf(both), BYTES)).toBe(true);
    expect(await hashedAs(mapOf({ ...both, sha512: both.sha256 }), BYTES)).toBe(false);
    expect(await hashedAs(mapOf({ ...both, sm3: 'ff' }), BYTES)).toBe(true);
    expect(await hashedAs(mapOf({ sm3: 'ff' }), BYTES)).toBe(false);
    expect(await hashedAs(mapOf({}), BYTES)).toBe(false);
  });
});

describe('the entry of a file', () => {
  it('is found with the hash that names the file: SHA-256 before SHA-512 before SHA-384', () => {
    const found = (hashes: object) => targetEntry(listing({ length: 0, hashes }), 'a')?.nameHash;
    expect(found({ sha384: '11', sha512: '22', sha256: '33' })).toBe('33');
    expect(found({ sha384: '11', sha512: '22' })).toBe('22');
    expect(found({ sha384: '11' })).toBe('11');
    expect(targetEntry(listing({ length: 0, hashes: { sha256: '33' } }), 'b')).toBeNull();
    expect(targetEntry(listing({ length: 7, hashes: { sha256: '33' } }), 'a')?.length).toBe(7);
  });

  it.each([
    7,
    {},
    { length: 5 },
    { length: -1, hashes: { sha256: '33' } },
    { hashes: { sha256: '33' } },
    { length: 5, hashes: [] },
    { length: 5, hashes: {} },
    { length: 5, hashes: { sm3: '33' } },
    { length: 5, hashes: { sha256: 77 } },
    { length: 5, hashes: { sha256: '' } },
    { length: 5, hashes: { sha256: 'xy' } },
  ])('that cannot be read lets no role of less trust speak instead: %j', (entry) => {
    expect(() => targetEntry(listing(entry), 'a')).toThrow(expect.objectContaining({ code: 'format' }));
  });
});
