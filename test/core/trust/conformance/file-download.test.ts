/** The tests of the public conformance suite, by their names there: files. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../../../src/core/domain/bytes.ts';
import { suite } from '../../../support/conformance/runner.ts';

const RELEASE = ['targets', 'snapshot', 'timestamp'];

describe('conformance suite, test_file_download', () => {
  it.each([
    ['test_client_downloads_expected_file', 'target_file.txt'],
    ['test_client_downloads_expected_file_in_sub_dir', 'path/to/a/target_file.txt'],
  ])('%s', async (_, path) => {
    await suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      repository.addArtifact('targets', 'target file contents', path);
      repository.publish(...RELEASE);
      expect(await client.refresh()).toBe(0);
      expect(client.artifacts()).toEqual([]);
      expect(await client.download(path)).toBe(0);
      expect(client.artifacts()).toEqual(['target file contents']);
    })();
  });

  it(
    'test_repository_substitutes_target_file: other bytes under the name are not stored',
    suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      repository.addArtifact('targets', 'target file contents', 'one.txt');
      repository.addArtifact('targets', 'content', 'two.txt');
      repository.publish(...RELEASE);
      expect(await client.download('one.txt')).toBe(0);
      for (const path of ['one.txt', 'two.txt']) repository.artifacts.set(path, utf8('malicious data'));
      await client.download('one.txt');
      expect(client.artifacts()).toEqual(['target file contents']);
      expect(await client.download('two.txt')).toBe(1);
      expect(client.artifacts()).toEqual(['target file contents']);
    }),
  );

  it(
    'test_multiple_changes_to_target: every genuine change arrives, no other',
    suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      repository.addArtifact('targets', 'first', 'file.txt');
      repository.publish(...RELEASE);
      expect(await client.download('file.txt')).toBe(0);
      const stored = ['first'];
      for (let i = 0; i < 11; i++) {
        repository.addArtifact('targets', `changed ${i}`, 'file.txt');
        repository.addArtifact('targets', `new ${i}`, `new-${i}`);
        repository.publish(...RELEASE);
        if (i % 5 > 0) continue;
        expect(await client.download('file.txt')).toBe(0);
        stored.splice(
          stored.findIndex((text) => /^(first|changed)/.test(text)),
          1,
        );
        stored.push(`changed ${i}`);
        expect(client.artifacts()).toEqual(stored);
        expect(await client.download(`new-${i}`)).toBe(0);
        stored.push(`new ${i}`);
        repository.artifacts.set('file.txt', utf8(`malicious ${i}`));
        repository.publish(...RELEASE);
        await client.download('file.txt');
        expect(client.artifacts()).toEqual(stored);
      }
    }),
  );

  it.each([
    [['sha256']],
    [['sha512']],
    [['sha256', 'sha512']],
    [['sha384', 'sha512']],
  ])('test_download_with_hash_algorithms[%j]', async (algorithms) => {
    await suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      const bytes = utf8('target file contents');
      const hash = (name: string) => createHash(name).update(bytes).digest('hex');
      const hashes = Object.fromEntries(algorithms.map((name) => [name, hash(name)]));
      Object.assign(repository.of('targets').targets as object, { file: { length: bytes.length, hashes } });
      repository.artifacts.set('file', bytes);
      repository.publish(...RELEASE);
      expect(await client.download('file')).toBe(0);
      expect(client.artifacts()).toEqual(['target file contents']);
      const [asked = ''] = repository.artifactRequests;
      expect(algorithms.map((name) => `${hash(name)}.file`)).toContain(asked);
      const wrong = { ...hashes, [algorithms.at(-1) ?? '']: hash('sha1') };
      Object.assign(repository.of('targets').targets as object, { file: { length: bytes.length, hashes: wrong } });
      repository.publish(...RELEASE);
      expect(await client.download('file'), 'every listed hash must fit').toBe(1);
    })();
  });

  it(
    'test_download_with_unknown_hash_algorithm: what cannot be checked is not taken',
    suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      const entry = { length: 7, hashes: { 'unknown-hash': 'ab'.repeat(64) } };
      Object.assign(repository.of('targets').targets as object, { file: entry });
      repository.artifacts.set('file', utf8('content'));
      repository.publish(...RELEASE);
      expect(await client.download('file')).toBe(1);
      expect(client.artifacts()).toEqual([]);
    }),
  );

  it(
    'a signed length that is not the length of the bytes with the signed hash is refused',
    suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      repository.addArtifact('targets', 'contents', 'file');
      Object.assign((repository.of('targets').targets as Record<string, object>).file ?? {}, { length: 9 });
      repository.publish(...RELEASE);
      expect(await client.download('file')).toBe(1);
      expect(client.artifacts()).toEqual([]);
    }),
  );

  it.each([
    ['sha512', 0],
    ['unknown-hash', 1],
  ])('metadata that are listed by %s alone → %d', async (algorithm, expected) => {
    await suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      repository.publish('targets');
      const hash = createHash('sha512')
        .update(repository.file('targets') ?? '')
        .digest('hex');
      const listed = { 'targets.json': { version: 2, hashes: { [algorithm]: hash } } };
      Object.assign(repository.of('snapshot').meta as object, listed);
      repository.publish('snapshot', 'timestamp');
      expect(await client.refresh()).toBe(expected);
      expect(client.version('targets')).toBe(expected === 0 ? 2 : null);
    })();
  });

  it(
    'a delegated role without a list of files is not trusted, however well signed',
    suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      repository.delegate('targets', { name: 'A', paths: ['*'] }, { targets: [] });
      repository.publish('A', ...RELEASE);
      expect(await client.download('file')).toBe(1);
      expect(repository.requests.at(-1)).toEqual(['A', 1]);
      expect(client.version('A')).toBeNull();
    }),
  );

  it(
    'test_artifact_cache: what is there already is not fetched again, what was bent on the way is',
    suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      repository.addArtifact('targets', 'contents', 'file');
      repository.publish(...RELEASE);
      expect(await client.download('file')).toBe(0);
      expect(await client.download('file')).toBe(0);
      expect(repository.artifactRequests).toHaveLength(1);
      client.bend('file');
      expect(await client.download('file')).toBe(0);
      expect(client.artifacts()).toEqual(['contents']);
      expect(repository.artifactRequests).toHaveLength(2);
    }),
  );

  it(
    'without consistent snapshots files and metadata have their plain names',
    suite(async ({ repository, client }) => {
      repository.consistent = false;
      repository.of('root').consistent_snapshot = false;
      repository.delegate('targets', { name: 'A', paths: ['a/*'] });
      repository.addArtifact('A', 'contents', 'a/file');
      repository.publish('root', 'A', ...RELEASE);
      await client.init(repository.file('root'));
      expect(await client.download('a/file')).toBe(0);
      expect(repository.artifactRequests).toEqual(['a/file']);
      expect(repository.requests.slice(-3)).toEqual([
        ['snapshot', null],
        ['targets', null],
        ['A', null],
      ]);
    }),
  );
});
