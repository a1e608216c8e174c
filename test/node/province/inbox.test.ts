/** What lies in a province's inbox in the wrong place. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { siteBelow, straysIn } from '../../../src/node/province/inbox.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'yixinma-inbox-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));
const folder = (path: string) => mkdir(join(dir, path), { recursive: true });

it('a folder of no bureau, one that is not in force yet and a loose file are told apart', async () => {
  for (const path of ['inbox/county-a/d', 'inbox/county-b/d', 'inbox/county-x/d', 'inbox/empty', 'inbox/.partial/d'])
    await folder(path);
  await writeFile(join(dir, 'inbox/county-a.tar.gz'), '');
  expect(await straysIn(dir, ['county-a'], ['county-a', 'county-b'])).toEqual([
    { name: 'county-a.tar.gz', why: 'loose' },
    { name: 'county-b', why: 'unpublished' },
    { name: 'county-x', why: 'unregistered' },
  ]);
  await rm(join(dir, 'inbox'), { recursive: true });
  expect(await straysIn(dir, [], [])).toEqual([]);
});

it('a site is found one folder further down, and a workspace by its keys', async () => {
  expect(await siteBelow(join(dir, 'nothing'))).toBeNull();
  await folder('one/.rsync/d');
  expect(await siteBelow(join(dir, 'one'))).toBeNull();
  await folder('one/keys');
  expect(await siteBelow(join(dir, 'one'))).toEqual({ name: null, workspace: false });
  await folder('one/site/d');
  expect(await siteBelow(join(dir, 'one'))).toEqual({ name: 'site', workspace: true });
});
