/** The tests of the public conformance suite, by their names there: delegated roles. */
import { describe, expect, it } from 'vitest';
import type { ConformanceRepository } from '../../../support/conformance/repository.ts';
import { suite } from '../../../support/conformance/runner.ts';

/** `from>to`, `from>to!` for a terminating delegation, then its paths: all, unless some are named. */
type Edge = string;

const GRAPHS: readonly (readonly [name: string, edges: readonly Edge[], visited: string])[] = [
  ['basic-delegation', ['targets>A'], 'A'],
  ['single-level-delegations', ['targets>A', 'targets>B'], 'AB'],
  ['two-level-delegations', ['targets>A', 'targets>B', 'B>C'], 'ABC'],
  ['two-level-test-DFS-order-of-traversal', ['targets>A', 'targets>B', 'A>C', 'A>D'], 'ACDB'],
  ['three-level-delegation-test-DFS-order-of-traversal', ['targets>A', 'targets>B', 'A>C', 'C>D'], 'ACDB'],
  ['two-level-terminating-ignores-all-but-roles-descendants', ['targets>A', 'targets>B', 'A>C!', 'A>D'], 'AC'],
  ['three-level-terminating-ignores-all-but-roles-descendants', ['targets>A', 'targets>B', 'A>C!', 'C>D'], 'ACD'],
  ['two-level-ignores-all-branches-not-matching-paths', ['targets>A *.py', 'targets>B', 'A>C'], 'B'],
  ['three-level-ignores-all-branches-not-matching-paths', ['targets>A', 'targets>B', 'A>C *.py', 'C>D'], 'AB'],
  ['cyclic-graph', ['targets>A', 'targets>B', 'B>C', 'C>D', 'D>B'], 'ABCD'],
  ['two-roles-delegating-to-a-third', ['targets>A', 'targets>B', 'B>C', 'A>C'], 'ACB'],
  ['two-roles-delegating-to-a-third-different-paths', ['targets>A', 'targets>B', 'B>C', 'A>C *.py'], 'ABC'],
];

function build(repository: ConformanceRepository, edges: readonly Edge[]): void {
  const roles = new Set<string>();
  for (const edge of edges) {
    const [, from = '', to = '', ends = '', paths = '*'] = /^(\w+)>(\w+)(!?) ?(.*)$/.exec(edge) ?? [];
    const patterns = paths === '' ? ['*'] : paths.split(' ');
    repository.delegate(from, { name: to, terminating: ends === '!', paths: patterns });
    roles.add(from).add(to);
  }
  // Signed once all keys are there, as every delegator of a role lists keys of its own.
  repository.publish(...roles, 'snapshot', 'timestamp');
}

describe('conformance suite, test_updater_delegation_graphs', () => {
  it.each(GRAPHS)('test_graph_traversal[%s]: visits in the order of trust', async (_, edges, visited) => {
    await suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      build(repository, edges);
      expect(await client.download('missingpath')).toBe(1);
      expect(repository.requests.slice(4).map(([role]) => role)).toEqual([...visited]);
    })();
  });

  it.each([
    ['no delegations', 'targetfile', 'targetfile content', ''],
    ['targetpath matches wildcard', 'README.md', 'README by A', 'A'],
    ['targetpath with separators x', 'releases/x/x_v1', 'x release by C', 'BC'],
    ['targetpath with separators y', 'releases/y/y_v1.zip', 'y release by D', 'BD'],
    ['targetpath is not delegated by all roles in the chain', 'releases/z/z_v1.zip', null, 'B'],
  ])('test_targetfile_search[%s]', async (_, path, content, visited) => {
    await suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      repository.addArtifact('targets', 'targetfile content', 'targetfile');
      build(repository, ['targets>A *.doc *.md', 'targets>B releases/*/*', 'B>C releases/x/*', 'B>D releases/y/*.zip']);
      repository.addArtifact('A', 'README by A', 'README.md');
      repository.addArtifact('C', 'x release by C', 'releases/x/x_v1');
      repository.addArtifact('D', 'y release by D', 'releases/y/y_v1.zip');
      repository.addArtifact('D', 'z release by D', 'releases/z/z_v1.zip');
      repository.publish('targets', 'A', 'B', 'C', 'D', 'snapshot', 'timestamp');
      expect(await client.download(path)).toBe(content === null ? 1 : 0);
      expect(client.artifacts()).toEqual(content === null ? [] : [content]);
      expect(repository.requests.slice(4).map(([role]) => role)).toEqual([...visited]);
    })();
  });

  it(
    'test_cached_role_is_verified_against_current_delegator: in a diamond, the copy that one delegator vouches for is none for the other',
    suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      repository.delegate('targets', { name: 'A', paths: ['a/*'] });
      repository.delegate('targets', { name: 'B', paths: ['b/*'] });
      repository.delegate('A', { name: 'C', paths: ['a/*'] });
      // B trusts C with another key, which never signs.
      repository
        .delegations('B')
        .roles.push({ name: 'C', paths: ['b/*'], terminating: false, threshold: 1, keyids: [] });
      const signers = new Map(repository.signers.get('C'));
      repository.addKey('C', 'B');
      repository.signers.set('C', signers);
      repository.addArtifact('C', 'by A', 'a/file');
      repository.addArtifact('C', 'by B', 'b/file');
      repository.publish('A', 'B', 'C', 'targets', 'snapshot', 'timestamp');
      expect(await client.download('a/file')).toBe(0);
      expect(client.version('C')).toBe(1);
      expect(await client.download('b/file')).toBe(1);
      expect(client.artifacts()).toEqual(['by A']);
    }),
  );

  it(
    'a diamond whose third role both delegators trust is read through either',
    suite(async ({ repository, client }) => {
      await client.init(repository.file('root'));
      repository.delegate('targets', { name: 'A', paths: ['a/*'] });
      repository.delegate('targets', { name: 'B', paths: ['b/*'] });
      repository.delegate('A', { name: 'C', paths: ['a/*'] });
      repository.delegate('B', { name: 'C', paths: ['b/*'] });
      repository.addArtifact('C', 'by A', 'a/file');
      repository.addArtifact('C', 'by B', 'b/file');
      repository.publish('A', 'B', 'C', 'targets', 'snapshot', 'timestamp');
      expect(await client.download('a/file')).toBe(0);
      expect(await client.download('b/file')).toBe(0);
      expect(client.artifacts()).toEqual(['by A', 'by B']);
      expect(repository.requests.filter(([role]) => role === 'C')).toHaveLength(1);
    }),
  );
});

describe('conformance suite, test_quoting_issues', () => {
  it.each([
    ['?', '%3F'],
    ['#', '%23'],
    ['/delegatedrole', '%2Fdelegatedrole'],
    ['../delegatedrole', '..%2Fdelegatedrole'],
    ['a role%20', 'a%20role%2520'],
    ['局', '%E5%B1%80'],
  ])('test_unusual_role_name[%s]: is one quoted name in the address and in the folder', async (role, quoted) => {
    await suite(async ({ repository, client }) => {
      repository.delegate('targets', { name: role, paths: ['*'] });
      repository.addArtifact(role, 'content', 'file');
      repository.publish(role, 'targets', 'snapshot', 'timestamp');
      await client.init(repository.file('root'));
      expect(await client.download('nonexistent target')).toBe(1);
      expect(repository.requests).toContainEqual([quoted, 1]);
      expect(client.roles()).toHaveLength(5);
      expect(await client.download('file')).toBe(0);
    })();
  });
});
