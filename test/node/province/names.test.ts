/** Ids of bureaus that mean something else to programs, and what is remembered of each. */
import { expect, it } from 'vitest';
import { reachedBy } from '../../../src/node/province/mark.ts';
import { isTakenName } from '../../../src/node/province/taken-names.ts';

it.each([
  ...['constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty'],
  ...['index', 'sw', 'favicon', 'metadata', 'bureaus', 'assets', 'i', 'en', 'd', 'api', 'standard', '404'],
  ...['root', 'targets', 'snapshot', 'timestamp'],
])('no bureau may be called %s', (id) => expect(isTakenName(id)).toBe(true));

it.each(['county-a', 'wugang', 'index-county'])('%s is a name as any other', (id) =>
  expect(isTakenName(id)).toBe(false));

it('of a bureau named like a part of every object nothing is remembered that was not written', () => {
  expect(reachedBy({ roles: { 'county-a': 3 } }, 'constructor')).toBe(0);
  expect(reachedBy({ roles: { 'county-a': 3 } }, 'county-a')).toBe(3);
  expect(reachedBy(null, 'county-a')).toBe(0);
});
