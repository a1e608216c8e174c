/** What a delivered folder may be made of, before anything in it is opened. */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { dataFault, signedFilesFault, treeFault } from '../../../src/node/province/delivered-shape.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yixinma-delivery-'));
  await mkdir(join(folder, 'd/metadata'), { recursive: true });
  await mkdir(join(folder, 'i'));
  for (const path of ['d/bundle.json', 'd/metadata/timestamp.json', 'i/A.html'])
    await writeFile(join(folder, path), '{}');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('plain files in plain folders are read', async () => {
  expect(await signedFilesFault(folder)).toBeNull();
  expect(await treeFault(folder)).toBeNull();
});

it('a bundle that is a pipe is not opened: reading it would never end', async () => {
  await rm(join(folder, 'd/bundle.json'));
  execFileSync('mkfifo', [join(folder, 'd/bundle.json')]);
  expect(await signedFilesFault(folder)).toMatchObject({
    file: 'd/bundle.json',
    detail: expect.stringContaining('链接'),
  });
});

it('signed files that are a link to another bureau’s are not followed', async () => {
  await rm(join(folder, 'd/metadata'), { recursive: true });
  await symlink(tmpdir(), join(folder, 'd/metadata'), 'dir');
  expect(await signedFilesFault(folder)).toMatchObject({ file: 'd/metadata' });
});

it('signed files that would fill the memory are not read', async () => {
  await truncate(join(folder, 'd/metadata/timestamp.json'), 65 * 1024 * 1024);
  expect(await signedFilesFault(folder)).toMatchObject({ detail: expect.stringContaining('64 MB') });
});

it('a link anywhere in the delivery is named', async () => {
  await symlink(join(folder, 'd/bundle.json'), join(folder, 'i/B.html'));
  expect(await treeFault(folder)).toMatchObject({ file: 'i/B.html' });
});

it('more files than a site may have are counted no further', async () => {
  // Three folders and three files.
  expect(await treeFault(folder, 6)).toBeNull();
  expect(await treeFault(folder, 5)).toMatchObject({ detail: expect.stringContaining('超过5个') });
});

it('data that a list signs are bounded in all, not file by file; what is no list is for others to tell', () => {
  const list = JSON.stringify({
    signatures: [],
    signed: {
      _type: 'targets',
      spec_version: '1.0.31',
      version: 1,
      expires: '2027-01-01T00:00:00Z',
      targets: { 'a/x': { length: 6, hashes: {} }, 'a/y': { length: 5, hashes: {} } },
    },
  });
  expect(dataFault(list, 11)).toBeNull();
  expect(dataFault(list, 10)).toMatchObject({ file: 'd/targets' });
  expect(dataFault('{', 0)).toBeNull();
});
