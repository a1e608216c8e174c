import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ConformanceRepository } from '../../../support/conformance/repository.ts';
import { type Suite, suite } from '../../../support/conformance/runner.ts';
import { newSigner } from '../../../support/conformance/signers.ts';
import { TufJsClient } from '../../../support/tuf-clients.ts';
import { T0 } from '../../../support/tuf-repository.ts';

const RELEASE = ['targets', 'snapshot', 'timestamp'];

interface Row {
  readonly name: string;
  /** Delegates, adds `demo/file` where it should be found, publishes. */
  readonly change: (repository: ConformanceRepository) => void;
  readonly found: boolean;
  /** Delegated roles that ours asks for. */
  readonly asked: string;
  /** Where tuf-js does otherwise, and why ours is right. */
  readonly differs?: string;
}

/** Roles with the file in the last of them, published in one go. */
function chain(repository: ConformanceRepository, ...roles: readonly string[]): void {
  let above = 'targets';
  for (const role of roles) {
    repository.delegate(above, { name: role, paths: ['demo/*'] });
    above = role;
  }
  repository.addArtifact(above, 'contents', 'demo/file');
  repository.publish(...roles, ...RELEASE);
}

function bins(repository: ConformanceRepository, prefix: string): void {
  repository.delegate('targets', { name: 'A', path_hash_prefixes: ['ff', prefix] });
  repository.addArtifact('A', 'contents', 'demo/file');
  repository.publish('A', ...RELEASE);
}

const HASH = createHash('sha256').update('demo/file').digest('hex');

const ROWS: readonly Row[] = [
  { name: 'a delegated role', change: (r) => chain(r, 'A'), found: true, asked: 'A' },
  { name: 'a role under a role under a role', change: (r) => chain(r, 'A', 'B', 'C'), found: true, asked: 'ABC' },
  { name: 'a path by the beginning of its hash', change: (r) => bins(r, HASH.slice(0, 3)), found: true, asked: 'A' },
  {
    name: 'a path whose hash begins otherwise',
    change: (r) => bins(r, `${HASH.slice(0, 3)}x`),
    found: false,
    asked: '',
  },
  {
    name: 'two of three keys of a delegated role',
    change: (r) => {
      r.delegate('targets', { name: 'A', paths: ['demo/*'], threshold: 2 });
      r.addKey('A', 'targets');
      const { id } = r.addKey('A', 'targets');
      r.signers.get('A')?.delete(id);
      r.addArtifact('A', 'contents', 'demo/file');
      r.publish('A', ...RELEASE);
    },
    found: true,
    asked: 'A',
  },
  {
    name: 'one of the two keys that a delegated role needs',
    change: (r) => {
      r.delegate('targets', { name: 'A', paths: ['demo/*'], threshold: 2 });
      const { id } = r.addKey('A', 'targets');
      r.signers.get('A')?.delete(id);
      r.addArtifact('A', 'contents', 'demo/file');
      r.publish('A', ...RELEASE);
    },
    found: false,
    asked: 'A',
  },
  {
    name: 'one key under two ids, for a role that needs two',
    change: (r) => {
      const signer = newSigner();
      r.delegate('targets', { name: 'A', paths: ['demo/*'], threshold: 2 });
      r.entry('A', 'targets').keyids.length = 0;
      r.signers.delete('A');
      for (const id of ['1'.repeat(64), '2'.repeat(64)]) r.addKey('A', 'targets', { ...signer, id });
      r.addArtifact('A', 'contents', 'demo/file');
      r.publish('A', ...RELEASE);
    },
    found: false,
    asked: 'A',
    differs: 'tuf-js counts key ids',
  },
  {
    name: 'a role that is trusted more and cannot be had: what is trusted less does not take its place',
    change: (r) => {
      r.delegate('targets', { name: 'A', paths: ['demo/*'] });
      r.delegate('targets', { name: 'B', paths: ['demo/*'] });
      r.addArtifact('B', 'contents', 'demo/file');
      r.publish('A', 'B', ...RELEASE);
      r.published.delete('A');
    },
    found: false,
    asked: 'A',
  },
  {
    name: 'a role that is trusted more and lists the file in a way that nobody can read',
    change: (r) => {
      r.delegate('targets', { name: 'A', paths: ['demo/*'] });
      r.delegate('targets', { name: 'B', paths: ['demo/*'] });
      Object.assign(r.of('A').targets as object, { 'demo/file': { length: 8, hashes: {} } });
      r.addArtifact('B', 'contents', 'demo/file');
      r.publish('A', 'B', ...RELEASE);
    },
    found: false,
    asked: 'A',
  },
  {
    name: 'the older of two versions of a delegated role',
    change: (r) => {
      chain(r, 'A');
      r.publish('A', 'snapshot', 'timestamp');
      const [old] = r.published.get('A') ?? [];
      if (old) r.published.set('A', [old, old]);
    },
    found: false,
    asked: 'A',
  },
  {
    name: 'a delegated role that the snapshot does not list',
    change: (r) => {
      chain(r, 'A');
      delete (r.of('snapshot').meta as Record<string, unknown>)['A.json'];
      r.publish('snapshot', 'timestamp');
    },
    found: false,
    asked: '',
  },
  {
    name: 'other bytes than the snapshot lists, well signed',
    change: (r) => {
      r.withHashes = true;
      chain(r, 'A');
      r.published.delete('A');
      r.push('A', { ...r.of('A'), 'x-other': 1 });
    },
    found: false,
    asked: 'A',
  },
  {
    name: 'a snapshot file under the name of a delegated role, signed by its key',
    change: (r) => {
      chain(r, 'A');
      r.published.delete('A');
      r.push('A', { ...r.of('A'), _type: 'snapshot', meta: {} });
    },
    found: false,
    asked: 'A',
  },
  {
    name: 'a file beyond the paths of the delegation above',
    change: (r) => {
      r.delegate('targets', { name: 'A', paths: ['other/*'] });
      r.delegate('A', { name: 'B', paths: ['demo/*'] });
      r.addArtifact('B', 'contents', 'demo/file');
      r.publish('A', 'B', ...RELEASE);
    },
    found: false,
    asked: '',
  },
  {
    name: 'the top-level targets before every delegation',
    change: (r) => {
      r.delegate('targets', { name: 'A', paths: ['demo/*'] });
      r.addArtifact('A', 'of A', 'demo/file');
      r.addArtifact('targets', 'contents', 'demo/file');
      r.publish('A', ...RELEASE);
    },
    found: true,
    asked: '',
  },
  {
    name: 'two delegations under one name',
    change: (r) => {
      chain(r, 'A');
      r.delegations('targets').roles.push({ ...r.entry('A', 'targets'), keyids: [] });
      r.publish(...RELEASE);
    },
    found: false,
    asked: '',
  },
];

afterEach(() => {
  vi.useRealTimers();
});

interface Outcome {
  readonly found: boolean;
  readonly asked: string;
  readonly theirs: string;
}

async function outcome(row: Row): Promise<Outcome> {
  const seen = { found: false, asked: '', theirs: '' };
  await suite(async ({ repository, client }: Suite) => {
    const first = repository.file('root');
    row.change(repository);
    await client.init(first);
    seen.found = (await client.download('demo/file')) === 0;
    expect(client.artifacts()).toEqual(seen.found ? ['contents'] : []);
    seen.asked = repository.requests
      .slice(4)
      .map(([role]) => role)
      .join('');
    expect(client.version('targets'), 'the release itself is good').not.toBeNull();
    seen.theirs = await tufJs(repository, first);
  })();
  return seen;
}

async function tufJs(repository: ConformanceRepository, first: Uint8Array<ArrayBuffer> | undefined): Promise<string> {
  vi.useFakeTimers({ now: T0, toFake: ['Date'] });
  const client = new TufJsClient({ answer: (path) => repository.answer(path) ?? 404 }, first);
  try {
    return await client.outcome('demo/file');
  } finally {
    client.dispose();
    vi.useRealTimers();
  }
}

describe('delegations, good and attacked: ours, tuf-js, expected', () => {
  it.each(ROWS)('$name → found: $found', async (row) => {
    const { found, asked, theirs } = await outcome(row);
    expect({ found, asked }).toEqual({ found: row.found, asked: row.asked });
    const agrees = (theirs === 'accepts') === row.found;
    expect(agrees, `${theirs} – tuf-js agrees exactly where no difference is explained`).toBe(
      row.differs === undefined,
    );
  });

  it('a graph without end, by a thief of a delegated key: at most 32 roles are asked for', async () => {
    await suite(async ({ repository, client }) => {
      const first = repository.file('root');
      const roles = Array.from({ length: 40 }, (_, i) => `R${i}`);
      chain(repository, ...roles);
      await client.init(first);
      expect(await client.download('demo/file')).toBe(1);
      expect(repository.requests.slice(4)).toHaveLength(32);
    })();
  });

  it.each([
    '../demo/file',
    'demo/../file',
    'demo/%66ile',
    '/demo/file',
    'demo//file',
    'demo\\file',
    'demo/fi\0le',
  ])('a name that is more than a name is nobody’s file: %j', async (path) => {
    await suite(async ({ repository, client }) => {
      const first = repository.file('root');
      repository.delegate('targets', { name: 'A', path_hash_prefixes: [''] });
      repository.addArtifact('A', 'contents', path);
      repository.publish('A', ...RELEASE);
      await client.init(first);
      expect(await client.download(path)).toBe(1);
      expect(repository.artifactRequests).toEqual([]);
    })();
  });
});
