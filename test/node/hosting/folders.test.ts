import { expect, it } from 'vitest';
import { inFolders, outOfFolders } from '../../../src/node/hosting/folders.ts';

it.each([
  ['lists.html', 'lists/index.html'],
  ['en/lists.html', 'en/lists/index.html'],
  ['lists-red-97527f389547.html', 'lists-red-97527f389547/index.html'],
  ['en/lists-red-0-2.html', 'en/lists-red-0-2/index.html'],
  ['i/7K3M9PQ2XD.html', 'i/7K3M9PQ2XD/index.html'],
])('at a host of folders %s lies at %s, and is read as itself', (path, there) => {
  expect(inFolders(path)).toBe(there);
  expect(outOfFolders(there)).toBe(path);
});

it.each([
  'listsx.html',
  'lists-red-0/x.html',
  'lists-red-0.json',
  '404.html',
  'index.html',
])('%s lies there as it is', (path) => {
  expect(inFolders(path)).toBe(path);
});

it('of a bureau in a province’s site likewise', () => {
  expect(inFolders('jiangnan/en/lists-red-0.html')).toBe('jiangnan/en/lists-red-0/index.html');
});
