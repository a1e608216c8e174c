import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { delegationsOf, isTrustedWith } from '../../../../src/core/trust/delegations/roles.ts';
import { parseMetadata } from '../../../../src/core/trust/metadata.ts';
import { inDays } from '../../../support/conformance/repository.ts';

const ROLE = { name: 'a', keyids: ['k'], threshold: 1, terminating: false, paths: ['*'] };
const SIGNED = { spec_version: '1.0.31', version: 1, expires: inDays(1) };
const KEYS = { root: { keyids: [], threshold: 1 } };
const ROOT = parseMetadata(
  text({
    ...SIGNED,
    _type: 'root',
    keys: {},
    roles: { ...KEYS, timestamp: KEYS.root, snapshot: KEYS.root, targets: KEYS.root },
  }),
  'root',
);

function text(signed: object): string {
  return JSON.stringify({ signatures: [], signed });
}

function read(delegations: unknown) {
  return delegationsOf(parseMetadata(text({ ...SIGNED, _type: 'targets', targets: {}, delegations }), 'targets'), ROOT);
}

describe('delegations', () => {
  it('are read in their order', () => {
    const roles = read({ keys: {}, roles: [ROLE, { ...ROLE, name: 'b', terminating: true }] });
    expect(roles.map(({ role, terminating }) => [role, terminating])).toEqual([
      ['a', false],
      ['b', true],
    ]);
  });

  it('go on after a role that does not say whether it is the last', () => {
    const { terminating: _, ...silent } = ROLE;
    expect(read({ keys: {}, roles: [silent] })).toMatchObject([{ role: 'a', terminating: false }]);
  });

  it('without the field, or with no role, are none', () => {
    expect(read({ keys: {}, roles: [] })).toEqual([]);
    expect(delegationsOf(parseMetadata(text({ ...SIGNED, _type: 'targets', targets: {} }), 'targets'), ROOT)).toEqual(
      [],
    );
  });

  it.each([
    ['two roles of one name', [ROLE, ROLE]],
    ['a role called root', [{ ...ROLE, name: 'root' }]],
    ['a role called timestamp', [{ ...ROLE, name: 'timestamp' }]],
    ['a role called snapshot', [{ ...ROLE, name: 'snapshot' }]],
    ['a role called targets', [{ ...ROLE, name: 'targets' }]],
    ['a role without a name', [{ ...ROLE, name: '' }]],
    ['a name that is no text', [{ ...ROLE, name: 7 }]],
    ['threshold zero', [{ ...ROLE, threshold: 0 }]],
    ['a key listed twice', [{ ...ROLE, keyids: ['k', 'k'] }]],
    ['paths and hashes of paths', [{ ...ROLE, path_hash_prefixes: ['ab'] }]],
    ['a path that is no text', [{ ...ROLE, paths: [1] }]],
    ['paths that are no list', [{ ...ROLE, paths: '*' }]],
    ['an end that is neither true nor false', [{ ...ROLE, terminating: 'yes' }]],
    ['a role that is no object', ['a']],
    ['roles that are no list', {}],
  ])('with %s are malformed', (_, roles) => {
    expect(() => read({ keys: {}, roles })).toThrow(expect.objectContaining({ code: 'format' }));
  });

  it.each([[[]], [{ roles: [] }], [{ keys: {} }]])('of a wrong shape are malformed: %j', (delegations) => {
    expect(() => read(delegations)).toThrow(expect.objectContaining({ code: 'format' }));
  });
});

describe('a delegated role', () => {
  const hash = createHash('sha256').update('demo/file').digest('hex');
  it.each([
    [{ paths: ['x', 'demo/*'] }, true],
    [{ paths: ['x'] }, false],
    [{ paths: [] }, false],
    [{ path_hash_prefixes: ['zz', hash.slice(0, 2)] }, true],
    [{ path_hash_prefixes: [hash] }, true],
    [{ path_hash_prefixes: [`${hash}0`] }, false],
    [{ path_hash_prefixes: [hash.slice(1, 3)] }, false],
    [{ path_hash_prefixes: [''] }, true],
    [{ path_hash_prefixes: [] }, false],
    [{}, false],
  ])('may speak of a path or not: %j → %s', async (paths, expected) => {
    const { paths: _, ...bare } = ROLE;
    const [role] = read({ keys: {}, roles: [{ ...bare, ...paths }] });
    expect(role && (await isTrustedWith(role, 'demo/file'))).toBe(expected);
  });
});
